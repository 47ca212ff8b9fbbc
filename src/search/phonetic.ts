import { distance } from 'fastest-levenshtein';
import { VOWELLESS } from './scripts.js';

/**
 * Spellings of one sound: C is the sound of "church", X of "ship", J of "azure" and "jam". German, French, English, Slavic,
 * Arabic and Korean romanisations meet here.
 */
const SOUNDS = new Map(
  (
    'tsch C,tch C,shch X,sch X,sh X,ch C,cz C,dzh J,dsch J,dj J,zh J,ph f,kh h,gh g,th t,dh d,ck k,q k,tz ts,w v,x ks,j J,' +
    'aee ai,ee i,oo u,ou u,eo o,oe o,ue u,ae e,ce se,ci si,cy si,c k'
  )
    .split(',')
    .map((line) => line.split(' ') as [string, string]),
);
const SPELLINGS = new RegExp([...SOUNDS.keys()].join('|'), 'g');
const BEGINNINGS = /^(?:x|j(?=u|e[lvw]))/;
/** Slavic names romanised with j and c, without their marks: Jurevic, Mihajlovic, Tanja; not Rafsanjani. */
const BETWEEN = /(?<=[bcfgklmprstvz])j(?=[aeu])|(?<=^n)j(?=[aeu])|(?<=n)j(?=a$)|(?<=[aeiou])j(?=[bcdfgklmnprstvz]|$)/g;
const CROATIAN = /([oei]vi)c$/;
const VOWEL_BEGINNING = /^[yi]e/;
/** Ivanoff, Ivanof. */
const FINAL_V = /(?<=[oe])ff$|(?<=o)f$/;
/** Russian adjectives and given names, Polish and Ukrainian ones. */
const ENDINGS = /(?:[iey]?y|ii|iJ|ei|ie)$/;

/** One spelling for the ways in which a word may be written: `Schukow`, `Zhukov` come near each other, `Yusuf`, `Youssef` meet. */
export function foldOf(form: string): string {
  if (/^\d/.test(form)) return form;
  // Two consonants in a row have lost a vowel between them.
  if (form.startsWith(VOWELLESS))
    return (
      VOWELLESS +
      form
        .slice(1)
        .replace(/x/g, 'T')
        .replace(/c(?!h)/g, 'H')
        .replace(SPELLINGS, soundOf)
    );
  const fold = form
    .replace(BEGINNINGS, (letter) => (letter === 'x' ? 'sh' : 'y'))
    .replace(BETWEEN, 'y')
    .replace(CROATIAN, '$1ch')
    .replace(SPELLINGS, soundOf)
    .replace(VOWEL_BEGINNING, 'e')
    .replace(ENDINGS, 'i')
    .replaceAll('y', 'i')
    .replace(FINAL_V, 'v')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=[aeiou])h$/, '');
  return fold === '' ? form : fold;
}

/** Consonants in wide classes: those of one class are exchanged between languages. Vowels and a breath say nothing. */
const CLASSES = classes({ b: 'bpfv', t: 'td', k: 'kg', s: 'szJXC', m: 'm', n: 'n', l: 'l', r: 'r' });

/** Letters of words without vowels that are spoken in two ways (`scripts/abjad.ts`). */
const EITHER: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['T', ['t', 's']],
  ['H', ['h', 'C']],
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
export function baresOf(fold: string): readonly string[] {
  const bares = spoken(fold).flatMap((way) => {
    const letters = way.replace(VOWELLESS, '').replaceAll('ts', 's');
    return [consonants(letters, 'v'), consonants(letters, '')];
  });
  return [...new Set(bares)];
}

/** Whether two words have the consonants of one, where at least one of them has lost its vowels. */
export function sameConsonants(a: string, b: string): string | undefined {
  const others = baresOf(b);
  return baresOf(a).find((bare) => others.includes(bare));
}

/**
 * How far the consonants of two words of the same classes differ one by one: Jannati and Sanath in the first, which counts twice.
 */
export function consonantsApart(a: string, b: string): number {
  const pairs = soundedOf(a).flatMap((x) => soundedOf(b).map((y) => distance(x, y) + (x[0] === y[0] ? 0 : 1)));
  return Math.min(...pairs);
}

/** How many consonants a word is told by. */
export function consonantsIn(fold: string): number {
  return soundedOf(fold)[0]?.length ?? 0;
}

/** Vowels, what may be one, and a breath that is not spoken. */
const SILENT = /[aeiouyv~]|h$/g;
/** Sounds that romanisations of one letter differ in. */
const FINE = classes({ b: 'bp', t: 'td', k: 'kg', s: 'sz', C: 'CX' });

function soundedOf(fold: string): readonly string[] {
  return spoken(fold).map((way) =>
    way
      .replaceAll('ts', 's')
      .replace(SILENT, '')
      .replace(/[a-zCJX]/g, (letter) => FINE.get(letter) ?? letter),
  );
}

function soundOf(spelling: string): string {
  return SOUNDS.get(spelling) ?? spelling;
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
