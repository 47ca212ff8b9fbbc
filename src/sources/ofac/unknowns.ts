import type { ReadEvent } from '../../ports.js';
import type { FactOutcome } from './draft.js';

/** Gathers what nobody knows of a file, each path once. */
export class Unknowns {
  readonly #seen = new Set<string>();
  #events: ReadEvent[] = [];

  report(path: string, example: string): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    this.#events.push({ kind: 'unknown', path, example: example.slice(0, 120) });
  }

  /** Reports a fact that has no place of its own, or no value. */
  reportFact(outcome: FactOutcome, path: string, example: string): void {
    if (outcome !== 'known') this.report(outcome === 'empty' ? `${path} (empty)` : path, example);
  }

  /** What was gathered since the last time. */
  take(): readonly ReadEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }
}
