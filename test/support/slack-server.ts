/** A Slack for tests: Web API, Socket Mode, signed HTTP deliveries and response URLs on 127.0.0.1. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { blockProblem, buttonsOf, readBlocks, type SlackBlock } from './slack-blocks.js';

/** A message as it was stored. */
export interface SlackMessage {
  readonly method: string;
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly threadTs: string | undefined;
  /** Every argument as it came, JSON values parsed. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A file that was shared. */
export interface SlackFile {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly text: string;
  readonly comment: string;
  readonly threadTs: string | undefined;
}

/** What was posted to a response_url. */
export interface SlackAnswer {
  readonly responseType: string | undefined;
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** A home tab as it was published. */
export interface SlackHome {
  readonly user: string;
  readonly metadata: string;
  readonly blocks: readonly SlackBlock[];
}

/** https://docs.slack.dev/reference/objects/conversation-object, and who is in it. */
export interface SlackChannel {
  readonly name?: string;
  readonly is_private?: boolean;
  readonly is_member?: boolean;
  readonly is_archived?: boolean;
  readonly is_im?: boolean;
  readonly user?: string;
  /** In pages of two. */
  readonly members?: readonly string[];
}

/** `stored` says whether the message is kept before the connection is cut. */
export type Fault =
  | { readonly error: string; readonly extra?: Readonly<Record<string, unknown>> }
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly stored?: true;
    }
  | { readonly reset: 'before' | 'after' }
  | { readonly hang: true; readonly stored?: true }
  /** What was asked is done and answered then. */
  | { readonly until: Promise<unknown> }
  /** An answer that comes a byte at a time, and is never complete. */
  | { readonly drip: true; readonly stored?: true };

export interface FaultOptions {
  readonly channel?: string;
  /** Default: until `heal`. */
  readonly times?: number;
}

export interface Where {
  readonly channel?: string;
  readonly channelName?: string;
  readonly user?: string;
  readonly command?: string;
  /** Of the message whose button is pressed. */
  readonly thread?: string;
  /** The trigger id, to send the same invocation again. */
  readonly id?: string;
}

/** One request that Slack made of the bot. */
export interface Invocation {
  readonly id: string;
  /** Milliseconds until the bot acknowledged it. */
  readonly acked: Promise<number>;
  /** What has been posted to its response_url so far. */
  readonly answers: readonly SlackAnswer[];
  /** Resolves with all answers once there are this many. */
  answered(count?: number): Promise<readonly SlackAnswer[]>;
}

export interface SlackServer {
  /** With the trailing slash that the SDK needs. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUser: string;
  readonly team: string;
  readonly messages: readonly SlackMessage[];
  /** Files that were shared. */
  readonly files: readonly SlackFile[];
  /** What the home tab of each person shows, newest last. */
  readonly homes: readonly SlackHome[];
  /** Opens the home tab; resolves with what it shows. */
  openHome(user?: string): Promise<SlackHome>;
  /** Presses the n-th button of a home tab; resolves with what it shows then. */
  pressHome(home: SlackHome, button: number): Promise<SlackHome>;
  /** What Slack knows of channels; others are public, and everybody is in them. */
  readonly channels: Map<string, SlackChannel>;
  /** Whether the token has the scope files:write. */
  mayShareFiles: boolean;
  /** Every call of a Web API method, refused ones too. */
  readonly calls: readonly { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** Resolves once a Web API method was called so often, or `response_url` was. */
  called(method: string, count?: number): Promise<void>;
  /** The app is installed with token rotation: every refresh token is good for one use. Gives the first. */
  rotateTokens(): { readonly refreshToken: string; readonly clientId: string; readonly clientSecret: string };
  /** The bot's tokens of until now have expired. */
  expireTokens(): void;
  /** Every token that a renewal gave, oldest first. */
  readonly issued: readonly string[];
  /** Types `/sanctions text`; resolves with what was answered. */
  slash(text: string, where?: Where): Promise<readonly SlackAnswer[]>;
  /** Presses the n-th button of a message or an answer; resolves with what was answered. */
  press(message: Pick<SlackMessage, 'blocks'>, button: number, where?: Where): Promise<readonly SlackAnswer[]>;
  /** Like `slash`, with the acknowledgement to watch. */
  invoke(text: string, where?: Where): Promise<Invocation>;
  pressed(message: Pick<SlackMessage, 'blocks'>, button: number, where?: Where): Promise<Invocation>;
  /** A press as Slack reports it, of a button that may be nobody's; without a message it comes from the home tab. */
  act(actions: readonly Readonly<Record<string, unknown>>[], where?: Where & { home?: boolean }): Promise<Invocation>;
  /** A message shortcut; Slack leaves out the text of a message that has none. */
  shortcut(callbackId: string, messageText: string | undefined, where?: Where): Promise<Invocation>;
  /** Delivers an Events API event; resolves when the bot has acknowledged it. */
  event(event: Readonly<Record<string, unknown>>, eventId?: string): Promise<number>;
  /** What a message reads now is in `messages`; how it read before each change, oldest first. */
  readonly edited: readonly SlackMessage[];
  /** Whether the token has a history scope; not at first, as with the bot's own manifest. */
  mayReadHistory: boolean;
  /** Somebody deletes a message. */
  remove(ts: string): void;
  /** Resolves when so many changes of messages were made. */
  changed(count: number): Promise<void>;
  /** Resolves when the n-th message is stored. */
  posted(count: number): Promise<readonly SlackMessage[]>;
  /** Resolves once the n-th Socket Mode connection ever has been greeted. */
  connected(count?: number): Promise<void>;
  /** Live Socket Mode connections. */
  readonly live: number;
  /** Counts from now on how many there were at least, and for how long there was but one, in milliseconds. */
  watchLive(): () => { readonly fewest: number; readonly longestAlone: number };
  /** Slack's routine request to connect anew. */
  refresh(which?: 'all' | 'oldest'): void;
  /** Cuts the TCP connections of Socket Mode. */
  drop(): void;
  /** From now on deliveries go, signed, to this address instead of a socket. */
  deliverTo(url: string): void;
  /** `method` is a Web API method or `response_url`. */
  fail(method: string, fault: Fault, options?: FaultOptions): void;
  heal(): void;
  close(): Promise<void>;
}

/** A signed request as Slack sends it; the parts can be falsified. */
export async function postSigned(
  url: string,
  secret: string,
  body: string,
  { timestamp = Math.floor(Date.now() / 1000), signature }: { timestamp?: number; signature?: string } = {},
): Promise<Response> {
  const own = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature ?? own,
    },
  });
}

/** `now` (epoch milliseconds) dates the messages; without it their timestamps only count up. */
export async function startSlackServer(now: (() => number) | null = null): Promise<SlackServer> {
  const server = new FakeSlack(now);
  await server.listen();
  return server;
}

type Body = Record<string, unknown>;
const HomeView = z.strictObject({
  type: z.literal('home'),
  private_metadata: z.string().max(3000).default(''),
  blocks: z.array(z.unknown()).max(100),
});
const POST = 'chat.postMessage';
interface Planned {
  readonly method: string;
  readonly fault: Fault;
  readonly channel: string | undefined;
  left: number;
}

class FakeSlack implements SlackServer {
  readonly botToken = 'xoxb-test-bot';
  readonly appToken = 'xapp-test-app';
  readonly signingSecret = 'test-signing-secret';
  readonly botUser = 'U0BOT';
  readonly team = 'T0TEST';
  readonly messages: SlackMessage[] = [];
  readonly edited: SlackMessage[] = [];
  readonly files: SlackFile[] = [];
  readonly homes: SlackHome[] = [];
  readonly channels = new Map<string, SlackChannel>();
  mayShareFiles = true;
  readonly issued: string[] = [];
  readonly #clientId = '1.2';
  readonly #clientSecret = 'secret-of-the-test-app';
  /** Null while tokens last for good. */
  #refreshToken: string | null = null;
  #expiredTokens: readonly string[] = [];
  readonly #asked = new Map<string, number>();
  readonly #uploads = new Map<string, { name: string; length: number; text: string | null }>();
  readonly #removed = new Set<string>();
  readonly calls: { method: string; body: Body }[] = [];
  #origin = '';
  #deliverTo: string | null = null;
  mayReadHistory = false;
  #sequence = 0;
  #greeted = 0;
  #faults: Planned[] = [];
  readonly #http: Server = createServer((request, response) => void this.#serve(request, response));
  readonly #wss = new WebSocketServer({ noServer: true });
  readonly #leaving = new WeakSet<WebSocket>();
  readonly #streams = new Set<Duplex>();
  readonly #acks = new Map<string, () => void>();
  readonly #answers = new Map<string, SlackAnswer[]>();
  readonly #changes = new EventTarget();

  readonly #now: (() => number) | null;

  constructor(now: (() => number) | null) {
    this.#now = now;
  }

  async listen(): Promise<void> {
    this.#http.on('upgrade', (request, socket, head) => {
      this.#streams.add(socket);
      socket.on('close', () => this.#streams.delete(socket));
      this.#wss.handleUpgrade(request, socket, head, (ws) => this.#greet(ws));
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    this.#origin = `http://127.0.0.1:${portOf(this.#http)}`;
  }

  get apiUrl(): string {
    return `${this.#origin}/api/`;
  }

  get live(): number {
    return [...this.#wss.clients].filter((ws) => ws.readyState === ws.OPEN).length;
  }

  // What people and Slack do

  async slash(text: string, where: Where = {}) {
    return answersOf(await this.invoke(text, where));
  }

  async press(message: Pick<SlackMessage, 'blocks'>, button: number, where: Where = {}) {
    return answersOf(await this.pressed(message, button, where));
  }

  async invoke(text: string, where: Where = {}): Promise<Invocation> {
    const id = where.id ?? this.#next('trigger');
    return this.#deliver('slash_commands', id, {
      command: where.command ?? '/sanctions',
      text,
      team_id: this.team,
      team_domain: 'test',
      channel_id: where.channel ?? 'C0TEST',
      channel_name: where.channelName ?? 'alerts',
      user_id: where.user ?? 'U0ANN',
      user_name: 'ann',
      trigger_id: id,
      response_url: this.#responseUrl(id),
      is_enterprise_install: 'false',
    });
  }

  async pressed(message: Pick<SlackMessage, 'blocks'>, button: number, where: Where = {}): Promise<Invocation> {
    const pressed = buttonsOf(message.blocks)[button];
    if (pressed === undefined) throw new Error(`there is no button ${button}`);
    return this.#interaction('block_actions', where, {
      message: { ts: '1.0', ...(where.thread === undefined ? {} : { thread_ts: where.thread }) },
      actions: [{ ...pressed, block_id: 'b1', action_ts: '1.0' }],
    });
  }

  async act(actions: readonly Readonly<Body>[], where: Where & { home?: boolean } = {}): Promise<Invocation> {
    const from = where.home ? { channel: undefined, response_url: undefined } : { message: { ts: '1.0' } };
    return this.#interaction('block_actions', where, {
      actions: actions.map((action) => ({ type: 'button', block_id: 'b1', action_ts: '1.0', ...action })),
      ...from,
    });
  }

  async shortcut(callbackId: string, messageText: string | undefined, where: Where = {}): Promise<Invocation> {
    return this.#interaction('message_action', where, {
      callback_id: callbackId,
      message_ts: '1.0',
      message: { type: 'message', ts: '1.0', user: 'U0BOB', text: messageText },
    });
  }

  async event(event: Readonly<Body>, eventId = this.#next('Ev')): Promise<number> {
    const body = { type: 'event_callback', team_id: this.team, event_id: eventId, event_time: 1, event };
    return (await this.#deliver('events_api', eventId, body)).acked;
  }

  #interaction(type: string, where: Where, rest: Body): Promise<Invocation> {
    const id = where.id ?? this.#next('trigger');
    return this.#deliver('interactive', id, {
      type,
      team: { id: this.team, domain: 'test' },
      user: { id: where.user ?? 'U0ANN', username: 'ann', team_id: this.team },
      channel: { id: where.channel ?? 'C0TEST', name: where.channelName ?? 'alerts' },
      trigger_id: id,
      response_url: this.#responseUrl(id),
      ...rest,
    });
  }

  // Waiting, without sleeping

  async posted(count: number): Promise<readonly SlackMessage[]> {
    await this.#until(() => this.messages.length >= count);
    return this.messages;
  }

  async changed(count: number): Promise<void> {
    await this.#until(() => this.edited.length >= count);
  }

  async called(method: string, count = 1): Promise<void> {
    await this.#until(() => (this.#asked.get(method) ?? 0) >= count);
  }

  rotateTokens() {
    this.#refreshToken = this.#next('xoxe-1-given-');
    return { refreshToken: this.#refreshToken, clientId: this.#clientId, clientSecret: this.#clientSecret };
  }

  expireTokens(): void {
    this.#expiredTokens = [this.botToken, ...this.issued];
  }

  remove(ts: string): void {
    this.#removed.add(ts);
  }

  async connected(count = 1): Promise<void> {
    await this.#until(() => this.#greeted >= count);
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this.#changes, 'change');
  }

  #changed(): void {
    this.#changes.dispatchEvent(new Event('change'));
  }

  // Faults

  fail(method: string, fault: Fault, { channel, times = Number.POSITIVE_INFINITY }: FaultOptions = {}): void {
    this.#faults.push({ method, fault, channel, left: times });
  }

  heal(): void {
    this.#faults = [];
  }

  #fault(method: string, channel: unknown): Fault | null {
    const planned = this.#faults.find(
      (one) => one.method === method && one.left > 0 && (one.channel === undefined || one.channel === channel),
    );
    if (planned === undefined) return null;
    planned.left -= 1;
    return planned.fault;
  }

  // Socket Mode and HTTP deliveries

  deliverTo(url: string): void {
    this.#deliverTo = url;
  }

  watchLive() {
    let fewest = this.live;
    let aloneSince: number | null = null;
    let longestAlone = 0;
    const count = () => {
      fewest = Math.min(fewest, this.live);
      if (this.live > 1 && aloneSince !== null) longestAlone = Math.max(longestAlone, performance.now() - aloneSince);
      aloneSince = this.live > 1 ? null : (aloneSince ?? performance.now());
    };
    this.#changes.addEventListener('change', count);
    return () => {
      count();
      return { fewest, longestAlone };
    };
  }

  refresh(which: 'all' | 'oldest' = 'all'): void {
    const live = this.#open();
    for (const ws of which === 'all' ? live : live.slice(0, 1)) {
      this.#leaving.add(ws);
      ws.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    }
  }

  /** In the order of connecting, without those that were asked to connect anew. */
  #open(): WebSocket[] {
    return [...this.#wss.clients].filter((ws) => ws.readyState === ws.OPEN && !this.#leaving.has(ws));
  }

  drop(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  #greet(ws: WebSocket): void {
    ws.on('message', (data) => {
      const id = z.object({ envelope_id: z.string() }).parse(JSON.parse(String(data))).envelope_id;
      this.#acks.get(id)?.();
    });
    ws.on('error', () => {});
    ws.on('close', () => this.#changed());
    ws.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0TEST' } }));
    this.#greeted += 1;
    this.#changed();
  }

  async #deliver(type: string, id: string, body: Body): Promise<Invocation> {
    const answers = this.#answers.get(id) ?? [];
    this.#answers.set(id, answers);
    const started = performance.now();
    const sent = this.#deliverTo === null ? this.#overSocket(type, body) : this.#overHttp(this.#deliverTo, type, body);
    return {
      id,
      acked: sent.then(() => performance.now() - started),
      answers,
      answered: async (count = 1) => {
        await this.#until(() => answers.length >= count);
        return answers;
      },
    };
  }

  async #overSocket(type: string, payload: Body): Promise<void> {
    // "Each payload may be sent to any of the connections".
    const open = this.#open();
    const ws = open[this.#sequence % Math.max(1, open.length)];
    if (ws === undefined) throw new Error('no Socket Mode connection: await connected() first');
    const envelope = this.#next('envelope');
    const acked = new Promise<void>((resolve) => this.#acks.set(envelope, resolve));
    ws.send(JSON.stringify({ envelope_id: envelope, type, accepts_response_payload: true, payload }));
    return acked;
  }

  async #overHttp(url: string, type: string, body: Body): Promise<void> {
    const form =
      type === 'slash_commands'
        ? new URLSearchParams(Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]))
        : new URLSearchParams({ payload: JSON.stringify(body) });
    const response = await postSigned(url, this.signingSecret, form.toString());
    if (response.status !== 200) throw new Error(`the bot answered HTTP ${response.status}`);
  }

  // Web API and response URLs

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.#origin).pathname;
    if (path.startsWith('/upload/')) return this.#receive(path, request, response);
    const body = await readBody(request);
    const isApi = path.startsWith('/api/');
    const method = isApi ? path.slice('/api/'.length) : 'response_url';
    if (isApi) this.calls.push({ method, body });
    this.#asked.set(method, (this.#asked.get(method) ?? 0) + 1);
    this.#changed();
    const act = () => (isApi ? this.#call(method, body, request.headers.authorization) : this.#answer(path, body));
    const fault = this.#fault(method, body.channel);
    if (fault === null) return json(response, 200, act());
    if ('stored' in fault) act();
    if ('hang' in fault) return;
    if ('until' in fault) {
      await fault.until;
      return json(response, 200, act());
    }
    if ('drip' in fault) return drip(response);
    if ('reset' in fault) {
      if (fault.reset === 'after') act();
      request.socket.destroy();
    } else if ('error' in fault) json(response, 200, { ok: false, error: fault.error, ...fault.extra });
    else response.writeHead(fault.status, { ...fault.headers }).end(fault.body ?? '');
  }

  async #receive(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const upload = this.#uploads.get(path.slice('/upload/'.length));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (upload) upload.text = Buffer.concat(chunks).toString('utf8');
    // The address is secret by itself: the token has no business there.
    const fits = upload !== undefined && request.headers.authorization === undefined;
    response.writeHead(fits ? 200 : 400).end();
  }

  #call(method: string, body: Body, authorization: string | undefined): Body {
    if (method === 'oauth.v2.access') return this.#renew(body);
    const token = authorization?.replace(/^Bearer /, '');
    const good = method === 'apps.connections.open' ? [this.appToken] : [this.botToken, ...this.issued];
    if (token === undefined || !good.includes(token))
      return { ok: false, error: token === undefined ? 'not_authed' : 'invalid_auth' };
    if (this.#expiredTokens.includes(token)) return { ok: false, error: 'token_expired' };
    switch (method) {
      case 'apps.connections.open':
        return { ok: true, url: `${this.#origin.replace('http', 'ws')}/socket?ticket=${this.#next('ticket')}` };
      case 'auth.test':
        return {
          ...{ ok: true, url: 'https://test.slack.com/', team_id: this.team, team: 'Test' },
          ...{ user_id: this.botUser, bot_id: 'B0BOT', user: 'tocsin' },
        };
      case 'chat.postMessage':
      case 'chat.postEphemeral':
        return this.#store(method, body);
      case 'chat.update':
        return this.#update(body);
      case 'files.getUploadURLExternal':
        return this.#offerUpload(body);
      case 'files.completeUploadExternal':
        return this.#share(body);
      case 'conversations.info':
        return this.#info(body.channel);
      case 'conversations.members':
        return this.#members(body);
      case 'conversations.open':
        return { ok: true, channel: { id: 'D0TEST' } };
      case 'conversations.history':
      case 'conversations.replies':
        return this.#history(method, body);
      case 'views.publish':
        return this.#publish(body);
      case 'views.open':
        return { ok: true, view: { id: this.#next('V') } };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  /** https://docs.slack.dev/authentication/using-token-rotation: the refresh token is revoked by its use. */
  #renew(body: Body): Body {
    if (body.client_id !== this.#clientId) return { ok: false, error: 'invalid_client_id' };
    if (body.client_secret !== this.#clientSecret) return { ok: false, error: 'bad_client_secret' };
    if (body.grant_type !== 'refresh_token') return { ok: false, error: 'invalid_grant_type' };
    if (this.#refreshToken === null || body.refresh_token !== this.#refreshToken)
      return { ok: false, error: 'invalid_refresh_token' };
    const number = this.issued.length + 1;
    const token = `xoxe.xoxb-1-test-${number}`;
    this.#refreshToken = `xoxe-1-test-${number}`;
    this.issued.push(token);
    const names = { token_type: 'bot', bot_user_id: this.botUser, team: { id: this.team, name: 'Test' } };
    return { ok: true, access_token: token, refresh_token: this.#refreshToken, expires_in: 43_200, ...names };
  }

  /** https://docs.slack.dev/reference/methods/views.publish */
  #publish({ user_id: user, view }: Body): Body {
    const known = HomeView.safeParse(view);
    if (!known.success || typeof user !== 'string') return { ok: false, error: 'invalid_arguments' };
    const problem = blockProblem(known.data.blocks);
    if (problem || JSON.stringify(view).includes('"table"'))
      return { ok: false, error: problem?.code ?? 'invalid_blocks' };
    this.homes.push({ user, metadata: known.data.private_metadata, blocks: readBlocks(known.data.blocks) });
    this.#changed();
    return { ok: true, view: { id: this.#next('V') } };
  }

  async openHome(user = 'U0ANN'): Promise<SlackHome> {
    const shown = this.homes.length;
    await this.event({ type: 'app_home_opened', user, channel: 'D0TEST', tab: 'home' });
    return this.#home(shown);
  }

  async pressHome({ user, metadata, blocks }: SlackHome, button: number): Promise<SlackHome> {
    const shown = this.homes.length;
    const pressed = buttonsOf(blocks)[button];
    if (pressed === undefined) throw new Error(`there is no button ${button}`);
    // Neither a channel nor a response_url: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    await this.#deliver('interactive', this.#next('trigger'), {
      type: 'block_actions',
      team: { id: this.team, domain: 'test' },
      user: { id: user, username: 'ann', team_id: this.team },
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1', type: 'home', private_metadata: metadata },
      trigger_id: this.#next('trigger'),
      actions: [{ ...pressed, block_id: 'b1', action_ts: '1.0' }],
    });
    return this.#home(shown);
  }

  async #home(shown: number): Promise<SlackHome> {
    await this.#until(() => this.homes.length > shown);
    const [home] = this.homes.slice(-1);
    if (!home) throw new Error('nothing was published');
    return home;
  }

  #info(channel: unknown): Body {
    const { members: _, ...known } = this.channels.get(String(channel)) ?? { name: 'alerts', is_member: true };
    // A private channel that the bot is not in does not exist for it.
    if (known.is_private && !known.is_member) return { ok: false, error: 'channel_not_found' };
    return { ok: true, channel: { id: channel, is_archived: false, ...known } };
  }

  /** https://docs.slack.dev/reference/methods/conversations.members */
  #members({ channel, cursor }: Body): Body {
    const all = this.channels.get(String(channel))?.members ?? ['U0ANN', this.botUser];
    const from = Number(cursor ?? 0);
    const more = from + 2 < all.length ? String(from + 2) : '';
    return { ok: true, members: all.slice(from, from + 2), response_metadata: { next_cursor: more } };
  }

  #store(method: string, body: Body): Body {
    if (typeof body.channel !== 'string') return { ok: false, error: 'channel_not_found' };
    const refused = contentProblem(body);
    if (refused !== null) return refused;
    const second = this.#now === null ? 1_700_000_000 + this.messages.length : Math.floor(this.#now() / 1000);
    const ts = `${second}.${String(this.#now === null ? 100 : this.messages.length).padStart(6, '0')}`;
    // Slack does not fail a reply to a message that was deleted: it stands on its own, and the answer names no thread
    // (https://github.com/slack-go/slack/issues/1571).
    const wanted = typeof body.thread_ts === 'string' ? body.thread_ts : undefined;
    const threadTs = wanted !== undefined && this.#removed.has(wanted) ? undefined : wanted;
    this.messages.push({
      method,
      channel: body.channel,
      ts,
      text: String(body.text ?? ''),
      blocks: body.blocks === undefined ? [] : readBlocks(body.blocks),
      threadTs,
      body,
    });
    this.#changed();
    const message = { text: body.text, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
    return { ok: true, channel: body.channel, ts, message_ts: ts, message };
  }

  /** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
  #offerUpload({ filename, length }: Body): Body {
    if (!this.mayShareFiles) return { ok: false, error: 'missing_scope', needed: 'files:write', provided: '' };
    if (typeof filename !== 'string' || !(Number(length) > 0)) return { ok: false, error: 'invalid_arguments' };
    const id = this.#next('F');
    this.#uploads.set(id, { name: filename, length: Number(length), text: null });
    return { ok: true, upload_url: `${this.#origin}/upload/${id}`, file_id: id };
  }

  /** https://docs.slack.dev/reference/methods/files.completeUploadExternal: the bytes must be there, all of them. */
  #share(body: Body): Body {
    const { channel_id: channel, thread_ts: thread, initial_comment: text = '' } = body;
    const files = z.array(z.object({ id: z.string(), title: z.string().optional() })).safeParse(body.files);
    const [file] = files.data ?? [];
    const upload = this.#uploads.get(file?.id ?? '');
    if (!file || upload?.text == null) return { ok: false, error: 'file_not_found' };
    if (Buffer.byteLength(upload.text) !== upload.length) return { ok: false, error: 'file_update_failed' };
    if (typeof channel !== 'string') return { ok: false, error: 'invalid_arguments' };
    this.#uploads.delete(file.id);
    this.files.push({
      id: file.id,
      channel,
      name: upload.name,
      text: upload.text,
      comment: String(text),
      threadTs: thread?.toString(),
    });
    this.#changed();
    return { ok: true, files: [{ id: file.id, title: file.title }] };
  }

  /** https://docs.slack.dev/reference/methods/chat.update: text without blocks takes the blocks away. */
  #update(body: Body): Body {
    const { channel, ts } = body;
    if (typeof channel !== 'string' || /^[UW]/.test(channel)) return { ok: false, error: 'channel_not_found' };
    const at = this.messages.findIndex((message) => message.channel === channel && message.ts === ts);
    const known = this.messages[at];
    if (known === undefined || this.#removed.has(known.ts)) return { ok: false, error: 'message_not_found' };
    const refused = contentProblem(body);
    if (refused !== null) return refused;
    const blocks = body.blocks === undefined ? [] : readBlocks(body.blocks);
    this.edited.push(known);
    this.messages[at] = { ...known, text: String(body.text ?? ''), blocks, body: { ...known.body, ...body } };
    this.#changed();
    return { ok: true, channel, ts: known.ts, text: body.text };
  }

  /** https://docs.slack.dev/reference/methods/conversations.history: newest first, later than `oldest`. */
  #history(method: string, { channel, ts, oldest, limit }: Body): Body {
    if (!this.mayReadHistory) return { ok: false, error: 'missing_scope', needed: 'channels:history', provided: '' };
    const inPlace = this.messages.filter((message) => message.channel === channel && message.method === POST);
    const wanted = inPlace.filter((message) =>
      method === 'conversations.history'
        ? message.threadTs === undefined || message.body.reply_broadcast === 'true'
        : message.threadTs === ts || message.ts === ts,
    );
    const later = wanted.filter((message) => Number(message.ts) > Number(oldest ?? 0)).reverse();
    const messages = later.slice(0, Number(limit ?? 100)).map(({ ts: own, text, threadTs, body }) => ({
      ...{ type: 'message', user: this.botUser, ts: own, text, metadata: body.metadata },
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    }));
    const shared = this.files
      .filter((file) => method === 'conversations.replies' && file.channel === channel && file.threadTs === ts)
      .map(({ id, name, comment }) => ({ type: 'message', ts: `${id}.0`, text: comment, files: [{ id, name }] }));
    return { ok: true, messages: [...shared, ...messages], has_more: later.length > messages.length };
  }

  #responseUrl(id: string): string {
    return `${this.#origin}/response/${id}`;
  }

  #answer(path: string, body: Body): Body {
    const answers = this.#answers.get(path.slice('/response/'.length));
    if (answers === undefined || answers.length >= 5) return { ok: false, error: 'used_url' };
    const refused = contentProblem(body);
    if (refused !== null) return refused;
    answers.push({
      responseType: typeof body.response_type === 'string' ? body.response_type : undefined,
      text: String(body.text ?? ''),
      blocks: body.blocks === undefined ? [] : readBlocks(body.blocks),
      body,
    });
    this.#changed();
    return { ok: true };
  }

  #next(prefix: string): string {
    this.#sequence += 1;
    return `${prefix}${this.#sequence}`;
  }

  async close(): Promise<void> {
    this.drop();
    this.#wss.close();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }
}

/** Rejects rather than waits when the bot never acknowledged. */
async function answersOf({ acked, answered }: Invocation): Promise<readonly SlackAnswer[]> {
  const [answers] = await Promise.all([answered(), acked]);
  return answers;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return address.port;
}

function contentProblem(body: Body): Body | null {
  const text = typeof body.text === 'string' ? body.text : '';
  if (text.length > 40_000) return { ok: false, error: 'msg_too_long' };
  if (body.blocks === undefined) return text === '' ? { ok: false, error: 'no_text' } : null;
  const problem = blockProblem(body.blocks);
  return problem && { ok: false, error: problem.code, response_metadata: { messages: [`[ERROR] ${problem.why}`] } };
}

/** Form fields or JSON; the SDK puts JSON into form fields. */
async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks).toString('utf8');
  if (request.headers['content-type']?.startsWith('application/json')) {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(raw));
  }
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([key, value]) => [key, isJson(key) ? JSON.parse(value) : value]),
  );
}

function isJson(key: string): boolean {
  return ['attachments', 'blocks', 'files', 'metadata', 'view'].includes(key);
}

/** A byte every 20 ms, until the client hangs up. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function json(response: ServerResponse, status: number, body: Body): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
