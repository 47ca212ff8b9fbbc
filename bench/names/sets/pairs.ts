import { isLatin, skeleton, wordsOf } from '../fold.js';
import type { Party } from '../listed.js';
import { nameParts } from '../mutations/mutation.js';
import { INDUSTRIES } from '../parts/companies.js';
import type { Random } from '../random.js';
import type { Askable } from './asked.js';
import { NAMESAKE, withOtherNumber } from './innocents.js';
import type { Asked, Innocent, Pair } from './sets.js';

const SAME = 1200;
const PER_DIFFERENT_KIND = 200;
/** In a longer name one word of industry may be a slip. */
const LONGEST_COMPANY = 5;

/** As many pairs of one party as of two: the one from the names asked, the other from people and firms easily mixed up. */
export function namePairs(
  from: Askable,
  asked: readonly Asked[],
  innocents: readonly Innocent[],
  random: Random,
): Pair[] {
  const same = random.shuffled(asked.filter(({ text, of }) => text !== of)).slice(0, SAME);
  return [
    ...same.map(({ kind, text, of }) => ({ kind, a: text, b: of, same: true })),
    ...differing('siblings', () => relative(from, random, 'surname')),
    ...differing('same given names', () => relative(from, random, 'given')),
    ...differing('same word, other industry', () => otherIndustry(from, random)),
    ...differing('another number', () => otherNumber(from, random)),
    ...differing('two listed parties that share a word', listedNeighbours(from, random)),
    ...differing('an innocent that shares a word', innocentNeighbours(from, innocents, random)),
  ];
}

type Names = readonly [a: string, b: string];

function differing(kind: string, make: () => Names | null): Pair[] {
  const found = new Map<string, Pair>();
  for (let tries = 0; found.size < PER_DIFFERENT_KIND && tries < PER_DIFFERENT_KIND * 1000; tries += 1) {
    const names = make();
    if (!names) continue;
    const [a, b] = names;
    if (isPart(a, b) || isPart(b, a)) continue;
    found.set(`${a}|${b}`, { kind, a, b, same: false });
  }
  return [...found.values()];
}

/** Whether every word of the one, by its consonants, is a word of the other: then they may be one party. */
function isPart(a: string, b: string): boolean {
  const held = new Set(skeleton(b).split(' '));
  return skeleton(a)
    .split(' ')
    .every((word) => held.has(word));
}

function pickName({ parties }: Askable, type: Party['type'], random: Random): string | null {
  const party = random.pick(parties);
  const name = party.names[0]?.text;
  return party.type === type && name !== undefined && isLatin(name) ? name : null;
}

function relative(from: Askable, random: Random, shared: 'surname' | 'given'): Names | null {
  const [one, other] = [pickName(from, 'individual', random), pickName(from, 'individual', random)];
  const [a, b] = [nameParts(one ?? ''), nameParts(other ?? '')];
  if (one === null || !a || !b || !one.includes(',') || ending(a.surname) !== ending(b.surname)) return null;
  return [one, shared === 'surname' ? `${a.surname}, ${b.given}` : `${b.surname}, ${a.given}`];
}

/** -ov, -ez, -ri: people whose surnames end alike are mostly of one culture. */
function ending(surname: string): string {
  return surname.slice(-2).toLowerCase();
}

const INDUSTRY = new RegExp(`(?<!\\p{L})(${INDUSTRIES.join('|')})(?!\\p{L})`, 'iu');

function otherIndustry(from: Askable, random: Random): Names | null {
  const name = pickName(from, 'entity', random);
  const found = name === null ? null : INDUSTRY.exec(name)?.[0];
  const other = random.pick(INDUSTRIES);
  if (name === null || !found || other.toLowerCase() === found.toLowerCase()) return null;
  if (wordsOf(name).length > LONGEST_COMPANY) return null;
  return [name, name.replace(found, found === found.toUpperCase() ? other.toUpperCase() : other)];
}

function otherNumber({ parties }: Askable, random: Random): Names | null {
  const { names, type } = random.pick(parties);
  if (type === 'individual' || type === 'aircraft') return null;
  const name = random.pick(names).text;
  const other = withOtherNumber(name, random);
  return other === null ? null : [name, other];
}

function listedNeighbours({ parties, groups, known }: Askable, random: Random): () => Names | null {
  const byWord = namesByWord(parties, (party) => groups.get(party.id) ?? -1);
  const words = [...byWord.keys()].filter((word) => word.length > 2 && known.frequency(word) < 500);
  return () => {
    const [a, b] = random.shuffled(byWord.get(random.pick(words)) ?? []);
    return !a || !b || a.group === b.group ? null : [a.text, b.text];
  };
}

function innocentNeighbours({ parties }: Askable, innocents: readonly Innocent[], random: Random): () => Names | null {
  const byWord = namesByWord(parties, () => 0);
  const distinct = innocents.filter(({ kind }) => kind !== NAMESAKE);
  return () => {
    const { text } = random.pick(distinct);
    const listed = byWord.get(random.pick(wordsOf(text))) ?? [];
    return listed.length === 0 ? null : [text, random.pick(listed).text];
  };
}

function namesByWord(
  parties: readonly Party[],
  groupOf: (party: Party) => number,
): Map<string, { text: string; group: number }[]> {
  const byWord = new Map<string, { text: string; group: number }[]>();
  for (const party of parties) {
    for (const { text } of party.names.filter((name) => isLatin(name.text) && !name.weak)) {
      for (const word of new Set(wordsOf(text))) {
        const held = byWord.get(word) ?? [];
        held.push({ text, group: groupOf(party) });
        byWord.set(word, held);
      }
    }
  }
  return byWord;
}
