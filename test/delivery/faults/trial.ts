import { setTimeout as pause } from 'node:timers/promises';
import { createOutbox } from '../../../src/delivery/outbox.js';
import { oweOnce } from '../../../src/delivery/owe.js';
import type { Delivery, EditOutcome, Parcel, SendOutcome } from '../../../src/domain/delivery.js';
import type { Message } from '../../../src/domain/message.js';
import type { Chat, Log, Post, Rewrite, Store } from '../../../src/ports.js';
import { createMemoryStore } from '../../support/memory-store.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { anAlert, aPlace, commitStory, START } from '../scene.js';
import type { Send } from './cells.js';

/** A platform's local server, with one channel for each trial. */
export interface Arena {
  readonly platform: 'slack' | 'discord';
  /** The real client, connected to the local server by HTTP alone. */
  chat(log: Log): Chat;
  newChannel(): string;
  /** The next request that sends or (`edit`) changes a message there goes wrong. */
  fail(channel: string, send: Send): void;
  /** The words of what arrived in the channel, oldest first, as they read now. */
  read(channel: string): readonly string[];
}

/** Long enough for every wait but the daily ones, in milliseconds of the virtual clock. */
const PATIENCE = 30 * 60_000;
const STEP = 10_000;

/** Counts what is under way, so that the virtual clock stands still while the real network works. */
function watched(chat: Chat): { readonly chat: Chat; readonly idle: () => Promise<void> } {
  const busy = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    busy.add(work);
    void work.finally(() => busy.delete(work));
    return work;
  };
  /** The library's own limiter goes by the clock on the wall, so that it is waited for. */
  const send = async (post: Post): Promise<SendOutcome> => {
    const outcome = await chat.send(post);
    if (outcome.kind === 'rate' && outcome.retryAfterMs < 1_000) await pause(outcome.retryAfterMs);
    return outcome;
  };
  const change = async (rewrite: Rewrite): Promise<EditOutcome> => {
    const outcome = (await chat.edit?.(rewrite)) ?? { kind: 'edited' };
    if (outcome.kind === 'rate' && outcome.retryAfterMs < 1_000) await pause(outcome.retryAfterMs);
    return outcome;
  };
  const { find } = chat;
  return {
    chat: {
      platform: chat.platform,
      start: (handlers) => chat.start(handlers),
      stop: () => chat.stop(),
      send: (post) => track(send(post)),
      edit: (rewrite) => track(change(rewrite)),
      ...(find ? { find: (sought) => track(find.call(chat, sought)) } : {}),
    },
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy);
    },
  };
}

/** One thing goes wrong once, and the whole of delivery deals with it. Says in words what became of it. */
export async function trial(arena: Arena, send: Send): Promise<string> {
  const clock = createVirtualClock(START);
  const store = createMemoryStore();
  const notices: Message[] = [];
  const outcomes: string[] = [];
  const note = (message: string, fields: Record<string, unknown> = {}): void => {
    const isOfPart = message.startsWith('A part of') && fields.outcome !== 'sent';
    const isOfEdit = message.startsWith('An earlier message') && fields.outcome !== 'edited';
    if (message === 'Not delivered' || isOfPart || isOfEdit) outcomes.push(String(fields.outcome));
  };
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const { chat, idle } = watched(arena.chat(log));
  const compose = async ({ action }: Delivery): Promise<Message> => {
    const row = [...store.tables.deliveries.values()].find((one) => one.action === action);
    const later = row?.answeredBy?.length ? ' (answered)' : '';
    return { ...anAlert(`${action}${later}`), foot: [action] };
  };
  const composePart = async ({ parcel }: Delivery) => ({
    message: anAlert('part'),
    ...(parcel?.kind === 'csv' ? { file: { name: 'all.csv', text: 'a,b' } } : {}),
  });
  const notifyOps = async (message: Message) => void notices.push(message);
  const factsFor = () => ({ relatedTo: () => [], announces: [] });
  const chats = new Map([[arena.platform, chat]]);
  const options = { store, clock, log, chats, compose, composePart, factsFor, notifyOps };
  let outbox = createOutbox(options);
  const until = async (done: () => boolean): Promise<void> => {
    await clock.settle();
    for (let waited = 0; waited <= PATIENCE && !done(); waited += STEP) {
      await idle();
      await clock.advance(STEP);
      await idle();
      await clock.settle();
    }
  };
  const channel = arena.newChannel();
  const place = aPlace(`${arena.platform}/${channel}`);
  await store.transaction(async (tx) => tx.put('destinations', place.id, place));
  const rows = (): Delivery[] => [...store.tables.deliveries.values()].sort((a, b) => a.order - b.order);
  const isSettled = (): boolean =>
    rows().every(({ state }) => state === 'sent' || state === 'failed') &&
    [...store.tables.edits.values()].every(({ state }) => state === 'given-up');
  const post = async (action: string, ...follows: string[]): Promise<void> => {
    outbox.wake(await commitStory(store, clock.now(), { action, follows }, [place.id]));
    await until(isSettled);
  };

  await outbox.start();
  if (send === 'alert') arena.fail(channel, send);
  await post('A1');
  if (send === 'reply' || send === 'edit') {
    arena.fail(channel, send);
    await post('A2', 'A1');
  }
  if (send === 'page' || send === 'file') {
    await outbox.stop();
    await owePart(store, rows()[0], send, clock.now());
    arena.fail(channel, send);
    outbox = createOutbox(options);
    await outbox.start();
    await until(isSettled);
  }
  const suspended = store.tables.destinations.get(place.id)?.suspended;
  if (suspended) {
    await outbox.restored(place.id);
    await until(isSettled);
  }
  await outbox.stop();
  const [row] = rows().slice(-1);
  const words = { alert: 'Alert A1', edit: 'Alert A1', reply: 'Alert A2', page: 'Alert part', file: 'Alert part' }[
    send
  ];
  const arrived = arena.read(channel).filter((text) => text.startsWith(words));
  const told = notices.map(({ title }) => title);
  return describe({ send, row, arrived, outcomes, told, suspended: suspended !== undefined });
}

async function owePart(store: Store, alert: Delivery | undefined, send: 'page' | 'file', now: Date): Promise<void> {
  if (!alert) throw new Error('no alert was sent');
  const { key, action, destination, subscriptions, changes } = alert;
  const parcel: Parcel =
    send === 'page' ? { kind: 'page', alert: key, page: 1, pages: 1 } : { kind: 'csv', alert: key };
  const part = { key: `part-${key.slice(0, 16)}`, action, destination, subscriptions, changes, parcel };
  await store.transaction((tx) => oweOnce(tx, part, now));
}

interface Evidence {
  readonly send: Send;
  readonly row: Delivery | undefined;
  readonly arrived: readonly string[];
  readonly outcomes: readonly string[];
  readonly told: readonly string[];
  readonly suspended: boolean;
}

function describe({ send, row, arrived, outcomes, told, suspended }: Evidence): string {
  const [first] = outcomes;
  const class_ = first === undefined ? 'taken another way' : first.replaceAll('-', ' ');
  const looked = outcomes.find((one) => one.startsWith('looked'));
  const times = arrived.length === 1 ? 'once' : `${arrived.length} times`;
  const end = send === 'edit' ? endOfEdit(arrived) : `${row?.state ?? 'lost'} ${times}`;
  return [
    class_,
    ...(looked === undefined ? [] : [looked]),
    ...(suspended ? ['waits, tried again'] : []),
    `${end}${row?.possibleDuplicate && send !== 'edit' ? ', marked' : ''}`,
    ...(told.length > 0 ? ['ops told'] : []),
  ].join(' → ');
}

function endOfEdit(arrived: readonly string[]): string {
  if (arrived.length !== 1) return `${arrived.length} messages`;
  return arrived[0]?.includes('(answered)') ? 'changed' : 'left as it was';
}
