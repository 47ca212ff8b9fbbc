import { VOWELLESS } from './scripts.js';

/**
 * Spellings of one sound, longest first, in the order in which they are applied: C is the sound of "church", X of "ship",
 * J of "azure" and "jam". German, French, English, Slavic, Arabic and Korean romanisations meet here.
 */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^x/g, 'X'],
  [/x/g, 'ks'],
  [/tsch|tch/g, 'C'],
  [/shch|sch|sh/g, 'X'],
  [/ch|cz/g, 'C'],
  [/dzh|dsch|dj|zh/g, 'J'],
  [/ph/g, 'f'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/tz/g, 'ts'],
  [/w/g, 'v'],
  [/^j(?=u|e[lvw])/g, 'y'],
  [/j/g, 'J'],
  [/ee/g, 'i'],
  [/oo|ou|eu(?=[nrml])/g, 'u'],
  [/eo|oe/g, 'o'],
  [/ue/g, 'u'],
  [/ae/g, 'e'],
  [/^ye|^ie/g, 'e'],
  [/(?:[iey]?y|ii|ij|ei|ie|iJ)$/g, 'i'],
  [/ff$/g, 'v'],
  [/y/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=[aeiou])h$/g, ''],
];

/** One spelling for the ways in which a word may be written: `Schukow`, `Zhukov` come near each other, `Yusuf`, `Youssef` meet. */
export function foldOf(form: string): string {
  if (/^\d/.test(form)) return form;
  if (form.startsWith(VOWELLESS)) return VOWELLESS + bareOf(foldOf(form.slice(1)));
  let fold = form;
  for (const [spelling, sound] of SOUNDS) fold = fold.replace(spelling, sound);
  return fold === '' ? form : fold;
}

/** Consonants in wide classes: those of one class are exchanged between languages. Vowels and a breath say nothing. */
const CLASSES = classes({ b: 'bpfv', t: 'td', k: 'kg', s: 'szJXC', m: 'm', n: 'n', l: 'l', r: 'r' });

/** The consonants of a folded word by their class: what is left when vowels go. A vowel at the beginning is `a`. */
export function skeletonOf(fold: string): string {
  return consonants(fold, '');
}

/** The same as scripts without vowels know it, where v and w are written as u and o are. */
export function bareOf(fold: string): string {
  return fold.startsWith(VOWELLESS) ? fold.slice(1) : consonants(fold, 'v');
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
