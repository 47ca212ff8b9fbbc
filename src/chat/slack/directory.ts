import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { UserError } from '../../domain/errors.js';
import type { Destination } from '../../domain/subscription.js';
import { truncate } from '../../lib/text.js';
import type { Call, Directory, Found } from '../../ports.js';

/** https://docs.slack.dev/reference/methods/conversations.members: at most 1,000 a page are wise. */
const PAGE = 1_000;
/** Who is not among so many is asked to type the command in the channel itself. */
const PAGES = 20;

const Refusal = z.object({ data: z.object({ error: z.string().optional() }) });
/** https://docs.slack.dev/reference/objects/conversation-object */
const Info = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_archived: z.boolean().default(false),
    is_private: z.boolean().default(false),
    is_member: z.boolean().optional(),
    /** Of a direct message: with whom. */
    user: z.string().optional(),
    is_im: z.boolean().default(false),
  }),
});

/** What a person may name: a channel, a thread in it, or both as a link does. */
interface Named {
  readonly channel: string | null;
  readonly thread: string | null;
}

/** Channels of the workspace as far as the bot sees them, for whoever gave that call. */
export function directoryOf(slack: () => Promise<webApi.WebClient>, { asker, place: here }: Call): Directory {
  return {
    async place({ in: within, thread }) {
      if (within !== undefined && /^dm$/i.test(within)) return direct(await slack(), asker.id, here.tenant);
      const named = read(within, thread);
      const channel = named.channel ?? here.channel;
      const found =
        named.channel === null
          ? { place: here, mayManage: asker.mayManage, lacks: null }
          : await look(await slack(), channel, asker.id, here);
      if (named.thread === null) return found;
      const { label, ...place } = found.place;
      const threadOf = label === undefined ? {} : { label: `a thread in ${label}` };
      return {
        ...found,
        place: { ...place, ...threadOf, id: `slack/${channel}/${named.thread}`, thread: named.thread },
      };
    },

    // Slack shows the bot neither groups nor people, and renders an id that is nobody’s as text.
    mentionable: async (mention) => mention,
  };
}

function read(within: string | undefined, thread: string | undefined): Named {
  const channel = within === undefined || /^here$/i.test(within) ? { channel: null, thread: null } : channelIn(within);
  if (thread === undefined) return channel;
  const linked = link(thread);
  if (linked) {
    if (channel.channel === null || channel.channel === linked.channel) return linked;
    throw new UserError('The link is to a message in another channel than “in” says. Leave “in” out.');
  }
  if (/^\d{10}\.\d{6}$/.test(thread)) return { ...channel, thread };
  throw new UserError(`“${truncate(thread, 60)}” is no thread. Give the link to its message (Copy link, in its menu).`);
}

function channelIn(words: string): Named {
  const linked = link(words);
  if (linked) return { ...linked, thread: null };
  const [, marked, bare, thread = null] =
    /^(?:<#([CDG][A-Z0-9]+)(?:\|[^>]*)?>|(?:slack\/)?([CDG][A-Z0-9]+)(?:\/(\d{10}\.\d{6}))?)$/.exec(words) ?? [];
  const channel = marked ?? bare;
  if (channel !== undefined) return { channel, thread };
  const why = words.startsWith('#') ? 'Slack did not say which channel that is' : 'That names no channel';
  throw new UserError(
    `${why}: “${truncate(words, 60)}”. Type # and choose it, or give its id (in:C0123ABCD, at the bottom of the channel’s details).`,
  );
}

/** `https://x.slack.com/archives/C0123/p1700000000000100?thread_ts=…` */
function link(words: string): { readonly channel: string; readonly thread: string } | null {
  const text = words.replace(/^<|(?:\|[^>]*)?>$/g, '');
  const [, channel, seconds, micros] =
    /^https:\/\/[^/]+\/archives\/([CDG][A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(text) ?? [];
  if (channel === undefined || seconds === undefined) return null;
  const above = URL.canParse(text) ? new URL(text).searchParams.get('thread_ts') : null;
  return { channel, thread: above && /^\d{10}\.\d{6}$/.test(above) ? above : `${seconds}.${micros}` };
}

async function look(client: webApi.WebClient, channel: string, user: string, here: Destination): Promise<Found> {
  const answer = await client.conversations.info({ channel }).catch((error: unknown) => refused(error, channel));
  const { name, is_im: im, user: other, ...state } = Info.parse(answer).channel;
  const label = name ? `#${name}` : undefined;
  const place: Destination = {
    ...{ id: `slack/${channel}`, platform: 'slack', channel, direct: im },
    ...(here.tenant === undefined ? {} : { tenant: here.tenant }),
    ...(label === undefined ? {} : { label }),
  };
  if (im ? other !== user : !(await isMember(client, channel, user)))
    // The name of a private channel is nothing for those who are not in it.
    throw new UserError(
      `You are not in ${(!state.is_private && label) || 'that conversation'}. Join it, and ask again.`,
    );
  const where = label ?? 'that channel';
  const lacks = state.is_archived
    ? `${where} is archived. Choose another.`
    : state.is_private && state.is_member === false
      ? `The bot is not in ${where}: type /invite @tocsin there (the bot’s name), then ask again.`
      : null;
  return { place, mayManage: true, lacks };
}

async function isMember(client: webApi.WebClient, channel: string, user: string): Promise<boolean> {
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const asked = { channel, limit: PAGE, ...(cursor === '' ? {} : { cursor }) };
    const { members = [], response_metadata: more } = await client.conversations
      .members(asked)
      .catch((error: unknown) => refused(error, channel));
    if (members.includes(user)) return true;
    cursor = more?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  throw new UserError('That channel has too many members to look for you among them. Type the command in it.');
}

/** A person’s conversation with the bot, under the id that Slack’s commands have there. */
async function direct(client: webApi.WebClient, users: string, tenant: string | undefined): Promise<Found> {
  const { channel } = await client.conversations.open({ users }).catch((error: unknown) => refused(error, null));
  if (channel?.id === undefined) throw new Error('Slack opened a conversation without an id');
  const place: Destination = {
    ...{ id: `slack/${channel.id}`, platform: 'slack', channel: channel.id, label: 'direct message', direct: true },
    ...(tenant === undefined ? {} : { tenant }),
  };
  return { place, mayManage: true, lacks: null };
}

/** What Slack says no to is said to the person; that it cannot be asked is not their fault. */
function refused(error: unknown, channel: string | null): never {
  const said = Refusal.safeParse(error).data?.data.error;
  if (said === 'channel_not_found' || said === 'not_in_channel' || said === 'method_not_supported_for_channel_type')
    throw new UserError(
      `The bot does not see ${channel ?? 'that conversation'}. If it is private, type /invite @tocsin there (the bot’s name).`,
      { cause: error },
    );
  if (said === 'missing_scope')
    throw new UserError(
      channel === null
        ? 'The app may not open a conversation with you: type the command in its direct messages, or have it reinstalled from its manifest.'
        : 'The app may not look at that channel: type the command in it, or have the app reinstalled from its manifest.',
      { cause: error },
    );
  throw error;
}
