import { createServer } from 'node:net';
import type { webApi } from '@slack/bolt';
import type { Finding } from '../../domain/finding.js';
import type { Log } from '../../ports.js';
import { type SlackConfig, secretsOf } from './index.js';
import { EVENTS_PATH } from './manifest.js';
import { isExpired, outcomeOf, tokenProblem } from './outcome.js';
import { blank } from './sdk-log.js';
import { INSTALL_ANEW, readTokens } from './token-file.js';
import { clientOptions, type WebOptions } from './web.js';

export interface SlackCheck {
  /** Null without tokens. */
  readonly config: SlackConfig | null;
  /** Channels of the configuration, each with the variable that names it. */
  readonly channels: readonly { readonly variable: string; readonly id: string }[];
  /** A bot runs here, and so holds the port. */
  readonly running: boolean;
  readonly log: Log;
  /** For one request; all of them run at the same time. Default 8 s. */
  readonly timeoutMs?: number;
}

/** What each scope of the manifest is for; the first two the bot cannot do without. */
export const SCOPE_USES: Readonly<Record<string, string>> = {
  'chat:write': 'posting',
  commands: 'slash commands',
  'chat:write.public': 'posting to public channels uninvited',
  'channels:read': 'seeing public channels',
  'groups:read': 'seeing private channels it is in',
  'app_mentions:read': 'answering mentions',
  'im:write': 'subscriptions in:dm',
  'files:write': 'files with all entries of a large alert',
};
const NEEDED = ['chat:write', 'commands'];

const STEPS = [
  '1. tocsin manifest prints the app: paste it at https://api.slack.com/apps, Create New App, From a manifest.',
  '2. Basic Information, App-Level Tokens, Generate with the scope connections:write: SLACK_APP_TOKEN=xapp-… in .env.',
  '3. Install App, Install to Workspace, copy the Bot User OAuth Token: SLACK_BOT_TOKEN=xoxb-… in .env.',
  '4. In a channel type /invite @tocsin. For alerts from the start copy its id (View channel details, at the bottom): SLACK_CHANNEL=C… in .env.',
  '5. tocsin doctor',
].join('\n');
const REINSTALL =
  'In the app’s settings compare its scopes with what tocsin manifest prints, then Install App, Reinstall, and copy the new token.';

/** Tokens, scopes, the way that Slack reaches us, and the channels. Nothing is posted. */
export async function* checkSlack(check: SlackCheck): AsyncGenerator<Finding> {
  const { config } = check;
  if (config === null) {
    yield finding('tokens', 'off', 'there is no SLACK_BOT_TOKEN, so Slack is not used', STEPS);
    return;
  }
  const web = webOf(check, config);
  const held = await heldToken(config);
  if (held instanceof Error) {
    yield finding('bot token', 'fail', held.message);
    return;
  }
  web.secrets.push(held);
  const client = await clientOf(web, held);
  const bot = botFindings(client, web, check);
  const inlet = config.appToken ? socketFinding(web, config.appToken) : portFinding(config.port ?? 0, check.running);
  const channels = check.channels.map((channel) => channelFinding(client, web, channel));
  const token = await bot;
  yield* token;
  yield await inlet;
  // What a refused token may not see says nothing about the channel.
  if (token[0]?.state !== 'ok' || token.some(({ state }) => state === 'fail')) return;
  for (const channel of channels) yield await channel;
  if (channels.length === 0)
    yield finding('channel', 'off', 'there is no SLACK_CHANNEL: alerts go where people subscribe');
}

function finding(what: string, state: Finding['state'], detail: string, mend: string | null = null): Finding {
  return { area: 'slack', what, state, detail, mend };
}

function webOf({ log, timeoutMs = 8_000 }: SlackCheck, config: SlackConfig): WebOptions & { secrets: string[] } {
  return { apiUrl: config.apiUrl, timeoutMs, log, secrets: secretsOf(config) };
}

/** The token that the bot uses at the moment. It alone may renew it. */
async function heldToken({ botToken, rotation }: SlackConfig): Promise<string | Error> {
  if (!rotation) return botToken;
  try {
    return (await readTokens(rotation.file, rotation.refreshToken))?.accessToken ?? botToken;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function clientOf(web: WebOptions, token: string): Promise<webApi.WebClient> {
  const bolt = await import('@slack/bolt');
  return new bolt.webApi.WebClient(token, clientOptions(web, bolt.LogLevel.WARN));
}

async function botFindings(
  client: webApi.WebClient,
  web: WebOptions,
  { config, running }: SlackCheck,
): Promise<Finding[]> {
  try {
    const { user, team, response_metadata } = await client.auth.test();
    const who = finding(
      'bot token',
      'ok',
      `the bot is ${user ?? 'nameless'} in the workspace ${team ?? 'without a name'}`,
    );
    return [who, ...scopeFindings(response_metadata?.scopes ?? [])];
  } catch (error) {
    if (config?.rotation && isExpired(error)) return [expired(running)];
    return [refusal('bot token', 'SLACK_BOT_TOKEN', error, web)];
  }
}

/** Only the bot itself may renew it: a refresh token is good for one use. */
function expired(running: boolean): Finding {
  if (!running) return finding('bot token', 'warn', 'it has expired, and is renewed when the bot starts');
  const mend = `See the log for why. Where Slack refuses the refresh token, ${INSTALL_ANEW}, and start the bot again.`;
  return finding('bot token', 'fail', 'it has expired, and the running bot could not renew it', mend);
}

/** Slack names the scopes of a token in a header, which a proxy may drop: then there is nothing to say. */
function scopeFindings(scopes: readonly string[]): Finding[] {
  if (scopes.length === 0) return [];
  const missing = Object.keys(SCOPE_USES).filter((scope) => !scopes.includes(scope));
  const history = historyFinding(scopes);
  if (missing.length === 0) return [finding('scopes', 'ok', 'all that the manifest lists'), history];
  const detail = `missing: ${missing.map((scope) => `${scope} (${SCOPE_USES[scope]})`).join(', ')}`;
  return [
    finding('scopes', missing.some((scope) => NEEDED.includes(scope)) ? 'fail' : 'warn', detail, REINSTALL),
    history,
  ];
}

/** The manifest leaves them to the operator, since they show the bot what people write. */
function historyFinding(scopes: readonly string[]): Finding {
  const missing = ['channels:history', 'groups:history'].filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return finding('history', 'ok', 'an alert in doubt is looked for before it is sent again');
  const detail = `without ${missing.join(' and ')} an alert in doubt is sent again, once and marked`;
  return finding('history', 'off', detail);
}

async function socketFinding(web: WebOptions, appToken: string): Promise<Finding> {
  try {
    const client = await clientOf(web, appToken);
    await client.apps.connections.open();
    return finding('app token', 'ok', 'Socket Mode answers');
  } catch (error) {
    return refusal('app token', 'SLACK_APP_TOKEN', error, web);
  }
}

const TOKEN_MENDS: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'Copy the Bot User OAuth Token (xoxb-…) from the app’s page Install App into SLACK_BOT_TOKEN.',
  SLACK_APP_TOKEN:
    'Turn Socket Mode on, and copy an App-Level Token (xapp-…) with the scope connections:write from Basic Information into SLACK_APP_TOKEN.',
};
const PASSING = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];
const AGAIN = 'Slack has trouble; run doctor again later. The bot tries again by itself.';
const UNREACHED = 'Let this machine reach slack.com over https, or name a proxy of Slack’s API in SLACK_API_URL.';

/** A refused token, or no answer at all. */
function refusal(what: string, variable: string, error: unknown, web: WebOptions): Finding {
  const problem = tokenProblem(error);
  if (problem !== null) return finding(what, 'fail', `Slack refuses it: ${problem}`, TOKEN_MENDS[variable] ?? null);
  const { detail, said } = saidBy(error, web);
  return finding(what, 'fail', detail, passingMend(detail, said) ?? TOKEN_MENDS[variable] ?? null);
}

/** What to do where it is not about what was asked; null where Slack refuses it. */
function passingMend(detail: string, said: string | null): string | null {
  if (said !== null) return PASSING.includes(said) ? AGAIN : null;
  return /^(Slack answered (HTTP 5|429)|HTTP 429)/.test(detail) ? AGAIN : UNREACHED;
}

/** What went wrong, without secrets, and Slack's own code where it is Slack that says so. */
function saidBy(error: unknown, { secrets }: WebOptions): { readonly detail: string; readonly said: string | null } {
  const outcome = outcomeOf(error, false);
  const detail = outcome.kind === 'sent' ? '' : blank(outcome.detail, secrets);
  return { detail, said: /^Slack answered ([a-z_]+)/.exec(detail)?.[1] ?? null };
}

async function channelFinding(
  client: webApi.WebClient,
  web: WebOptions,
  { variable, id }: SlackCheck['channels'][number],
): Promise<Finding> {
  try {
    const { channel } = await client.conversations.info({ channel: id });
    const name = channel?.name ? `#${channel.name}` : id;
    if (channel?.is_archived)
      return finding(variable, 'fail', `${name} is archived`, 'Unarchive it, or choose another.');
    if (channel?.is_im || channel?.is_member !== false) return finding(variable, 'ok', `${name} can be posted to`);
    return finding(variable, 'warn', `the bot is not in ${name}`, INVITE);
  } catch (error) {
    const { detail, said } = saidBy(error, web);
    if (said === 'missing_scope') return finding(variable, 'warn', `${id} cannot be looked at: ${detail}`, REINSTALL);
    if (said === 'channel_not_found' || said === 'not_in_channel') {
      const mend = `${INVITE} If it is in there, ${variable} may be of another workspace.`;
      return finding(variable, 'fail', `the bot does not see ${id}: ${said}`, mend);
    }
    return finding(variable, 'fail', detail, passingMend(detail, said) ?? REINSTALL);
  }
}

const INVITE = 'In that channel type /invite @tocsin (the bot’s name).';

/** Over HTTP Slack calls us, so the port must be ours to open. */
async function portFinding(port: number, running: boolean): Promise<Finding> {
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, () => server.close(() => resolve(null)));
  });
  const way = `Slack must reach it as https://…${EVENTS_PATH}`;
  if (problem === null) return finding('port', 'ok', `${port} is free; ${way}`);
  if (problem.code === 'EADDRINUSE' && running)
    return finding('port', 'ok', `${port} is held, by the running bot; ${way}`);
  const why = problem.code === 'EADDRINUSE' ? 'another program holds it' : (problem.code ?? problem.message);
  return finding(
    'port',
    'fail',
    `${port} cannot be opened: ${why}`,
    'Set PORT to a free one above 1023, or use SLACK_APP_TOKEN.',
  );
}
