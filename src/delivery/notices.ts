import type { Delivery } from '../domain/delivery.js';
import type { Line, Message } from '../domain/message.js';
import type { Destination } from '../domain/subscription.js';
import { truncate } from '../lib/text.js';
import { ageText } from '../lib/time.js';
import { DELAYED_MS } from './backoff.js';
import { type NoticeKind, REINVITE } from './outcomes.js';

const PUSH_LIMIT = 250;

/** What happened, and what to do where the platform does not say. */
const NOTICES: Readonly<Record<NoticeKind, { readonly title: string; readonly mend: string }>> = {
  'gave-up': {
    title: 'An alert was given up after a day of trying',
    mend: 'Mend the connection to the platform, then look the action up and pass it on.',
  },
  'outcome-unknown': {
    title: 'It is not known whether an alert arrived',
    mend: 'Look into the channel; if the alert is missing there, look the action up and pass it on.',
  },
  'sent-plain': {
    title: 'An alert was refused as malformed and is sent as plain text',
    mend: 'This is a fault of the bot: report it with the detail below.',
  },
  'refused-plain': {
    title: 'An alert was refused even as plain text',
    mend: 'This is a fault of the bot: report it with the detail below, look the action up and pass it on.',
  },
  'destination-gone': {
    title: 'A destination does not take alerts any more; they wait for it',
    mend: 'Open the channel to the bot again, or remove its subscriptions.',
  },
  'tenant-gone': {
    title: 'The bot was removed from a workspace or server; its alerts wait',
    mend: REINVITE,
  },
  'destination-unknown': {
    title: 'An alert was owed to a destination that is not recorded any more',
    mend: 'If the channel should have it, subscribe there again.',
  },
  'token-rejected': {
    title: "A platform rejected the bot's token; its alerts wait",
    mend: 'Put a valid token into the environment and start the bot again. Nothing owed is lost.',
  },
};

/** A notice about the bot itself, for those who run it. */
export function noticeMessage(
  notice: NoticeKind,
  row: Delivery,
  destination: Destination | null,
  detail: string,
  mend = NOTICES[notice].mend,
): Message {
  const where = notice === 'token-rejected' ? (destination?.platform ?? row.destination) : placeName(row, destination);
  const action: Fact = { label: 'Action', value: [{ text: row.action, style: 'code' }] };
  const message = messageOf(notice, where, detail, mend, [action]);
  return { ...message, buttons: [{ label: 'The action', run: `action ${row.action}` }] };
}

/** The same when the platform says of itself that the bot was removed from where `place` and others are. */
export function removalNotice({ platform, tenant = '' }: Destination, places: number): Message {
  const detail = places === 1 ? 'one channel had subscriptions' : `${places} channels had subscriptions`;
  return messageOf('tenant-gone', `${platform} ${tenant}`, detail, REINVITE, []);
}

interface Fact {
  readonly label: string;
  readonly value: Line;
}

function messageOf(notice: NoticeKind, where: string, detail: string, mend: string, more: readonly Fact[]): Message {
  const { title } = NOTICES[notice];
  const facts: Fact[] = [
    { label: 'Where', value: [where] },
    ...more,
    { label: 'Detail', value: [{ text: detail, style: 'code' }] },
    { label: 'What to do', value: [mend] },
  ];
  return {
    push: truncate(`${title}: ${where} (${detail})`, PUSH_LIMIT),
    tone: 'problem',
    title,
    blocks: [{ kind: 'facts', facts }],
    buttons: [],
    foot: [],
    format: 'full',
  };
}

function placeName(row: Delivery, destination: Destination | null): string {
  return destination?.label ? `${destination.label} (${destination.id})` : row.destination;
}

/** What is left of an alert that the platform refused, or (null) that could not be composed: one line of text. */
export function plainMessage(row: Delivery, full: Message | null): Message {
  const push =
    full?.push || `Sanctions alert ${row.action}: it could not be laid out. Ask for it with: action ${row.action}`;
  return {
    push: truncate(push, PUSH_LIMIT),
    tone: full?.tone ?? 'info',
    title: '',
    blocks: [],
    buttons: [],
    foot: [],
    format: 'compact',
    ...(full?.mentions ? { mentions: full.mentions } : {}),
  };
}

/** The message, with a note in its foot if it goes out more than half an hour after it was owed. */
export function withDelay(message: Message, row: Delivery, now: Date): Message {
  if (now.getTime() - Date.parse(row.createdAt) <= DELAYED_MS) return message;
  return { ...message, foot: [...message.foot, `delayed by ${ageText(row.createdAt, now)}`] };
}
