import type { Action } from '../domain/action.js';
import type { DigestCause } from '../domain/delivery.js';
import { distinctMentions } from '../domain/mention.js';
import type { Block, Message } from '../domain/message.js';
import type { Subscription } from '../domain/subscription.js';
import { count, tidy, truncate } from '../lib/text.js';
import { instantText } from '../lib/time.js';
import type { ComposeFacts } from './frame.js';
import { inOrder, kindCounts, whenText } from './words.js';

const PUSH_LIMIT = 250;
const MAX_ROWS = 20;
const MAX_NAMES = 3;

/** An action of a digest, with the changes that its place is told of. */
export interface Told {
  readonly action: Action;
  readonly changes: readonly number[] | null;
}

const TITLES: Readonly<Record<DigestCause, (actions: string) => string>> = {
  day: (actions) => `Daily digest: ${actions}`,
  week: (actions) => `Weekly digest: ${actions}`,
  paused: (actions) => `${actions} missed while paused`,
  muted: (actions) => `${actions} missed while muted`,
  'catch-up': (actions) => `${actions} while nothing could be sent`,
};

/** What happened since the last digest, as a table by authority: at most 20 actions, and how many more there are. */
export function composeDigest(
  told: readonly Told[],
  { cause, since }: { readonly cause: DigestCause; readonly since: string },
  subscriptions: readonly Subscription[],
  { titleOf, prompt }: Pick<ComposeFacts, 'titleOf' | 'prompt'>,
): Message {
  const ordered = told.toSorted(
    (a, b) =>
      titleOf(a.action.source).localeCompare(titleOf(b.action.source)) ||
      b.action.detectedAt.localeCompare(a.action.detectedAt),
  );
  const mentions = distinctMentions(subscriptions.map(({ mention }) => mention));
  const title = TITLES[cause](count(told.length, 'action', 'actions'));
  const more = ordered.length - MAX_ROWS;
  // By it the digest is known again where it is not certain that it arrived.
  const newest = told.at(-1);
  const sources = new Set(ordered.map(({ action }) => titleOf(action.source)));
  const left = more > 0 ? [`And ${count(more, 'more action', 'more actions')}; the file has all of them.`] : [];
  const rows = ordered.slice(0, MAX_ROWS).map((one) => rowOf(one, titleOf));
  const table: Block = { kind: 'table', columns: ['Source', 'Day', 'What', 'Action'], rows };
  return {
    push: truncate(`${title} · ${[...sources].join(', ')} · ${ordered.map(whatText).join('; ')}`, PUSH_LIMIT),
    tone: 'info',
    title,
    blocks: [table, ...(left.length > 0 ? [{ kind: 'text' as const, lines: [left] }] : [])],
    buttons: [],
    foot: [
      `since ${instantText(since)}${newest ? `, up to ${newest.action.id}` : ''}`,
      ...(subscriptions.length > 0 ? [`because of ${subscriptions.map(({ id }) => id).join(', ')}`] : []),
      `${prompt} action ID shows one in full`,
      'data only, not legal advice',
    ],
    format: 'full',
    ...(mentions.length > 0 ? { mentions } : {}),
  };
}

function rowOf(told: Told, titleOf: (source: string) => string): string[] {
  return [titleOf(told.action.source), whenText(told.action), whatText(told), told.action.id];
}

/** `3 new: A; B; C`, or the title of an announcement. */
function whatText({ action, changes }: Told): string {
  if (action.kind === 'announcement') return truncate(tidy(action.title), 100);
  const shown = inOrder(changes === null ? action.changes : changes.flatMap((at) => action.changes[at] ?? []));
  const names = shown.slice(0, MAX_NAMES).map(({ name }) => truncate(name, 60));
  const more = shown.length - names.length;
  return `${kindCounts(shown)}: ${names.join('; ')}${more > 0 ? ` (+${more} more)` : ''}`;
}
