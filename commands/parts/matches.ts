import type { Match, MatchedListing } from '../../src/domain/match.js';
import type { Block, Button, Line } from '../../src/domain/message.js';
import type { Tie } from '../../src/domain/tie.js';
import { count } from '../../src/lib/text.js';
import { dayText } from '../../src/lib/time.js';
import type { App } from '../../src/ports.js';
import type { Freshness } from './freshness.js';
import { linked, paragraph, runButton } from './reply.js';
import { notFoundOn, tieData, tieLine, tiesOf } from './ties.js';

/** In the message; `--json` has all of them. */
const MAX_SHOWN = 20;
/** A profile with more listings is better read as one. */
const MAX_LISTINGS = 6;
const MAX_TIES = 8;
/** Of so many matches each says where it was not found. */
const MAX_IN_FULL = 3;

/** A paragraph for each, best first: who, why, where listed, and how it is tied to other lists. */
export async function matchBlocks(matches: readonly Match[], app: App, fresh: Freshness): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const [position, match] of matches.slice(0, MAX_SHOWN).entries()) {
    const head: Line = [
      matches.length > 1 ? `${position + 1}. ` : '',
      { text: match.name, style: 'strong' },
      ` · ${match.type} · score ${match.score.toFixed(2)}`,
    ];
    const shown = match.listings.slice(0, MAX_LISTINGS);
    const lines = await Promise.all(shown.map((listing) => listingLine(listing, app, fresh)));
    const more = match.listings.length - shown.length;
    const none: Line[] = match.listings.length === 0 ? [['○ On none of the lists checked.']] : [];
    const ties = tiesOf(match.listings, app);
    const absent = match.listings.length > 0 && matches.length <= MAX_IN_FULL ? absentLines(match, ties, fresh) : [];
    blocks.push(
      paragraph(
        head,
        [{ text: `${match.why.charAt(0).toUpperCase()}${match.why.slice(1)}.`, style: 'muted' }],
        ...lines,
        ...none,
        ...ties.slice(0, MAX_TIES).map((tie) => tieLine(tie, fresh)),
        ...(ties.length > MAX_TIES ? [[`and ${count(ties.length - MAX_TIES, 'tie', 'ties')} more`]] : []),
        ...absent,
      ),
      ...(more > 0 ? [paragraph([`and ${more} more listings`])] : []),
    );
  }
  const left = matches.length - MAX_SHOWN;
  return left > 0 ? [...blocks, paragraph([`and ${count(left, 'match', 'matches')} more`])] : blocks;
}

/** Not found is not "not listed": it may stand there under another name. */
function absentLines({ listings }: Match, ties: readonly Tie[], fresh: Freshness): Line[] {
  const absent = notFoundOn(listings, ties, fresh).map(fresh.titleOf);
  return absent.length === 0 ? [] : [[`○ not found on ${absent.join(', ')}`]];
}

async function listingLine(listing: MatchedListing, app: App, fresh: Freshness): Promise<Line> {
  const { list, ref, status, programs } = listing;
  const entry = await app.ledger.entry(list, ref);
  const state = status === 'listed' ? `listed${sinceText(listing)}` : `removed${removedText(listing)}`;
  const programmes = programs.length > 0 ? ` · ${programs.join(', ')}` : '';
  return [
    `${status === 'listed' ? '●' : '○'} ${fresh.titleOf(list)} `,
    linked(ref, entry?.listing.url),
    ` · ${state}${programmes}`,
  ];
}

function sinceText({ listedOn }: MatchedListing): string {
  return listedOn === null ? '' : ` since ${dayText(listedOn)}`;
}

function removedText({ removedOn }: MatchedListing): string {
  return removedOn === null ? '' : ` ${dayText(removedOn)}`;
}

/** `listed on OFAC SDN`, for a notification. */
export function whereText({ listings }: Match, app: App, fresh: Freshness): string {
  const proved = tiesOf(listings, app).filter(({ certainty }) => certainty === 'proved');
  const listed = [...listings, ...proved]
    .filter(({ status }) => status === 'listed')
    .map(({ list }) => fresh.titleOf(list));
  if (listed.length > 0) return `listed on ${[...new Set(listed)].join(', ')}`;
  return listings.length > 0 ? 'no longer listed' : 'on none of the lists checked';
}

/** What one may want to do next. */
export function matchButtons({ actor, id, name }: Match): Button[] {
  return [
    ...(actor === null ? [] : runButton(`Profile of ${name}`, `actor ${actor}`)),
    ...runButton('Changes', `changes ${id}`),
    ...(actor === null ? [] : runButton(`Subscribe to ${name}`, `subscribe actor:${actor}`)),
  ];
}

/** For `--json`. */
export function matchData(match: Match, app: App, fresh: Freshness): Record<string, unknown> {
  const { id, actor, name, type, score, matchedName, ofacScore = null, why, listings } = match;
  const ties = tiesOf(listings, app);
  return {
    ...{ id, actor, name, type, score, matchedName, ofacScore, why },
    listings: listings.map(({ list, ref, status, programs, listedOn }) => ({ list, ref, status, programs, listedOn })),
    ties: ties.map(tieData),
    notFoundOn: notFoundOn(listings, ties, fresh),
  };
}
