import type { Delivery, DeliveryReason, SendOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';
import type { Chat, Clock, Earlier, Log, Post, Store } from '../ports.js';
import { backoffMs, rateWaitMs, TOKEN_PROBE_MS } from './backoff.js';
import { Bell } from './bell.js';
import type { Gates } from './gates.js';
import { isPart } from './parts-owed.js';

/** Two hours of trying: then the alert stands without it, and `action` shows all of it. */
const MAX_TRIES = 18;
const REST = 5_000;

/**
 * Between two parts on one platform, in milliseconds, so that alerts keep most of the platform's budget. The channel's own
 * pace is kept apart: Slack takes one message a second (https://docs.slack.dev/apis/web-api/rate-limits), Discord some five
 * in five seconds.
 */
const PACE: Readonly<Record<Platform, number>> = { slack: 500, discord: 100, terminal: 0 };
const CHANNEL_PACE = 1_200;

/** What a part is sent as. */
export interface PartPost {
  readonly message: Message;
  readonly file?: NonNullable<Post['file']>;
}

export interface PartsDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly gates: Gates;
  readonly composePart: (part: Delivery) => Promise<PartPost>;
  /** Aborted when no new part may begin. */
  readonly closing: AbortSignal;
}

/**
 * Sends pages and files of large alerts into their threads, one at a time, in order within a place, and apart from all
 * alerts, which therefore never wait for one. A part that fails for hours is given up, and the next one follows.
 */
export class Parts {
  readonly #desk: PartsDesk;
  readonly #bell: Bell;
  readonly #onIdle: () => void;
  readonly #readyAt = new Map<string, number>();
  #open: Delivery[] = [];
  #news = true;

  /** `onIdle` is called whenever nothing is left that could be sent now. */
  constructor(desk: PartsDesk, onIdle: () => void) {
    this.#desk = desk;
    this.#bell = new Bell(desk.clock);
    this.#onIdle = onIdle;
  }

  /** How many could still be sent on the platforms that are connected. */
  get open(): number {
    return this.#news ? 1 : this.#open.length;
  }

  /** Parts were committed. */
  wake(): void {
    this.#news = true;
    this.#bell.ring();
  }

  /** Runs until the desk closes; never rejects. */
  async run(): Promise<void> {
    while (!this.#desk.closing.aborted) {
      const next = await this.#safely();
      if (this.open === 0) this.#onIdle();
      if (!this.#desk.closing.aborted) await this.#bell.wait(next);
    }
  }

  close(): void {
    this.#bell.ring();
  }

  async #safely(): Promise<number | null> {
    try {
      if (this.#news) await this.#load();
      return await this.#sendReady();
    } catch (error) {
      this.#desk.log.error('Parts of a large alert could not be sent; they are tried again', { error });
      return this.#now() + REST;
    }
  }

  /** A part found in `sending` may have arrived: it is tried again where that cannot double it, else once more and marked. */
  async #load(): Promise<void> {
    this.#news = false;
    try {
      const rows = (await this.#desk.store.list('deliveries')).map(([, row]) => row);
      this.#open = rows
        .filter((row) => isPart(row) && (row.state === 'pending' || row.state === 'sending'))
        .filter(({ destination }) => this.#desk.chats.has(platformOf(destination)))
        .sort((a, b) => a.order - b.order);
    } catch (error) {
      this.#news = true;
      throw error;
    }
  }

  /** Sends the first that is due; gives the time of the next one, or null where only a new one brings it. */
  async #sendReady(): Promise<number | null> {
    let next: number | null = null;
    const places = new Set<string>();
    for (const part of this.#open) {
      // In order within a place: what comes behind its first one waits for that.
      if (places.has(part.destination)) continue;
      places.add(part.destination);
      const at = this.#dueAt(part);
      if (at > this.#now()) next = Math.min(next ?? Infinity, at);
      else {
        await this.#send(part);
        return this.#now();
      }
    }
    return next;
  }

  #dueAt({ destination, notBefore, state }: Delivery): number {
    const platform = platformOf(destination);
    const opens = this.#desk.gates.opensAt(platform) ?? this.#now() + REST;
    const own = [this.#readyAt.get(platform) ?? 0, this.#readyAt.get(destination) ?? 0];
    return Math.max(state === 'sending' ? 0 : Date.parse(notBefore), opens, ...own);
  }

  async #send(part: Delivery): Promise<void> {
    const { store, log, gates, closing } = this.#desk;
    const platform = platformOf(part.destination);
    const doubt = part.state === 'sending' || part.reason === 'outcome-unknown';
    const row: Delivery = {
      ...part,
      ...{ state: 'sending', attempts: part.attempts + 1, notBefore: new Date(this.#now()).toISOString() },
      ...(doubt && platform === 'slack' ? { possibleDuplicate: true } : {}),
    };
    const ready = await this.#prepare(row);
    if (closing.aborted) return;
    let after: Delivery;
    if ('chat' in ready) {
      await store.transaction(async (tx) => tx.put('deliveries', row.key, row));
      const outcome = await attempt(ready.chat, ready.post);
      const now = this.#now();
      this.#readyAt.set(platform, now + PACE[platform]);
      this.#readyAt.set(part.destination, now + CHANNEL_PACE);
      if (outcome.kind === 'rate' && outcome.global)
        gates.pause(platform, now + rateWaitMs(outcome.retryAfterMs, row.key));
      after = afterOutcome(row, outcome, new Date(now));
      const detail = 'detail' in outcome ? { detail: outcome.detail } : {};
      log.info('A part of a large alert was sent', { delivery: row.key, outcome: outcome.kind, ...detail });
    } else after = settledAs(row, ready.reason, new Date(this.#now()));
    await store.transaction(async (tx) => tx.put('deliveries', row.key, after));
    this.#open = this.#open.flatMap((one) => (one.key !== row.key ? one : after.state === 'pending' ? after : []));
  }

  async #prepare(row: Delivery): Promise<{ chat: Chat; post: Post } | { reason: DeliveryReason }> {
    const { store, chats, composePart, log } = this.#desk;
    const destination = await store.get('destinations', row.destination);
    const chat = destination && chats.get(destination.platform);
    if (!destination || !chat || destination.suspended) return { reason: 'destination-gone' };
    const alert = row.parcel && 'alert' in row.parcel ? await store.get('deliveries', row.parcel.alert) : undefined;
    if (alert?.messageId === undefined) return { reason: 'message-gone' };
    const under: Earlier = { messageId: alert.messageId, ...(alert.thread ? { thread: alert.thread } : {}) };
    try {
      return { chat, post: { destination, key: row.key, under, ...(await composePart(row)) } };
    } catch (error) {
      log.error('A part of a large alert could not be composed', { delivery: row.key, error });
      return { reason: 'message-refused' };
    }
  }

  #now(): number {
    return this.#desk.clock.now().getTime();
  }
}

async function attempt(chat: Chat, post: Post): Promise<SendOutcome> {
  try {
    return await chat.send(post);
  } catch (error) {
    return { kind: 'ambiguous', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** A destination's id begins with its platform. */
function platformOf(destination: string): Destination['platform'] {
  const [name] = destination.split('/');
  return name === 'slack' || name === 'discord' ? name : 'terminal';
}

function settledAs(row: Delivery, reason: DeliveryReason, now: Date): Delivery {
  return { ...row, state: 'failed', reason, settledAt: now.toISOString() };
}

/** A refused part says nothing about its place, which took the alert itself: it is given up alone. */
function afterOutcome(row: Delivery, outcome: SendOutcome, now: Date): Delivery {
  const later = (reason: DeliveryReason, waitMs: number): Delivery =>
    row.attempts >= MAX_TRIES
      ? settledAs(row, 'gave-up', now)
      : { ...row, state: 'pending', reason, notBefore: new Date(now.getTime() + waitMs).toISOString() };
  switch (outcome.kind) {
    case 'sent': {
      const { kind: state, refused: _, ...message } = outcome;
      const { reason: __, ...rest } = row;
      return { ...rest, state, ...message, settledAt: now.toISOString() };
    }
    case 'rate':
      return later('rate-limited', rateWaitMs(outcome.retryAfterMs, row.key));
    case 'transient':
      return later(outcome.reached ? 'platform-unavailable' : 'not-reached', backoffMs(row.attempts, row.key));
    case 'ambiguous':
      if (row.possibleDuplicate) return settledAs(row, 'outcome-unknown', now);
      return later('outcome-unknown', backoffMs(row.attempts, row.key));
    case 'token-rejected':
      return later('token-rejected', TOKEN_PROBE_MS);
    default:
      return settledAs(row, outcome.kind, now);
  }
}
