import type { Party } from '../listed.js';

export interface Found {
  readonly id: string;
  /** 0 to 1, as the contestant means it. */
  readonly score: number;
}

/** A name search that can be measured beside the others. */
export interface Contestant {
  /** As its users would look a name up; parties best first, each once. */
  look(query: string): readonly Found[];
  /** As `look`, however low the score, for ranks and thresholds. */
  rank(query: string, limit: number): readonly Found[];
  /** How alike two names are, 0 to 1. */
  compare(a: string, b: string): number;
  /** Takes the parties in place of those of the same ids. */
  update(parties: readonly Party[]): void;
}

/** Takes the parties into the contestant's own documents; what it gives builds the index of them, which is what is measured. */
export type Build = (parties: readonly Party[]) => () => Contestant;

/** A contestant as the bench knows it before it is loaded. */
export interface Entrant {
  readonly title: string;
  /** The threshold it comes with; null: the best one on the development pairs. */
  readonly threshold: number | null;
  /** One query in so many is asked at 27,000 and at 100,000 names; 0: it is not asked, it would take too long. */
  readonly asksOneIn: { readonly small: number; readonly large: number };
  /** Only the contestant that is measured is loaded. */
  readonly load: () => Promise<Build>;
}

/** Parties of the names found, best first, each once. */
export function distinct(found: Iterable<Found>, limit: number): Found[] {
  const best = new Map<string, Found>();
  for (const each of found) {
    if (!best.has(each.id)) best.set(each.id, each);
    if (best.size === limit) break;
  }
  return [...best.values()];
}
