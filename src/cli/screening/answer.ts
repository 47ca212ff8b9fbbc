import { clean } from '../../chat/terminal/text.js';
import type { Instant } from '../../domain/listing.js';
import type { Match } from '../../domain/match.js';
import { csvRow } from '../../lib/csv.js';
import { CSV_COLUMNS } from './format.js';
import type { ScreenRecord } from './records.js';

export type Answered = ScreenRecord & { readonly matches: readonly Match[] };

/** One line for one input. */
export type AnswerLine = (answered: Answered) => string;

/** A wrong input has no `matches`: nobody shall take it for one that was found on no list. */
export function jsonLines(asOf: Readonly<Record<string, Instant>>): AnswerLine {
  return ({ line, asked, matches }) =>
    'problem' in asked
      ? JSON.stringify({ query: asked.text.slice(0, MAX_SHOWN), matches: null, asOf, line, error: asked.problem })
      : JSON.stringify({ query: asked.name, matches, asOf, ...(asked.unread ? { line, unread: asked.unread } : {}) });
}

const MAX_SHOWN = 200;

/**
 * What was asked, our score, who it is, the OFAC score (none where something else than a name matched), why. Columns are told apart by
 * tabs, so that a name's own ones become blanks.
 */
export const textLine: AnswerLine = ({ asked, matches }) => {
  if ('problem' in asked) return [asked.text.slice(0, MAX_SHOWN), '!', asked.problem].map(clean).join('\t');
  const [best] = matches;
  if (!best) return `${clean(asked.name)}\t-`;
  const more = matches.length > 1 ? [`+${matches.length - 1} more`] : [];
  const cells = [asked.name, best.score.toFixed(2), best.id, `OFAC ${best.ofacScore ?? '-'}`, best.why, ...more];
  return cells.map(clean).join('\t');
};

export const CSV_HEADER = csvRow(CSV_COLUMNS);
/** But for the three that every row has, and the error. */
const EMPTY: readonly string[] = Array(CSV_COLUMNS.length - 4).fill('');

/** The best match in full, and how many there are. */
export const csvLine: AnswerLine = ({ line, asked, matches }) => {
  if ('problem' in asked) return csvRow([String(line), asked.text.slice(0, MAX_SHOWN), '', ...EMPTY, asked.problem]);
  const [best] = matches;
  const start = [String(line), asked.name, String(matches.length)];
  const unread = asked.unread?.join('; ') ?? '';
  if (!best) return csvRow([...start, ...EMPTY, unread]);
  const listings = best.listings.map(({ list, ref, status }) => `${list}/${ref} ${status}`).join('; ');
  return csvRow([
    ...start,
    best.score.toFixed(2),
    String(best.ofacScore ?? ''),
    best.id,
    best.name,
    best.type,
    best.matchedName,
    listings,
    best.why,
    unread,
  ]);
};
