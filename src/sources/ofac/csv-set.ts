import { RefusedVersion } from '../../domain/errors.js';
import type { Gap, PartyType } from '../../domain/listing.js';
import type { ReadEvent, VersionFiles } from '../../ports.js';
import { ABSENT, type Companion, readCompanion } from './companions.js';
import { readCsv } from './csv.js';
import { address, clean, type Draft, newDraft, toListing } from './draft.js';
import { ADD_FILE, ALT_FILE, CUT_REMARK, ENHANCED_ONLY } from './gaps.js';
import { type Completeness, kindOf, REMARK_LIMIT, readRemark } from './remark.js';
import { Unknowns } from './unknowns.js';

/** ent_num, name, type, programme, title, call sign, vessel type, tonnage, GRT, flag, owner, remarks. */
const COLUMNS = { sdn: 12, alt: 5, add: 6, comments: 2 } as const;
const TYPES: Readonly<Record<string, PartyType>> = {
  '': 'entity',
  individual: 'individual',
  vessel: 'vessel',
  aircraft: 'aircraft',
};
const VESSEL_COLUMNS = [
  [5, 'Vessel Call Sign'],
  [6, 'Vessel Type'],
  [7, 'Vessel Tonnage'],
  [8, 'Vessel Gross Registered Tonnage'],
  [9, 'Vessel Flag'],
  [10, 'Vessel Owner'],
] as const;

interface CsvSet {
  readonly names: ReadonlySet<string>;
  readonly alt: Companion;
  readonly add: Companion;
  readonly comments: Companion;
}

/**
 * Reads OFAC's CSV set: the list itself (`sdn`) with the `alt`, `add` and `comments` files where they are there.
 * Throws `RefusedVersion` when a file is not what it should be or the list lacks its end mark.
 */
export async function* readCsvSet(list: string, version: VersionFiles): AsyncGenerator<ReadEvent> {
  const main = version.files.find((file) => file.role === 'sdn');
  if (!main) throw new RefusedVersion('the CSV set has no list file, only companions');
  const csv = await readCsv(main.path, COLUMNS.sdn, 'the list file');
  if (csv.ending !== 'marked') throw new RefusedVersion('the list file is cut short: its end mark (0x1A) is missing');
  const references = new Set(csv.rows.map((row) => row[0] ?? ''));
  const companion = async (role: 'alt' | 'add' | 'comments'): Promise<Companion> => {
    const file = version.files.find((candidate) => candidate.role === role);
    return file ? readCompanion(file, main, references, COLUMNS[role]) : ABSENT;
  };
  const set: CsvSet = {
    names: new Set(csv.rows.map((row) => clean(row[1] ?? ''))),
    alt: await companion('alt'),
    add: await companion('add'),
    comments: await companion('comments'),
  };
  yield* [...set.alt.events, ...set.add.events, ...set.comments.events];
  for (const row of csv.misshapen) yield setAside(row, `it has ${row.length} columns, not ${COLUMNS.sdn}`);
  const seen = new Set<string>();
  const unknowns = new Unknowns();
  for (const row of csv.rows) {
    const reason = faultOf(row, seen);
    if (reason) yield setAside(row, reason);
    else yield readRow(list, row, set, unknowns);
  }
  yield* unknowns.take();
}

function setAside(row: readonly string[], reason: string): ReadEvent {
  return { kind: 'set-aside', ref: /^\d+$/.test(row[0] ?? '') ? (row[0] ?? null) : null, name: row[1] || null, reason };
}

function faultOf(row: readonly string[], seen: Set<string>): string | null {
  const [ref = '', name = '', type = ''] = row;
  if (!/^\d+$/.test(ref)) return `its reference is not a number: ${ref.slice(0, 40) || '(empty)'}`;
  if (seen.has(ref)) return 'its reference stands twice in the file';
  seen.add(ref);
  if (name.trim() === '') return 'it has no name';
  if (TYPES[type] === undefined) return `its type is unknown: ${type.slice(0, 40)}`;
  return null;
}

function readRow(list: string, row: readonly string[], set: CsvSet, unknowns: Unknowns): ReadEvent {
  const [ref = '', name = '', type = '', programs = '', title = ''] = row;
  const draft = newDraft(list, ref, clean(name), TYPES[type] ?? 'entity');
  draft.programs.push(...programs.split('] [').map(clean).filter(Boolean));
  if (title) draft.title = clean(title);
  for (const [column, label] of VESSEL_COLUMNS) {
    const value = row[column];
    if (value) draft.vessel.push({ label, value: clean(value) });
  }
  for (const alias of set.alt.rows.get(ref) ?? []) readAlias(draft, alias, unknowns);
  for (const [, , street = '', place = '', country = ''] of set.add.rows.get(ref) ?? []) {
    const read = address([clean(street), clean(place)], clean(country));
    if (read) draft.addresses.push(read);
  }
  const completeness = takeRemark(draft, row[11] ?? '', set);
  return { kind: 'listing', listing: toListing(draft), gaps: gapsOf(set, completeness) };
}

function readAlias(draft: Draft, row: readonly string[], unknowns: Unknowns): void {
  const [, , kind = '', name = ''] = row;
  if (!/^[afn]ka$/.test(kind)) unknowns.report(`alt/${kind}`, name);
  if (name) draft.aliases.push({ name: clean(name), kind: kindOf(kind[0] ?? 'a'), strength: 'strong' });
}

/** The remark with its continuation, joined with nothing between: it is cut within a word. */
function takeRemark(draft: Draft, beginning: string, { comments, names }: CsvSet): Completeness {
  if (beginning === '') return 'whole';
  const full = beginning.length >= REMARK_LIMIT;
  // A continuation of another day would complete the wrong word.
  const rest =
    full && comments.state === 'whole' ? (comments.rows.get(draft.ref) ?? []).map((row) => row[1] ?? '').join('') : '';
  const remark = beginning + rest;
  const completeness = full && (rest === '' || !remark.trimEnd().endsWith('.')) ? 'cut' : 'whole';
  draft.remark = remark;
  readRemark(draft, remark, completeness);
  // Here the remark is verbatim and whole, so that what it says needs no second wording.
  draft.notes.length = 0;
  mendLastRelation(draft, names);
  return completeness;
}

/** The remark's full stop is also the last one of "… CO., LTD.": the list's own names tell which. */
function mendLastRelation(draft: Draft, names: ReadonlySet<string>): void {
  const last = draft.relations.at(-1);
  if (last && !names.has(last.name) && names.has(`${last.name}.`))
    draft.relations[draft.relations.length - 1] = { ...last, name: `${last.name}.` };
}

function gapsOf({ alt, add }: CsvSet, completeness: Completeness): readonly Gap[] {
  return [
    ...ENHANCED_ONLY,
    ...(alt.state === 'whole' ? [] : ALT_FILE),
    ...(add.state === 'whole' ? [] : ADD_FILE),
    ...(completeness === 'whole' ? [] : CUT_REMARK),
  ];
}
