import { createDiscordChat } from '../../../src/chat/discord/index.js';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import { systemClock } from '../../../src/lib/time.js';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { START } from '../scene.js';
import { type Cell, DISCORD, type Send, SLACK, SLACK_WAYS } from './cells.js';
import type { Arena } from './trial.js';

/** So short that what hangs does not hold up the test, so long that a busy machine answers in time. */
const TIMEOUT_MS = 1_500;

export interface Hall<F> {
  readonly cells: readonly Cell<F>[];
  arena(fault: F): Arena;
  close(): Promise<void>;
}

type SlackFault = (typeof SLACK)[number]['fault'];
type DiscordFault = (typeof DISCORD)[number]['fault'];

/** The method that a person sees the effect of. */
const METHODS: Readonly<Record<Send, string>> = {
  ...{ alert: 'chat.postMessage', reply: 'chat.postMessage', page: 'chat.postMessage' },
  ...{ edit: 'chat.update', file: 'files.completeUploadExternal' },
};

/** A Slack whose history the token may read, or not. */
export async function slackHall(mayReadHistory: boolean): Promise<Hall<SlackFault>> {
  const server: SlackServer = await startSlackServer(() => Date.parse(START) + 30_000);
  server.mayReadHistory = mayReadHistory;
  let channels = 0;
  const { botToken, appToken, apiUrl } = server;
  const config = { botToken, appToken, apiUrl, command: '/sanctions' };
  return {
    cells: mayReadHistory ? SLACK_WAYS : SLACK,
    arena: (fault) => ({
      platform: 'slack',
      chat: (log) => createSlackChat({ config, log, clock: systemClock, timeoutMs: TIMEOUT_MS }),
      newChannel: () => {
        channels += 1;
        return `C${channels}`;
      },
      fail: (channel, send) => server.fail(METHODS[send], fault, { times: 1, ...(send === 'file' ? {} : { channel }) }),
      read: (channel) => [
        ...server.messages.filter((one) => one.channel === channel).map(({ text }) => text),
        ...server.files.filter((one) => one.channel === channel).map(({ comment }) => comment),
      ],
    }),
    close: () => server.close(),
  };
}

export async function discordHall(): Promise<Hall<DiscordFault>> {
  const server: DiscordServer = await startDiscordServer();
  const { apiUrl, token } = server;
  const config = { apiUrl, token, timeoutMs: TIMEOUT_MS };
  return {
    cells: DISCORD,
    arena: (fault) => ({
      platform: 'discord',
      chat: (log) => createDiscordChat({ config, log, clock: systemClock, commands: [] }),
      newChannel: () => server.addChannel(),
      fail: (channel, send) => {
        // A thread has the id of the message that it hangs from.
        const thread = server.messages.find((one) => one.channel === channel)?.id ?? '';
        const where = send === 'page' || send === 'file' ? thread : channel;
        server.fail(`${send === 'edit' ? 'PATCH' : 'POST'} ${where}`, fault);
      },
      read: (channel) => {
        const own = server.messages.filter((one) => one.channel === channel);
        const threads = own.map(({ id }) => id);
        const all = [...own, ...server.messages.filter((one) => threads.includes(one.channel))];
        return all.map(({ body }) => body.content ?? '');
      },
    }),
    close: () => server.close(),
  };
}
