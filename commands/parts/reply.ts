import type { Block, Button, Line, Message } from '../../src/domain/message.js';
import type { Destination } from '../../src/domain/subscription.js';
import { truncate } from '../../src/lib/text.js';
import type { Reply, TextFile } from '../../src/ports.js';

/** Notifications and screen readers get this much. */
const PUSH_LIMIT = 250;
/** A button's command text; `Message` allows no more. */
const RUN_LIMIT = 90;

interface Answer {
  readonly title: string;
  /** The whole answer in a sentence; the title where it says it all. */
  readonly push?: string;
  readonly tone?: Message['tone'];
  readonly blocks: readonly Block[];
  readonly buttons?: readonly Button[];
  readonly foot: readonly string[];
  readonly data: readonly unknown[];
  readonly share?: boolean;
  readonly file?: TextFile;
  /** What was changed is said there too, where it is another place. */
  readonly about?: Destination;
}

export function answer({ title, push = title, tone = 'info', share = false, about, file, ...rest }: Answer): Reply {
  const { blocks, buttons = [], foot, data } = rest;
  return {
    message: { push: truncate(push, PUSH_LIMIT), tone, title, blocks, buttons, foot, format: 'full' },
    visibility: share ? 'channel' : 'private',
    data,
    outcome: 'ok',
    ...(about ? { about } : {}),
    ...(file ? { file } : {}),
  };
}

export function paragraph(...lines: readonly Line[]): Block {
  return { kind: 'text', lines };
}

/** The first `limit` as list items, and how many more there are. */
export function itemList(items: readonly Line[], limit: number): Block[] {
  if (items.length === 0) return [];
  return [{ kind: 'list', items: items.slice(0, limit), more: Math.max(0, items.length - limit) }];
}

/** A button that runs a command; none where the command is too long for one. */
export function runButton(label: string, run: string): Button[] {
  return [...run].length > RUN_LIMIT ? [] : [{ label: truncate(label, 60), run }];
}

/** A link, or the text alone where the address is not https. */
export function linked(text: string, url: string | undefined): Line[number] {
  return url?.startsWith('https://') ? { text, url } : { text };
}

/** Which page of `items`, and what leads to its neighbours. Pages count from 1. */
export function pageOf<T>(items: readonly T[], page: number, size: number, run: string): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  return {
    items: items.slice((page - 1) * size, page * size),
    pages,
    buttons: [
      ...(page > 1 ? runButton('Previous', `${run} page:${page - 1}`) : []),
      ...(page < pages ? runButton('Next', `${run} page:${page + 1}`) : []),
    ],
  };
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly pages: number;
  readonly buttons: readonly Button[];
}
