import type { Actor } from '../domain/actor.js';
import { tidy } from '../lib/text.js';
import type { FeedItem } from '../ports.js';
import { type ActorName, fold, namesOf } from './names.js';

/** What an announcement says outside of its entries, prepared for finding names. */
export interface Prose {
  readonly text: string;
  /** All of it folded, between blanks. */
  readonly folded: string;
  /** Its phrases folded, between blanks: a name never runs over a comma, a bracket or a full stop. */
  readonly phrases: readonly string[];
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
  return {
    text,
    folded: ` ${fold(text)} `,
    phrases: text.split(/[|,;:()[\]"“”«»]|[.!?](?=\s|$)/u).map((phrase) => ` ${fold(phrase)} `),
    programs: new Set([...item.entries.flatMap((entry) => entry.programs), ...tags]),
  };
}

/**
 * The name by which prose names an actor, or null. An official name that is no common word is enough for a group; a
 * person, an analyst name or a common word needs a second signal in the same text.
 */
export function nameInProse(actor: Actor, prose: Prose): string | null {
  return actor.type === 'individual' ? personInProse(actor, prose) : groupInProse(actor, prose);
}

function groupInProse(actor: Actor, prose: Prose): string | null {
  const found = namesOf(actor).filter(({ folded }) => prose.phrases.some((phrase) => standsIn(folded, phrase)));
  const decisive = found.find(({ weight }) => weight !== 'hint');
  if (decisive) return decisive.name;
  const analyst = found.find(({ common }) => !common);
  if (analyst && found.length > 1) return analyst.name;
  if (!hasProgram(actor, prose)) return null;
  // A common word counts only as it is written on the list: ZINC, not zinc.
  return analyst?.name ?? found.find((name) => standsVerbatim(name, prose.text))?.name ?? null;
}

function personInProse(actor: Actor, prose: Prose): string | null {
  const found = namesOf(actor).filter(
    ({ folded, weight }) => weight === 'listed' && prose.folded.includes(` ${folded} `),
  );
  const [first] = found;
  return first && (found.length > 1 || hasProgram(actor, prose)) ? first.name : null;
}

function hasProgram(actor: Actor, prose: Prose): boolean {
  return actor.listings.some(({ programs }) => programs.some((program) => prose.programs.has(program)));
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

/** Whether a phrase holds the name as such, not as a part of a longer company name (ANDARIEL SHIPPING LLC). */
function standsIn(folded: string, phrase: string): boolean {
  for (let at = phrase.indexOf(` ${folded} `); at !== -1; at = phrase.indexOf(` ${folded} `, at + 1)) {
    const before = phrase.slice(0, at).trim().split(' ').at(-1) ?? '';
    const after = phrase
      .slice(at + folded.length + 2)
      .trim()
      .split(' ')
      .slice(0, 3);
    const joint = after.findIndex((word) => JOINTS.has(word));
    const rest = joint === -1 ? after : after.slice(0, joint);
    if (!LEADING_FORMS.has(before) && !rest.some((word) => LEGAL_FORMS.has(word))) return true;
  }
  return false;
}

function standsVerbatim({ name }: ActorName, text: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
