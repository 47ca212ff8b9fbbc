import { distance } from 'fastest-levenshtein';
import { consonantsApart, consonantsIn, consonantsOf, type Sounds, sameConsonants } from './consonants.js';
import { editsApart, editsBetween, VOWEL_MORE } from './edits.js';
import { commonRateOf } from './lexicon.js';
import { VOWELLESS } from './scripts.js';
import { areSameSyllables, isPinyin } from './wade-giles.js';
import type { Word } from './word.js';

/** How sure two spellings are one word: an abbreviation or kin; the same sounds; the same name in another language; consonants without vowels. */
const SAME_FORM = 0.98;
const SAME_SOUND = 0.96;
const SAME_NAME = 0.94;
const SAME_CONSONANTS = 0.92;
const FEW_CONSONANTS = 0.86;
const CONSONANT_APART = 0.04;
const MOST_APART = 3;
/** Pinyin beside Wade-Giles; letters that a machine read as others. */
export const SAME_SYLLABLES = 0.93;
export const SAME_SHAPE = 0.93;
/** A word that begins otherwise has no other error: Kiryanov is not Baranov. */
const ALLOWED_FROM_FIRST = 1.4;
/** How much of an edit's share of the letters counts: of a short word all, for it has many neighbours. */
const EDIT_WEIGHT = 0.8;
const SHORT = 5;
/** In so short a word a vowel is as much as a consonant: Wu Xin is not Wu Xian. */
const VERY_SHORT = 4;
/** A short word of a name in which all else agrees may be misspelt; a longer one may be so twice, and is hardly a match. */
const LOOSELY = 0.6;
const LOOSE_LENGTH = 4;
export const LOOSER = 0.5;
const MIN_NUMBER_WORD = 8;
/** Below this two words are two words. */
export const MIN_ALIKE = 0.68;

/** How alike two words are, 0 to 1; 0 where they are too far apart to be one. Numbers are the same or they are not. */
export function alike(a: Word, b: Word): number {
  if (a.text === b.text) return 1;
  if (a.form === b.form) return SAME_FORM;
  if (a.variants.some((family) => b.variants.includes(family))) return SAME_NAME;
  if (areFixed(a, b)) return 0;
  if (a.fold === b.fold) return SAME_SOUND;
  if (isBare(a) || isBare(b)) return alikeBare(a, b);
  const likeness = Math.max(
    alikeFolds(a.fold, b.fold),
    a.fold === a.text && b.fold === b.text ? 0 : alikeFolds(a.text, b.text),
  );
  if (likeness === 0 || areTwoNames(a, b, likeness)) return 0;
  return isPinyin(a.text) && isPinyin(b.text) ? Math.min(likeness, asSyllables(a.text, b.text)) : likeness;
}

/** Whether one is a number that is not the other one: only in a word of some length may a number be misspelt. */
function areFixed(a: Word, b: Word): boolean {
  const [one, other] = [a.kind === 'number', b.kind === 'number'];
  return one && other ? true : (one && !isNumberWord(a)) || (other && !isNumberWord(b));
}

/** Whether a number is written in so many letters that it may be misspelt: FOURTEENH. */
export function isNumberWord({ text }: Pick<Word, 'text'>): boolean {
  return text.length >= MIN_NUMBER_WORD && !/^\d/.test(text);
}

/** Of Chinese syllables every letter counts in full, where others stand in place of more than one: Xiaohong is not Xiaoming. */
function asSyllables(a: string, b: string): number {
  const letters = distance(a, b);
  if (letters < 2 || [...a].sort().join('') === [...b].sort().join('')) return 1;
  const likeness = 1 - letters / Math.max(a.length, b.length);
  return likeness < MIN_ALIKE ? 0 : likeness;
}

/** Two names that are both known are two names, and not one misspelt: Karim and Kassem, Min and Sin. */
function areTwoNames(a: Word, b: Word, likeness: number): boolean {
  return likeness < TWO_NAMES && isKnown(a) && isKnown(b);
}

function isKnown({ form, variants }: Word): boolean {
  return variants.length > 0 || commonRateOf(form) !== undefined;
}

const TWO_NAMES = 0.9;

/** Words, folded or as written, by weighted edits. */
export function alikeFolds(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length);
  if (shorter < 2 || longest - shorter > allowedEdits(longest) / VOWEL_MORE) return 0;
  const edits = editsBetween(a, b, allowedEdits(longest));
  if (edits > allowedEdits(longest)) return 0;
  const longer = longest - endingShared(a, b);
  const allowed = allowedEdits(longer);
  if (edits > (a[0] === b[0] ? allowed : Math.min(allowed, ALLOWED_FROM_FIRST))) return 0;
  const counted = longer > SHORT ? EDIT_WEIGHT * edits : longer > VERY_SHORT ? edits : Math.max(1, edits);
  const likeness = Math.min(SAME_SOUND, 1 - counted / longer);
  return likeness < MIN_ALIKE ? 0 : likeness;
}

function allowedEdits(letters: number): number {
  return letters < 4 ? 0.5 : letters < 8 ? 1.4 : 2.2;
}

/** Surnames that end alike share less than their letters say: Kravchenko and Kurchenko, Pavlovic and Petrovic. */
function endingShared(a: string, b: string): number {
  if (a.at(-1) !== b.at(-1)) return 0;
  const ending = COMMON_ENDING.exec(a)?.[0];
  return ending !== undefined && b.endsWith(ending) ? ending.length * ENDING_SHARE : 0;
}

const COMMON_ENDING = /(?:[aeio]vi(?:ch|c|C)|[ei]nko|ski|sk[aiy]y?|ian|yan|idze|shvili|oglu|zade[h]?)$/;
const ENDING_SHARE = 0.5;

/** How alike two words are by whatever rule, without any list. */
export function alikeAnyhow(a: Word, b: Word): number {
  const likeness = alike(a, b);
  if (likeness >= SAME_SYLLABLES || areFixed(a, b)) return likeness;
  if (Math.abs(a.text.length - b.text.length) > MOST_LONGER) return likeness;
  if (areSameSyllables(a.text, b.text)) return SAME_SYLLABLES;
  const [x, y] = [shapeOf(a.text).replaceAll('li', 'h'), shapeOf(b.text).replaceAll('li', 'h')];
  if (x === y && x.length >= MIN_SHAPE) return SAME_SHAPE;
  if (a.fold.at(-1) === b.fold.at(-1) && unmarked(a.text) === unmarked(b.text)) return UNMARKED;
  return x === a.text && y === b.text ? likeness : Math.max(likeness, SAME_SHAPE * alikeFolds(x, y));
}

/** Words that are read or spelt as one differ by no more letters. */
const MOST_LONGER = 4;
const MIN_SHAPE = 3;

/** Pairs of letters that machines read as one, and people see as one. */
const SHAPES: Readonly<Record<string, string>> = { rn: 'm', cl: 'd', vv: 'w' };

export function shapeOf(text: string): string {
  return text.replace(/rn|cl|vv/g, (pair) => SHAPES[pair] ?? pair);
}

/**
 * One spelling for those of Slavic names whose marks were lost and those that need none: Sevcova and Shevtsova, Zukov and Zhukov,
 * Hrushchev and Khrushchev. Too wide for names of which nothing else agrees.
 */
function unmarked(text: string): string {
  return text
    .replace(/shch|sch|sh|sc/g, 's')
    .replace(/ch|ts|cz/g, 'c')
    .replace(/zh/g, 'z')
    .replace(/kh|x/g, 'h')
    .replace(/^j?e|^y?e/, 'e')
    .replace(/[yj]+|i[yj]?/g, 'i')
    .replace(/(.)\1+/g, '$1')
    .replace(/i$/, '');
}

const UNMARKED = 0.88;

/** How alike two words may be, if everything else in their names agrees, that are one edit apart, or two where they are longer. */
export function alikeLoosely(a: Word, b: Word): number {
  const [x, y] = [a.text, b.text];
  const longer = Math.max(x.length, y.length);
  if (areFixed(a, b) || a.kind === 'initial' || b.kind === 'initial') return 0;
  if (Math.min(x.length, y.length) < 2 || Math.abs(x.length - y.length) > 2 || areTwoNames(a, b, LOOSELY)) return 0;
  if (isBare(a) || isBare(b)) return shareConsonants(a, b) ? LOOSER : 0;
  const edits = editsApart(x, y);
  if (longer <= LOOSE_LENGTH) return edits === 1 ? LOOSELY : 0;
  return edits <= 2 ? LOOSER : 0;
}

function isBare({ form }: Word): boolean {
  return form.startsWith(VOWELLESS);
}

/** Whether two words have the same consonants, be it a single one. */
function shareConsonants(a: Word, b: Word): boolean {
  const [x, y] = [consonantsOf(a), consonantsOf(b)];
  return Math.min(consonantsIn(x), consonantsIn(y)) > 0 && sameConsonants(x, y) !== undefined;
}

/** Two words of which at least one has lost its vowels. */
export function alikeBare(one: Sounds, other: Sounds): number {
  const [x, y] = [consonantsOf(one), consonantsOf(other)];
  const same = sameConsonants(x, y);
  if (same !== undefined) {
    const told = Math.max(same.length, Math.min(consonantsIn(x), consonantsIn(y)));
    const likeness = told > 2 ? SAME_CONSONANTS : told === 2 ? FEW_CONSONANTS : 0;
    return Math.max(0, likeness - CONSONANT_APART * Math.min(MOST_APART, consonantsApart(x, y)));
  }
  const [[a = ''], [b = '']] = [x.bares, y.bares];
  const longer = Math.max(a.length, b.length);
  if (longer < 4 || Math.abs(a.length - b.length) > 1) return 0;
  const edits = editsBetween(a, b, 1);
  if (edits > 1) return 0;
  const likeness = SAME_CONSONANTS - edits / longer;
  return likeness < MIN_ALIKE ? 0 : likeness;
}
