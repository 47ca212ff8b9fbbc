import { RefusedVersion } from '../domain/errors.js';
import type { ReadEvent } from '../ports.js';

/** Tells of an element, attribute, column or word that nobody knows. */
export type ReportUnknown = (path: string, example: string) => void;

const LONGEST_EXAMPLE = 100;

/**
 * What the records of a list say, in their order. A reference that stands there twice is set aside the second time, what is
 * unknown comes once a path. Throws `RefusedVersion` when not one record is there, and what `read` throws.
 */
export async function* listEvents(
  read: (report: ReportUnknown) => AsyncIterable<ReadEvent>,
  reference: string,
): AsyncGenerator<ReadEvent> {
  const refs = new Set<string>();
  const unknowns = new Unknowns();
  let records = 0;
  for await (const event of read(unknowns.report)) {
    yield* unknowns.take();
    if (event.kind === 'listing' || event.kind === 'set-aside') records += 1;
    yield event.kind === 'listing' ? once(event, refs, reference) : event;
  }
  yield* unknowns.take();
  if (records === 0) throw new RefusedVersion('the file lists nobody');
}

function once(event: Extract<ReadEvent, { kind: 'listing' }>, refs: Set<string>, reference: string): ReadEvent {
  const { ref, name } = event.listing;
  if (refs.has(ref)) return { kind: 'set-aside', ref, name, reason: `its ${reference} stands there twice` };
  refs.add(ref);
  return event;
}

class Unknowns {
  readonly #seen = new Set<string>();
  #events: ReadEvent[] = [];

  readonly report: ReportUnknown = (path, example) => {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    this.#events.push({ kind: 'unknown', path, example: example.trim().slice(0, LONGEST_EXAMPLE) });
  };

  take(): readonly ReadEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }
}
