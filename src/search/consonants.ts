import { distance } from 'fastest-levenshtein';
import { foldWithJ } from './phonetic.js';
import { VOWELLESS } from './scripts.js';
import type { Word } from './word.js';

/** Consonants in wide classes: those of one class are exchanged between languages. Vowels and a breath say nothing. */
const CLASSES = classes({ b: 'bpfv', t: 'td', k: 'kg', s: 'szJXC', m: 'm', n: 'n', l: 'l', r: 'r' });

/** Letters of words without vowels that are spoken in two ways (`scripts/abjad.ts`). */
const EITHER: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['T', ['t', 's']],
  ['H', ['h', 'C']],
  ['G', ['J', 'g']],
]);

/** A word in each way in which it may be spoken. */
function spoken(fold: string): readonly string[] {
  if (!fold.startsWith(VOWELLESS)) return [fold];
  let ways = [fold];
  for (const [letter, sounds] of EITHER)
    if (fold.includes(letter)) ways = sounds.flatMap((sound) => ways.map((way) => way.replaceAll(letter, sound)));
  return ways;
}

/**
 * The consonants of a folded word by their class, a vowel at the beginning being `a`: for each way in which it may be spoken without
 * v and w, which scripts without vowels write as they do u and o, and with them.
 */
function baresOf(fold: string): readonly string[] {
  const bares: string[] = [];
  const add = (bare: string) => {
    if (!bares.includes(bare)) bares.push(bare);
  };
  for (const way of spoken(fold)) {
    const letters = way.replace(VOWELLESS, '').replaceAll('ts', 's');
    if (letters.includes('v')) add(consonants(letters, 'v'));
    add(consonants(letters, ''));
  }
  return bares;
}

/** A folded word as it is compared with one that has lost its vowels. */
export interface Consonants {
  readonly bares: readonly string[];
  /** One by one, as they are told apart; for each way in which the word may be spoken. */
  readonly sounded: readonly string[];
}

/** What of a word tells how it sounds. */
export type Sounds = Pick<Word, 'fold' | 'text'>;

/** Words that were compared lately: a query meets each of them with many others. */
const recent = new Map<string, Consonants & Pick<Sounds, 'fold'>>();
const MOST_RECENT = 8_192;

/** The consonants of a word by their class, for each way in which it may be spoken. */
export function baresOfWord(word: Sounds): readonly string[] {
  return foldsOf(word).flatMap(baresOf);
}

/** The consonants of a word, by its fold and what else it may sound like. */
export function consonantsOf({ fold, text }: Sounds): Consonants {
  const known = recent.get(text);
  // Words joined have the text of another word at times, and other sounds: نس هر, نشر.
  if (known?.fold === fold) return known;
  if (recent.size >= MOST_RECENT) recent.clear();
  const folds = foldsOf({ fold, text });
  const found = { fold, bares: folds.flatMap(baresOf), sounded: folds.flatMap(soundedOf) };
  recent.set(text, found);
  return found;
}

/** A word's fold, and with j for what the fold speaks as y: Mojtaba. */
function foldsOf({ fold, text }: Sounds): string[] {
  const other = foldWithJ(text);
  return other === undefined ? [fold] : [fold, other];
}

/** The consonants in wide classes that two words have in common, if they have. */
export function sameConsonants(a: Consonants, b: Consonants): string | undefined {
  return a.bares.find((bare) => b.bares.includes(bare));
}

/**
 * How far the consonants of two words of the same classes differ one by one: Jannati and Sanath in the first, which counts twice.
 */
export function consonantsApart(a: Consonants, b: Consonants): number {
  const pairs = a.sounded.flatMap((x) => b.sounded.map((y) => distance(x, y) + (x[0] === y[0] ? 0 : 1)));
  return Math.min(...pairs);
}

/** How many consonants a word is told by. */
export function consonantsIn({ sounded: [first = ''] }: Consonants): number {
  return first.length;
}

/** Vowels, and what may be one. */
const SILENT = 'aeiouyv~';
/** Sounds that romanisations of one letter differ in. */
const FINE = classes({ b: 'bp', t: 'td', k: 'kg', s: 'sz', C: 'CX' });

function soundedOf(fold: string): readonly string[] {
  return spoken(fold).map((way) => {
    let sounded = '';
    for (const letter of way.replaceAll('ts', 's').replace(/h$/, ''))
      if (!SILENT.includes(letter)) sounded += FINE.get(letter) ?? letter;
    return sounded;
  });
}

function consonants(fold: string, silent: string): string {
  const first = fold[0] ?? '';
  let skeleton = first === 'h' ? 'k' : (CLASSES.get(first) ?? 'a');
  for (let at = 1; at < fold.length; at += 1) {
    const letter = fold[at] ?? '';
    const kin = letter === silent ? undefined : CLASSES.get(letter);
    if (kin !== undefined) skeleton += kin;
  }
  return skeleton;
}

function classes(kin: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(kin).flatMap(([name, letters]) => [...letters].map((letter) => [letter, name] as const)),
  );
}
