import type { App, RespondFn } from '@slack/bolt';
import type { Call, CallInput, ChatHandlers, Clock, CommandSpec, Directory, Log, Reply } from '../../ports.js';
import { answerMention, respondWith } from './answer.js';
import { LOOKUP_SHORTCUT } from './manifest.js';
import * as payload from './payload.js';

export interface InboundOptions {
  readonly command: string;
  readonly handlers: ChatHandlers;
  readonly commands: readonly CommandSpec[];
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal;
  /** What Slack says of other places than that of a call. */
  readonly directory: (call: Call) => Directory;
  /** The bot's own user id, once known. */
  readonly botUser: () => string | undefined;
}

type Ack = () => Promise<void>;

/**
 * Listens to slash commands, buttons, mentions, the message shortcut and channels that come back. Each is acknowledged
 * first (Slack gives 3 s: https://docs.slack.dev/interactivity/implementing-slash-commands) and answered when it is done.
 * @returns a function that resolves when nothing is being answered any more
 */
export function listen(app: App, options: InboundOptions): () => Promise<void> {
  const { command, handlers, log, clock, signal } = options;
  const responding = { prompt: command, log, clock, signal };
  const running = new Set<Promise<void>>();
  const isNew = firstSeen(clock);

  /** Acknowledges, and does the work unless it was seen before; whatever goes wrong ends in the log. */
  async function take(what: string, id: string | undefined, ack: Ack | null, work: () => Promise<void>): Promise<void> {
    const fail = (error: unknown) => log.error('slack request failed', { what, reason: String(error) });
    // An acknowledgement that fails (the socket just closed) does not stop the answer, which goes over HTTP.
    await ack?.().catch(fail);
    if (id !== undefined && !isNew(id)) return log.info('slack repeated a request, dropped', { what });
    const work_ = work().catch(fail);
    running.add(work_);
    await work_;
    running.delete(work_);
  }

  async function answer(call: Call, respond: RespondFn, threadTs?: string): Promise<void> {
    const reply: Reply = await handlers.call(call, options.directory(call));
    await respondWith(respond, reply, { ...responding, ...(threadTs === undefined ? {} : { threadTs }) });
  }

  app.command(command, async ({ body, ack, respond }) => {
    const slash = payload.slash(body);
    await take('command', slash?.call.id, ack, async () => {
      if (slash === null) throw new Error('a slash command without channel or user');
      await answer(slash.call, respond);
    });
  });

  app.action(/^run:\d+$/, async ({ body, ack, respond }) => {
    const press = payload.press(body);
    await take('button', press?.call.id, ack, async () => {
      if (press === null) throw new Error('a button without channel, user or command');
      await answer(press.call, respond, press.threadTs);
    });
  });

  // Slack reports presses of link buttons too, and shows a warning sign unless they are acknowledged.
  app.action(/^link:\d+$/, ({ ack }) => take('link', undefined, ack, async () => {}));

  app.shortcut(LOOKUP_SHORTCUT, async ({ body, ack, respond }) => {
    const shortcut = payload.shortcut(body, (text) => lookUp(text, options.commands));
    await take('shortcut', shortcut?.id, ack, async () => {
      if (shortcut === null) throw new Error('a shortcut without channel, user or message');
      if (shortcut.call === null) await respondWith(respond, NO_TEXT, responding);
      else await answer(shortcut.call, respond);
    });
  });

  app.event('app_mention', async ({ body, client }) => {
    const mention = payload.mention(body);
    if (mention === null) return;
    await take('mention', mention.call.id, null, async () => {
      const reply = await handlers.call(mention.call, options.directory(mention.call));
      await answerMention(client, reply, mention, command);
    });
  });

  for (const type of ['channel_unarchive', 'group_unarchive', 'member_joined_channel']) {
    app.event(type, async ({ body }) => {
      const back = payload.channelBack(body, options.botUser());
      if (back !== null) await take(type, back.id, null, () => handlers.restored(`slack/${back.channel}`));
    });
  }

  for (const type of ['app_uninstalled', 'tokens_revoked']) {
    app.event(type, async ({ body }) => {
      const gone = payload.removal(body);
      if (gone !== null) await take(type, gone.id, null, async () => handlers.removed?.('slack', gone.team));
    });
  }

  return async () => {
    await Promise.all(running);
  };
}

/** Posts of bots and of files often consist of attachments alone. */
const NO_TEXT: Reply = {
  message: {
    push: 'This message has no text',
    tone: 'info',
    title: 'This message has no text',
    blocks: [],
    buttons: [],
    foot: [],
    format: 'full',
  },
  visibility: 'private',
  data: [],
  outcome: 'failed',
};

/** Words that can only be meant as an address; which ones are listed is for `wallet` to say. */
const ADDRESS_FORMS: readonly RegExp[] = [
  /^0x[0-9a-f]{40}$/i,
  // Base58 has no 0, O, I, l; from the shortest XRP address to Monero's integrated ones.
  /^(?=.*\d)[1-9A-HJ-NP-Za-km-z]{25,106}$/,
  // Bech32 is in one case throughout (BIP 173).
  /^[a-z]{1,10}1[02-9ac-hj-np-z]{11,71}$/,
  /^[A-Z]{1,10}1[02-9AC-HJ-NP-Z]{11,71}$/,
];

/** What to ask about a message: its wallet addresses if it holds any, else its words as a name. */
function lookUp(text: string, commands: readonly CommandSpec[]): CallInput {
  const words = text.match(/[0-9A-Za-z]+/g) ?? [];
  const verb = words.some((word) => ADDRESS_FORMS.some((form) => form.test(word))) ? 'wallet' : 'lookup';
  const option = commands
    .find(({ name }) => name === verb)
    ?.options.find(({ kind, required }) => kind === 'rest' || required);
  return { kind: 'options', verb, options: { [option?.name ?? 'name']: text } };
}

const DAY_MS = 86_400_000;

/** Whether an id is met for the first time within 24 h: Slack sends again what it believes unanswered. */
function firstSeen(clock: Clock): (id: string) => boolean {
  const seen = new Map<string, number>();
  return (id) => {
    const now = clock.now().getTime();
    for (const [old, at] of seen) {
      if (now - at < DAY_MS) break;
      seen.delete(old);
    }
    if (seen.has(id)) return false;
    seen.set(id, now);
    return true;
  };
}
