import { createDiscordChat } from '../../../src/chat/discord/index.js';
import type { Message } from '../../../src/domain/message.js';
import type { Destination } from '../../../src/domain/subscription.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Call, Chat, ChatHandlers, Choice, Clock, CommandSpec, Log, Post, Reply } from '../../../src/ports.js';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.js';

export const specs: readonly CommandSpec[] = [
  {
    name: 'lookup',
    description: 'Is this name, wallet or number on a list?',
    root: 'sanctions',
    examples: [],
    options: [
      { name: 'type', description: 'only these', kind: 'choice', choices: ['individual', 'entity'] },
      { name: 'name', description: 'a name', kind: 'rest', required: true, autocomplete: true },
      { name: 'share', description: 'show everyone here', kind: 'flag' },
      { name: 'limit', description: 'how many', kind: 'number' },
    ],
  },
  {
    name: 'subscribe',
    description: 'Tell this channel about changes',
    root: 'alerts',
    examples: [],
    options: [{ name: 'target', description: 'an actor or a list', kind: 'rest', required: true, autocomplete: true }],
  },
];

export function aMessage(over: Partial<Message> = {}): Message {
  return {
    push: 'NEW · Test list · Grey Heron (+1 alias) · TEST3',
    tone: 'new',
    title: 'New designation — Test list',
    format: 'full',
    foot: ['A1B2', 'S12 (actor)', 'data only, not legal advice'],
    blocks: [
      { kind: 'text', lines: [[{ text: 'Grey Heron', style: 'strong' }, ' (entity, Ruritania)']] },
      { kind: 'facts', facts: [{ label: 'Programme', value: ['TEST3'] }] },
      { kind: 'changes', lines: [{ sign: '+', line: ['alias “Blue Heron”'] }], more: 23 },
    ],
    buttons: [
      { label: 'Official notice', url: 'https://example.org/notice' },
      { label: 'Details', run: 'action A1B2' },
    ],
    ...over,
  };
}

export function aReply(over: Partial<Reply> = {}): Reply {
  return {
    message: aMessage({ tone: 'info', title: 'Grey Heron' }),
    visibility: 'private',
    data: [],
    outcome: 'ok',
    ...over,
  };
}

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: Record<string, unknown> | undefined;
}

function recordingLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) => {
    lines.push({ level, message, fields });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface Bot {
  readonly server: DiscordServer;
  readonly chat: Chat;
  readonly log: ReturnType<typeof recordingLog>;
  readonly calls: Call[];
  /** What it was told of places, as `removed 123`. */
  readonly heard: string[];
  answer: (call: Call) => Promise<Reply>;
  suggest: (verb: string, option: string, text: string) => Promise<readonly Choice[]>;
  post(destination?: Partial<Destination>, over?: Partial<Post>): Post;
  close(): Promise<void>;
}

export interface BotOptions {
  readonly token?: string;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
  readonly apiUrl?: string;
  readonly alertsPerSecond?: number;
}

/** A bot beside a local Discord, not started yet. */
export async function aBot(options: BotOptions = {}): Promise<Bot & { start(): Promise<void> }> {
  const server = await startDiscordServer();
  const log = recordingLog();
  const config = {
    token: options.token ?? server.token,
    apiUrl: options.apiUrl ?? server.apiUrl,
    timeoutMs: options.timeoutMs ?? 10_000,
    ...(options.alertsPerSecond === undefined ? {} : { alertsPerSecond: options.alertsPerSecond }),
  };
  const chat = createDiscordChat({ config, log, clock: options.clock ?? systemClock, commands: specs });
  const bot = {
    server,
    chat,
    log,
    calls: [] as Call[],
    heard: [] as string[],
    answer: async (): Promise<Reply> => aReply(),
    suggest: async (): Promise<readonly Choice[]> => [],
    post(destination: Partial<Destination> = {}, over: Partial<Post> = {}): Post {
      return { destination: aDestination(server, destination), message: aMessage(), key: 'k'.repeat(24), ...over };
    },
    start: () => chat.start(handlers),
    async close() {
      await chat.stop();
      await server.close();
    },
  };
  const handlers: ChatHandlers = {
    call(call) {
      bot.calls.push(call);
      return (bot as Bot).answer(call);
    },
    suggest: (verb, option, text) => (bot as Bot).suggest(verb, option, text),
    tell: async ({ push }) => void bot.heard.push(`told ${push}`),
    restored: async (destination) => void bot.heard.push(`restored ${destination}`),
    removed: async (_platform, tenant) => void bot.heard.push(`removed ${tenant}`),
    returned: async (_platform, tenants, how) => void bot.heard.push(`${how} ${tenants.join()}`),
  };
  return bot;
}

function aDestination(server: DiscordServer, over: Partial<Destination> = {}): Destination {
  const channel = over.channel ?? server.world.channel;
  const { guild } = server.world;
  return { id: `discord/${channel}`, platform: 'discord', channel, tenant: guild, direct: false, ...over };
}
