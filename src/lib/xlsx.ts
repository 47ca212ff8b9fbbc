import { posix } from 'node:path';
import { RefusedVersion } from '../domain/errors.js';
import type { TextRow } from './table.js';
import { type CellContext, cellText, isDateFormat, richText } from './xlsx-cells.js';
import { readXml, type XmlElement, type XmlInside, type XmlShape } from './xml.js';
import { type Archive, openZip } from './zip.js';

const TEXT: XmlInside = { t: {}, r: { t: {}, rPr: null }, rPh: null, phoneticPr: null };
const RELATIONS: XmlShape = { root: 'Relationships', records: ['Relationship'] };
const WORKBOOK: XmlShape = { root: 'workbook', records: ['workbookPr', 'sheets/sheet'] };
const STYLES: XmlShape = { root: 'styleSheet', records: ['numFmts/numFmt', 'cellXfs/xf'] };
const STRINGS: XmlShape = { root: 'sst', records: ['si'], inside: { si: TEXT } };
const SHEET: XmlShape = {
  root: 'worksheet',
  records: ['sheetData/row'],
  inside: { 'sheetData/row': { c: { v: {}, is: TEXT, f: null, extLst: null }, extLst: null } },
};

/** Excel's own limit is 16,384; no official list comes near this. */
const MAX_COLUMNS = 512;
const MAX_ROWS = 1_048_576;

/** An open workbook. Formulas, styles, drawings and macros are not looked at. */
export interface Workbook {
  /** The sheets' names in their order, hidden ones among them. */
  readonly sheets: readonly string[];
  /** The rows of a sheet that hold anything; of merged cells only the first has a value. */
  rows(sheet: string): AsyncGenerator<TextRow>;
}

/**
 * Reads an Excel workbook (.xlsx, ECMA-376) part by part, so that sheets nobody asks for cost nothing, and closes it in the
 * end. Throws `RefusedVersion` when it is no workbook, damaged, cut short or beyond reason.
 */
export async function* inWorkbook<Found>(
  path: string,
  read: (workbook: Workbook) => AsyncIterable<Found>,
): AsyncGenerator<Found> {
  const archive = await openZip(path);
  try {
    yield* read(await workbookOf(archive));
  } finally {
    archive.close();
  }
}

async function workbookOf(archive: Archive): Promise<Workbook> {
  const main = await mainPart(archive);
  const { targets, byKind } = await relationsOf(archive, main);
  const parts = new Map<string, string>();
  let from1904 = false;
  for await (const { name, attributes } of recordsOf(archive, main, WORKBOOK)) {
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    else parts.set(attributes.name ?? '', targets.get(relationId(attributes)) ?? '');
  }
  if (parts.size === 0) throw new RefusedVersion('the workbook has no sheet');
  const context: CellContext = {
    strings: await stringsOf(archive, byKind.get('sharedStrings')),
    dateStyles: await dateStylesOf(archive, byKind.get('styles')),
    from1904,
  };
  return {
    sheets: [...parts.keys()],
    rows: (sheet) => rowsOf(archive, parts.get(sheet) ?? '', context),
  };
}

async function mainPart(archive: Archive): Promise<string> {
  const main = (await relationsOf(archive, '')).byKind.get('officeDocument');
  if (main === undefined) throw new RefusedVersion('the file is a zip archive, but not an Excel workbook');
  return main;
}

/** What a part refers to: by id, and by the last word of the kind, which is the same in the strict variant. */
async function relationsOf(archive: Archive, part: string) {
  const folder = posix.dirname(part);
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const targets = new Map<string, string>();
  const byKind = new Map<string, string>();
  if (!archive.has(list)) throw new RefusedVersion('the file is a zip archive, but not an Excel workbook');
  for await (const { attributes } of recordsOf(archive, list, RELATIONS)) {
    const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
    const name = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    targets.set(id, name);
    byKind.set(posix.basename(type), name);
  }
  return { targets, byKind };
}

/** `r:id`, whatever prefix the workbook has for it. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  const [, id = ''] = Object.entries(attributes).find(([name]) => name.endsWith(':id')) ?? [];
  return id;
}

async function stringsOf(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  for await (const item of recordsOf(archive, part, STRINGS)) strings.push(richText(item));
  return strings;
}

async function dateStylesOf(archive: Archive, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  if (part === undefined) return styles;
  for await (const { name, attributes } of recordsOf(archive, part, STYLES)) {
    const id = Number(attributes.numFmtId ?? '0');
    if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
    else styles.push(isDateFormat(id, codes.get(id)));
  }
  return styles;
}

async function* rowsOf(archive: Archive, part: string, context: CellContext): AsyncGenerator<TextRow> {
  let last = 0;
  for await (const row of recordsOf(archive, part, SHEET)) {
    last = rowNumber(row.attributes.r, last);
    const cells = cellsOf(row, last, context);
    if (cells.length > 0) yield { number: last, cells };
  }
}

function cellsOf(row: XmlElement, number: number, context: CellContext): string[] {
  const cells: string[] = [];
  let last = 0;
  for (const cell of row.children) {
    if (cell.name !== 'c') continue;
    last = columnOf(cell.attributes.r, last);
    const text = cellText(cell, context);
    if (text === null) throw new RefusedVersion(`row ${number} refers to a text that the workbook does not have`);
    if (text === '') continue;
    if (last > MAX_COLUMNS) throw new RefusedVersion(`row ${number} has more than ${MAX_COLUMNS} columns`);
    while (cells.length < last) cells.push('');
    cells[last - 1] = text;
  }
  return cells;
}

/** The column of a cell `AB12`, from 1; where it says none it follows the one before. */
function columnOf(reference: string | undefined, last: number): number {
  const letters = /^([A-Za-z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined && reference !== undefined)
    throw new RefusedVersion(`a cell is called ${JSON.stringify(reference.slice(0, 20))}`);
  return letters === undefined ? last + 1 : columnNumber(letters);
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column;
}

function rowNumber(said: string | undefined, last: number): number {
  const number = said === undefined ? last + 1 : Number(said);
  if (!Number.isInteger(number) || number <= last || number > MAX_ROWS)
    throw new RefusedVersion(`the rows of a sheet are not in order: ${last}, ${(said ?? String(number)).slice(0, 20)}`);
  return number;
}

async function* recordsOf(archive: Archive, part: string, shape: XmlShape): AsyncGenerator<XmlElement> {
  if (!archive.has(part)) throw new RefusedVersion(`the workbook has no part ${JSON.stringify(part.slice(0, 100))}`);
  for await (const event of readXml(archive.part(part), shape)) if (event.kind === 'record') yield event.element;
}
