import type { Random } from '../random.js';
import { inCaseOf, type Mutation, replaceWord, type Word, writtenWords } from './mutation.js';

/** The keys beside each key of a QWERTY keyboard. */
const KEYS: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'awdx',
  d: 'sefc',
  f: 'drgv',
  g: 'fthb',
  h: 'gyjn',
  j: 'hukm',
  k: 'jil',
  l: 'kop',
  z: 'asx',
  x: 'zsdc',
  c: 'xdfv',
  v: 'cfgb',
  b: 'vghn',
  n: 'bhjm',
  m: 'njk',
};

/** Letters that are mistaken for each other when a name is heard. */
const SOUNDS: readonly (readonly [string, string])[] = [
  ['c', 'k'],
  ['s', 'z'],
  ['f', 'ph'],
  ['i', 'y'],
  ['v', 'w'],
  ['b', 'p'],
  ['d', 't'],
  ['g', 'j'],
  ['o', 'u'],
  ['e', 'i'],
  ['q', 'k'],
  ['x', 'ks'],
  ['a', 'e'],
  ['ck', 'k'],
  ['sh', 'ch'],
  ['m', 'n'],
];

/** Shapes that character recognition confuses. */
const SHAPES: readonly (readonly [string, string])[] = [
  ['o', '0'],
  ['l', '1'],
  ['i', '1'],
  ['s', '5'],
  ['b', '8'],
  ['rn', 'm'],
  ['m', 'rn'],
  ['cl', 'd'],
  ['vv', 'w'],
  ['w', 'vv'],
  ['h', 'li'],
  ['g', '9'],
  ['z', '2'],
  ['e', 'c'],
  ['u', 'v'],
];

const MARKS: Readonly<Record<string, string>> = {
  a: 'áàâäãåāă',
  e: 'éèêëēę',
  i: 'íìîïī',
  o: 'óòôöõøō',
  u: 'úùûüū',
  c: 'çčć',
  n: 'ñňń',
  s: 'šşś',
  z: 'žźż',
  g: 'ğ',
  l: 'ł',
  y: 'ý',
};

/** At least four Latin letters, a vowel among them: a shorter word or an acronym with a typo is another one. */
function longWord(name: string, random: Random): Word | null {
  const long = writtenWords(name).filter(({ text }) => /^(?=.*[aeiouy])[a-zà-ÿ'’]{4,}$/i.test(text));
  return long.length === 0 ? null : random.pick(long);
}

function inLongWord(kind: string, change: (word: string, at: number, random: Random) => string | null): Mutation {
  return {
    kind,
    apply(name, _party, random) {
      const word = longWord(name, random);
      if (!word) return null;
      const changed = change(word.text, random.whole(word.text.length), random);
      return changed === null || changed === word.text ? null : replaceWord(name, word, changed);
    },
  };
}

/** One of the table's entries that occur in the word, in either direction where `both`, at one place. */
function byTable(kind: string, table: readonly (readonly [string, string])[], both: boolean): Mutation {
  const rules = both ? [...table, ...table.map(([a, b]) => [b, a] as const)] : table;
  return inLongWord(kind, (word, _at, random) => {
    const lower = word.toLowerCase();
    const fitting = rules.filter(([from]) => lower.includes(from));
    if (fitting.length === 0) return null;
    const [from, to] = random.pick(fitting);
    const at = lower.indexOf(from);
    return (
      word.slice(0, at) + inCaseOf(word.slice(at, at + from.length), cased(word, to)) + word.slice(at + from.length)
    );
  });
}

function cased(word: string, letters: string): string {
  return word === word.toUpperCase() ? letters.toUpperCase() : letters;
}

function neighbour(letter: string, random: Random): string | null {
  const keys = KEYS[letter.toLowerCase()];
  return keys === undefined ? null : inCaseOf(letter, random.pick([...keys]));
}

const substituteKey = inLongWord('typo: neighbouring key', (word, at, random) => {
  const key = neighbour(word.charAt(at), random);
  return key === null ? null : word.slice(0, at) + key + word.slice(at + 1);
});

const insertKey = inLongWord('typo: letter inserted', (word, at, random) => {
  const key = neighbour(word.charAt(at), random);
  return key === null ? null : word.slice(0, at + 1) + key.toLowerCase() + word.slice(at + 1);
});

const deleteLetter = inLongWord('typo: letter left out', (word, at) => word.slice(0, at) + word.slice(at + 1));

const transpose = inLongWord('typo: letters turned round', (word, at) => {
  const [a, b] = [word.charAt(at), word.charAt(at + 1)];
  return a === '' || b === '' ? null : word.slice(0, at) + b + a + word.slice(at + 2);
});

const doubled = inLongWord('letter doubled', (word, at) =>
  at === 0 || !/[a-z]/i.test(word.charAt(at)) ? null : word.slice(0, at) + word.charAt(at) + word.slice(at),
);

const undoubled = inLongWord('doubled letter written once', (word) => word.replace(/(\p{L})\1/iu, '$1'));

const vowelDropped = inLongWord('vowel left out', (word, at) =>
  at > 0 && /[aeiou]/i.test(word.charAt(at)) ? word.slice(0, at) + word.slice(at + 1) : null,
);

const marked: Mutation = {
  kind: 'diacritics',
  apply(name, _party, random) {
    const bare = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[łŁ]/g, 'l').replace(/[øØ]/g, 'o');
    if (bare !== name.normalize('NFD') && random.chance(0.5)) return bare;
    let left = 2;
    const changed = [...name].map((letter) => {
      const marks = MARKS[letter.toLowerCase()];
      if (marks === undefined || left === 0 || !random.chance(0.4)) return letter;
      left -= 1;
      return cased(letter, random.pick([...marks]));
    });
    return changed.join('') === name ? null : changed.join('');
  },
};

const caseChanged: Mutation = {
  kind: 'case',
  apply(name, _party, random) {
    const title = name.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
    const other = [name.toLowerCase(), name.toUpperCase(), title].filter((written) => written !== name);
    return other.length === 0 ? null : random.pick(other);
  },
};

const punctuation: Mutation = {
  kind: 'punctuation',
  apply(name, _party, random) {
    const ways: readonly ((text: string) => string)[] = [
      (text) => text.replace(/[.'’‘"]/g, ''),
      (text) => text.replace(/-/g, ' '),
      (text) => text.replace(/[,;]/g, ''),
      (text) => text.replace(/(?<=\p{L}) (?=\p{L})/u, '-'),
      (text) => text.replace(/[’‘']/g, '`'),
      (text) => `"${text}"`,
    ];
    const changed = random.shuffled(ways).map((way) => way(name));
    return changed.find((written) => written !== name) ?? null;
  },
};

export const SPELLING: readonly Mutation[] = [
  substituteKey,
  byTable('typo: letter that sounds alike', SOUNDS, true),
  insertKey,
  deleteLetter,
  transpose,
  doubled,
  undoubled,
  vowelDropped,
  byTable('character recognition', SHAPES, false),
  marked,
  caseChanged,
  punctuation,
];
