import anyAscii from 'any-ascii';
import { ABJAD_WORD, abjadWord, OPTIONAL_MARKS, readable, TYPED_GERESH, VOWELLESS } from './scripts/abjad.js';
import { BURMESE, burmeseName } from './scripts/burmese.js';
import { INDIC, indicWord } from './scripts/indic.js';
import { KANA, kanaWord } from './scripts/japanese.js';
import { koreanSyllable } from './scripts/korean.js';
import { SOUTHEAST, southeastWord } from './scripts/southeast.js';

export { readable, VOWELLESS };

/** Letters of other alphabets that look like Cyrillic ones, for words that mix them. */
const LOOK_ALIKES = new Map([...'AАBВCСEЕHНIІKКMМOОPРTТXХaаcсeеiіoоpрxхyу'].reduce<[string, string][]>(pairUp, []));

function pairUp(pairs: [string, string][], letter: string): [string, string][] {
  const last = pairs.at(-1);
  if (last && last[1] === '') last[1] = letter;
  else pairs.push([letter, '']);
  return pairs;
}

/** Greek pairs of letters that are one sound (ELOT 743), and those that are at the beginning of a word. */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/αυ|αύ/g, 'av'],
  [/ευ|εύ/g, 'ev'],
  [/ου|ού/g, 'ou'],
  [/(?<!\p{L})γκ/gu, 'g'],
  [/γγ/g, 'ng'],
  [/γκ/g, 'gk'],
  [/(?<!\p{L})μπ/gu, 'b'],
  [/μπ/g, 'mb'],
  [/(?<!\p{L})ντ/gu, 'd'],
];

/** A word of Cyrillic letters with a Latin one inside. */
const MIXED = /(?=[A-Za-z]*\p{Script=Cyrillic})(?=\p{Script=Cyrillic}*[A-Za-z])[A-Za-z\p{Script=Cyrillic}]+/gu;
/** An initial whose sound Latin writes with several letters: Ю. is Y. */
const INITIAL =
  /(?<![\p{L}\p{M}])[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}](?![\p{L}\p{M}])/gu;

/** Letters of Ukrainian and Belarusian, which speak the Russian g as h, and of Kazakh, which shares one of them. */
const UKRAINIAN = /[іїєґў]/i;
const KAZAKH = /[әғқңөұүһ]/i;

/** Lower-case ASCII letters, digits and blanks for a cleaned text in any script. Words without vowels begin with `~`. */
export function romanise(text: string): string {
  let latin = text
    .replace(OPTIONAL_MARKS, '')
    .replace(/ў/g, 'в')
    .replace(MIXED, (word) => word.replace(/[A-Za-z]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter))
    .replace(INITIAL, (letter) => anyAscii(letter).slice(0, 1))
    .replace(/[\uac00-\ud7a3]/g, koreanSyllable);
  if (UKRAINIAN.test(text) && !KAZAKH.test(text)) latin = latin.replace(/г/gi, 'h').replace(/и/gi, 'y');
  if (/\p{Script=Greek}/u.test(latin)) {
    latin = latin.toLowerCase();
    for (const [pair, sound] of GREEK_PAIRS) latin = latin.replace(pair, sound);
  }
  latin = latin
    // Abd Allah is one name.
    .replace(/عبد\s+(?=الله(?!\p{L}))/gu, 'عبد')
    .replace(TYPED_GERESH, '׳')
    .replace(ABJAD_WORD, (word) => abjadWord(word, text))
    .replace(INDIC, indicWord)
    .replace(SOUTHEAST, southeastWord)
    .replace(BURMESE, (name) => burmeseName(name) ?? VOWELLESS + anyAscii(name))
    .replace(KANA, kanaWord)
    .replace(/\p{Script=Han}/gu, (character) => ` ${anyAscii(character)} `);
  return anyAscii(latin).toLowerCase();
}
