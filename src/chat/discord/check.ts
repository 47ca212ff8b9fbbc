import type { REST } from 'discord.js';
import { z } from 'zod';
import type { Finding } from '../../domain/finding.js';
import type { CommandSpec } from '../../ports.js';
import { applicationCommands, titlesOf } from './definitions.js';
import { PERMISSION, SNOWFLAKE } from './limits.js';
import { outcomeOf } from './outcome.js';
import { type DiscordConfig, singleAttemptRest } from './rest.js';
import { refusal } from './setup.js';

export interface DiscordCheck {
  /** Null without a token. */
  readonly config: DiscordConfig | null;
  /** Channels of the configuration, each with the variable that names it. */
  readonly channels: readonly { readonly variable: string; readonly id: string }[];
  readonly commands: readonly CommandSpec[];
  /** For one request. Default 4 s. */
  readonly timeoutMs?: number;
}

interface Permission {
  readonly name: string;
  readonly bit: bigint;
  /** What is missing without it; null where alerts do not arrive then. */
  readonly use: string | null;
}

const VIEW: Permission = { name: 'View Channel', bit: PERMISSION.viewChannel, use: null };
const SEND: Permission = { name: 'Send Messages', bit: PERMISSION.sendMessages, use: null };
const EMBED_LINKS: Permission = { name: 'Embed Links', bit: PERMISSION.embedLinks, use: null };
const IN_THREADS: Permission = {
  name: 'Send Messages in Threads',
  bit: PERMISSION.sendInThreads,
  use: 'pages of large alerts in a thread',
};
const EVERYWHERE: readonly Permission[] = [
  {
    name: 'Read Message History',
    bit: PERMISSION.readHistory,
    use: 'alerts as answers to earlier ones, and looking whether one in doubt arrived',
  },
  { name: 'Attach Files', bit: PERMISSION.attachFiles, use: 'files with all entries of a large alert' },
];
/** What the bot uses in a channel. */
const IN_CHANNEL: readonly Permission[] = [
  ...[VIEW, SEND, EMBED_LINKS, IN_THREADS],
  { name: 'Create Public Threads', bit: PERMISSION.createThreads, use: 'pages of large alerts in a thread' },
  ...EVERYWHERE,
];
/** A thread goes by the permissions of its channel, and is sent to by another one. */
const IN_THREAD: readonly Permission[] = [VIEW, { ...IN_THREADS, use: null }, EMBED_LINKS, ...EVERYWHERE];
const THREADS = [10, 11, 12];
const ADMINISTRATOR = 1n << 3n;
/** Text, direct message, voice, announcement, three kinds of thread, stage: the channels that hold messages. */
const HOLDS_MESSAGES = [0, 1, 2, 5, 10, 11, 12, 13];

const Application = z.object({ id: z.string().regex(SNOWFLAKE), approximate_guild_count: z.number().optional() });
const Me = z.object({ id: z.string(), username: z.string() });
const Commands = z.array(z.object({ name: z.string(), options: z.array(z.object({ name: z.string() })).default([]) }));
const Bits = z.string().regex(/^\d+$/).transform(BigInt);
const Channel = z.object({
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: Bits, deny: Bits })).default([]),
});
type Channel = z.infer<typeof Channel>;
const Guild = z.object({ roles: z.array(z.object({ id: z.string(), permissions: Bits })) });
const Member = z.object({ roles: z.array(z.string()) });

/** Where an administrator of a server lets the bot in, with the permissions it uses. */
export function inviteUrl(application: string): string {
  const permissions = IN_CHANNEL.reduce((all, { bit }) => all | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
}

const STEPS = [
  '1. https://discord.com/developers/applications, New Application.',
  '2. Bot, Reset Token, copy it: DISCORD_TOKEN=… in .env. No privileged intent is needed.',
  `3. General Information, Application ID: put it into this address, open it and choose the server: ${inviteUrl('APPLICATION_ID')}`,
  '4. For alerts from the start copy a channel’s id (Settings, Advanced, Developer Mode; then Copy Channel ID): DISCORD_CHANNEL=… in .env.',
  '5. tocsin register, then tocsin doctor',
].join('\n');

/** Token, application, registered commands, and the channels with the bot's permissions there. Nothing is posted. */
export async function* checkDiscord({
  config,
  channels,
  commands,
  timeoutMs = 4_000,
}: DiscordCheck): AsyncGenerator<Finding> {
  if (config === null) {
    yield finding('token', 'off', 'there is no DISCORD_TOKEN, so Discord is not used', STEPS);
    return;
  }
  const rest = await singleAttemptRest({ ...config, timeoutMs });
  const bot = await botOf(rest);
  yield bot.finding;
  if (bot.id === null) return;
  const application = await applicationOf(rest);
  const places = channels.map((channel) => channelFinding(rest, bot.id, inviteUrl(application.id ?? bot.id), channel));
  yield* application.findings;
  if (application.id !== null) yield await commandsFinding(rest, application.id, commands);
  for (const place of places) yield await place;
  if (places.length === 0)
    yield finding('channel', 'off', 'there is no DISCORD_CHANNEL: alerts go where people subscribe');
}

function finding(what: string, state: Finding['state'], detail: string, mend: string | null = null): Finding {
  return { area: 'discord', what, state, detail, mend };
}

/** Unknown channel, missing access. */
const UNSEEN = /\((10003|50001)\)/;
const AGAIN = 'Discord has trouble; run doctor again later. The bot tries again by itself.';
const UNREACHED = 'Let this machine reach discord.com over https, or name a proxy of its API in DISCORD_API_URL.';

async function botOf(
  rest: REST,
): Promise<{ readonly id: string; readonly finding: Finding } | { readonly id: null; readonly finding: Finding }> {
  try {
    const { id, username } = Me.parse(await rest.get('/users/@me'));
    return { id, finding: finding('token', 'ok', `the bot is ${username}`) };
  } catch (error) {
    const refused = refusal(error);
    const mend = 'Copy it again (developer portal, Bot, Reset Token) into DISCORD_TOKEN.';
    const why = refused ? finding('token', 'fail', 'Discord refuses it', mend) : failed('token', error);
    return { id: null, finding: why };
  }
}

/** What Discord or the network says; neither bodies nor addresses of requests are in it. */
function failed(what: string, error: unknown): Finding {
  if (error instanceof z.ZodError)
    return finding(what, 'fail', 'something that is not Discord’s API answered (a proxy?)', 'Check DISCORD_API_URL.');
  const outcome = outcomeOf(error);
  const passing = outcome.kind === 'rate' || (outcome.kind !== 'sent' && /answered 5/.test(outcome.detail));
  const mend = 'mend' in outcome ? outcome.mend : passing ? AGAIN : UNREACHED;
  return finding(what, 'fail', outcome.kind === 'sent' ? '' : outcome.detail, mend);
}

async function applicationOf(rest: REST): Promise<{ readonly id: string | null; readonly findings: Finding[] }> {
  try {
    const { id, approximate_guild_count: servers } = Application.parse(await rest.get('/applications/@me'));
    const invite = `An administrator of the server opens ${inviteUrl(id)}`;
    return { id, findings: servers === 0 ? [finding('servers', 'warn', 'the bot is in no server', invite)] : [] };
  } catch (error) {
    return { id: null, findings: [failed('application', error)] };
  }
}

async function commandsFinding(rest: REST, application: string, commands: readonly CommandSpec[]): Promise<Finding> {
  try {
    const there = titlesOf(Commands.parse(await rest.get(`/applications/${application}/commands`)));
    const missing = titlesOf(applicationCommands(commands)).filter((title) => !there.includes(title));
    if (missing.length === 0) return finding('commands', 'ok', 'are registered');
    const detail = there.length === 0 ? 'are not registered' : `not registered: ${missing.join(', ')}`;
    return finding('commands', 'warn', detail, 'tocsin register, or start the bot, which does so by itself.');
  } catch (error) {
    return failed('commands', error);
  }
}

async function channelFinding(
  rest: REST,
  bot: string,
  invite: string,
  { variable, id }: DiscordCheck['channels'][number],
): Promise<Finding> {
  try {
    const channel = Channel.parse(await rest.get(`/channels/${id}`));
    const name = channel.name ? `#${channel.name}` : id;
    if (!HOLDS_MESSAGES.includes(channel.type))
      return finding(variable, 'fail', `${name} holds no messages`, 'Choose a text channel.');
    const lacking = await lackingIn(rest, bot, channel);
    if (lacking === null) return finding(variable, 'ok', `${name} is there`);
    if (lacking.length === 0) return finding(variable, 'ok', `${name} can be posted to`);
    const mend = 'Give them to the bot’s role, in the settings of the channel or of the server.';
    const named = lacking.map(({ name: one, use }) => (use === null ? one : `${one} (${use})`));
    const state = lacking.some(({ use }) => use === null) ? 'fail' : 'warn';
    return finding(variable, state, `in ${name} the bot lacks ${named.join(', ')}`, mend);
  } catch (error) {
    const problem = failed(variable, error);
    return UNSEEN.test(problem.detail) ? { ...problem, mend: `${problem.mend} To invite it: ${invite}` } : problem;
  }
}

/** Which permissions the bot lacks there; null where Discord does not show it, as in direct messages. */
async function lackingIn(rest: REST, bot: string, place: Channel): Promise<readonly Permission[] | null> {
  if (place.guild_id === undefined) return null;
  try {
    const isThread = THREADS.includes(place.type) && typeof place.parent_id === 'string';
    const channel = isThread ? Channel.parse(await rest.get(`/channels/${place.parent_id}`)) : place;
    const guild = place.guild_id;
    const { roles } = Guild.parse(await rest.get(`/guilds/${guild}`));
    const member = Member.parse(await rest.get(`/guilds/${guild}/members/${bot}`));
    const own = new Set([guild, ...member.roles]);
    const base = roles.filter(({ id }) => own.has(id)).reduce((all, { permissions }) => all | permissions, 0n);
    const granted = (base & ADMINISTRATOR) !== 0n ? -1n : overwritten(base, channel, guild, member.roles, bot);
    return (isThread ? IN_THREAD : IN_CHANNEL).filter(({ bit }) => (granted & bit) === 0n);
  } catch {
    // Channels and members may be hidden from the bot; sending will tell.
    return null;
  }
}

/** In the order of https://discord.com/developers/docs/topics/permissions#permission-overwrites: everyone, roles, the bot. */
function overwritten(base: bigint, channel: Channel, guild: string, roles: readonly string[], bot: string): bigint {
  let granted = base;
  for (const ids of [[guild], roles, [bot]]) {
    const here = channel.permission_overwrites.filter(({ id }) => ids.includes(id));
    for (const { deny } of here) granted &= ~deny;
    for (const { allow } of here) granted |= allow;
  }
  return granted;
}
