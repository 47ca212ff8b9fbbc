import anyAscii from 'any-ascii';
import { VOWELLESS } from './abjad.js';

/** Scripts that write some vowels only, or write them around the consonant. */
export const SOUTHEAST = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+/gu;

/** Vowels that are written before the consonant they follow. */
const LEADING_VOWEL = /([เแโใไເແໂໃໄ])([ก-ฮກ-ຮ])/g;
/** Thai letters under the mark of silence: whole endings, then one letter with its vowel. */
const SILENCED = /(?:ทร|ษณ|ตร|สตร)์|[ก-ฮ][ิุ]?์/g;
/** Thai double r is an a, with an n at the end of a word or before a letter that is not spoken. */
const DOUBLE_R = /รร(?=ณ|[ก-ฮ](?![\u0e30-\u0e39]))/g;
/** One consonant written twice, or with itself below. */
const DOUBLED = /([ก-ฮກ-ຮ])\1(?=[\u0e30-\u0e39\u0eb0-\u0ebb])|([ក-អ])\u17d2\2/g;
/** Thai writes its last n with many letters. */
const FINAL_YO_YING = /ญ(?![\u0e30-\u0e39])/g;

/** The vowel that is an a with an m, as it is and as NFKC takes it apart. */
const THAI_AM = /\u0e33|\u0e4d\u0e32/g;
const LAO_AM = /\u0eb3|\u0ecd\u0eb2/g;
/** The n that Lao names write y. */
const LAO_NYO = /\u0e8d/g;

/** The consonants of a word in Thai, Lao or Khmer letters, with such vowels as are written. */
export function southeastWord(word: string): string {
  const inOrder = word
    .replace(THAI_AM, '\u0e31\u0e21')
    .replace(LAO_AM, '\u0eb1\u0ea1')
    .replace(LAO_NYO, '\u0ea2')
    .replace(SILENCED, '')
    .replace(DOUBLE_R, '')
    .replace(/รร/g, 'น')
    .replace(FINAL_YO_YING, 'น')
    .replace(DOUBLED, '$1$2')
    .replace(LEADING_VOWEL, '$2$1');
  // Aspiration is one letter with its consonant; kh would be read as the Russian sound.
  return (
    VOWELLESS +
    anyAscii(inOrder)
      .replace(/[^a-z]/gi, '')
      .replace(/kh/g, 'k')
      .replace(/chh/g, 'ch')
  );
}
