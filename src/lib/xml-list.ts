import type { ReadEvent } from '../ports.js';
import { listEvents, type ReportUnknown } from './list-read.js';
import { readXml, type XmlElement, type XmlShape } from './xml.js';

export type { ReportUnknown } from './list-read.js';

export interface XmlListFormat {
  readonly shape: XmlShape;
  /** What the root element says of the version; null where that stands in an element of its own. */
  readonly header: (attributes: Readonly<Record<string, string>>, report: ReportUnknown) => ReadEvent | null;
  /** What a record says; null where it is on the list no more. */
  readonly record: (element: XmlElement, report: ReportUnknown) => ReadEvent | null;
  /** What the publisher calls the reference. */
  readonly reference: string;
}

/**
 * Reads a list that is one XML file. A reference that stands there twice is set aside the second time, what is unknown
 * comes once a path. Throws `RefusedVersion` when the frame is wrong or not one record is there.
 */
export function readXmlList(path: string, format: XmlListFormat): AsyncGenerator<ReadEvent> {
  return listEvents((report) => eventsOf(path, format, report), format.reference);
}

async function* eventsOf(path: string, format: XmlListFormat, report: ReportUnknown): AsyncGenerator<ReadEvent> {
  for await (const event of readXml(path, format.shape)) {
    if (event.kind === 'unknown') {
      report(event.path, event.text ?? '');
      continue;
    }
    const read = event.kind === 'root' ? format.header(event.attributes, report) : format.record(event.element, report);
    if (read) yield read;
  }
}
