import type { Delivery } from '../../src/domain/delivery.js';

/** A message as the platform stored it: where, and which delivery it says it is. */
export interface Arrival {
  readonly destination: string;
  readonly key: string;
}

/** What there was to see when all was over. */
export interface Evidence {
  readonly kills: number;
  /** How many alerts the history owes each destination. */
  readonly owed: number;
  readonly destinations: readonly string[];
  /** Everything that each platform stored, oldest first. */
  readonly arrivals: readonly Arrival[];
  readonly deliveries: readonly Delivery[];
}

export interface Verdict {
  readonly arrived: number;
  readonly lost: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly doubledOnDiscord: readonly string[];
  readonly doubledOnSlack: readonly string[];
  readonly doubledUnmarked: readonly string[];
  /** Marked as possible duplicates, whether or not they are. */
  readonly marked: number;
  /** Everything that must not be. */
  readonly failures: readonly string[];
}

/** Alerts are in order among themselves, and so are the pages and the files of large ones, which go behind them. */
const QUEUES = ['alert', 'page', 'csv'] as const;

function queueOf(row: Delivery | undefined): string {
  return row?.parcel?.kind ?? 'alert';
}

/** Compares what arrived with what was owed. A message that follows itself is doubled; any other repetition is out of order. */
export function judge({ kills, owed, destinations, arrivals, deliveries }: Evidence): Verdict {
  const rows = new Map(deliveries.map((row) => [row.key, row]));
  const lost: string[] = [];
  const outOfOrder: string[] = [];
  const doubled: string[] = [];
  const failures: string[] = [];
  for (const destination of destinations) {
    const all = deliveries.filter((row) => row.destination === destination).sort((a, b) => a.order - b.order);
    const here = arrivals.filter((arrival) => arrival.destination === destination).map(({ key }) => key);
    for (const queue of QUEUES) {
      const mine = all.filter((row) => queueOf(row) === queue);
      if (queue === 'alert' && mine.length !== owed)
        failures.push(`${destination} is owed ${mine.length} alerts, the history has ${owed}`);
      const came = here.filter((key) => queueOf(rows.get(key)) === queue);
      const once = came.filter((key, position) => key !== came[position - 1]);
      const arrived = new Set(once);
      doubled.push(...came.filter((key, position) => key === came[position - 1]).map((key) => `${destination} ${key}`));
      lost.push(...mine.filter(({ key }) => !arrived.has(key)).map(({ key }) => `${destination} ${key}`));
      const inOrder = mine.filter(({ key }) => arrived.has(key)).map(({ key }) => key);
      if (inOrder.join() !== once.join()) outOfOrder.push(`${destination} (${queue})`);
    }
  }
  const open = deliveries.filter(({ state }) => state !== 'sent');
  failures.push(...open.map(({ key, destination, state }) => `${destination} ${key} is ${state}`));
  const doubledOnDiscord = doubled.filter((one) => one.startsWith('discord/'));
  const doubledOnSlack = doubled.filter((one) => !one.startsWith('discord/'));
  const doubledUnmarked = doubledOnSlack.filter((one) => !rows.get(one.split(' ')[1] ?? '')?.possibleDuplicate);
  const marked = deliveries.filter(({ possibleDuplicate }) => possibleDuplicate).length;
  failures.push(...lost.map((one) => `lost: ${one}`), ...outOfOrder.map((one) => `out of order: ${one}`));
  failures.push(...doubledOnDiscord.map((one) => `doubled on Discord: ${one}`));
  failures.push(...doubledUnmarked.map((one) => `doubled on Slack without a mark: ${one}`));
  if (doubledOnSlack.length > kills)
    failures.push(`doubled on Slack: ${doubledOnSlack.length}, more than the ${kills} kills`);
  return {
    ...{ arrived: arrivals.length, lost, outOfOrder, doubledOnDiscord, doubledOnSlack, doubledUnmarked },
    ...{ marked, failures },
  };
}
