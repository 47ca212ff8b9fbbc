import type { Mutation } from './mutation.js';

/** Cyrillic letters as passports (ICAO 9303), science (ISO 9 without marks) and the English press (BGN/PCGN) write them. */
const LETTERS: Readonly<Record<string, readonly [passport: string, science: string, press: string]>> = {
  а: ['a', 'a', 'a'],
  б: ['b', 'b', 'b'],
  в: ['v', 'v', 'v'],
  г: ['g', 'g', 'g'],
  д: ['d', 'd', 'd'],
  е: ['e', 'e', 'e'],
  ё: ['e', 'e', 'yo'],
  ж: ['zh', 'z', 'zh'],
  з: ['z', 'z', 'z'],
  и: ['i', 'i', 'i'],
  й: ['i', 'j', 'y'],
  к: ['k', 'k', 'k'],
  л: ['l', 'l', 'l'],
  м: ['m', 'm', 'm'],
  н: ['n', 'n', 'n'],
  о: ['o', 'o', 'o'],
  п: ['p', 'p', 'p'],
  р: ['r', 'r', 'r'],
  с: ['s', 's', 's'],
  т: ['t', 't', 't'],
  у: ['u', 'u', 'u'],
  ф: ['f', 'f', 'f'],
  х: ['kh', 'h', 'kh'],
  ц: ['ts', 'c', 'ts'],
  ч: ['ch', 'c', 'ch'],
  ш: ['sh', 's', 'sh'],
  щ: ['shch', 'sc', 'shch'],
  ъ: ['ie', '', ''],
  ы: ['y', 'y', 'y'],
  ь: ['', '', ''],
  э: ['e', 'e', 'e'],
  ю: ['iu', 'ju', 'yu'],
  я: ['ia', 'ja', 'ya'],
  і: ['i', 'i', 'i'],
  ї: ['i', 'ji', 'yi'],
  є: ['ie', 'je', 'ye'],
  ґ: ['g', 'g', 'g'],
  ў: ['u', 'u', 'w'],
};

/** A Cyrillic name of the lists, romanised by one of three standards. */
export const romanised: Mutation = {
  kind: 'Cyrillic romanised by a standard',
  apply(name, _party, random) {
    if (!/^[\p{Script=Cyrillic}\s.,'’-]+$/u.test(name)) return null;
    const standard = random.pick([0, 1, 2] as const);
    const latin = [...name.toLowerCase()].map((letter) => LETTERS[letter]?.[standard] ?? letter).join('');
    return latin.replace(/(?<![\p{L}'’])\p{L}/gu, (first) => first.toUpperCase());
  },
};
