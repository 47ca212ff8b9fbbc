/** How often the event loop is looked at, in milliseconds. */
const EVERY = 5;

export interface Held {
  /** The longest time for which the event loop did nothing else, in milliseconds. */
  readonly longest: number;
  /** The same as far as this process worked meanwhile: the rest is what a busy machine kept it waiting. */
  readonly own: number;
  readonly p99: number;
}

/** Looks at the event loop until it is asked what it saw. */
export function watchLoop(): () => Held {
  const late: number[] = [];
  let own = 0;
  let last = performance.now();
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(used);
    const delay = Math.max(0, now - last - EVERY);
    late.push(delay);
    own = Math.max(own, Math.min(delay, (user + system) / 1000));
    last = now;
    used = process.cpuUsage();
  }, EVERY);
  return () => {
    clearInterval(timer);
    late.sort((a, b) => a - b);
    return { longest: late.at(-1) ?? 0, own, p99: late[Math.ceil(late.length * 0.99) - 1] ?? 0 };
  };
}
