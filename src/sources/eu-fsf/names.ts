import type { Alias, AliasStrength } from '../../domain/listing.js';
import { childrenOf, type XmlElement } from '../../lib/xml.js';
import { attr, join, joined, linesOf, unique } from './elements.js';

export interface Names {
  /** Empty where the record has none. */
  readonly name: string;
  readonly aliases: readonly Alias[];
  /** Titles, then functions. */
  readonly title: string;
  readonly gender: string;
  /** What the remarks say beyond the quality of a name. */
  readonly remarks: readonly string[];
}

interface Named {
  readonly name: string;
  readonly id: number;
  readonly latin: boolean;
  readonly strength: AliasStrength;
  /** Said by its remark to be another name than the main one. */
  readonly other: 'aka' | 'fka' | null;
  /** Line by line. */
  readonly remark: string;
  readonly element: XmlElement;
}

const GENDERS = new Map([
  ['M', 'Male'],
  ['F', 'Female'],
]);
const LATIN_FIRST = /^\P{L}*\p{Script=Latin}/u;
/** The file says `strong="true"` of nearly all; "low quality alias" (or "lo quality") stands in the remark alone. */
const LOW_QUALITY = /\blow?[ -]quality/i;
const ONLY_QUALITY = /^\W*(good|god|ood|high|low|lo)[ -]quality( +(ali+as|a\.?k\.?a\.?))?\W*$/i;
const OTHER_NAME = /^\W*((good|god|ood|high|low|lo)[ -]quality|alias|also known|a\.?k\.?a\b)/i;
const FORMER_NAME = /^\W*(former|f\.?k\.?a\b|previous)/i;

/**
 * The names of a record. None is marked as the main one: it is the one entered first (the lowest id) of those in Latin
 * letters that neither `strong` nor a remark calls anything less. Its place in the file says nothing.
 */
export function namesOf(record: XmlElement): Names {
  const all = childrenOf(record, 'nameAlias').map(read).sort(byRank);
  const named = all.filter(({ name }) => name !== '');
  const main = named[0];
  const elements = all.map(({ element }) => element);
  return {
    name: main?.name ?? '',
    aliases: aliasesOf(named.filter(({ name }) => name !== main?.name)),
    title: join('; ', [...valuesOf(elements, 'title'), ...valuesOf(elements, 'function')]),
    gender: join('; ', unique(valuesOf(elements, 'gender').map((code) => GENDERS.get(code) ?? code))),
    remarks: all.flatMap((alias) => remarkAbout(alias, alias === main)),
  };
}

function read(element: XmlElement): Named {
  const name = attr(element, 'wholeName') || joined(element, ' ', ['firstName', 'middleName', 'lastName']);
  const remark = linesOf(element);
  const weak = attr(element, 'strong') === 'false' || LOW_QUALITY.test(remark);
  const other = FORMER_NAME.test(remark) ? 'fka' : OTHER_NAME.test(remark) ? 'aka' : null;
  const id = Number(attr(element, 'logicalId')) || Number.MAX_SAFE_INTEGER;
  return { name, id, latin: LATIN_FIRST.test(name), strength: weak ? 'weak' : 'strong', other, remark, element };
}

function byRank(a: Named, b: Named): number {
  return rankOf(a) - rankOf(b) || a.id - b.id || (a.name < b.name ? -1 : Number(a.name > b.name));
}

function rankOf({ latin, strength, other }: Named): number {
  return (strength === 'strong' ? 0 : 4) + (latin ? 0 : 2) + (other === null ? 0 : 1);
}

/** A name may stand there several times, once a language: the stronger one counts. */
function aliasesOf(named: readonly Named[]): Alias[] {
  const aliases = new Map<string, Alias>();
  for (const { name, latin, other, strength } of named) {
    const kind = latin ? (other ?? 'aka') : 'original-script';
    if (aliases.get(name)?.strength !== 'strong') aliases.set(name, { name, kind, strength });
  }
  return [...aliases.values()];
}

/** In alphabetical order, since the order in the file is no change. */
function valuesOf(elements: readonly XmlElement[], name: string): string[] {
  return unique(elements.map((element) => attr(element, name)))
    .filter(Boolean)
    .sort();
}

function remarkAbout({ name, remark }: Named, isMain: boolean): string[] {
  if (remark === '' || ONLY_QUALITY.test(remark)) return [];
  return [isMain ? remark : join(': ', [name, remark])];
}
