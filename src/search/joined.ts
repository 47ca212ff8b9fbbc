import { alikeBare, alikeFolds, MIN_ALIKE, SAME_SYLLABLES } from './alike.js';
import { foldOf } from './phonetic.js';
import { VOWELLESS } from './scripts.js';
import { areSameSyllables } from './wade-giles.js';
import type { Word } from './word.js';

/** A joined word is not quite the words it was joined from. */
export const JOINED = 0.97;
const MOST_JOINED = 4;
const SHORTEST_JOINED = 4;
/** Two words together have as many letters as a long one, of which many may differ. */
const LIKE_JOINED = 0.85;
const SHORTEST_PART = 3;

/** Words of `ones` that are several neighbours of `others` written together. */
export function joinedPairs(
  ones: readonly Word[],
  others: readonly Word[],
  freeOne: readonly boolean[],
  freeOther: readonly boolean[],
  take: (one: number, several: number[], likeness: number) => void,
): void {
  ones.forEach((word, one) => {
    if (word.text.length < SHORTEST_JOINED) return;
    for (let start = 0; start < others.length && freeOne[one]; start += 1) {
      const parts: Word[] = [];
      for (let end = start; end < others.length && end - start < MOST_JOINED && freeOther[end]; end += 1) {
        parts.push(others[end] ?? word);
        const bare = isBare(word) || parts.some(isBare);
        const length = parts.reduce((sum, { text }) => sum + text.length, 0);
        if (!bare && length > word.text.length + 2) break;
        if (end === start || (!bare && length < word.text.length - 2)) continue;
        const likeness = bare ? likenessOfBare(parts, word) : likenessOfJoined(parts, word);
        if (likeness < (bare ? MIN_ALIKE : LIKE_JOINED)) continue;
        const several = Array.from({ length: end - start + 1 }, (_, ahead) => start + ahead);
        take(one, several, JOINED * likeness);
        break;
      }
    }
  });
}

function isBare({ text }: Word): boolean {
  return text.startsWith(VOWELLESS);
}

function likenessOfJoined(parts: readonly Word[], word: Word): number {
  const joined = parts.map(({ text }) => text).join('');
  if (joined === word.text) return 1;
  const likeness = alikeFolds(foldOf(joined), word.fold);
  return likeness < SAME_SYLLABLES && areSameSyllables(joined, word.text) ? SAME_SYLLABLES : likeness;
}

function likenessOfBare(parts: readonly Word[], word: Word): number {
  return Math.max(...joinedFolds(parts).map((fold) => alikeBare({ fold, text: fold }, word)));
}

/**
 * The sounds of words written together, one of which at least has lost its vowels: with the article's l, and without, for Arabic
 * speaks it as the letter behind it (Abd al-Rahman, Abdurrahman).
 */
export function joinedFolds(parts: readonly Word[]): string[] {
  const folds = parts.map(({ fold }) => fold.replace(VOWELLESS, ''));
  const assimilated = folds.map((fold, at) => (fold === ARTICLE && at < folds.length - 1 ? 'a' : fold));
  return [...new Set([folds, assimilated].map((own) => VOWELLESS + own.join('')))];
}

const ARTICLE = 'al';

/** Words of `ones` that are two of `others`, letter for letter, wherever these stand: VasilyUMNOV for Vasily Petrovich UMNOV. */
export function apartPairs(
  ones: readonly Word[],
  others: readonly Word[],
  freeOne: readonly boolean[],
  freeOther: readonly boolean[],
  take: (one: number, several: number[]) => void,
): void {
  ones.forEach(({ text }, one) => {
    if (!freeOne[one] || text.length < 2 * SHORTEST_PART) return;
    const head = others.findIndex(
      (other, at) => freeOther[at] && isLongPart(other.text) && text.startsWith(other.text),
    );
    const rest = text.slice(others[head]?.text.length ?? 0);
    const tail = others.findIndex((other, at) => at !== head && freeOther[at] && other.text === rest);
    if (head >= 0 && tail >= 0 && isLongPart(rest)) take(one, [head, tail]);
  });
}

function isLongPart(text: string): boolean {
  return text.length >= SHORTEST_PART;
}
