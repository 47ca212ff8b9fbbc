import type { Delivery, DeliveryReason, Edit, EditOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';
import { contentId } from '../lib/text.js';
import type { Chat, Clock, Log, Store, Transaction } from '../ports.js';
import { backoffMs, rateWaitMs, TOKEN_PROBE_MS } from './backoff.js';
import { Bell } from './bell.js';
import type { Gates } from './gates.js';
import { withDelay } from './notices.js';

/** Two hours of trying: by then the message is read as it is. */
const MAX_TRIES = 18;
/** How long an edit rests when the store does not say what it is about, in milliseconds. */
const REST = 5_000;

/**
 * Between two edits on one platform, in milliseconds.
 * Slack's chat.update is of Tier 3, 50 a minute: https://docs.slack.dev/apis/web-api/rate-limits
 * Discord's limits come with its answers; alerts have 40 requests a second of the bot's 50, and look-ups need some.
 */
const PACE: Readonly<Record<Platform, number>> = { slack: 1_200, discord: 250, terminal: 0 };

export interface EditsDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly gates: Gates;
  readonly compose: (delivery: Delivery) => Promise<Message>;
  /** Aborted when no new edit may begin. */
  readonly closing: AbortSignal;
}

/** Owes, in the transaction that records the later alert as sent, that an earlier message names it. */
export async function oweEdit(tx: Transaction, later: Delivery, earlier: string, now: Date): Promise<void> {
  const answered = await tx.get('deliveries', earlier);
  if (!answered || answered.answeredBy?.includes(later.key)) return;
  tx.put('deliveries', earlier, { ...answered, answeredBy: [...(answered.answeredBy ?? []), later.key] });
  const key = contentId([later.key, earlier, 'link'], 24);
  const edit: Edit = {
    ...{ key, destination: later.destination, earlier, later: later.key },
    ...{ state: 'pending', attempts: 0, notBefore: now.toISOString() },
  };
  tx.insert('edits', key, edit);
}

/**
 * Rewrites earlier messages of stories, one after the other and apart from all alerts, which therefore never wait for it.
 * A rewrite says the same however often it is done: after a crash it is simply done again.
 */
export class Edits {
  readonly #desk: EditsDesk;
  readonly #bell: Bell;
  readonly #onIdle: () => void;
  readonly #readyAt = new Map<Platform, number>();
  #open: Edit[] = [];
  #news = true;

  /** `onIdle` is called whenever nothing is left that could be done now. */
  constructor(desk: EditsDesk, onIdle: () => void) {
    this.#desk = desk;
    this.#bell = new Bell(desk.clock);
    this.#onIdle = onIdle;
  }

  /** How many could still be done on the platforms that are connected. */
  get open(): number {
    return this.#news ? 1 : this.#open.length;
  }

  /** Edits were committed. */
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

  /** Ends the wait for the next edit. */
  close(): void {
    this.#bell.ring();
  }

  async #safely(): Promise<number | null> {
    try {
      if (this.#news) await this.#load();
      return await this.#doReady();
    } catch (error) {
      this.#desk.log.error('Earlier messages could not be linked to later ones; they are tried again', { error });
      return this.#desk.clock.now().getTime() + REST;
    }
  }

  async #load(): Promise<void> {
    this.#news = false;
    try {
      const rows = (await this.#desk.store.list('edits')).map(([, edit]) => edit);
      this.#open = rows.filter(({ state, destination }) => state === 'pending' && this.#canEdit(destination));
    } catch (error) {
      this.#news = true;
      throw error;
    }
  }

  #canEdit(destination: string): boolean {
    const platform = platformOf(destination);
    return platform !== undefined && this.#desk.chats.get(platform)?.edit !== undefined;
  }

  /** Does the first edit that is due; gives the time of the next one, or null where only a new one brings it. */
  async #doReady(): Promise<number | null> {
    let next: number | null = null;
    for (const edit of this.#open) {
      const at = this.#dueAt(edit);
      const now = this.#desk.clock.now().getTime();
      if (at > now) next = Math.min(next ?? Infinity, at);
      else {
        await this.#do(edit);
        return now;
      }
    }
    return next;
  }

  #dueAt(edit: Edit): number {
    const platform = platformOf(edit.destination);
    if (platform === undefined) return 0;
    // While the token is probed by an alert, nothing else goes out.
    const opens = this.#desk.gates.opensAt(platform) ?? this.#desk.clock.now().getTime() + REST;
    return Math.max(Date.parse(edit.notBefore), opens, this.#readyAt.get(platform) ?? 0);
  }

  async #do(edit: Edit): Promise<void> {
    const { store, clock, log, gates } = this.#desk;
    const outcome = await this.#attempt(edit);
    const now = clock.now();
    const platform = platformOf(edit.destination);
    if (platform !== undefined) {
      this.#readyAt.set(platform, now.getTime() + PACE[platform]);
      if (outcome.kind === 'rate' && outcome.global)
        gates.pause(platform, now.getTime() + rateWaitMs(outcome.retryAfterMs, edit.key));
    }
    const left = after(edit, outcome, now);
    this.#open = this.#open.flatMap((one) => (one.key !== edit.key ? one : left?.state === 'pending' ? left : []));
    await store.transaction(async (tx) => (left ? tx.put('edits', edit.key, left) : tx.delete('edits', edit.key)));
    const detail = 'detail' in outcome ? { detail: outcome.detail } : {};
    const fields = { edit: edit.key, destination: edit.destination, outcome: outcome.kind, ...detail };
    log.info('An earlier message was to name the alert that followed it', fields);
  }

  async #attempt({ destination: id, earlier }: Edit): Promise<EditOutcome> {
    const { store, chats, compose } = this.#desk;
    const destination = await store.get('destinations', id);
    const alert = await store.get('deliveries', earlier);
    const chat = destination && chats.get(destination.platform);
    if (!destination || destination.suspended || !chat?.edit) return { kind: 'destination-gone', detail: '', mend: '' };
    if (alert?.messageId === undefined) return { kind: 'message-gone', detail: 'it was never sent' };
    try {
      const message = withDelay(await compose(alert), alert, new Date(alert.settledAt ?? alert.createdAt));
      return await chat.edit({ destination, messageId: alert.messageId, message, key: alert.key });
    } catch (error) {
      return { kind: 'transient', reached: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** A destination's id begins with its platform. */
function platformOf(destination: string): Destination['platform'] | undefined {
  const [name] = destination.split('/');
  return name === 'slack' || name === 'discord' || name === 'terminal' ? name : undefined;
}

/** What is left to do, or was given up; null when it is done. */
function after(edit: Edit, outcome: EditOutcome, now: Date): Edit | null {
  const attempts = edit.attempts + 1;
  const giveUp = (reason: DeliveryReason): Edit => ({ ...edit, attempts, state: 'given-up', reason });
  const later = (reason: DeliveryReason, waitMs: number): Edit =>
    attempts >= MAX_TRIES
      ? giveUp('gave-up')
      : { ...edit, attempts, reason, notBefore: new Date(now.getTime() + waitMs).toISOString() };
  switch (outcome.kind) {
    case 'edited':
      return null;
    case 'rate':
      return later('rate-limited', rateWaitMs(outcome.retryAfterMs, edit.key));
    case 'transient':
      return later(outcome.reached ? 'platform-unavailable' : 'not-reached', backoffMs(attempts, edit.key));
    case 'ambiguous':
      return later('outcome-unknown', backoffMs(attempts, edit.key));
    case 'token-rejected':
      return later('token-rejected', TOKEN_PROBE_MS);
    case 'message-gone':
    case 'message-refused':
    case 'destination-gone':
    case 'tenant-gone':
    case 'direct-message-refused':
      return giveUp(outcome.kind);
  }
}
