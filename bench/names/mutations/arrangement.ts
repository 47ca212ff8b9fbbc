import { isLatin } from '../fold.js';
import { type Mutation, nameParts, replaceWord, tidied, type Word, writtenWords } from './mutation.js';

const PARTICLES = /^(al|el|ul|ibn|bin|ben|bint|abu|abou|de|del|la|da|dos|van|von|der|den|di|le)$/i;
const PATRONYMIC = /(vich|vych|ovna|evna|ivna|ichna|ogly|oglu|kyzy|zade|вич|вна|ична|оглы)$/iu;

const TITLES: readonly string[] = 'Mr. Dr. Gen. Col. Haji Sheikh Mullah Prof. Engineer Maulvi Sayyid Capt.'.split(' ');

const TITLE =
  /^(mr|mrs|dr|prof|gen|col|capt|haji|hajj|sheikh|shaykh|mullah|maulvi|mawlawi|engineer|sayyid|sayed|seyed|seyyed)$/i;

function people(kind: string, apply: Mutation['apply']): Mutation {
  return { kind, apply: (name, party, random) => (party.type === 'individual' ? apply(name, party, random) : null) };
}

/** "Surname, Given" as "Given Surname", and the other way about. */
const turned = people('surname and given names turned', (name) => {
  const parts = nameParts(name);
  if (!parts || parts.given === '' || parts.surname === '') return null;
  return name.includes(',') ? `${parts.given} ${parts.surname}` : `${parts.surname}, ${parts.given}`;
});

const reordered: Mutation = {
  kind: 'word order',
  apply(name, party, random) {
    const words = name.replace(/[,;]/g, ' ').split(/\s+/).filter(Boolean);
    if (words.length < 2 || (party.type !== 'individual' && words.length > 5)) return null;
    return random.shuffled(words).join(' ');
  },
};

/** All words but the surname: before the comma, or first where a patronymic is last, or last. */
function givenNames(name: string): Word[] {
  const words = writtenWords(name);
  const comma = name.indexOf(',');
  if (comma > 0) return words.filter(({ at }) => at > comma);
  return PATRONYMIC.test(words.at(-1)?.text ?? '') ? words.slice(1) : words.slice(0, -1);
}

/** Only one given name of several shrinks, so that the rest still says who is meant. */
const initial = people('given name as initial', (name, _party, random) => {
  const given = givenNames(name).filter(({ text }) => text.length > 2 && !PARTICLES.test(text));
  if (given.length < 2) return null;
  const word = random.pick(given);
  return replaceWord(name, word, `${word.text.charAt(0)}${random.chance(0.5) ? '.' : ''}`);
});

const middleDropped = people('middle name left out', (name) => {
  const words = writtenWords(name).filter(({ text }) => !PARTICLES.test(text));
  const middle = words.at(-1);
  if (words.length < 3 || !middle || middle.text.length < 3 || PATRONYMIC.test(middle.text)) return null;
  const dropped = name.includes(',') ? middle : words[1];
  if (!dropped) return null;
  // Who is left with a surname and a title is anybody of that surname.
  const left = words.filter((word) => word !== dropped && !TITLE.test(word.text));
  return left.length < 2 ? null : replaceWord(name, dropped, '');
});

const patronymicDropped = people('patronymic left out', (name) => {
  const words = writtenWords(name);
  const patronymic = words.find(({ text }, i) => i > 0 && PATRONYMIC.test(text));
  return words.length < 3 || !patronymic ? null : replaceWord(name, patronymic, '');
});

const joined: Mutation = {
  kind: 'two words joined',
  apply(name, _party, random) {
    const seams = [...name.matchAll(/(?<=[\p{L}]{2})[ -](?=\p{L}{2})/gu)];
    if (seams.length === 0) return null;
    const { index } = random.pick(seams);
    return name.slice(0, index) + name.slice(index + 1);
  },
};

const split: Mutation = {
  kind: 'a word split',
  apply(name, _party, random) {
    const long = writtenWords(name).filter(({ text }) => /^\p{L}{7,}$/u.test(text));
    if (long.length === 0) return null;
    const word = random.pick(long);
    const at = 3 + random.whole(word.text.length - 5);
    return replaceWord(name, word, `${word.text.slice(0, at)}${random.pick([' ', '-'])}${word.text.slice(at)}`);
  },
};

const particleDropped: Mutation = {
  kind: 'particle left out',
  apply(name, _party, random) {
    const words = writtenWords(name);
    const particles = words.filter(({ text }) => PARTICLES.test(text));
    if (particles.length === 0 || words.length - particles.length < 2) return null;
    const particle = random.pick(particles);
    return tidied(name.slice(0, particle.at) + name.slice(particle.at + particle.text.length).replace(/^[-\s']+/, ''));
  },
};

const particleAttached: Mutation = {
  kind: 'particle attached',
  apply(name) {
    const changed = name.replace(/(?<!\p{L})(al|el|abu|abou|ibn|de|van)[- ](?=\p{L}{3})/iu, '$1');
    return changed === name ? null : changed;
  },
};

const titled = people('title added', (name, _party, random) => {
  const parts = nameParts(name);
  if (!parts || !isLatin(name)) return null;
  const title = random.pick(TITLES);
  return name.includes(',') ? `${parts.surname}, ${title} ${parts.given}` : `${title} ${name}`;
});

export const ARRANGEMENT: readonly Mutation[] = [
  turned,
  reordered,
  initial,
  middleDropped,
  patronymicDropped,
  joined,
  split,
  particleDropped,
  particleAttached,
  titled,
];
