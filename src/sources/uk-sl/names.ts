import type { Alias } from '../../domain/listing.js';
import type { XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import { joined, partsOf, textOf, unique } from './elements.js';

export interface Names {
  /** Empty where the record has none. */
  readonly name: string;
  readonly aliases: readonly Alias[];
}

/** The surname, or the whole name of an entity or a ship, is the sixth. */
const PARTS = ['Name1', 'Name2', 'Name3', 'Name4', 'Name5', 'Name6'];
const RANKS = ['primary name', 'primary name variation'];
const LATIN_FIRST = /^\P{L}*\p{Script=Latin}/u;

interface Named {
  readonly name: string;
  readonly rank: number;
  readonly alias: Alias;
}

/**
 * The primary name and the others. Of several primary names it is the first in alphabetical order, because the order
 * in the file is no change; a record without one takes the next best, and that is reported.
 */
export function namesOf(record: XmlElement, report: ReportUnknown): Names {
  const named = partsOf(record, 'Names', 'Name')
    .map(readName)
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : Number(a.name > b.name)));
  const name = named[0]?.name ?? '';
  if (named[0] && named[0].rank > 0) report('Designation/Names without a primary name', name);
  const others = [...named.map(({ alias }) => alias), ...originalsOf(record)].filter((alias) => alias.name !== name);
  return { name, aliases: strongest(others) };
}

function readName(element: XmlElement): Named {
  const name = joined(element, ' ', PARTS);
  const rank = RANKS.indexOf(textOf(element, 'NameType').toLowerCase());
  const strength = /^(good\b.*)?$/i.test(textOf(element, 'AliasStrength')) ? 'strong' : 'weak';
  return { name, rank: rank < 0 ? RANKS.length : rank, alias: { name, kind: 'aka', strength } };
}

/** Some of what stands under the names in other scripts is in Latin letters: then it is an alias like others. */
function originalsOf(record: XmlElement): Alias[] {
  return partsOf(record, 'NonLatinNames', 'NonLatinName').flatMap((element): Alias[] => {
    const name = textOf(element, 'NameNonLatinScript');
    const script = textOf(element, 'NonLatinScriptType');
    if (name === '') return [];
    if (LATIN_FIRST.test(name)) return [{ name, kind: 'aka', strength: 'strong' }];
    return [{ name, kind: 'original-script', strength: 'strong', ...(script ? { script } : {}) }];
  });
}

/** A name that stands there twice counts with the better quality. */
function strongest(aliases: readonly Alias[]): Alias[] {
  const strong = new Set(aliases.filter(({ strength }) => strength === 'strong').map(({ name }) => name));
  return unique(aliases.filter(({ name, strength }) => strength === 'strong' || !strong.has(name)));
}
