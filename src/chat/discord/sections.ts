import { type Block, type Line, plain } from '../../domain/message.js';

/** A named run of lines: paragraphs of the description as long as no field stands before them, else fields. */
export interface Section {
  readonly name: string | null;
  readonly lines: readonly Line[];
  readonly fact: boolean;
}

/** Columns that still stand side by side on a desktop client. */
const TABLE_WIDTH = 56;
/** Blocks in the order they are shown; a heading names what follows it. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let heading: string | null = null;
  for (const block of blocks) {
    const found = blockSections(block, heading);
    const next = headingOf(block);
    if (next !== null) {
      if (heading !== null) sections.push({ name: heading, lines: [], fact: false });
      heading = next;
      continue;
    }
    if (heading !== null && found[0]?.name !== heading) sections.push({ name: heading, lines: [], fact: false });
    heading = null;
    sections.push(...found);
  }
  if (heading !== null) sections.push({ name: heading, lines: [], fact: false });
  return sections;
}

/** What heads the block after it: a heading, or the title of an entry of which there is nothing else to list. */
function headingOf(block: Block): string | null {
  if (block.kind === 'heading') return block.text;
  if (block.kind !== 'changes' || block.title === undefined) return null;
  return block.lines.length === 0 && block.more === 0 ? plain(block.title) : null;
}

function blockSections(block: Block, heading: string | null): Section[] {
  switch (block.kind) {
    case 'heading':
      return [];
    case 'text':
      return [{ name: heading, lines: block.lines, fact: false }];
    case 'facts':
      return block.facts.map((fact) => ({ name: fact.label, lines: [fact.value], fact: true }));
    case 'changes': {
      const lines = block.lines.map((change): Line => [`${change.sign} `, ...change.line]);
      const name = block.title ? plain(block.title) : heading;
      return [{ name, lines: [...lines, ...moreLine(block.more)], fact: false }];
    }
    case 'list': {
      const lines = block.items.map((item): Line => ['• ', ...item]);
      return [{ name: heading, lines: [...lines, ...moreLine(block.more)], fact: false }];
    }
    case 'table':
      return [{ name: heading, lines: tableLines(block.columns, block.rows), fact: false }];
  }
}

function moreLine(more: number): Line[] {
  return more > 0 ? [[{ text: `+${more.toLocaleString('en-GB')} more`, style: 'muted' }]] : [];
}

/** Aligned columns while they are narrow enough, else a line a row, its cells from the third on with their column's name. */
function tableLines(columns: readonly string[], rows: readonly (readonly string[])[]): Line[] {
  const widths = columns.map((column, i) =>
    Math.max([...column].length, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  if (widths.reduce((sum, width) => sum + width + 2, 0) <= TABLE_WIDTH) {
    const aligned = (cells: readonly string[]) =>
      widths.map((width, i) => `${cells[i] ?? ''}${' '.repeat(width - [...(cells[i] ?? '')].length)}`).join('  ');
    return [columns, ...rows].map((cells): Line => [{ text: aligned(cells).trimEnd(), style: 'code' }]);
  }
  return rows.map(([first = '', second = '', ...rest]): Line => {
    const labelled = rest.flatMap((cell, i) =>
      cell === '' ? [] : [`${(columns[i + 2] ?? '').toLowerCase()} ${cell}`],
    );
    return [
      { text: first, style: 'strong' },
      ...[second, ...labelled].map((cell) => (cell === '' ? '' : ` · ${cell}`)),
    ];
  });
}
