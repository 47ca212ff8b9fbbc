import type { App, RespondFn, webApi } from '@slack/bolt';
import type { Call, Chat, ChatHandlers, Clock, Directory, Log, Reply } from '../../ports.js';
import { stale } from '../stale.js';
import { answerMention, respondWith } from './answer.js';
import { shareFile } from './file.js';
import { publishHome } from './home.js';
import { LOOKUP_SHORTCUT } from './manifest.js';
import * as payload from './payload.js';

export interface InboundOptions {
  readonly command: string;
  readonly handlers: ChatHandlers;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal;
  /** What Slack says of other places than that of a call. */
  readonly directory: (call: Call) => Directory;
  /** What posts into places: no answer to a request can hold a file. */
  readonly send: Chat['send'];
  /** Renews its token where that has expired, which Bolt's own client does not. */
  readonly client: () => Promise<webApi.WebClient>;
  /** The bot's own user id, once known. */
  readonly botUser: () => string | undefined;
}

type Ack = () => Promise<void>;

/** What `render` calls its buttons; all others are of another version. */
const RUN_BUTTON = /^run:\d+$/;
const LINK_BUTTON = /^link:\d+$/;
const OTHER_BUTTON = /^(?!(?:run|link):\d+$)/;
const OTHER_SHORTCUT = new RegExp(`^(?!${LOOKUP_SHORTCUT}$)`);

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
    const reply = await ask(call, threadTs);
    await respondWith(respond, reply, { ...responding, ...(threadTs === undefined ? {} : { threadTs }) });
  }

  async function ask(call: Call, thread?: string): Promise<Reply> {
    const directory = options.directory(call);
    const reply = await handlers.call(call, directory);
    return shareFile(reply, { call, directory, send: options.send, log, thread });
  }

  /** The home tab of whoever that call is of, with the answer to a button of it above. */
  async function showHome(home: Call, answered: Reply | null): Promise<void> {
    await publishHome(await options.client(), { home, reply: await ask(home), answered, prompt: command, log });
  }

  /** From the home tab or a dialog there is no channel to answer in. */
  async function sayStale(respond: RespondFn | undefined): Promise<void> {
    if (respond) await respondWith(respond, stale(command), responding);
  }

  app.command(command, async ({ body, ack, respond }) => {
    const slash = payload.slash(body);
    await take('command', slash?.call.id, ack, async () => {
      if (slash === null) throw new Error('a slash command without channel or user');
      await answer(slash.call, respond);
    });
  });

  app.action(RUN_BUTTON, async ({ body, ack, respond }) => {
    const home = payload.homePress(body);
    if (home !== null) {
      const work = async () => showHome(home.home, await ask(home.press));
      return take('home button', home.press.id, ack, work);
    }
    const press = payload.press(body);
    await take('button', press?.call.id, ack, async () => {
      if (press === null) await sayStale(respond);
      else await answer(press.call, respond, press.threadTs);
    });
  });

  // Slack reports presses of link buttons too, and shows a warning sign unless they are acknowledged.
  app.action(LINK_BUTTON, ({ ack }) => take('link', undefined, ack, async () => {}));

  app.action(OTHER_BUTTON, ({ ack, respond }) => take('unknown button', undefined, ack, () => sayStale(respond)));

  app.shortcut(LOOKUP_SHORTCUT, async ({ body, ack, respond }) => {
    const shortcut = payload.shortcut(body);
    await take('shortcut', shortcut?.call.id, ack, async () => {
      if (shortcut === null) throw new Error('a shortcut without channel, user or message');
      await answer(shortcut.call, respond);
    });
  });

  app.shortcut(OTHER_SHORTCUT, ({ ack, respond }) => take('unknown shortcut', undefined, ack, () => sayStale(respond)));

  app.event('app_mention', async ({ body }) => {
    const mention = payload.mention(body);
    if (mention === null) return;
    await take('mention', mention.call.id, null, async () => {
      const reply = await ask(mention.call, mention.threadTs);
      await answerMention(await options.client(), reply, mention, command);
    });
  });

  app.event('app_home_opened', async ({ body }) => {
    const home = payload.homeOpened(body);
    if (home !== null) await take('home tab', home.id, null, () => showHome(home, null));
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
