import { RefusedVersion } from '../../domain/errors.js';
import type { Gap, PartyType } from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import type { ReadEvent, VersionFiles } from '../../ports.js';
import { ABSENT, type Companion, readCompanion } from './companions.js';
import { readCsv } from './csv.js';
import { address, type Draft, newDraft, toListing } from './draft.js';
import { ADD_FILE, ALT_FILE, CUT_REMARK, ENHANCED_ONLY } from './gaps.js';
import { type Completeness, kindOf, REMARK_LIMIT, readRemark } from './remark.js';
import { Unknowns } from './unknowns.js';

/** ent_num, name, type, programme, title, call sign, vessel type, tonnage, GRT, flag, owner, remarks. */
const COLUMNS = { sdn: 12, alt: 5, add: 6, comments: 2 } as const;
const TYPES = new Map<string, PartyType>([
  ['', 'entity'],
  ['individual', 'individual'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
]);
const VESSEL_COLUMNS = [
  { column: 5, label: 'Vessel Call Sign' },
  { column: 6, label: 'Vessel Type' },
  { column: 7, label: 'Vessel Tonnage' },
  { column: 8, label: 'Vessel Gross Registered Tonnage' },
  { column: 9, label: 'Vessel Flag' },
  { column: 10, label: 'Vessel Owner' },
] as const;
const REMARKS = 11;
const NO_ROWS: readonly string[][] = [];

interface CsvSet {
  readonly names: ReadonlySet<string>;
  readonly alt: Companion;
  readonly add: Companion;
  readonly comments: Companion;
  readonly gaps: Readonly<Record<Completeness, readonly Gap[]>>;
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
  const references = new Set([...csv.rows, ...csv.misshapen].map((row) => cell(row, 0)));
  const companion = async (role: 'alt' | 'add' | 'comments'): Promise<Companion> => {
    const file = version.files.find((candidate) => candidate.role === role);
    return file ? readCompanion(file, main, references, COLUMNS[role]) : missing(role);
  };
  const [alt, add] = [await companion('alt'), await companion('add')];
  const comments = fitting(await companion('comments'), csv.rows);
  const names = new Set(csv.rows.map((row) => tidy(cell(row, 1))));
  const set: CsvSet = { names, alt, add, comments, gaps: gapsOf(alt, add) };
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

/** Every list has aliases and addresses; a comments file came only with remarks that need one. */
function missing(role: 'alt' | 'add' | 'comments'): Companion {
  return role === 'comments'
    ? ABSENT
    : { ...ABSENT, events: [{ kind: 'gap', what: `there is no ${role} file`, optional: true }] };
}

function setAside(row: readonly string[], reason: string): ReadEvent {
  return { kind: 'set-aside', ref: /^\d+$/.test(row[0] ?? '') ? (row[0] ?? null) : null, name: row[1] || null, reason };
}

function faultOf(row: readonly string[], seen: Set<string>): string | null {
  const ref = cell(row, 0);
  if (!/^\d+$/.test(ref)) return `its reference is not a number: ${ref.slice(0, 40) || '(empty)'}`;
  if (seen.has(ref)) return 'its reference stands twice in the file';
  seen.add(ref);
  if (cell(row, 1).trim() === '') return 'it has no name';
  if (!TYPES.has(cell(row, 2))) return `its type is unknown: ${cell(row, 2).slice(0, 40)}`;
  return null;
}

function cell(row: readonly string[], column: number): string {
  return row[column] ?? '';
}

function readRow(list: string, row: readonly string[], set: CsvSet, unknowns: Unknowns): ReadEvent {
  const ref = cell(row, 0);
  const draft = newDraft(list, ref, tidy(cell(row, 1)), TYPES.get(cell(row, 2)) ?? 'entity');
  for (const program of cell(row, 3).split('] [')) if (program) draft.listing.programs.push(tidy(program));
  if (row[4]) draft.listing.title = tidy(row[4]);
  for (const { column, label } of VESSEL_COLUMNS) {
    const value = row[column];
    if (value) draft.listing.vessel.push({ label, value: tidy(value) });
  }
  for (const alias of set.alt.rows.get(ref) ?? NO_ROWS) readAlias(draft, alias, unknowns);
  for (const place of set.add.rows.get(ref) ?? NO_ROWS) readAddress(draft, place, unknowns);
  const completeness = takeRemark(draft, cell(row, REMARKS), set);
  return { kind: 'listing', listing: toListing(draft), gaps: set.gaps[completeness] };
}

/** ent_num, alt_num, type (aka, fka, nka), name, remarks, which have always been empty. */
function readAlias(draft: Draft, row: readonly string[], unknowns: Unknowns): void {
  const kind = cell(row, 2);
  const name = tidy(cell(row, 3));
  if (cell(row, 4)) unknowns.report('alt/remarks', cell(row, 4));
  if (kind !== 'aka' && kind !== 'fka' && kind !== 'nka') unknowns.report(`alt/${kind}`, name);
  if (name) draft.listing.aliases.push({ name, kind: kindOf(kind[0] ?? 'a'), strength: 'strong' });
}

/** ent_num, add_num, street, "City, State Postal", country, remarks, which have always been empty. */
function readAddress(draft: Draft, row: readonly string[], unknowns: Unknowns): void {
  if (cell(row, 5)) unknowns.report('add/remarks', cell(row, 5));
  const read = address([tidy(cell(row, 2)), tidy(cell(row, 3))], tidy(cell(row, 4)));
  if (read) draft.listing.addresses.push(read);
}

/** The remark with its continuation, joined with nothing between: it is cut within a word. */
function takeRemark(draft: Draft, beginning: string, { comments, names }: CsvSet): Completeness {
  if (beginning === '') return 'whole';
  const full = beginning.length >= REMARK_LIMIT;
  // A continuation of another day would complete the wrong word.
  const rest =
    full && comments.state === 'whole'
      ? (comments.rows.get(draft.listing.ref) ?? []).map((row) => row[1] ?? '').join('')
      : '';
  const remark = beginning + rest;
  const completeness = full && (rest === '' || !remark.trimEnd().endsWith('.')) ? 'cut' : 'whole';
  draft.remark = remark;
  readRemark(draft, remark, completeness);
  // Here the remark is verbatim and whole, so that what it says needs no second wording.
  draft.notes = [];
  mendLastRelation(draft, names);
  return completeness;
}

/** The remark's full stop is also the last one of "… CO., LTD.": the list's own names tell which. */
function mendLastRelation(draft: Draft, names: ReadonlySet<string>): void {
  const last = draft.listing.relations.at(-1);
  if (last && !names.has(last.name) && names.has(`${last.name}.`))
    draft.listing.relations[draft.listing.relations.length - 1] = { ...last, name: `${last.name}.` };
}

/** Built once a version: every whole row has the same gaps, and so has every cut one. */
function gapsOf(alt: Companion, add: Companion): Readonly<Record<Completeness, readonly Gap[]>> {
  const whole = [...ENHANCED_ONLY, ...ofCompanion(alt, ALT_FILE), ...ofCompanion(add, ADD_FILE)];
  return { whole, cut: [...whole, ...CUT_REMARK] };
}

function ofCompanion({ state }: Companion, shows: readonly Gap[]): readonly Gap[] {
  if (state === 'whole') return [];
  return state === 'stale' ? shows.map((gap) => ({ ...gap, stale: true })) : shows;
}

/** A continuation of a remark that is not cut belongs to another day, and with it the whole file. */
function fitting(comments: Companion, rows: readonly string[][]): Companion {
  const events: ReadEvent[] = rows
    .filter((row) => comments.rows.has(cell(row, 0)) && cell(row, REMARKS).length < REMARK_LIMIT)
    .map((row) => ({ kind: 'gap', what: `the comments file continues the remark of ${row[0]}, which is not cut` }));
  return events.length === 0 ? comments : { ...comments, state: 'partial', events: [...comments.events, ...events] };
}
