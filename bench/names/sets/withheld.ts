import { distance } from 'fastest-levenshtein';
import { folded, isLatin, skeleton, wordsOf } from '../fold.js';
import type { Party, PartyName } from '../listed.js';
import type { Random } from '../random.js';

/** A name that a list really has for the party, kept out of every index and asked for. */
export interface Withheld {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
  /** A name of the party that stays. */
  readonly of: string;
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/u, 'listed original: Arabic script'],
  [/\p{Script=Cyrillic}/u, 'listed original: Cyrillic'],
  [/\p{Script=Hebrew}/u, 'listed original: Hebrew'],
  [/\p{Script=Han}/u, 'listed original: Han'],
];
const VARIANT = 'listed variant';
/** Of the longer name's letters, for two listed spellings to be of one name. */
const ALIKE = 0.75;
const ALIKE_WORD = 0.55;
const SHARE = 0.4;
const HALF = 0.5;

/** Takes some original-script names and some variant spellings out of the parties, as a list without them would be. */
export function withhold(parties: readonly Party[], random: Random): { kept: Party[]; withheld: Withheld[] } {
  const withheld: Withheld[] = [];
  const kept = parties.map((party) => {
    if (party.type === 'aircraft' || !random.chance(SHARE)) return party;
    const names = party.names.filter((name, i) => {
      const taken = i > 0 && !name.weak ? takenAs(party, name) : null;
      if (taken) withheld.push({ ...taken, id: party.id, text: name.text });
      return !taken;
    });
    return { ...party, names };
  });
  return { kept, withheld };
}

function takenAs(party: Party, name: PartyName): { kind: string; of: string } | null {
  const primary = party.names[0]?.text ?? '';
  if (!isLatin(primary)) return null;
  if (isLatin(name.text)) return isVariant(primary, name.text) ? { kind: VARIANT, of: primary } : null;
  const script = SCRIPTS.find(([pattern]) => pattern.test(name.text));
  const sameLength =
    wordsOf(name.text).length >= 2 && Math.abs(wordsOf(name.text).length - wordsOf(primary).length) <= 1;
  return script && sameLength && isRendering(name.text, primary) && party.type === 'individual'
    ? { kind: script[1], of: primary }
    : null;
}

/** Whether two words at least are the same consonants in both, or half of them: a maiden name is another name. */
function isRendering(original: string, latin: string): boolean {
  const bones = skeleton(latin).split(' ');
  const rendered = skeleton(original)
    .split(' ')
    .filter((word) => bones.some((bone) => likeness(word, bone) >= HALF));
  return rendered.length >= 2;
}

/** Two spellings of one name: as many words, nearly the same letters, but not the same words in another order. */
function isVariant(a: string, b: string): boolean {
  const [one, other] = [folded(a), folded(b)];
  if (one === other || one.length < 8 || wordsOf(a).length < 2 || wordsOf(a).length !== wordsOf(b).length) return false;
  const near = wordsOf(a).every((word) => wordsOf(b).some((own) => likeness(word, own) >= ALIKE_WORD));
  return near && likeness(one, other) >= ALIKE && !/\d/.test(a + b);
}

function likeness(a: string, b: string): number {
  return 1 - distance(a, b) / Math.max(a.length, b.length);
}
