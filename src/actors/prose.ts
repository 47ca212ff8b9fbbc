import type { Actor } from '../domain/actor.js';
import { tidy } from '../lib/text.js';
import type { FeedItem } from '../ports.js';
import { fold } from './names.js';

/** A word of a text, and how it hangs together with the one before. */
export interface Word {
  /** As written, without accents. */
  readonly raw: string;
  readonly folded: string;
  /** `joined` by a hyphen or a point, `cut` off by a comma or a bracket, `stopped` by the end of a sentence. */
  readonly before: 'space' | 'joined' | 'cut' | 'stopped';
  /** Stands in a sentence, or a headline, that is not all in capitals. */
  readonly cased: boolean;
}

/** What an announcement says outside of its entries, prepared for finding names. */
export interface Prose {
  readonly words: readonly Word[];
  /** Where each word stands. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** All of it folded, between blanks. */
  readonly folded: string;
  readonly programs: ReadonlySet<string>;
}

/** Entries are judged by themselves: the names inside their paragraphs are parts of other parties' names. */
export function proseOf(item: FeedItem): Prose {
  let body = tidy(item.text);
  for (const entry of item.entries) {
    for (const part of [entry.text, entry.before ?? '']) if (part !== '') body = body.replaceAll(tidy(part), ' | ');
  }
  const text = [item.title, ...item.links.map((link) => link.title), body].join(' | ');
  const tags = [...item.text.matchAll(/\[([A-Z][A-Z0-9 -]+)\]/g)].flatMap((match) => match[1] ?? []);
  const words = wordsOf(text);
  const positions = new Map<string, number[]>();
  for (const [at, { folded }] of words.entries()) {
    const known = positions.get(folded);
    if (known) known.push(at);
    else positions.set(folded, [at]);
  }
  return {
    words,
    positions,
    folded: ` ${fold(text)} `,
    programs: new Set([...item.entries.flatMap((entry) => entry.programs), ...tags]),
  };
}

/** The words that `fold` would give, each with what stands between it and the one before. */
function wordsOf(text: string): Word[] {
  const plain = text.normalize('NFKD').replace(/[\p{M}'’‘ʼ`´]/gu, '');
  const words: Word[] = [];
  // "No. 144 Military Camp" ends no sentence.
  for (const sentence of plain.split(/\||(?<!\bno)[.!?](?=\s|$)/iu)) {
    const cased = /\p{Ll}/u.test(sentence);
    let end = 0;
    let first = true;
    for (const match of sentence.matchAll(/[\p{L}\p{N}]+/gu)) {
      const between = sentence.slice(end, match.index);
      words.push({ raw: match[0], folded: match[0].toLowerCase(), before: first ? 'stopped' : joint(between), cased });
      end = match.index + match[0].length;
      first = false;
    }
  }
  return words;
}

function joint(between: string): Word['before'] {
  if (/[,;:()[\]"“”«»]/u.test(between)) return 'cut';
  return /^[-‐‑–.]$/u.test(between) ? 'joined' : 'space';
}

/** Whether a programme of the actor stands in the text, or in one of its entries. */
export function hasProgram(actor: Actor, prose: Prose): boolean {
  return actor.listings.some(({ programs }) => programs.some((program) => prose.programs.has(program)));
}

/** Abbreviations that say the country as plainly as its name. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { 'north korea': 'dprk' };

/** Whether the text speaks of the actor's country, or its people: North Korea, North Koreans, DPRK. */
export function hasCountry({ country }: Actor, { folded, positions }: Prose): boolean {
  const name = fold(country);
  const short = ABBREVIATIONS[name];
  return folded.includes(` ${name}`) || (short !== undefined && positions.has(short));
}
