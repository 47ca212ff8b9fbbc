import type { Delivery, LookOutcome, SendOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';
import type { Chat, Clock, Earlier, Log, Post, Sought, StoreReader } from '../ports.js';
import type { OutboxLimits } from './budgets.js';
import type { Edits } from './edits.js';
import type { Gates } from './gates.js';
import type { Journal } from './journal.js';
import type { Lane, Lanes } from './lanes.js';
import { noticeMessage, plainMessage, withDelay } from './notices.js';
import type { Decision, Effect, NoticeKind } from './outcomes.js';
import { afterLook, decide, doubtSince, handOver, isPlain, recover, withoutDestination } from './outcomes.js';
import { earlierParts } from './story.js';
import type { Told } from './told.js';
import type { Turn } from './turns.js';

/** How long a lane rests when the store did not take the mark that must precede its send, in milliseconds. */
const STORE_REST = 5_000;

/** What an attempt works with. */
export interface Desk {
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly limits: OutboxLimits;
  readonly lanes: Lanes;
  readonly gates: Gates;
  readonly journal: Journal;
  readonly edits: Edits;
  readonly store: StoreReader;
  readonly told: Told;
  readonly compose: (delivery: Delivery) => Promise<Message>;
  /** These were committed: what follows an alert in its thread. */
  readonly wake: (parts: readonly Delivery[]) => void;
  /** These destinations were suspended, or work again. */
  readonly changed: (destinations: readonly Destination[]) => void;
  /** Somebody may wait to hear what became of that delivery. */
  readonly tried: (key: string) => void;
  /** Tells the people in charge; never rejects, and nobody waits for it. */
  readonly notify: (message: Message) => void;
  /** Nothing arrives there any more, for a reason of its own. */
  readonly suspended: (place: Destination) => void;
  /** Aborted when no new send may begin. */
  readonly closing: AbortSignal;
}

/** Takes the lane's oldest delivery one step on; gives the outcome, or null if nothing was sent. */
export async function attempt(desk: Desk, lane: Lane, turn?: Turn): Promise<SendOutcome | null> {
  const head = lane.queue[0];
  if (!head) return null;
  const { destination } = lane;
  if (!destination) {
    await conclude(desk, lane, withoutDestination(head, desk.clock.now()), 'destination-gone');
    return null;
  }
  if (head.state === 'sending') {
    await conclude(desk, lane, recover(head, { now: desk.clock.now(), destination }), 'recovered');
    return null;
  }
  const chat = desk.chats.get(destination.platform);
  const message = await prepare(desk, head);
  const earlier = await answeredAlerts(desk, head);
  if (!chat || desk.closing.aborted) return null;
  const [replyTo] = earlier.flatMap(earlierMessage);
  const post = { destination, message, key: head.key, ...(replyTo ? { replyTo } : {}) };
  const safeMs = desk.limits.resendSafeMs[destination.platform];
  const since = doubtSince(head, safeMs, desk.clock.now());
  let next = head;
  if (since !== null) {
    turn?.sending(desk.clock.now().getTime());
    const look = await find(chat, { ...post, action: head.action, since });
    turn?.answered();
    const after = afterLook(head, look, { now: desk.clock.now(), destination });
    if ('decided' in after) return concludeLook(desk, lane, withLinks(after.decided, chat, earlier), look);
    next = after.send;
    if (desk.closing.aborted) return null;
  }
  const row = handOver(next, safeMs, desk.clock.now());
  const place = await mark(desk, lane, row);
  if (!place) return null;
  turn?.sending(desk.clock.now().getTime());
  const outcome = await send(chat, { ...post, destination: place });
  turn?.answered();
  // What arrived says how the place was when it was sent: a removal since then stands.
  const then = outcome.kind === 'sent' ? place : (lane.destination ?? place);
  const decision = decide(row, outcome, { now: desk.clock.now(), destination: then });
  const detail = 'detail' in outcome ? outcome.detail : undefined;
  await conclude(desk, lane, withLinks(decision, chat, earlier), outcome.kind, detail);
  return outcome;
}

/** The alerts that this one answers in its place, newest first. An alert goes out whether or not they can be read. */
async function answeredAlerts(desk: Desk, row: Delivery): Promise<Delivery[]> {
  if (row.parcel) return [];
  try {
    return (await earlierParts(desk.store, row)).flatMap(({ alert }) => alert ?? []);
  } catch (error) {
    desk.log.error('The earlier part of a story could not be read; its alert stands alone', {
      ...fieldsOf(row),
      error,
    });
    return [];
  }
}

function earlierMessage({ messageId, thread }: Delivery): Earlier[] {
  return messageId === undefined ? [] : [{ messageId, ...(thread === undefined ? {} : { thread }) }];
}

/** Once it is sent, the alerts that it answers are to name it. */
function withLinks(decision: Decision, chat: Chat, earlier: readonly Delivery[]): Decision {
  if (decision.row.state !== 'sent' || !chat.edit) return decision;
  const links = earlier.map(({ key }): Effect => ({ kind: 'edit', earlier: key }));
  return { ...decision, effects: [...decision.effects, ...links] };
}

async function prepare(desk: Desk, row: Delivery): Promise<Message> {
  let full: Message | null = null;
  try {
    full = await desk.compose(row);
  } catch (error) {
    desk.log.error('An alert could not be composed and is sent as plain text', { ...fieldsOf(row), error });
    if (row.attempts === 0) desk.notify(noticeMessage('sent-plain', row, null, 'it could not be composed'));
  }
  const message = full === null || isPlain(row) ? plainMessage(row, full) : full;
  return withDelay(message, row, desk.clock.now());
}

/** The destination as the store knows it now, once the row is marked; null if it is not to be sent now. */
async function mark(desk: Desk, lane: Lane, row: Delivery): Promise<Destination | null> {
  const marked = await desk.journal.mark(row);
  switch (marked.kind) {
    case 'marked':
      desk.lanes.replace(lane, [row]);
      desk.lanes.update([marked.destination], desk.clock.now());
      if (row.possibleDuplicate) desk.log.warn('Resending without knowing whether it arrived', fieldsOf(row));
      return marked.destination;
    case 'not-owed':
      desk.lanes.drop(lane, row);
      return null;
    case 'unsubscribed':
      desk.lanes.drop(lane, row);
      desk.log.info('Not sent, for it was unsubscribed', fieldsOf(row));
      return null;
    case 'withheld':
      desk.lanes.drop(lane, row);
      desk.log.info('Not sent by itself, for it is silenced there', { ...fieldsOf(row), reason: marked.row.reason });
      return null;
    case 'no-destination':
      lane.destination = null;
      return null;
    case 'store-failed':
      lane.heldUntil = desk.clock.now().getTime() + STORE_REST;
      return null;
  }
}

/** Never rejects, as a chat does not. */
export async function send(chat: Chat, post: Post): Promise<SendOutcome> {
  try {
    return await chat.send(post);
  } catch (error) {
    return { kind: 'ambiguous', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Never rejects, as a chat does not. */
export async function find(chat: Chat, sought: Sought): Promise<LookOutcome> {
  if (!chat.find) return { kind: 'unknown', detail: 'nobody can look there' };
  try {
    return await chat.find(sought);
  } catch (error) {
    return { kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What the look means for a platform whose token is on trial is what an answer to a message would have meant. */
async function concludeLook(
  desk: Desk,
  lane: Lane,
  decision: Decision,
  look: LookOutcome,
): Promise<SendOutcome | null> {
  const detail = 'detail' in look ? look.detail : undefined;
  await conclude(desk, lane, decision, `looked: ${look.kind}`, detail);
  if (look.kind === 'found') return { ...look, kind: 'sent' };
  return look.kind === 'unavailable' ? { kind: 'transient', detail: look.detail, reached: false } : null;
}

/** Records what follows, then lets it follow; of a row that is not owed any more, only what the platform said of itself. */
async function conclude(desk: Desk, lane: Lane, decision: Decision, outcome: string, detail?: string): Promise<void> {
  const { row, effects } = decision;
  const recorded = await desk.journal.record(decision, desk.clock.now());
  if (recorded === null) return;
  if (recorded.owed) desk.lanes.replace(lane, [row]);
  else desk.lanes.drop(lane, row);
  desk.changed(recorded.changed);
  desk.tried(row.key);
  desk.wake(recorded.parts);
  const fields = { ...fieldsOf(row), outcome, state: row.state, ...(detail === undefined ? {} : { detail }) };
  if (!recorded.owed) desk.log.info('It was not owed any more when its outcome came', fields);
  else if (row.state === 'sent') desk.log.info('Delivered', fields);
  else desk.log.warn('Not delivered', { ...fields, reason: row.reason, notBefore: row.notBefore });
  if (row.state === 'sent' && lane.destination) desk.told.forget(lane.destination);
  const notify = (notice: NoticeKind, why: string, mend?: string): void => {
    if (!desk.told.isNews(notice, lane.destination, desk.clock.now().getTime())) return;
    desk.notify(noticeMessage(notice, row, lane.destination, why, mend));
    if (notice === 'destination-gone' && lane.destination) desk.suspended(lane.destination);
  };
  if (effects.some(({ kind }) => kind === 'edit')) desk.edits.wake();
  for (const effect of recorded.owed ? effects : effects.filter(isOfPlatform)) {
    const platform = lane.destination?.platform;
    if (effect.kind === 'notify') notify(effect.notice, effect.detail, effect.mend);
    // Nobody else needs to hear of it.
    const refused = effect.kind === 'suspend' && effect.suspended.reason === 'direct-message-refused';
    if (refused && lane.destination) desk.suspended(lane.destination);
    if (effect.kind === 'pause-platform' && platform) desk.gates.pause(platform, effect.until);
    if (effect.kind === 'halt-platform' && lane.destination) haltPlatform(desk, lane.destination, row, effect.detail);
  }
}

/** The platform rejected the bot's token: nothing is sent there but a probe, and the people in charge hear of it once. */
export function haltPlatform(
  { gates, clock, notify }: Pick<Desk, 'gates' | 'clock' | 'notify'>,
  destination: Destination,
  row: Delivery,
  detail: string,
): void {
  const halt = gates.halt(destination.platform, clock.now().getTime());
  if (halt === 'halted') notify(noticeMessage('token-rejected', row, destination, detail));
}

function isOfPlatform({ kind }: Effect): boolean {
  return kind === 'pause-platform' || kind === 'halt-platform';
}

function fieldsOf({ key, action, destination, attempts }: Delivery): Record<string, unknown> {
  return { delivery: key, action, destination, attempts };
}
