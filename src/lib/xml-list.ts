import { RefusedVersion } from '../domain/errors.js';
import type { ReadEvent } from '../ports.js';
import { readXml, type XmlElement, type XmlShape } from './xml.js';

/** Tells of an element, attribute or word that nobody knows. */
export type ReportUnknown = (path: string, example: string) => void;

export interface XmlListFormat {
  readonly shape: XmlShape;
  /** What the root element says of the version; null where that stands in an element of its own. */
  readonly header: (attributes: Readonly<Record<string, string>>, report: ReportUnknown) => ReadEvent | null;
  /** What a record says; null where it is on the list no more. */
  readonly record: (element: XmlElement, report: ReportUnknown) => ReadEvent | null;
  /** What the publisher calls the reference. */
  readonly reference: string;
}

const LONGEST_EXAMPLE = 100;

/**
 * Reads a list that is one XML file. A reference that stands there twice is set aside the second time, what is unknown
 * comes once a path. Throws `RefusedVersion` when the frame is wrong or not one record is there.
 */
export async function* readXmlList(path: string, format: XmlListFormat): AsyncGenerator<ReadEvent> {
  const refs = new Set<string>();
  const unknowns = new Unknowns();
  let records = 0;
  for await (const event of readXml(path, format.shape)) {
    if (event.kind === 'unknown') {
      unknowns.report(event.path, event.text ?? '');
      yield* unknowns.take();
      continue;
    }
    const read =
      event.kind === 'root'
        ? format.header(event.attributes, unknowns.report)
        : format.record(event.element, unknowns.report);
    yield* unknowns.take();
    if (!read) continue;
    if (read.kind === 'listing' || read.kind === 'set-aside') records += 1;
    yield read.kind === 'listing' ? once(read, refs, format.reference) : read;
  }
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
