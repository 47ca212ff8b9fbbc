import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Listing, PartyType } from '../../src/domain/listing.js';
import { sources } from '../../src/sources/index.js';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** The most complete file of each list among the shared ones. */
const FILES: readonly (readonly [source: string, path: string])[] = [
  ['ofac-sdn', 'ofac/2023-12-28'],
  ['ofac-consolidated', 'ofac/consolidated/2025-03-28_consolidated.xml'],
  ['un-sc', 'un/2025-11-18.xml'],
  ['ca-sema', 'ca/sema_2025-05.xml'],
  ['uk-sl', 'uk/uk_sanctions_list_2026-09-07.xml'],
  ['eu-fsf', 'eu/fsf_1_1_2026-08-05.xml'],
  ['ch-seco', 'ch/seco_whole_list_2026-08-27_excerpt.xml'],
];

/** The French register, of which only a flattened index is there. */
const FRENCH_INDEX = 'fr/slim_index_2026-05-29.json.gz';
const frenchIndex = z.object({
  entries: z.array(
    z.object({
      IdRegistre: z.number(),
      Nature: z.enum(['Personne physique', 'Personne morale', 'Navire']),
      Nom: z.string(),
      Prenoms: z.array(z.string()),
      Alias: z.array(z.string()),
    }),
  ),
});
const FRENCH_TYPES = { 'Personne physique': 'individual', 'Personne morale': 'entity', Navire: 'vessel' } as const;

export interface PartyName {
  readonly text: string;
  readonly weak: boolean;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The day of a date as the lists write it (1957-11-03, 03 Nov 1957, 03/11/1957); none where only the year is known. */
function daysIn(value: string): string[] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (iso) return [value];
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[ /]([A-Za-z]{3}|\d{1,2})[a-z]*[ /](\d{4})$/.exec(value) ?? [];
  const number = /\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
  return number > 0 && number < 13 ? [`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`] : [];
}

/** One listing as the bench needs it: an id such as `un-sc/KPi.033` and every name. */
export interface Party {
  readonly id: string;
  readonly type: PartyType;
  readonly names: readonly PartyName[];
  /** Days of birth, where a list gives the day. */
  readonly born?: readonly string[];
}

/** Whether the official files stand beside the checkout. */
export function hasOfficialFiles(): boolean {
  return existsSync(DATA);
}

/** Every party of the official files beside the checkout, list by list. */
export async function listedParties(): Promise<Party[]> {
  const parties: Party[] = [];
  for (const [id, path] of FILES) {
    const source = sources.find((candidate) => candidate.id === id);
    if (source?.kind !== 'list') throw new Error(`there is no list ${id}`);
    const version = await source.fromDisk(DATA + path, null);
    for await (const event of source.read(version)) if (event.kind === 'listing') parties.push(partyOf(event.listing));
  }
  return [...parties, ...frenchParties()];
}

function frenchParties(): Party[] {
  const text = gunzipSync(readFileSync(DATA + FRENCH_INDEX)).toString('utf8');
  return frenchIndex.parse(JSON.parse(text)).entries.map(({ IdRegistre, Nature, Nom, Prenoms, Alias }) => {
    const given = Prenoms.join(' ').trim();
    const name = given === '' ? Nom.trim() : `${Nom.trim()}, ${given}`;
    const aliases = Alias.map((alias) => alias.trim()).filter((alias) => alias !== '' && !alias.includes(':'));
    const distinct = [...new Set([name, ...aliases])].map((written) => ({ text: written, weak: false }));
    return { id: `fr-gels/${IdRegistre}`, type: FRENCH_TYPES[Nature], names: distinct };
  });
}

function partyOf({ list, ref, type, name, aliases, births }: Listing): Party {
  const names = new Map<string, PartyName>([[name, { text: name, weak: false }]]);
  for (const alias of aliases) {
    if (!names.has(alias.name)) names.set(alias.name, { text: alias.name, weak: alias.strength === 'weak' });
  }
  const born = births.flatMap(({ kind, value }) => (kind === 'date' ? daysIn(value) : []));
  return { id: `${list}/${ref}`, type, names: [...names.values()], born };
}
