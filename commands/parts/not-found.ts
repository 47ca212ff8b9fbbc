import { DEFAULT_MIN_SCORE, type Match } from '../../src/domain/match.js';
import type { Block, Line } from '../../src/domain/message.js';
import { truncate } from '../../src/lib/text.js';
import type { App, SearchOptions } from '../../src/ports.js';
import { type Freshness, notRead } from './freshness.js';
import { nearMisses } from './party.js';
import { itemList, paragraph } from './reply.js';

const MAX_SHOWN = 3;

/** "Not found" is never "not sanctioned": what was checked, how, and what was not. */
export function notFound(name: string, asked: SearchOptions, app: App, fresh: Freshness): Block[] {
  const near = nearMisses(name, app, asked);
  return [
    nothingOn(asked, fresh),
    ...group(
      `Left out by ${filterText(asked)}:`,
      leftOut(name, asked, app).map((match) => [...matchLine(match), `, ${whyLeftOut(match, asked, fresh)}`]),
    ),
    ...group('Below the threshold, so not matches:', near.map(matchLine)),
  ];
}

/** What was looked through, without anything found. */
export function nothingOn(asked: SearchOptions, fresh: Freshness): Block {
  const { read, unread } = listsAsked(asked, fresh);
  return paragraph(
    read.length > 0
      ? [
          'Nothing with a score of ',
          { text: thresholdOf(asked).toFixed(2), style: 'strong' },
          ` or more on ${read.map(({ title }) => title).join(', ')}.`,
        ]
      : ['Only the curated actors were looked through.'],
    ...(unread.length > 0 ? [[notRead(unread)]] : []),
    [
      '“Not found” is never “not sanctioned”: other lists, other spellings, and parties owned or controlled by listed ones were not checked.',
    ],
  );
}

/** The same in a sentence, for a notification. */
export function notFoundText(name: string, asked: SearchOptions, app: App, fresh: Freshness): string {
  const title = `No match for “${truncate(name, 60)}”`;
  const [other] = leftOut(name, asked, app);
  if (other) return `${title} with ${filterText(asked)}. ${other.name} is ${whyLeftOut(other, asked, fresh)}.`;
  if (listsAsked(asked, fresh).read.length === 0)
    return `${title}, but no list was checked: ask again when one was read.`;
  return `${title} on the lists checked. Not found is not the same as not sanctioned.`;
}

function listsAsked({ list }: SearchOptions, { lists }: Freshness): Freshness['lists'] {
  const asked = ({ id }: { readonly id: string }) => list === undefined || id === list;
  return { read: lists.read.filter(asked), unread: lists.unread.filter(asked) };
}

function thresholdOf({ minScore }: SearchOptions): number {
  return minScore ?? DEFAULT_MIN_SCORE;
}

/** What would be a match on any list and of any type. */
function leftOut(name: string, asked: SearchOptions, app: App): Match[] {
  if (asked.list === undefined && asked.type === undefined) return [];
  return app.search.find(name, { limit: MAX_SHOWN, minScore: thresholdOf(asked) });
}

function filterText({ list, type }: SearchOptions): string {
  return [...(list === undefined ? [] : [`list:${list}`]), ...(type === undefined ? [] : [`type:${type}`])].join(' ');
}

function whyLeftOut({ type, listings }: Match, asked: SearchOptions, fresh: Freshness): string {
  const listed = listings.filter(({ status }) => status === 'listed');
  const elsewhere = asked.list !== undefined && !listings.some(({ list }) => list === asked.list);
  const places = listed.map(({ list, ref }) => `${fresh.titleOf(list)} ${ref}`).join(', ');
  const standing =
    listed.length > 0
      ? `listed${elsewhere ? ' elsewhere' : ''}: ${places}`
      : listings.length > 0
        ? 'no longer listed'
        : 'on none of the lists checked';
  return asked.type !== undefined && type !== asked.type ? `of another type: ${type}, ${standing}` : standing;
}

function matchLine({ matchedName, id, score }: Match): Line {
  return [{ text: matchedName }, ` (${id}), score ${score.toFixed(2)}`];
}

function group(heading: string, lines: readonly Line[]): Block[] {
  return lines.length > 0 ? [paragraph([heading]), ...itemList(lines, MAX_SHOWN)] : [];
}
