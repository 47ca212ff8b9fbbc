import { RefusedVersion } from '../domain/errors.js';
import type { ReportUnknown } from './list-read.js';
import { tidy } from './text.js';

/** A row of a sheet or of a CSV file as texts; what is empty or beyond its end is ''. */
export interface TextRow {
  /** Counted from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Headings are compared by their letters and digits alone; a pattern, tried on these, may fit several columns. */
export type Heading = string | RegExp;

export interface Table<Column extends string> {
  /** What it is called in reports: the sheet, the file. */
  readonly name: string;
  readonly columns: Readonly<Record<Column, Heading>>;
  /** A version without these is refused. The first of them tells the row of headings. */
  readonly needed: readonly [Column, ...Column[]];
  /** Known, and of no use for a listing. */
  readonly ignored?: readonly Heading[];
}

/** A row below the headings. */
export interface TableRow<Column extends string> {
  readonly number: number;
  /** On one line; of several columns those that are not empty, joined by "; ". */
  text(column: Column): string;
  /** What stands on lines or in columns of its own, without what is empty. */
  lines(column: Column): readonly string[];
  /** Equal for rows that say the same in every column. */
  whole(): string;
}

/** Legends and titles stand above the headings; no list has this many of them. */
const MAX_LEGEND = 50;

/**
 * Finds the row of headings and gives the rows below it that hold anything. A column nobody knows is reported with its first
 * value. Throws `RefusedVersion` when there are no headings, or one that is needed is missing or there twice.
 */
export async function* readTable<Column extends string>(
  rows: AsyncIterable<TextRow> | Iterable<TextRow>,
  table: Table<Column>,
  report: ReportUnknown,
): AsyncGenerator<TableRow<Column>> {
  let headings: Headings<Column> | null = null;
  let legend = 0;
  for await (const { number, cells } of rows) {
    if (headings) {
      if (!cells.some((cell) => tidy(cell) !== '')) continue;
      headings.audit(cells, report);
      yield new Row(number, cells, headings);
      continue;
    }
    headings = Headings.in(cells, table);
    legend += 1;
    if (!headings && legend > MAX_LEGEND) break;
  }
  if (!headings)
    throw new RefusedVersion(`${table.name} has no row with the heading "${said(table.columns[table.needed[0]])}"`);
  headings.auditRest(report);
}

class Headings<Column extends string> {
  readonly #places = new Map<Column, number[]>();
  /** Place → heading, of the columns nobody knows. */
  readonly #strangers = new Map<number, string>();
  /** Places that have a heading, of whatever kind. */
  readonly #headed = new Set<number>();

  static in<Column extends string>(cells: readonly string[], table: Table<Column>): Headings<Column> | null {
    const mark = table.columns[table.needed[0]];
    return cells.some((cell) => fits(mark, cell)) ? new Headings(cells, table) : null;
  }

  private constructor(cells: readonly string[], { name, columns, needed, ignored = [] }: Table<Column>) {
    const known = Object.entries(columns) as [Column, Heading][];
    for (const [place, cell] of cells.entries()) {
      if (keyOf(cell) === '') continue;
      this.#headed.add(place);
      if (ignored.some((heading) => fits(heading, cell))) continue;
      const [column, heading] = known.find(([, candidate]) => fits(candidate, cell)) ?? [];
      if (column === undefined) this.#strangers.set(place, tidy(cell));
      else if (typeof heading === 'string' && this.#places.has(column))
        throw new RefusedVersion(`${name} has the column "${heading}" twice`);
      else this.#places.set(column, [...this.places(column), place]);
    }
    const missing = needed.filter((column) => !this.#places.has(column)).map((column) => `"${said(columns[column])}"`);
    if (missing.length > 0) throw new RefusedVersion(`${name} lacks what every version had: ${missing.join(', ')}`);
  }

  places(column: Column): readonly number[] {
    return this.#places.get(column) ?? [];
  }

  audit(cells: readonly string[], report: ReportUnknown): void {
    for (const [place, heading] of this.#strangers) {
      const text = tidy(cells[place] ?? '');
      if (text === '') continue;
      report(`columns/${heading}`, text);
      this.#strangers.delete(place);
    }
    for (const [place, cell] of cells.entries())
      if (!this.#headed.has(place) && tidy(cell) !== '') report('columns/(no heading)', tidy(cell));
  }

  auditRest(report: ReportUnknown): void {
    for (const heading of this.#strangers.values()) report(`columns/${heading}`, '');
  }
}

class Row<Column extends string> implements TableRow<Column> {
  readonly number: number;
  readonly #cells: readonly string[];
  readonly #headings: Headings<Column>;

  constructor(number: number, cells: readonly string[], headings: Headings<Column>) {
    this.number = number;
    this.#cells = cells;
    this.#headings = headings;
  }

  text(column: Column): string {
    return this.#values(column).map(tidy).filter(Boolean).join('; ');
  }

  lines(column: Column): readonly string[] {
    return this.#values(column)
      .flatMap((value) => value.split(/[\r\n]+/))
      .map(tidy)
      .filter(Boolean);
  }

  whole(): string {
    return JSON.stringify(this.#cells.map(tidy));
  }

  #values(column: Column): string[] {
    return this.#headings.places(column).map((place) => this.#cells[place] ?? '');
  }
}

function fits(heading: Heading, cell: string): boolean {
  return typeof heading === 'string' ? keyOf(heading) === keyOf(cell) : heading.test(keyOf(cell));
}

/** `Date of designation (DD/MM/YYYY)` → `date of designation dd mm yyyy`. */
function keyOf(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}

function said(heading: Heading): string {
  return typeof heading === 'string' ? heading : heading.source;
}
