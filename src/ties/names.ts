import type { Listing } from '../domain/listing.js';

/** The words of a name in lower-case ASCII, whatever script it is written in. */
export type TokensOf = (text: string) => readonly string[];

/** Parts of Arabic, Spanish, German names that one list writes and another leaves out. */
const PARTICLES = new Set([
  'al',
  'el',
  'ul',
  'bin',
  'ben',
  'ibn',
  'bint',
  'abu',
  'de',
  'da',
  'von',
  'van',
  'the',
  'of',
  'and',
]);

/** The names by which a listing is known for certain: a weak alias identifies nobody. */
export function strongNames({ name, aliases }: Listing): string[] {
  return [name, ...aliases.filter(({ strength }) => strength === 'strong').map((alias) => alias.name)];
}

/** Names are made of few words: most have been folded before. */
const MAX_REMEMBERED = 20_000;
const remembered = new Map<string, string>();

/** A name as it is compared: its words without order, as different romanisations of a person's name agree on them. */
export function personKey(words: readonly string[]): string {
  return words
    .filter((word) => !PARTICLES.has(word))
    .map((word) => romanised(word).replace(/(.)\1+/g, '$1'))
    .sort()
    .join(' ');
}

/** The same of an entity, where doubled letters count: NIIP is not NIIPP, nor Fund I Fund II. */
export function entityKey(words: readonly string[]): string {
  return words
    .filter((word) => !PARTICLES.has(word))
    .map(romanised)
    .sort()
    .join(' ');
}

/**
 * What the usual romanisations of one word have in common: `Sergey`, `Sergei`, `Sergej`; `Yuriy`, `Iurii`, `Jurij`;
 * `Alekseyevich`, `Alekseevich`; `Mikhail`, `Mihail`; `Alexandr`, `Aleksandr`. Vowels stay: Hasan is not Husayn.
 */
function romanised(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const folded = fold(word);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(word, folded);
  return folded;
}

function fold(word: string): string {
  return word
    .replace(/[yj]/g, 'i')
    .replace(/shch|sch/g, 'sh')
    .replace(/kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/(?<=[aeiou])ie/g, 'e')
    .replace(/^ie/, 'e');
}

/** Forms of companies, in English and as Russian ones are romanised: every other company has them. */
const FORMS = new Set(
  (
    'llc ltd limited liability company co corp corporation inc joint stock jsc ojsc cjsc pjsc plc gmbh sa sarl srl ' +
    'ooo oao zao pao ao aktsionernoe obshchestvo ogranichennoi otvetstvennostiu s otkritoe zakritoe publichnoe group'
  )
    .split(' ')
    .map(romanised),
);

/** Whether two names, as their keys, can be of one party known by a number of both: most words of the shorter one are in the other. */
export function entityNamesAgree(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => new Set(key.split(' ').filter((word) => !FORMS.has(word))));
  const words = Math.min(a?.size ?? 0, b?.size ?? 0);
  return [...(a ?? [])].filter((word) => b?.has(word)).length * 2 > words;
}

/** Of a person one word is enough beside the same document: lists order, shorten and spell the others differently. */
export function personNamesAgree(one: string, other: string): boolean {
  const words = new Set(other.split(' '));
  return one.split(' ').some((word) => word.length > 2 && words.has(word));
}
