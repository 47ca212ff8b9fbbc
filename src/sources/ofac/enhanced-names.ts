import type { Alias } from '../../domain/listing.js';
import type { XmlElement } from '../../lib/xml.js';
import { addressOf, type Draft } from './draft.js';
import { childOf, each, textOf } from './elements.js';
import { kindOf } from './remark.js';
import type { Unknowns } from './unknowns.js';

const LATIN = 'Latin';
/** Characters that only turn the direction of the line; OFAC wraps Arabic names in them. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

/** The primary name of an entity in Latin letters; empty where it has none. */
export function primaryName(entity: XmlElement): string {
  for (const name of each(entity, 'names', 'name')) {
    if (textOf(name, 'isPrimary') !== 'true') continue;
    for (const translation of each(name, 'translations', 'translation'))
      if (textOf(translation, 'isPrimary') === 'true') return textOf(translation, 'formattedFullName');
  }
  return '';
}

/** Adds every other name: aliases, and all names in their own scripts. */
export function readAliases(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const name of each(entity, 'names', 'name')) {
    const isPrimary = textOf(name, 'isPrimary') === 'true';
    const type = textOf(name, 'aliasType');
    if (!isPrimary && !/^[AFN]\.K\.A\.$/.test(type))
      unknowns.report(`entities/entity/names/name/aliasType/${type}`, draft.listing.name);
    const strength = textOf(name, 'isLowQuality') === 'true' ? 'weak' : 'strong';
    for (const translation of each(name, 'translations', 'translation')) {
      if (isPrimary && textOf(translation, 'isPrimary') === 'true') continue;
      const text = textOf(translation, 'formattedFullName').replace(DIRECTION, '');
      const script = textOf(translation, 'script');
      const kind: Alias['kind'] = isPrimary ? 'original-script' : kindOf((type[0] ?? 'a').toLowerCase());
      if (text)
        draft.listing.aliases.push({ name: text, kind, strength, ...(script && script !== LATIN && { script }) });
      else unknowns.reportFact('empty', 'entities/entity/names/name', draft.listing.name);
    }
  }
}

const STREETS = ['ADDRESS1', 'ADDRESS2', 'ADDRESS3'];
const PLACES = ['REGION', 'CITY', 'STATE/PROVINCE', 'POSTAL CODE'];

/** Adds the addresses, each in every script that the file gives it. */
export function readAddresses(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const address of each(entity, 'addresses', 'address')) {
    const country = textOf(address, 'country');
    const translations = each(address, 'translations', 'translation');
    for (const translation of translations.length > 0 ? translations : [undefined]) {
      const parts = addressParts(translation, unknowns);
      const place = {
        city: parts.get('CITY') ?? '',
        state: parts.get('STATE/PROVINCE') ?? '',
        postal: parts.get('POSTAL CODE') ?? '',
      };
      const others = [...parts].filter(([type]) => !STREETS.includes(type) && !PLACES.includes(type));
      const streets = [...STREETS.map((type) => parts.get(type) ?? ''), ...others.map(([, value]) => value)];
      const read = addressOf([...streets, parts.get('REGION') ?? ''], place, country);
      if (read) draft.listing.addresses.push(read);
    }
  }
}

function addressParts(translation: XmlElement | undefined, unknowns: Unknowns): Map<string, string> {
  const parts = new Map<string, string>();
  if (childOf(translation, 'addressParts') === undefined || translation === undefined) return parts;
  for (const part of each(translation, 'addressParts', 'addressPart')) {
    const type = textOf(part, 'type');
    const value = textOf(part, 'value');
    if (!STREETS.includes(type) && !PLACES.includes(type))
      unknowns.report(`entities/entity/addresses/address/part/${type}`, value);
    parts.set(type, parts.has(type) ? `${parts.get(type)}, ${value}` : value);
  }
  return parts;
}
