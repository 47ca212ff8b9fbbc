import type { BaseInteraction, CacheType, GuildBasedChannel } from 'discord.js';
import { UserError } from '../../domain/errors.js';
import type { Mention } from '../../domain/mention.js';
import type { Destination } from '../../domain/subscription.js';
import { truncate } from '../../lib/text.js';
import type { Choice, Directory, Found } from '../../ports.js';
import { PERMISSION, SNOWFLAKE } from './limits.js';

type Asked = BaseInteraction<CacheType>;
type Server = BaseInteraction<'cached'>;

/** What the bot needs in a channel to alert it, as Discord's settings call it. */
const POSTING = [
  ['View Channel', PERMISSION.viewChannel],
  ['Embed Links', PERMISSION.embedLinks],
] as const;
const IN_THREADS = ['Send Messages in Threads', PERMISSION.sendInThreads] as const;
const IN_CHANNELS = ['Send Messages', PERMISSION.sendMessages] as const;

/** Places and roles of the server that somebody asks in, as the gateway shows them; their permissions are worked out from it. */
export function directoryOf(interaction: Asked): Directory {
  return {
    async place({ in: within, thread }) {
      const words = (thread ?? within ?? '').trim();
      if (/^dm$/i.test(words)) return directOf(interaction);
      const server = serverOf(interaction);
      const channel = await channelNamed(server, words);
      const theirs = channel?.permissionsFor(server.member);
      if (!channel?.isTextBased() || !theirs?.has(PERMISSION.viewChannel))
        throw new UserError(`There is no channel “${truncate(words, 60)}” here that both you and the bot see.`);
      return {
        place: placeOf(server, channel),
        mayManage: theirs.has(PERMISSION.manageChannels),
        lacks: lackingIn(server, channel),
      };
    },

    async mentionable(mention, place) {
      const server = serverOf(interaction);
      const role = server.guild.roles.cache.get(mention.id);
      if (!role) throw new UserError('There is no such role in this server. Choose one of it.');
      const channel = await channelNamed(server, place.channel);
      const may = channel?.permissionsFor(server.guild.members.me ?? server.client.user.id);
      if (!role.mentionable && !may?.has(PERMISSION.mentionEveryone))
        throw new UserError(
          `The bot cannot call @${role.name}: in the role’s settings allow anyone to @mention it, then ask again.`,
        );
      return { ...mention, name: role.name } satisfies Mention;
    },
  };
}

/** What an option that is a place or a mention may be, with the words that the asker typed so far in it. */
export function choicesOf(interaction: Asked, kind: 'place' | 'mention', typed: string, limit: number): Choice[] {
  const words: Choice[] =
    kind === 'mention'
      ? [{ name: 'none', value: 'none' }]
      : [
          { name: 'here', value: 'here' },
          { name: 'dm: my own direct messages', value: 'dm' },
        ];
  const named = !interaction.inCachedGuild()
    ? []
    : kind === 'place'
      ? channelChoices(interaction)
      : roleChoices(interaction);
  const wanted = typed.replace(/^[#@]/, '').toLowerCase();
  return [...words, ...named].filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, limit);
}

function channelChoices({ guild, member }: Server): Choice[] {
  const seen = guild.channels.cache.filter(
    (one) => one.isTextBased() && one.permissionsFor(member).has(PERMISSION.viewChannel),
  );
  return seen.map(({ id, name }) => ({ name: `#${name}`, value: `<#${id}>` }));
}

/** The role that is named like the server is everybody. */
function roleChoices({ guild }: Server): Choice[] {
  const roles = guild.roles.cache.filter(({ id, managed }) => id !== guild.id && !managed);
  return roles.map(({ id, name }) => ({ name: `@${name}`, value: `<@&${id}>` }));
}

function serverOf(interaction: Asked): Server {
  if (interaction.inCachedGuild()) return interaction;
  if (interaction.guildId === null)
    throw new UserError('From a direct message only that conversation can be named. Ask in the server.');
  throw new UserError('Discord has not told the bot of this server yet. Ask again in a minute.');
}

/** A channel or thread of that server by its mention, its id, the link to it or to a message in it, or its name. */
async function channelNamed({ guild }: Server, words: string): Promise<GuildBasedChannel | null> {
  const [, linked, marked, id = linked ?? marked] =
    /^(?:https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/(\d+)(?:\/\d+)?|<#(\d+)>|(?:discord\/)?(\d+))$/.exec(
      words,
    ) ?? [];
  if (id === undefined) {
    const name = words.replace(/^#/, '').toLowerCase();
    return guild.channels.cache.find((one) => one.name.toLowerCase() === name) ?? null;
  }
  if (!SNOWFLAKE.test(id)) return null;
  // A thread that was archived is not among those that the gateway tells of. Of another server it is refused.
  return guild.channels.cache.get(id) ?? (await guild.channels.fetch(id).catch(() => null));
}

function placeOf({ guildId }: Server, { id, name }: GuildBasedChannel): Destination {
  return { id: `discord/${id}`, platform: 'discord', channel: id, tenant: guildId, label: `#${name}`, direct: false };
}

function lackingIn({ guild, client }: Server, channel: GuildBasedChannel): string | null {
  if (channel.isThread() && channel.locked) return `#${channel.name} is locked: unlock it, or choose another.`;
  const granted = channel.permissionsFor(guild.members.me ?? client.user.id);
  const needed = [...POSTING, channel.isThread() ? IN_THREADS : IN_CHANNELS];
  const lacking = needed.filter(([, bit]) => !granted?.has(bit)).map(([name]) => name);
  if (lacking.length === 0) return null;
  return `In #${channel.name} the bot lacks ${lacking.join(', ')}: give them to its role in the settings of that channel.`;
}

/** Discord gives the same conversation whenever it is asked for one with the same person. */
async function directOf({ user }: Asked): Promise<Found> {
  try {
    const { id } = await user.createDM();
    const place: Destination = {
      id: `discord/${id}`,
      platform: 'discord',
      channel: id,
      label: 'direct message',
      direct: true,
    };
    return { place, mayManage: true, lacks: null };
  } catch (cause) {
    throw new UserError(
      'Discord does not let the bot write to you. Allow direct messages in the server’s privacy settings.',
      {
        cause,
      },
    );
  }
}
