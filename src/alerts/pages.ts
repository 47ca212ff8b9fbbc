import type { Action, Change } from '../domain/action.js';
import type { Block, Line, Message } from '../domain/message.js';
import { truncate } from '../lib/text.js';
import type { ComposeFacts } from './frame.js';
import { inOrder, summaryOf, toneOf, whenText, withoutReplaced } from './words.js';

/** So many entries an alert lists, and so many each of its pages. */
export const PAGE_SIZE = 20;
const PUSH_LIMIT = 250;
const SIGNS = { added: '+', amended: '~', removed: '−' } as const;

/** The changes that a place is told of, in the order in which they are told. */
export function changesTold(action: Action, positions: readonly number[] | null): Change[] {
  const owed = positions ? positions.flatMap((position) => action.changes[position] ?? []) : action.changes;
  return inOrder(withoutReplaced(owed));
}

/** How many pages follow an alert; none where it lists all of its entries itself. */
export function pageCount(action: Action, positions: readonly number[] | null): number {
  const entries = changesTold(action, positions).length;
  return entries > PAGE_SIZE ? Math.ceil(entries / PAGE_SIZE) : 0;
}

/** One page of a large alert, `page` of `pages` from 1: at most 20 entries, in a line each. */
export function composePage(
  action: Action,
  positions: readonly number[] | null,
  { page, pages }: { readonly page: number; readonly pages: number },
  { titleOf }: Pick<ComposeFacts, 'titleOf'>,
): Message {
  const all = changesTold(action, positions);
  const from = (page - 1) * PAGE_SIZE;
  const shown = all.slice(from, from + PAGE_SIZE);
  const what = `Entries ${from + 1} to ${from + shown.length} of ${all.length} — ${titleOf(action.source)}`;
  const title = `${page}/${pages} · ${what}`;
  const block: Block = {
    kind: 'changes',
    lines: shown.map((change) => ({ sign: SIGNS[change.kind], line: lineOf(change) })),
    more: 0,
  };
  return {
    push: truncate(`${title}: ${shown.map(({ name }) => name).join('; ')}`, PUSH_LIMIT),
    tone: toneOf(action, all),
    title,
    blocks: [block],
    buttons: [],
    foot: [action.id, whenText(action)],
    format: 'full',
  };
}

function lineOf(change: Change): Line {
  const { name, type, programs, ref } = change;
  const facts = [type ?? '', programs.slice(0, 4).join(', '), summaryOf(change)].filter(Boolean).join(' · ');
  return [
    { text: truncate(name, 100), style: 'strong' },
    { text: facts === '' ? '' : ` — ${truncate(facts, 100)}` },
    ...(ref === null ? [] : [' · ', { text: truncate(ref, 40), style: 'code' as const }]),
  ];
}
