import type { Random } from '../random.js';
import { inCaseOf, type Mutation, replaceWord, type Word, writtenWords } from './mutation.js';

/** Spellings that stand for one sound or one name, in a transliteration; each row's members are interchangeable. */
export type Rows = readonly (readonly string[])[];

/** One word, or two of a long name, respelled by one row each; names by `names` as whole words, then `sounds` within. */
export function respelled(kind: string, fits: Mutation['apply'], names: Rows, sounds: Rows): Mutation {
  return {
    kind,
    apply(name, party, random) {
      const part = fits(name, party, random);
      if (part === null) return null;
      const words = random.shuffled(writtenWords(name).filter(({ text }) => /[aeiou].|.[aeiou]/i.test(text)));
      for (const word of words) {
        const other = otherName(word, names, random) ?? otherSound(word, sounds, random);
        if (other !== null) return replaceWord(name, word, other);
      }
      return null;
    },
  };
}

function otherName(word: Word, names: Rows, random: Random): string | null {
  const row = names.find((members) => members.includes(word.text.toLowerCase()));
  if (!row) return null;
  return inCaseOf(word.text, random.pick(row.filter((member) => member !== word.text.toLowerCase())));
}

/** `^` and `$` in a row bind its members to the word's beginning or end. */
function otherSound(word: Word, sounds: Rows, random: Random): string | null {
  const lower = word.text.toLowerCase();
  for (const row of random.shuffled(sounds)) {
    for (const member of random.shuffled(row)) {
      const whole = `(?<!${member.startsWith('h') ? '[cdgkpstz]' : '(?!)'})${member}(?!h)`;
      const pattern = new RegExp(member.length === 1 ? `(?<=.)${whole}(?=.)` : whole);
      const found = pattern.exec(lower);
      const bare = member.replace(/[$^]/g, '');
      if (!found || bare.length > lower.length - 1) continue;
      const to = random.pick(row.filter((other) => other !== member)).replace(/[$^]/g, '');
      const at = found.index;
      const changed = lower.slice(0, at) + to + lower.slice(at + bare.length);
      return inCaseOf(word.text, changed);
    }
  }
  return null;
}

/** Fits names of which a word is among `words`, or ends or begins as `shape` says. */
export function looksLike(words: ReadonlySet<string>, shape: RegExp, script?: RegExp): Mutation['apply'] {
  return (name, party) => {
    if (!/^[\p{Script=Latin}\p{P}\p{N}\s]+$/u.test(name)) return null;
    if (script && party.names.some(({ text }) => script.test(text))) return name;
    const lower = writtenWords(name).map(({ text }) => text.toLowerCase());
    return lower.some((word) => words.has(word) || shape.test(word)) ? name : null;
  };
}
