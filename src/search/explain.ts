import type { MatchedListing } from '../domain/match.js';
import type { NameKind } from './name-index.js';
import type { Score } from './score.js';

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
    case 'part':
      return `${score.manner === 'typos' ? 'is spelt much like' : 'shares words with'} ${name}${details(score)}`;
  }
}

function details({ typos, onlyInQuery, onlyInName }: Score): string {
  const parts = typos.map(({ typed, listed }) => `“${typed}” for “${listed}”`);
  if (onlyInName.length > 0) parts.push(`without ${quoted(onlyInName)}`);
  if (onlyInQuery.length > 0) parts.push(`the list does not have ${quoted(onlyInQuery)}`);
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
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
