/** The one server, channel and people of the test, as Discord describes them on the wire. */

const EPOCH = 1_420_070_400_000n;
let sequence = 0n;

/** A real snowflake: the client derives dates from ids. */
export function snowflake(): string {
  sequence += 1n;
  return (((BigInt(Date.now()) - EPOCH) << 22n) | (sequence & 0x3f_ffffn)).toString();
}

export interface World {
  readonly application: string;
  readonly bot: string;
  readonly guild: string;
  readonly channel: string;
  readonly directChannel: string;
  readonly user: string;
  /** What is particular about a channel. */
  readonly channels: Map<string, Record<string, unknown>>;
  /** Beside that which everybody has. */
  readonly roles: Record<string, unknown>[];
}

export function createWorld(): World {
  const application = snowflake();
  return {
    application,
    bot: application,
    guild: snowflake(),
    channel: snowflake(),
    directChannel: snowflake(),
    user: snowflake(),
    channels: new Map(),
    roles: [],
  };
}

export function userOf(id: string, name = 'ana', bot = false): Record<string, unknown> {
  return { id, username: name, global_name: bot ? null : 'Ana', discriminator: '0', avatar: null, bot };
}

export function channelOf(world: World, id: string): Record<string, unknown> {
  if (id === world.directChannel) return { id, type: 1, recipients: [userOf(world.user)], last_message_id: null };
  return {
    id,
    type: 0,
    guild_id: world.guild,
    name: id === world.channel ? 'sanctions' : 'other',
    position: 0,
    permission_overwrites: [],
    parent_id: null,
    topic: null,
    nsfw: false,
    ...world.channels.get(id),
  };
}

export function guildOf(world: World, channels: readonly string[]): Record<string, unknown> {
  const everyone = { id: world.guild, name: '@everyone', permissions: '1071698660929', position: 0, color: 0 };
  return {
    id: world.guild,
    name: 'Tocsin test',
    owner_id: world.user,
    roles: [{ ...everyone, hoist: false, managed: false, mentionable: false, flags: 0 }, ...world.roles],
    channels: channels.map((id) => channelOf(world, id)),
    members: [{ user: userOf(world.bot, 'tocsin', true), roles: [], joined_at: new Date().toISOString(), flags: 0 }],
    member_count: 2,
    features: [],
    emojis: [],
    stickers: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: 'en-GB',
    joined_at: new Date().toISOString(),
    large: false,
    unavailable: false,
    system_channel_flags: 0,
    premium_tier: 0,
    verification_level: 0,
    nsfw_level: 0,
    mfa_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
  };
}

export function readyOf(world: World, session: string, gatewayUrl: string): Record<string, unknown> {
  return {
    v: 10,
    user: userOf(world.bot, 'tocsin', true),
    guilds: [{ id: world.guild, unavailable: true }],
    session_id: session,
    resume_gateway_url: gatewayUrl,
    shard: [0, 1],
    application: { id: world.application, flags: 0 },
  };
}

export interface Person {
  readonly channel?: string;
  readonly user?: string;
  /** Discord's permission bits; Manage Channels is 16. Without them: View Channel and Send Messages. */
  readonly permissions?: bigint;
}

/** What every interaction carries, in the server or in a direct message. */
export function interactionOf(world: World, type: number, person: Person, data: unknown): Record<string, unknown> {
  const id = snowflake();
  const channel = person.channel ?? world.channel;
  const direct = channel === world.directChannel;
  const user = userOf(person.user ?? world.user);
  const permissions = (person.permissions ?? 3072n).toString();
  const member = {
    user,
    roles: [],
    permissions,
    joined_at: new Date().toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  };
  return {
    id,
    application_id: world.application,
    type,
    token: `token-${id}`,
    version: 1,
    channel_id: channel,
    channel: channelOf(world, channel),
    app_permissions: '2147483647',
    locale: 'en-GB',
    entitlements: [],
    authorizing_integration_owners: direct ? { '1': world.user } : { '0': world.guild },
    context: direct ? 1 : 0,
    attachment_size_limit: 10_485_760,
    ...(direct ? { user } : { guild_id: world.guild, guild_locale: 'en-GB', member }),
    data,
  };
}

/** A message as the API returns it. */
export function messageOf(world: World, channel: string, id: string, body: Record<string, unknown>) {
  return {
    tts: false,
    attachments: [],
    embeds: [],
    components: [],
    ...body,
    content: body.content ?? '',
    id,
    channel_id: channel,
    author: userOf(world.bot, 'tocsin', true),
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    type: 0,
  };
}
