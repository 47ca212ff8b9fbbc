import { tidy } from '../../lib/text.js';
import { childrenOf, readXml, type XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import { primaryNameOf } from './names.js';
import { REFERENCES } from './schema.js';

/** A measure of an ordinance and the programme it belongs to. */
export interface SanctionsSet {
  readonly program: string;
  /** `article 12 -- Restrictions on named individuals and entities`. */
  readonly measure: string;
}

/** What a target names by number only. */
export interface References {
  readonly sets: ReadonlyMap<string, SanctionsSet>;
  readonly places: ReadonlyMap<string, XmlElement>;
  readonly names: ReadonlyMap<string, string>;
}

/** Reads what targets refer to, wherever in the file it stands. Throws `RefusedVersion` as `readXml` does. */
export async function readReferences(path: string, report: ReportUnknown): Promise<References> {
  const sets = new Map<string, SanctionsSet>();
  const places = new Map<string, XmlElement>();
  const names = new Map<string, string>();
  for await (const event of readXml(path, REFERENCES)) {
    if (event.kind === 'unknown') report(event.path, event.text ?? '');
    if (event.kind !== 'record') continue;
    const { element } = event;
    const ssid = element.attributes.ssid ?? '';
    if (element.name === 'sanctions-program') readProgram(element, sets);
    else if (element.name === 'place') places.set(ssid, element);
    else names.set(ssid, primaryNameOf(partyOf(element) ?? element));
  }
  return { sets, places, names };
}

/** What a target may be. */
export const PARTIES: ReadonlySet<string> = new Set(['individual', 'entity', 'object']);

/** The individual, entity or object that a target is. */
export function partyOf(target: XmlElement): XmlElement | undefined {
  return target.children.find(({ name }) => PARTIES.has(name));
}

/** Of texts in several languages the English ones; all where none is, or none says its language. */
export function english(elements: readonly XmlElement[]): readonly XmlElement[] {
  const chosen = elements.filter(({ attributes }) => (attributes.lang ?? 'eng') === 'eng');
  return chosen.length > 0 ? chosen : elements;
}

/** The sets of a programme have the same ssid in each language. */
function readProgram(program: XmlElement, sets: Map<string, SanctionsSet>): void {
  const key = tidy(english(childrenOf(program, 'program-key'))[0]?.text ?? '');
  for (const set of childrenOf(program, 'sanctions-set')) {
    const { ssid = '', lang = 'eng' } = set.attributes;
    if (lang === 'eng' || !sets.has(ssid)) sets.set(ssid, { program: key, measure: tidy(set.text) });
  }
}
