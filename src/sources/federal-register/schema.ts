import { z } from 'zod';
import { RefusedVersion } from '../../domain/errors.js';
import { tidy } from '../../lib/text.js';
import type { FeedItem } from '../../ports.js';
import type { Dated } from '../feeds/news.js';

export const AGENCY = 'foreign-assets-control-office';
/** What the API is asked for, and all that is read of its answer. */
export const FIELDS = ['document_number', 'title', 'type', 'publication_date', 'abstract', 'agencies'] as const;

const documentSchema = z.object({
  /** `2026-20215`; of corrections `C1-2026-20215`. */
  document_number: z.string().regex(/^[\w-]+$/),
  title: z.string().trim().min(1),
  type: z.string().trim().min(1),
  publication_date: z.iso.date(),
  abstract: z.string().nullish(),
  /** An agency that the register does not know has its raw name only. */
  agencies: z.array(z.object({ slug: z.string().nullish() })),
});
/** An answer without matches has no `results`. */
const answerSchema = z.object({ count: z.number(), results: z.array(documentSchema) });

export interface GazetteItem extends Dated {
  readonly item: FeedItem;
}

/** Reads an answer of the API, or one document of it. Throws `RefusedVersion` for anything but documents of OFAC. */
export function readDocuments(json: string): GazetteItem[] {
  const value = parsed(json);
  const single = typeof value === 'object' && value !== null && 'document_number' in value;
  const read = answerSchema.safeParse(single ? { count: 1, results: [value] } : value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RefusedVersion(
      `this is no answer of the Federal Register: ${issue?.path.join('.') || 'the answer'}: ${issue?.message}`,
    );
  }
  const { results } = read.data;
  if (results.length === 0) throw new RefusedVersion('the Federal Register lists no document');
  const foreign = results.find(({ agencies }) => !agencies.some(({ slug }) => slug === AGENCY));
  if (foreign) throw new RefusedVersion(`the document ${foreign.document_number} is not one of ${AGENCY}`);
  return results.map(itemOf);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const what = json.trimStart().startsWith('<') ? 'a page, not JSON' : 'not JSON, or cut short';
    throw new RefusedVersion(`the answer of the Federal Register is ${what}`, { cause });
  }
}

function itemOf(document: z.infer<typeof documentSchema>): GazetteItem {
  const { document_number: id, publication_date: published, type: category } = document;
  const title = tidy(document.title);
  const text = [title, tidy(document.abstract ?? '')].join('\n').trim();
  // The short address stands for every rendering of a document, and does not change with its title.
  const url = `https://www.federalregister.gov/d/${id}`;
  const item: FeedItem = { id, title, url, published, category, event: 'gazetted', links: [], entries: [], text };
  return { id, at: Date.parse(published), item };
}
