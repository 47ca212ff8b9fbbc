import { type CheerioAPI, load } from 'cheerio';
import { Parser } from 'htmlparser2';

export { type CheerioAPI, load };

/** Elements that stand on lines of their own. */
export const BLOCKS = 'h1,h2,h3,h4,h5,h6,p,div,li,ul,ol,tr,td,th,table,blockquote,section,hr';

const BREAKING: ReadonlySet<string> = new Set([...BLOCKS.split(','), 'br']);
const SILENT: ReadonlySet<string> = new Set(['script', 'style']);

/** The parser keeps a list of the open tags, and going through it for each of 100,000 takes minutes. */
const MAX_NESTED = 2_000;

/**
 * The text of a piece of HTML: each block element and each `<br>` begins a line; no scripts, no styles, no empty lines.
 * It builds no tree, in which a few thousand nested tags would take seconds and then the whole stack; what is nested beyond
 * reason is read without its tags.
 */
export function htmlText(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1;
      if (BREAKING.has(name)) text += '\n';
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
      if (BREAKING.has(name)) text += '\n';
    },
    ontext(data) {
      if (silent === 0) text += data.replace(/[\s\u200b\ufeff]+/g, ' ');
    },
  });
  parser.end(nestsDeeper(html, MAX_NESTED) ? html.replaceAll(/<[^<>]*>/g, ' ') : html);
  return text
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Whether elements stand in each other more than `limit` deep; it builds no tree, and reads no further than that. */
export function nestsDeeper(html: string, limit: number): boolean {
  let depth = 0;
  let deeper = false;
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      if (depth <= limit) return;
      deeper = true;
      parser.pause();
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html);
  return deeper;
}
