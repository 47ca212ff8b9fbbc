import wrapAnsi from 'wrap-ansi';
import { clean, pad, paint, widthOf } from './text.js';

const GAP = '  ';
const NARROWEST = 6;

/** A table in at most `width` columns: the widest columns give way, and their cells run over several lines, uncut. */
export function renderTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  colour: boolean,
): string[] {
  const texts = [columns, ...rows].map((row) => columns.map((_, column) => clean(row[column] ?? '')));
  const widths = narrowed(
    columns.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? '')))),
    width,
  );
  const [head = [], ...body] = texts.map((row) => rowLines(row, widths));
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth)).join(GAP);
  return [...head.map((line) => paint(line, 'bold', colour)), paint(rule, 'dim', colour), ...body.flat()];
}

function narrowed(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const room = width - GAP.length * (widths.length - 1);
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    const now = widths[widest] ?? 0;
    if (now <= NARROWEST) break;
    widths[widest] = now - 1;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((text, column) => wrapAnsi(text, widths[column] ?? NARROWEST, { hard: true }).split('\n'));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => pad(lines[line] ?? '', widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}
