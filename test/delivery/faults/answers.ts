import { setTimeout as pause } from 'node:timers/promises';
import { createDiscordChat, registerDiscordCommands } from '../../../src/chat/discord/index.js';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import { systemClock } from '../../../src/lib/time.js';
import type { ChatHandlers, Clock, Log, Reply } from '../../../src/ports.js';
import { specs } from '../../chat/discord/harness.js';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.js';
import { startSlackServer } from '../../support/slack-server.js';
import { anAlert } from '../scene.js';
import { DISCORD_WAYS, SLACK_WAYS } from './cells.js';

const TIMEOUT_MS = 1_500;
/** After that nobody hears anything any more. */
const PATIENCE_MS = 8_000;

const REPLY: Reply = { message: anAlert('answer'), visibility: 'private', data: [], outcome: 'ok' };

const HANDLERS: ChatHandlers = {
  call: async () => REPLY,
  suggest: async () => [],
  restored: async () => undefined,
};

/** Real time, but hardly anybody waits for the second try of an answer. */
const impatient: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(ms === 1_000 ? 50 : ms, signal),
};

/** A log that resolves when one of these lines is said. */
function hearing(lines: readonly string[]): { readonly log: Log; readonly heard: Promise<void> } {
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const line = (message: string): void => {
    if (lines.includes(message)) hear();
  };
  return { log: { debug: line, info: line, warn: line, error: line }, heard };
}

function worded(answers: number): string {
  if (answers === 0) return 'not answered';
  return answers === 1 ? 'answered once' : `answered ${answers} times`;
}

/** What the person who typed a command sees when the answer's way is broken once. */
export async function slackAnswers(): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, fault } of SLACK_WAYS) {
    const slack = await startSlackServer();
    const { botToken, appToken, apiUrl } = slack;
    const { log, heard } = hearing(['slack refused an answer']);
    const config = { botToken, appToken, apiUrl, command: '/sanctions' };
    const chat = createSlackChat({ config, log, clock: impatient, timeoutMs: TIMEOUT_MS });
    await chat.start(HANDLERS);
    slack.fail('response_url', fault, { times: 1 });
    const asked = await slack.invoke('lookup x');
    await asked.acked;
    await Promise.race([asked.answered(), heard, pause(PATIENCE_MS, null, { ref: false })]);
    await chat.stop();
    lines.push(`| ${name} | ${worded(asked.answers.length)} |`);
    await slack.close();
  }
  return lines;
}

/** The same on Discord, for the acknowledgement and for the answer. */
export async function discordAnswers(): Promise<string[]> {
  const server = await startDiscordServer();
  await registerDiscordCommands({ token: server.token, apiUrl: server.apiUrl }, specs);
  const lines: string[] = [];
  for (const { name, fault } of DISCORD_WAYS) {
    const seen: string[] = [];
    for (const where of ['POST interactions', 'PATCH webhooks']) {
      server.fail(where, fault);
      seen.push(await discordAnswer(server));
    }
    lines.push(`| ${[name, ...seen].join(' | ')} |`);
  }
  await server.close();
  return lines;
}

async function discordAnswer(server: DiscordServer): Promise<string> {
  const { log, heard } = hearing(['a Discord interaction could not be answered', 'a command from Discord failed']);
  const config = { token: server.token, apiUrl: server.apiUrl, timeoutMs: TIMEOUT_MS };
  const chat = createDiscordChat({ config, log, clock: impatient, commands: specs });
  await chat.start(HANDLERS);
  const asked = server.ask('sanctions', 'lookup', { name: 'x' });
  await Promise.race([asked.answered(), heard, pause(PATIENCE_MS, null, { ref: false })]);
  const said = asked.answer?.body.content ?? '';
  await chat.stop();
  return worded(said.startsWith('Alert answer') ? 1 : 0);
}
