import { UserError } from '../src/domain/errors.js';
import { PARTY_TYPES, type PartyType } from '../src/domain/listing.js';
import { DEFAULT_MIN_SCORE } from '../src/domain/match.js';
import { count, truncate } from '../src/lib/text.js';
import type { Command, OptionValues, SearchOptions } from '../src/ports.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { matchBlocks, matchButtons, matchData, whereText } from './parts/matches.js';
import { notFound, notFoundText } from './parts/not-found.js';
import { flagOption, neededOption, numberOption, sourceOption, textOption } from './parts/options.js';
import { answer } from './parts/reply.js';

const DEFAULT_LIMIT = 5;
const MAX_LIMIT = 1000;

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
      buttons: first ? matchButtons(first) : [],
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
