import { RefusedVersion } from '../../domain/errors.js';
import type { Instant, PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { readUtf8 } from '../../lib/files.js';
import { instantOf } from '../../lib/list-file.js';
import { tidy, truncate } from '../../lib/text.js';
import type { ReadEvent } from '../../ports.js';
import { listingOf } from './record.js';
import { Party, Register, Torn, unknownsOf } from './schema.js';

const LONGEST_EXAMPLE = 100;

/** Reads the whole register at once: it has some 11 MB. Throws `RefusedVersion` when the frame is wrong. */
export async function* readRegister(path: string): AsyncGenerator<ReadEvent> {
  const { DatePublication: date, PublicationDetail: parties } = frameOf(await readUtf8(path));
  yield { kind: 'header', published: publishedOf(date) };
  const refs = new Set<string>();
  const reported = new Set<string>();
  for (const raw of parties) {
    const parsed = Party.safeParse(raw);
    if (!parsed.success) {
      yield setAside(raw, parsed.error.issues);
      continue;
    }
    const unknowns = unknownsOf(parsed.data);
    for (const { path: where, text } of unknowns) {
      if (!reported.has(where)) yield { kind: 'unknown', path: where, example: truncate(text, LONGEST_EXAMPLE) };
      reported.add(where);
    }
    const listing = listingOf(parsed.data, unknowns);
    const { ref, name } = listing;
    if (refs.has(ref)) yield { kind: 'set-aside', ref, name, reason: 'its IdRegistre stands there twice' };
    else yield { kind: 'listing', listing, gaps: [] };
    refs.add(ref);
  }
}

function frameOf(text: string): Register['Publications'] {
  const start = text.slice(0, 512).trimStart();
  if (/^<(!doctype\s+)?html/i.test(start)) throw new RefusedVersion('the file is an HTML page, not JSON');
  const parsed = Register.safeParse(json(text));
  if (!parsed.success)
    throw new RefusedVersion(`the file is not the register: ${where(parsed.error.issues)}`, { cause: parsed.error });
  if (publishedOf(parsed.data.Publications.DatePublication) === null)
    throw new RefusedVersion('the file is not the register: its DatePublication is no date');
  if (parsed.data.Publications.PublicationDetail.length === 0) throw new RefusedVersion('the file lists nobody');
  return parsed.data.Publications;
}

/** With its offset an instant, without one only a day. */
function publishedOf(date: string): Instant | PublicationDate | null {
  return /(Z|[+-]\d\d:\d\d)$/.test(date) ? instantOf(date) : calendarDay(/^[^T]+/.exec(date)?.[0] ?? '');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RefusedVersion('the file is not well-formed JSON, or cut short', { cause });
  }
}

type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];

function setAside(raw: unknown, issues: Issues): ReadEvent {
  const torn = Torn.safeParse(raw);
  const { IdRegistre: id, Nom: name } = torn.success ? torn.data : { IdRegistre: null, Nom: null };
  return { kind: 'set-aside', ref: id === null ? null : String(id), name: name || null, reason: where(issues) };
}

/** `Nom: expected string`, of the first thing that is wrong. */
function where([issue]: Issues): string {
  if (!issue) return 'it is not as documented';
  return tidy(`${issue.path.map(String).join('/')}: ${issue.message}`);
}
