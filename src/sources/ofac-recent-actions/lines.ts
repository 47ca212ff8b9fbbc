import { BLOCKS } from '../../lib/html.js';
import { tidy } from '../../lib/text.js';
import type { BodyLine } from './body.js';
import { endsEntry, hasLink } from './entry.js';

const EMPHASIS = /^(strong|b|h[1-6])$/;
const BLOCK: ReadonlySet<string> = new Set(BLOCKS.split(','));
// Marks for the flattened text; they are taken out of the page's own text first.
const [BOLD, PLAIN, END] = ['\u0002', '\u0003', '\u2029'];

/** The paragraphs of elements: their block elements, parted again at `<br><br>`. */
export function linesOf(roots: readonly PageNode[]): BodyLine[] {
  const marked: string[] = [];
  for (const root of roots) flatten(root, false, marked);
  return marked
    .join('')
    .split(/\u2029|\n\s*\n/)
    .flatMap(linesOfParagraph)
    .filter(({ text }) => text !== '');
}

/** What is needed of cheerio's nodes. */
interface PageNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly children?: readonly PageNode[];
}

function flatten({ type, name = '', data = '', children = [] }: PageNode, bold: boolean, out: string[]): void {
  if (type === 'text') {
    const text = data.replace(/[\s\u200b\ufeff\u0002\u0003]+/g, ' ');
    out.push(bold ? `${BOLD}${text}${PLAIN}` : text);
  } else if (type === 'tag') {
    const edge = BLOCK.has(name) ? END : '';
    out.push(name === 'br' ? '\n' : edge);
    for (const child of children) flatten(child, bold || EMPHASIS.test(name), out);
    out.push(edge);
  }
}

/** Longer than what an entry's end may be parted in by a line break. */
const WINDOW = 300;

/** A single `<br>` ends a line behind a heading or a complete entry; elsewhere it only wraps. */
function linesOfParagraph(marked: string): BodyLine[] {
  const lines: { readonly pieces: string[]; readonly emphasised: boolean }[] = [];
  let ending = '';
  let linked = false;
  for (const piece of marked.split('\n')) {
    const { text, emphasised } = lineOf(piece);
    const last = lines.at(-1);
    const wraps: boolean = last?.emphasised === emphasised && !endsEntry(ending, linked);
    if (last && wraps) last.pieces.push(text);
    else lines.push({ pieces: [text], emphasised });
    // Only the end of what was joined so far is looked at again, or a long paragraph would take the square of its length.
    const joined: string = wraps ? clean(`${ending} ${text}`) : text;
    linked = (wraps && linked) || hasLink(joined);
    ending = joined.slice(-WINDOW);
  }
  return lines.map(({ pieces, emphasised }) => ({ text: clean(pieces.join(' ')), emphasised }));
}

function lineOf(marked: string): BodyLine {
  return {
    text: clean(marked.replaceAll(BOLD, '').replaceAll(PLAIN, '')),
    emphasised: marked.replace(/\u0002[^\u0003]*\u0003/g, '').trim() === '',
  };
}

/** Tidy, and without the invisible characters of editors. */
export function clean(text: string): string {
  return tidy(text.replace(/[\u200b\ufeff]/g, ''));
}
