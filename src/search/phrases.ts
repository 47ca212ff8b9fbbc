import { setImmediate as turn } from 'node:timers/promises';
import { countryNamed } from '../lib/country.js';

/** A part of a text that may be a name, and the least score at which it is taken for one. */
export interface Phrase {
  readonly text: string;
  readonly atLeast: number;
}

/** A line, or a sentence, with its parts; where it is a name as a whole, these are not asked for. */
interface Passage {
  readonly whole: Phrase | null;
  readonly parts: readonly Phrase[];
}

/** So much of a text is asked for, and so much between two turns of the event loop: some milliseconds. */
const MAX_PHRASES = 500;
const A_TURN = 20;
/** A passage that scores so much is a name, of which no part is another. */
const A_NAME = 0.95;
/** A passage of so many words may be a name by itself, however it is written. */
const SHORT = 8;
/** One of so many words, none of them written as a name, is looked through by two and three words at a time. */
const SEARCHED = 24;
const WINDOWS = [3, 2];
const MOST_JOINTS = 3;
/** What nothing but its words says to be a name has to be one to the letter: in prose a similar name is no evidence. */
const SURE = 0.98;
/** Scripts without vowels are never so sure. */
const SURE_VOWELLESS = 0.9;

/** Ends of lines and of sentences, brackets, quotes; the point of an abbreviation or an initial ends nothing. */
const BREAKS =
  /[\r\n\t;:|•·"“”„«»()[\]{}<>。、，；：！？]+|(?<=[\p{Ll}\p{Lo}]{3}|\d)[.!?…]+(?=\s|$)|[!?…]+|\s[-–—/]+\s/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.&-]*/gu;
/** Words between those of one name: Islamic Republic of Iran. */
const WITHIN = new Set('of the al el bin bint ibn abu de del da di du la le van von der den e'.split(' '));
/** Words between those of one name, or of two: Garantex and Sinbad, Igor Sechin in Moscow. */
const BETWEEN = new Set('and & und et y и و in for on'.split(' '));

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** With a capital, a figure, or in a script without capitals. */
  readonly named: boolean;
  /** A comma or a slash stands before it. */
  readonly cut: boolean;
}

/**
 * Asks for everything in a text that may be a name: short lines, and of longer ones the words written with capitals that stand together.
 * Where nothing is written so, or everything, neighbouring words.
 */
export async function askPhrases<T extends { readonly score: number }>(
  text: string,
  ask: (phrase: Phrase) => readonly T[],
): Promise<{ readonly found: readonly T[]; readonly complete: boolean }> {
  const found: T[] = [];
  const asked = new Set<string>();
  const isName = async (phrase: Phrase) => {
    const key = `${phrase.atLeast} ${phrase.text}`;
    if (asked.has(key)) return false;
    asked.add(key);
    if (asked.size % A_TURN === 0) await turn();
    const answers = ask(phrase);
    found.push(...answers);
    return answers.some(({ score }) => score >= A_NAME);
  };
  const isEnough = () => asked.size >= MAX_PHRASES;
  for (const { whole, parts } of passagesIn(text)) {
    if (isEnough()) break;
    if (whole !== null && (await isName(whole))) continue;
    for (const part of parts) if (!isEnough()) await isName(part);
  }
  return { found, complete: !isEnough() };
}

function* passagesIn(text: string): Generator<Passage> {
  for (const line of text.split(BREAKS)) {
    const words = wordsOf(line);
    if (!words.some(isLong)) continue;
    const short = words.length <= SHORT;
    const parts = [...partsOf(words, line)].filter((part) => countryNamed(part.text) === null);
    yield { whole: short ? { text: line.trim(), atLeast: words.length === 1 ? SURE : 0 } : null, parts };
  }
}

function* partsOf(words: readonly Word[], line: string): Generator<Phrase> {
  const runs = runsOf(words);
  for (const run of runs) {
    if (run.length > SHORT) yield* windowsOf(run, line);
    else if (run.length > 1) yield { text: textOf(run, line), atLeast: 0 };
    else if (run.some(isTelling)) yield { text: textOf(run, line), atLeast: SURE };
    // "Is Grey Heron listed?" begins with a capital that is not the name's.
    if (run[0] === words[0] && run.length > 2) yield { text: textOf(run.slice(1), line), atLeast: 0 };
    for (const one of apart(run)) yield { text: textOf(one, line), atLeast: one.length > 1 ? 0 : SURE };
  }
  if (words.length <= SEARCHED && runs.every((run) => run[0] === words[0])) yield* windowsOf(words, line);
}

function isLong({ text }: Word): boolean {
  return /[\p{L}\p{M}]{2}/u.test(text);
}

/** One word among others: HAMAS and Garantex, not Let and Emma. */
function isTelling({ text }: Word): boolean {
  return /^(?:\p{Lu}{3,}|.{5,})$/u.test(text);
}

/** What stands between the words that may part two names; nothing where there are none. */
function apart(run: readonly Word[]): Word[][] {
  const sides: Word[][] = [[]];
  for (const word of run) {
    if (BETWEEN.has(word.text.toLowerCase())) sides.push([]);
    else sides.at(-1)?.push(word);
  }
  return sides.length === 1 ? [] : sides.filter((side) => side.some(isTelling));
}

function wordsOf(line: string): Word[] {
  let end = 0;
  return [...line.matchAll(WORD)].map((match) => {
    const text = match[0].replace(/[.'’-]+$/u, '');
    const cut = /[,/]/.test(line.slice(end, match.index));
    end = match.index + match[0].length;
    return { text, start: match.index, end: match.index + text.length, named: !/^\p{Ll}/u.test(text), cut };
  });
}

/** Words written as names that stand together, with what joins them: Islamic Republic of Iran. */
function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  for (const [at, word] of words.entries()) {
    const joins = run.length > 0 && !word.cut && isJoint(word.text) && goesOn(words.slice(at + 1));
    if (run.length > 0 && (word.cut || !(word.named || joins))) {
      runs.push(run);
      run = [];
    }
    if (word.named || joins) run.push(word);
  }
  if (run.length > 0) runs.push(run);
  return runs.filter((own) => own.some(isLong));
}

/** Whether a word written as a name comes next, or behind a few more joints. */
function goesOn(words: readonly Word[]): boolean {
  for (const { named, cut, text } of words.slice(0, MOST_JOINTS)) {
    if (cut || !(named || isJoint(text))) return false;
    if (named) return true;
  }
  return false;
}

function* windowsOf(words: readonly Word[], line: string): Generator<Phrase> {
  for (let at = 0; at < words.length; at += 1)
    for (const size of WINDOWS) {
      const window = words.slice(at, at + size);
      const [first, last] = [window[0], window.at(-1)];
      if (window.length < size || !first || !last || [first, last].some(({ text }) => isJoint(text))) continue;
      const vowelless = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first.text);
      yield { text: textOf(window, line), atLeast: vowelless ? SURE_VOWELLESS : SURE };
    }
}

function isJoint(text: string): boolean {
  return WITHIN.has(text.toLowerCase()) || BETWEEN.has(text.toLowerCase());
}

function textOf(words: readonly Word[], line: string): string {
  return line.slice(words[0]?.start, words.at(-1)?.end);
}
