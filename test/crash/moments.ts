import type { Random } from './random.js';

/** When a life of the bot ends: so many milliseconds after the n-th of something that it does. */
export interface Moment {
  readonly after: Event;
  readonly nth: number;
  readonly ms: number;
}

export type Event = 'spawned' | 'asked the publisher' | 'stored by Slack' | 'stored by Discord' | 'recorded as sent';

/** A random moment: while it starts, while it takes a version, and most often around a send. */
export function nextMoment(random: Random): Moment {
  const roll = random.next();
  if (roll < 0.15) return { after: 'spawned', nth: 1, ms: random.whole(0, 2_500) };
  if (roll < 0.35) return { after: 'asked the publisher', nth: random.whole(1, 8), ms: random.whole(0, 400) };
  if (roll < 0.65) return { after: 'stored by Slack', nth: random.whole(1, 40), ms: random.whole(0, 20) };
  if (roll < 0.8) return { after: 'stored by Discord', nth: random.whole(1, 80), ms: random.whole(0, 20) };
  return { after: 'recorded as sent', nth: random.whole(1, 120), ms: random.whole(0, 60) };
}

export function momentText({ after, nth, ms }: Moment): string {
  return after === 'spawned' ? `${ms} ms after the start` : `${ms} ms after no. ${nth} ${after}`;
}
