import anyAscii from 'any-ascii';

/** Scripts of India whose consonants carry an a unless another vowel or a stroke that takes it away is written. */
export const INDIC =
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]+/gu;

const CONSONANT = /\p{Lo}/u;
const VOWEL_SIGN_OR_STROKE = /\p{Mc}|[\u0941-\u094d\u09c1-\u09cd\u0a41-\u0a4d\u0ac1-\u0acd\u0bc0\u0bcd\p{Mn}]/u;
/** Nasal dots: n before most letters, ng before h, m before lips. */
const NASAL = /[\u0901\u0902\u0981\u0982\u0a02\u0a70\u0a81\u0a82\u0c02\u0c82\u0d02\u0d82]/;
const FINAL_NASAL = /[\u0901\u0981]/;
/** Letters that the letter-by-letter table writes otherwise than names do: sh and ch have no marks there. */
const SOUNDS: Readonly<Record<string, string>> = {
  श: 'sh',
  ष: 'sh',
  च: 'ch',
  শ: 'sh',
  ষ: 'sh',
  চ: 'ch',
  શ: 'sh',
  ષ: 'sh',
  ચ: 'ch',
  ਸ਼: 'sh',
  ਚ: 'ch',
  ச: 's',
  శ: 'sh',
  ష: 'sh',
  చ: 'ch',
  ಶ: 'sh',
  ಷ: 'sh',
  ಚ: 'ch',
};

/** A word of an Indic script as names are romanised: शर्मा is sharma, राजेश is rajesh. */
export function indicWord(word: string): string {
  const letters = [...word.normalize('NFC')];
  const spelt = letters.map((letter, at) => {
    const next = letters[at + 1];
    if (NASAL.test(letter)) return next === undefined ? (FINAL_NASAL.test(letter) ? '' : 'm') : nasalBefore(next);
    const latin = SOUNDS[letter] ?? anyAscii(letter);
    const bare = next === undefined || (VOWEL_SIGN_OR_STROKE.test(next) && !NASAL.test(next));
    return CONSONANT.test(letter) && !/^[aeiou]/.test(latin) && !bare ? `${latin}a` : latin;
  });
  // Aspiration is one letter with its consonant; kh would be read as the Russian sound.
  return spelt.join('').replace(/kh/g, 'k').replace(/chh/g, 'ch');
}

function nasalBefore(next: string): string {
  const latin = anyAscii(next);
  if (/^h/.test(latin)) return 'ng';
  return /^[pbm]/.test(latin) ? 'm' : 'n';
}
