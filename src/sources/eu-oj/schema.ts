import { z } from 'zod';
import { RefusedVersion } from '../../domain/errors.js';
import { htmlText } from '../../lib/html.js';
import { tidy } from '../../lib/text.js';
import type { FeedItem } from '../../ports.js';
import type { Dated } from '../feeds/news.js';
import { FRAMEWORKS } from './frameworks.js';

/** SPARQL 1.1 Query Results JSON Format: what a query leaves open is missing from its row. */
const value = z.object({ value: z.string() });
const rowSchema = z.object({
  celex: z.object({ value: z.string().regex(/^3\d{4}[A-Z]\d{4}$/) }),
  date: z.object({ value: z.string().regex(/^\d{4}-\d\d-\d\d/) }),
  framework: value,
  title: value.optional(),
  item: value.optional(),
});
const answerSchema = z.object({ results: z.object({ bindings: z.array(rowSchema) }) });

/** An act of the Official Journal. */
export interface Act extends Dated {
  /** Null while its English text is not in CELLAR. */
  readonly title: string | null;
  /** Of the frameworks, those that it is based on or amends. */
  readonly category: string;
  /** The path of its English text below the origin; null while there is none. */
  readonly path: string | null;
}

/** Reads CELLAR's answer; each act once. Throws `RefusedVersion` for anything but an answer with acts. */
export function readActs(json: string): Act[] {
  const read = answerSchema.safeParse(parsed(json));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RefusedVersion(
      `this is no answer of CELLAR: ${issue?.path.join('.') || 'the answer'}: ${issue?.message}`,
    );
  }
  const { bindings } = read.data.results;
  if (bindings.length === 0)
    throw new RefusedVersion('CELLAR knows no act on sanctions, which cannot be: its ontology or the query changed');
  const acts = new Map<string, z.infer<typeof rowSchema>[]>();
  for (const row of bindings) acts.set(row.celex.value, [...(acts.get(row.celex.value) ?? []), row]);
  return [...acts].map(([id, rows]) => {
    const names = rows.flatMap(({ framework }) => FRAMEWORKS.get(framework.value) ?? []);
    const items = rows.flatMap(({ item }) => pathOf(item?.value ?? ''));
    return {
      id,
      at: Date.parse(rows[0]?.date.value.slice(0, 10) ?? ''),
      title: tidy(rows.find(({ title }) => title)?.title?.value ?? '') || null,
      category: [...new Set(names)].sort().join(', '),
      // A text in several parts begins with DOC_1.
      path: items.toSorted()[0] ?? null,
    };
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const what = json.trimStart().startsWith('<') ? 'a page, not JSON' : 'not JSON, or cut short';
    throw new RefusedVersion(`the answer of CELLAR is ${what}`, { cause });
  }
}

/** CELLAR names its documents with http; they are fetched from the origin that was asked. */
function pathOf(address: string): string[] {
  const path = /^https?:\/\/publications\.europa\.eu(\/resource\/cellar\/[\w.-]+\/DOC_\d+)$/.exec(address)?.[1];
  return path ? [path] : [];
}

/** The item, with the act's text if it was read. */
export function itemOf({ id, at, title, category }: Act, text: string): FeedItem {
  const named = title ?? `EU act ${id}`;
  return {
    id,
    title: named,
    url: `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${id}`,
    published: at === null ? null : new Date(at).toISOString().slice(0, 10),
    category: category === '' ? null : category,
    event: 'gazetted',
    links: [],
    entries: [],
    text: [named, text].join('\n').trim(),
  };
}

/**
 * The text of an act's XHTML. Throws `RefusedVersion` for what is no whole document, or does not name the act: pages of errors
 * come with status 200 too.
 */
export function actText(xhtml: string, celex: string): string {
  if (!/<\/(?:\w+:)?html>\s*$/i.test(xhtml)) throw new RefusedVersion('the text of the act is cut short, or no page');
  const text = htmlText(xhtml.slice(Math.max(0, xhtml.search(/<body\b/i))));
  if (text === '') throw new RefusedVersion('the text of the act is empty');
  if (!numbersOf(celex).test(text))
    throw new RefusedVersion(`the page does not name the act ${celex}: it is another one`);
  return text;
}

/** `32019R0796` calls itself (EU) 2019/796, `32014R0269` (EU) No 269/2014. */
function numbersOf(celex: string): RegExp {
  const [year, number] = [celex.slice(1, 5), String(Number(celex.slice(6)))];
  return new RegExp(`(?<!\\d)(?:${year}/0*${number}|${number}/${year})(?!\\d)`);
}
