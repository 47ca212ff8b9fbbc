import { UserError } from '../src/domain/errors.js';
import { PARTY_TYPES, type PartyType } from '../src/domain/listing.js';
import { DEFAULT_MIN_SCORE, type Match, type MatchedListing } from '../src/domain/match.js';
import type { Block, Button, Line } from '../src/domain/message.js';
import type { Tie } from '../src/domain/tie.js';
import { count, truncate } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { App, Command, OptionValues, SearchOptions } from '../src/ports.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { notFound, notFoundText } from './parts/not-found.js';
import { flagOption, neededOption, numberOption, sourceOption, textOption } from './parts/options.js';
import { answer, linked, paragraph, runButton } from './parts/reply.js';
import { notFoundOn, tieData, tieLine, tiesOf } from './parts/ties.js';

const DEFAULT_LIMIT = 5;
const MAX_LIMIT = 1000;
/** In the message; `--json` has all of them. */
const MAX_SHOWN = 20;
/** A profile with more listings is better read as one. */
const MAX_LISTINGS = 6;
const MAX_TIES = 8;
/** Of so many matches each says where it was not found. */
const MAX_IN_FULL = 3;

export const lookup = {
  name: 'lookup',
  description: 'Is somebody listed, by whom, since when, under which names?',
  root: 'sanctions',
  options: [
    {
      name: 'name',
      description: 'a name, alias, official reference, wallet address, IMO or BIC',
      kind: 'rest',
      required: true,
      autocomplete: true,
    },
    { name: 'list', description: 'only this list, e.g. ofac-sdn', kind: 'text' },
    { name: 'type', description: 'only this type of party', kind: 'choice', choices: PARTY_TYPES },
    { name: 'born', description: 'the year of birth, e.g. 1971: raises or lowers the score', kind: 'text' },
    { name: 'country', description: 'the country: raises or lowers the score', kind: 'text' },
    { name: 'limit', description: `at most so many matches (default ${DEFAULT_LIMIT})`, kind: 'number' },
    { name: 'min-score', description: `from 0 to 1 (default ${DEFAULT_MIN_SCORE})`, kind: 'number' },
    { name: 'share', description: 'show the answer to everyone here', kind: 'flag' },
  ],
  examples: ['lookup hidden cobra', 'lookup 27307', 'lookup "sea mist" type:vessel list:ofac-sdn'],
  async run(options, { app }) {
    const name = neededOption(options, 'name', 'whom to look up');
    const fresh = await freshness(app);
    const asked = searchOptions(options, fresh);
    const all = app.search.find(name, { ...asked, limit: asked.limit + 1 });
    const matches = all.slice(0, asked.limit);
    const counted = countText(matches.length, all.length > matches.length);
    const found = matches.length > 0;
    const [first] = matches;
    return answer({
      title: found ? `${counted} for “${truncate(name, 100)}”` : `No match for “${truncate(name, 100)}”`,
      push: first
        ? `${counted} for “${truncate(name, 60)}”: ${first.name} (${first.score.toFixed(2)}), ${whereText(first, app, fresh)}`
        : notFoundText(name, asked, app, fresh),
      blocks: found ? await matchBlocks(matches, app, fresh) : notFound(name, asked, app, fresh),
      buttons: first ? buttonsFor(first) : [],
      foot: fresh.foot,
      data: [{ query: name, matches: matches.map((match) => matchData(match, app, fresh)), asOf: fresh.asOf }],
      share: flagOption(options, 'share'),
    });
  },
  suggest: async (_option, text, app) => app.search.suggest(text, 25),
} satisfies Command;

/** `3 matches`, or `The best 5 matches` where there are more. */
function countText(shown: number, more: boolean): string {
  return more ? `The best ${count(shown, 'match', 'matches')}, of more,` : count(shown, 'match', 'matches');
}

function searchOptions(options: OptionValues, fresh: Freshness): SearchOptions {
  const minScore = numberOption(options, 'min-score', { from: 0, to: 1, whole: false });
  const list = sourceOption(
    options,
    'list',
    fresh.sources.filter(({ kind }) => kind === 'list'),
  );
  const type = PARTY_TYPES.find((known): known is PartyType => known === textOption(options, 'type'));
  return {
    limit: numberOption(options, 'limit', { from: 1, to: MAX_LIMIT, whole: true }) ?? DEFAULT_LIMIT,
    ...(minScore === undefined ? {} : { minScore }),
    ...(list === undefined ? {} : { list }),
    ...(type === undefined ? {} : { type }),
    ...evidenceOf(options),
  };
}

function evidenceOf(options: OptionValues): Pick<SearchOptions, 'born' | 'country'> {
  const [born, country] = [textOption(options, 'born'), textOption(options, 'country')];
  if (born !== undefined && !/^(?:1[89]|20)\d\d(?:-\d\d-\d\d)?$/.test(born))
    throw new UserError(`born is a year such as 1971, or a day such as 1971-02-28, not “${truncate(born, 40)}”.`);
  return { ...(born === undefined ? {} : { born }), ...(country === undefined ? {} : { country }) };
}

async function matchBlocks(matches: readonly Match[], app: App, fresh: Freshness): Promise<Block[]> {
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

function whereText({ listings }: Match, app: App, fresh: Freshness): string {
  const proved = tiesOf(listings, app).filter(({ certainty }) => certainty === 'proved');
  const listed = [...listings, ...proved]
    .filter(({ status }) => status === 'listed')
    .map(({ list }) => fresh.titleOf(list));
  if (listed.length > 0) return `listed on ${[...new Set(listed)].join(', ')}`;
  return listings.length > 0 ? 'no longer listed' : 'on none of the lists checked';
}

function buttonsFor({ actor, id, name }: Match): Button[] {
  return [
    ...(actor === null ? [] : runButton(`Profile of ${name}`, `actor ${actor}`)),
    ...runButton('Changes', `changes ${id}`),
    ...(actor === null ? [] : runButton(`Subscribe to ${name}`, `subscribe actor:${actor}`)),
  ];
}

function matchData(match: Match, app: App, fresh: Freshness): Record<string, unknown> {
  const { id, actor, name, type, score, matchedName, ofacScore = null, why, listings } = match;
  const ties = tiesOf(listings, app);
  return {
    ...{ id, actor, name, type, score, matchedName, ofacScore, why },
    listings: listings.map(({ list, ref, status, programs, listedOn }) => ({ list, ref, status, programs, listedOn })),
    ties: ties.map(tieData),
    notFoundOn: notFoundOn(listings, ties, fresh),
  };
}
