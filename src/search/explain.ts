import type { MatchedListing } from '../domain/match.js';
import type { NameKind } from './names.js';
import { tokensOf } from './normalise.js';
import type { Respelt, Score } from './score.js';
import { readable } from './scripts.js';

const NOUNS: Readonly<Record<NameKind, string>> = {
  name: 'the name',
  'strong alias': 'strong alias',
  'weak alias': 'weak alias',
  'analyst name': 'the analyst name (on no list)',
  'common analyst name': 'the analyst name (on no list)',
  'profile id': 'the short name',
};

/** How a name answers the query, as a clause: `matches weak alias HIDDEN COBRA of LAZARUS GROUP exactly`. */
export function explainName(score: Score, kind: NameKind, matchedName: string, party: string): string {
  const name = `${NOUNS[kind]} ${matchedName}${kind === 'name' && matchedName === party ? '' : ` of ${party}`}`;
  switch (score.manner) {
    case 'exact':
      return `matches ${name} exactly`;
    case 'order':
      return `matches ${name} in another order of words`;
    case 'joined':
      return `matches ${name} but for the blanks between words`;
    case 'typos':
      return `is spelt much like ${name}${details(score, matchedName)}`;
    case 'part':
      return `shares words with ${name}${details(score, matchedName)}`;
    case 'apart':
      return `has no word of ${name}`;
    case 'nothing':
      return `has no letters to set beside ${name}`;
  }
}

/** How two names compare, as a sentence without a subject, for pairs that stand on no list. */
export function explainScore(score: Score): string {
  switch (score.manner) {
    case 'exact':
      return 'the same name';
    case 'order':
      return 'the same words in another order';
    case 'joined':
      return 'the same letters but for the blanks between words';
    case 'typos':
      return `spelt much alike${said(respellings(score, new Map()))}`;
    case 'part':
      return `some words in common${said([...respellings(score, new Map()), ...sides(score)])}`;
    case 'apart':
      return `no word in common${said(sides(score))}`;
    case 'nothing':
      return 'nothing to compare: a name without letters and figures';
  }
}

/** What stands in one of two names only. */
function sides({ onlyInQuery, onlyInName }: Score): string[] {
  const parts: string[] = [];
  if (onlyInQuery.length > 0) parts.push(`only the first has ${quoted(onlyInQuery)}`);
  if (onlyInName.length > 0) parts.push(`only the second has ${quoted(onlyInName)}`);
  return parts;
}

function details(score: Score, listed: string): string {
  const own = ownWords(listed);
  const parts = respellings(score, own);
  if (score.onlyInName.length > 0)
    parts.push(`without ${score.onlyInName.map((word) => asListed(word, own)).join(' ')}`);
  if (score.onlyInQuery.length > 0) parts.push(`the list does not have ${quoted(score.onlyInQuery)}`);
  return said(parts);
}

function respellings({ typos }: Score, own: ReadonlyMap<string, string>): string[] {
  return typos.map((typo) => respelt(typo, own));
}

function said(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

/** How a name in another script writes the words that it was read as. */
function ownWords(name: string): ReadonlyMap<string, string> {
  if (!/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name)) return new Map();
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Map(words.map((word) => [tokensOf(word).map(readable).join(' '), word]));
}

function asListed(word: string, own: ReadonlyMap<string, string>): string {
  const written = own.get(word);
  return written === undefined || written === word ? `“${word}”` : `“${written}” (${word})`;
}

function respelt({ typed, listed, how }: Respelt, own: ReadonlyMap<string, string>): string {
  const pair = `“${typed}” for ${asListed(listed, own)}`;
  if (how === 'initial') return `${pair} (an initial)`;
  return how === 'joined' ? `${pair} (blanks apart)` : pair;
}

/** What a reviewer must know of where the party stands, or nothing. */
export function explainStanding(
  listings: readonly MatchedListing[],
  actorStatus: 'listed' | 'historical' | 'indicted' | null,
  fromProfile: readonly string[],
  common: boolean,
): string {
  const parts: string[] = common ? ['a common word, which identifies nobody without a second signal'] : [];
  if (listings.length === 0)
    parts.push(
      actorStatus === 'indicted' ? 'indicted, and on none of the lists checked' : 'on none of the lists checked',
    );
  else if (listings.every(({ status }) => status === 'removed')) parts.push('no longer listed');
  if (fromProfile.length > 0) parts.push(`on ${fromProfile.join(' and ')} by its curated profile`);
  return parts.map((part) => `; ${part}`).join('');
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(' ');
}
