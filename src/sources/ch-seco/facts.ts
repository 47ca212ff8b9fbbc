import type { Address, Identifier } from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { child, type XmlElement } from '../../lib/xml.js';

type Places = ReadonlyMap<string, XmlElement>;

/** The text of the first child of that name, in the form in which texts are compared; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return tidy((element && child(element, name)?.text) ?? '');
}

/** An address or a place of birth: what it says itself, and the place that it names by number. */
export interface Whereabouts {
  readonly address: Address;
  /** False where the file does not have the place: then the rest of it is unknown. */
  readonly complete: boolean;
}

export function whereaboutsOf(element: XmlElement, places: Places): Whereabouts {
  const id = element.attributes['place-id'];
  const place = id === undefined ? undefined : places.get(id);
  const of = (name: string) => textOf(element, name) || textOf(place, name);
  const box = of('p-o-box');
  const text = joined(', ', [
    of('c-o'),
    of('address-details'),
    box && `P.O. Box ${box}`,
    joined(' ', [of('zip-code'), of('location')]),
    of('area'),
  ]);
  const country = of('country');
  const whole = withNote(text, textOf(element, 'remarks'));
  return {
    address: country ? { text: whole, country } : { text: whole },
    complete: id === undefined || place !== undefined,
  };
}

/** `1980-03-23`, `1980-03` or `1980`; empty where not even the year is known. */
export function dateOf({ attributes }: XmlElement): string {
  const { year = '', month = '', day = '', calendar = 'Gregorian', quality = 'good' } = attributes;
  const date = [year, month.padStart(month ? 2 : 0, '0'), month && day.padStart(day ? 2 : 0, '0')];
  const notes = [
    calendar === 'Gregorian' ? '' : `${calendar} calendar`,
    quality === 'good' ? '' : `quality ${quality}`,
  ];
  return year && withNote(joined('-', date), joined(', ', notes));
}

export function documentOf(document: XmlElement): Identifier[] {
  const type = document.attributes['document-type'] ?? 'other';
  const number = textOf(document, 'number');
  const country = textOf(document, 'issuer');
  const issued = textOf(document, 'date-of-issue');
  const expires = textOf(document, 'expiry-date');
  const note = textOf(document, 'remark');
  if (!number && !note) return [];
  return [
    {
      type: capitalised(type),
      number,
      ...(country ? { country } : {}),
      ...(issued ? { issued } : {}),
      ...(expires ? { expires } : {}),
      ...(note ? { note } : {}),
    },
  ];
}

/** `diplomatic-passport` is a `Diplomatic passport`. */
function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`.replaceAll('-', ' ');
}

export function joined(separator: string, parts: readonly string[]): string {
  return parts.filter(Boolean).join(separator);
}

function withNote(text: string, note: string): string {
  return text && note ? `${text} (${note})` : text || note;
}
