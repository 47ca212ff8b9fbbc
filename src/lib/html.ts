import { type CheerioAPI, load } from 'cheerio';

export { type CheerioAPI, load };

/** Elements that stand on lines of their own. */
export const BLOCKS = 'h1,h2,h3,h4,h5,h6,p,div,li,ul,ol,tr,td,th,table,blockquote,section,hr';

/** The text of a piece of HTML: each block element and each `<br>` begins a line; no scripts, no styles, no empty lines. */
export function htmlText(html: string): string {
  const $ = load(html, null, false);
  const root = $.root();
  root.find('script,style').remove();
  for (const node of root.find('*').addBack().contents().toArray())
    if (node.type === 'text') node.data = node.data.replace(/[\s\u200b\ufeff]+/g, ' ');
  root.find('br').replaceWith('\n');
  root.find(BLOCKS).prepend('\n').append('\n');
  return root
    .text()
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
