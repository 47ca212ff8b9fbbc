/** What Slack sends, read into calls. Formats: https://docs.slack.dev/reference/interaction-payloads */
import { z } from 'zod';
import type { Destination } from '../../domain/subscription.js';
import type { Call, CallInput } from '../../ports.js';
import { messageText, unescapeText } from './text.js';

const Slash = z.object({
  team_id: z.string().optional(),
  channel_id: z.string(),
  channel_name: z.string().default(''),
  user_id: z.string(),
  user_name: z.string().default(''),
  text: z.string().default(''),
  trigger_id: z.string(),
});

const Interaction = z.object({
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  trigger_id: z.string(),
});
const Press = Interaction.extend({
  actions: z.tuple([z.object({ value: z.string() })], z.unknown()),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
});
const Shortcut = Interaction.extend({ message: z.object({ text: z.string().nullish() }) });

const Envelope = z.object({ event_id: z.string(), team_id: z.string().optional(), event: z.unknown() });
const Mention = z.object({
  channel: z.string(),
  user: z.string(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
});
const Removal = z.object({
  type: z.string(),
  tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
});
const Back = z.object({ type: z.string(), channel: z.string(), user: z.string().optional() });

const DIRECT = z.string().regex(/^D[A-Z0-9]+$/);
const HomeOpened = z.object({ user: z.string(), channel: DIRECT, tab: z.literal('home') });
const HomePress = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  /** Ours, as the tab was published. */
  view: z.object({ type: z.literal('home'), private_metadata: DIRECT }),
  actions: z.tuple([z.object({ value: z.string() })], z.unknown()),
});

/** What a slash command calls every private channel: https://docs.slack.dev/interactivity/implementing-slash-commands */
const PRIVATE = 'privategroup';

function place(channel: string, name: string | undefined, tenant: string | undefined): Destination {
  const direct = channel.startsWith('D') || name === 'directmessage';
  return {
    id: `slack/${channel}`,
    platform: 'slack',
    channel,
    direct,
    ...(tenant === undefined ? {} : { tenant }),
    ...(name === undefined || name === '' || name === PRIVATE ? {} : { label: direct ? 'direct message' : `#${name}` }),
  };
}

/** On Slack any member of a channel may change what it subscribes to. */
function asker(id: string, name: string | undefined): Call['asker'] {
  return { id, name: name || id, mayManage: true };
}

/** `/sanctions …`; null when it is not what Slack documents. */
export function slash(body: unknown): { readonly call: Call } | null {
  const { data } = Slash.safeParse(body);
  if (!data) return null;
  const call: Call = {
    input: { kind: 'text', text: typed(data.text, (sign, label) => sign + label) },
    asker: asker(data.user_id, data.user_name),
    place: place(data.channel_id, data.channel_name, data.team_id),
    id: data.trigger_id,
  };
  return { call };
}

/** A press of a button that runs a command; `threadTs` when its message stands in a thread. */
export function press(body: unknown): { readonly call: Call; readonly threadTs?: string } | null {
  const { data } = Press.safeParse(body);
  if (!data) return null;
  const call = interaction(data, { kind: 'text', text: data.actions[0].value });
  const { ts, thread_ts: threadTs } = data.message ?? {};
  return threadTs === undefined || threadTs === ts ? { call } : { call: { ...call, thread: threadTs }, threadTs };
}

/** The message shortcut, on the message as it was read. */
export function shortcut(body: unknown): { readonly call: Call } | null {
  const { data } = Shortcut.safeParse(body);
  return data ? { call: interaction(data, { kind: 'message', text: messageText(data.message.text ?? '') }) } : null;
}

function interaction(data: z.infer<typeof Interaction>, input: CallInput): Call {
  return {
    input,
    asker: asker(data.user.id, data.user.username ?? data.user.name),
    place: place(data.channel.id, data.channel.name, data.team?.id),
    id: data.trigger_id,
  };
}

/** What the home tab shows: the command whose answer it is. */
const HOME: CallInput = { kind: 'options', verb: 'subscriptions', options: { mine: true } };

/**
 * Somebody opens the home tab of the app, whose channel is their conversation with it:
 * https://docs.slack.dev/reference/events/app_home_opened
 */
export function homeOpened(body: unknown): Call | null {
  const envelope = Envelope.safeParse(body).data;
  const { data } = HomeOpened.safeParse(envelope?.event);
  if (!envelope || !data) return null;
  return homeCall(HOME, data, envelope.team_id, envelope.event_id);
}

/** A press of a button on the home tab, and what the tab is to show after it. */
export function homePress(body: unknown): { readonly press: Call; readonly home: Call } | null {
  const { data } = HomePress.safeParse(body);
  if (!data) return null;
  const who = { user: data.user.id, channel: data.view.private_metadata };
  const asked = (input: CallInput) => homeCall(input, who, data.team?.id, data.trigger_id);
  return { press: asked({ kind: 'text', text: data.actions[0].value }), home: asked(HOME) };
}

function homeCall(
  input: CallInput,
  { user, channel }: { readonly user: string; readonly channel: string },
  tenant: string | undefined,
  id: string,
): Call {
  return { input, asker: asker(user, undefined), place: place(channel, 'directmessage', tenant), id };
}

export interface MentionCall {
  readonly call: Call;
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string;
}

/** `@bot lookup …`, the way to ask within a thread. */
export function mention(body: unknown): MentionCall | null {
  const envelope = Envelope.safeParse(body).data;
  const { data } = Mention.safeParse(envelope?.event);
  if (!envelope || !data) return null;
  const text = typed(data.text.replace(/<@[A-Z0-9]+(\|[^>]*)?>/u, ' '), (_sign, label) => label)
    .replace(/\s+/gu, ' ')
    .trim();
  const call: Call = {
    input: { kind: 'text', text },
    asker: asker(data.user, undefined),
    place: place(data.channel, undefined, envelope.team_id),
    ...(data.thread_ts === undefined ? {} : { thread: data.thread_ts }),
    id: envelope.event_id,
  };
  return { call, user: data.user, channel: data.channel, threadTs: data.thread_ts ?? data.ts };
}

/** A channel that was unarchived, or that the bot itself has joined. */
export function channelBack(body: unknown, botUser: string | undefined): { id: string; channel: string } | null {
  const envelope = Envelope.safeParse(body).data;
  const { data } = Back.safeParse(envelope?.event);
  if (!envelope || !data) return null;
  if (data.type === 'member_joined_channel' && (botUser === undefined || data.user !== botUser)) return null;
  return { id: envelope.event_id, channel: data.channel };
}

/**
 * The workspace that the app was removed from. Of the tokens that were revoked, a user's own does not concern the bot:
 * https://docs.slack.dev/reference/events/tokens_revoked
 */
export function removal(body: unknown): { id: string; team: string } | null {
  const envelope = Envelope.safeParse(body).data;
  const { data } = Removal.safeParse(envelope?.event);
  if (!data || envelope?.team_id === undefined) return null;
  if (data.type === 'tokens_revoked' && !data.tokens?.bot?.length) return null;
  return { id: envelope.event_id, team: envelope.team_id };
}

/** Options whose value is what Slack knows by an id. */
const NAMING = /(?:^|\s)(?:--)?(?:in|thread|mention|destination)[:=\s]\s*$/iu;

/** A command as its person typed it, but that an option keeps what Slack made of a channel, a group or a person. */
function typed(text: string, read: (sign: string, label: string) => string): string {
  const parts = text.split(/(<[^>]*>)/u);
  const isNamed = (i: number) => /^<[#@!]/u.test(parts[i] ?? '') && NAMING.test(parts[i - 1] ?? '');
  const whole = parts.map((part, i) => (isNamed(i) ? part : plain(part, read)));
  return whole.join('');
}

/** Of `<#C1|name>` the sign and the label, which is in the person’s words; a user group’s label has its sign. */
function plain(text: string, read: (sign: string, label: string) => string): string {
  const words = text.replace(/<([@#]|!)?(?:[^|>]*\|)?([^>]*)>/gu, (_all, sign: string | undefined, label: string) =>
    read(sign === undefined || sign === '!' ? '' : sign, label),
  );
  return unescapeText(words);
}
