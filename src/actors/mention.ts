import type { Actor } from '../domain/actor.js';
import { type ActorName, fold } from './names.js';
import type { Prose, Word } from './prose.js';

/** How a text writes a name that it mentions: letter for letter as the list, or as a name of some other letters. */
export type Mention = 'verbatim' | 'named';

/**
 * Whether a text mentions a name as such: with a capital where the list has one, within one phrase, and not as a part of a
 * longer company name (ANDARIEL SHIPPING LLC) or personal name (Kim Il-sung). Null where it does not.
 */
export function mentionOf(actor: Actor, { name, common }: ActorName, prose: Prose): Mention | null {
  const person = actor.type === 'individual';
  let found: Mention | null = null;
  for (const form of person ? personForms(name) : [name]) {
    const wanted = fold(form).split(' ');
    const spelled = spelling(form);
    for (const at of startsOf(wanted, prose)) {
      const words = prose.words.slice(at, at + wanted.length);
      if (!isSequence(words, wanted, person)) continue;
      const next = prose.words[at + wanted.length];
      if (person ? isLongerPerson(words, next) : isLongerName(prose.words, at, wanted.length)) continue;
      if (words.every(({ raw, cased }, i) => raw === spelled[i] && cased)) return 'verbatim';
      // Nicknames of persons on forums are written in any letters.
      const nickname = person && words.length === 1 && !common;
      if (nickname || isWrittenAsName(words, spelled, common)) found = 'named';
    }
  }
  return found;
}

/** Where the words may begin: so far before each place of the rarest of them. */
function startsOf(wanted: readonly string[], { positions }: Prose): number[] {
  const places = wanted.map((word) => positions.get(word) ?? []);
  const [rarest = 0] = places.map((_, at) => at).sort((a, b) => (places[a]?.length ?? 0) - (places[b]?.length ?? 0));
  return (places[rarest] ?? []).map((at) => at - rarest).filter((at) => at >= 0);
}

/** A list writes SURNAME, Given; prose may have it in either order. */
function personForms(name: string): string[] {
  const [surname = '', given] = name.split(/,\s*/, 2);
  return given === undefined ? [name] : [`${surname} ${given}`, `${given} ${surname}`];
}

function spelling(name: string): string[] {
  return (
    name
      .normalize('NFKD')
      .replace(/[\p{M}'’‘ʼ`´]/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** A group's name never runs over a comma; a person's may, as lists write it. Neither runs over the end of a sentence. */
function isSequence(words: readonly Word[], wanted: readonly string[], person: boolean): boolean {
  return (
    words.length === wanted.length &&
    words.every(
      ({ folded, before }, i) =>
        folded === wanted[i] && (i === 0 || (before !== 'stopped' && (person || before !== 'cut'))),
    )
  );
}

/**
 * What the list writes with capitals has them in prose, but for "of the", "Lazarus group", "Jin-hyok" and "Blender.io". A common word alone is a name only
 * as the list spells it: ZINC, not Zinc.
 */
function isWrittenAsName(words: readonly Word[], spelled: readonly string[], common: boolean): boolean {
  if (common && (words.length === 1 || !words.every(({ cased }) => cased))) return false;
  return words.every(
    ({ raw, folded, before }, i) =>
      !/^\p{Ll}/u.test(raw) ||
      /^\p{Ll}/u.test(spelled[i] ?? '') ||
      JOINTS.has(folded) ||
      (i > 0 && (folded === 'group' || before === 'joined')),
  );
}

/** Kim Il-sung and Kim Il Sung are not Kim Il. Names of three words and more are whole. */
function isLongerPerson(words: readonly Word[], next: Word | undefined): boolean {
  if (!next || next.before === 'cut' || next.before === 'stopped') return false;
  if (next.before === 'joined') return true;
  const whole = words.length > 2 && (words.at(-1)?.raw.length ?? 0) > 1;
  return !whole && /^\p{Lu}/u.test(next.raw);
}

const LEGAL_FORMS = new Set(
  (
    'ag ao bv co companies company corp corporation doo est establishment fzc fzco fze gmbh holding holdings inc ' +
    'incorporated jsc kft limited llc llp ltd nv oao ooo pjsc plc pte pty sa sarl shipping spa srl trading zao'
  ).split(' '),
);
/** Those that stand before a name: OOO SINBAD. */
const LEADING_FORMS = new Set('ao jsc llc oao ooo pjsc zao'.split(' '));
const JOINTS = new Set('and as at by for from in of on or the to with'.split(' '));

function isLongerName(words: readonly Word[], at: number, length: number): boolean {
  const hangs = (word: Word | undefined) => word?.before === 'space' || word?.before === 'joined';
  const before = hangs(words[at]) ? (words[at - 1]?.folded ?? '') : '';
  // North Korea's companies begin their names with Korea.
  if (LEADING_FORMS.has(before) || (before === 'south' && /^korean?$/.test(words[at]?.folded ?? ''))) return true;
  for (const word of words.slice(at + length, at + length + 3)) {
    if (!hangs(word) || JOINTS.has(word.folded) || /^\p{Ll}/u.test(word.raw)) return false;
    if (LEGAL_FORMS.has(word.folded)) return true;
  }
  return false;
}
