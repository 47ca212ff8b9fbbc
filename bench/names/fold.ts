import anyAscii from 'any-ascii';

/** The words of a name without case, marks and punctuation, in the script it is written in. */
export function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`ʼ]/g, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Equal for names that differ in case, marks, punctuation and word order only. */
export function folded(name: string): string {
  return wordsOf(name).sort().join(' ');
}

/** How Latin consonants that transliterations mix up are counted as one. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/sch|tch|shch|sh|ch|zh|dzh|dj|j|tz|ts/g, 's'],
  [/ph|ff|w|v/g, 'f'],
  [/kh|gh|ck|q|g|c|h/g, 'k'],
  [/dh|th|d/g, 't'],
  [/z/g, 's'],
  [/b/g, 'p'],
];

/**
 * Equal for namesakes by any transliteration: each word's consonants in Latin letters, sounds unified. Two names with one
 * skeleton are one name as far as a search by name alone can tell.
 */
export function skeleton(name: string): string {
  const words = wordsOf(isLatin(name) ? name : anyAscii(name))
    .filter((word) => !/^(al|el|bin|ibn|ben|abu)$/.test(word))
    .map((word) => {
      const unified = SOUNDS.reduce((text, [sound, as]) => text.replace(sound, as), word);
      const bare = unified.replace(/(?<=.)[aeiouy]/g, '').replace(/(.)\1+/g, '$1');
      return /^[aeiouy]/.test(bare) ? `a${bare.slice(1)}` : bare;
    });
  return words.sort().join(' ');
}

export function isLatin(name: string): boolean {
  return !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name);
}
