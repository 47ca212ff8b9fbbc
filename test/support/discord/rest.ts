import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { CommandBody, callbackProblems, commandProblems, MessageBody, messageProblems } from './bodies.js';
import { commit, Faults } from './faults.js';
import type { Asked, Refusal } from './interactions.js';
import { channelOf, guildOf, messageOf, snowflake, userOf, type World } from './world.js';

export interface StoredMessage {
  readonly id: string;
  readonly channel: string;
  readonly body: MessageBody;
  /** What came with it. */
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly name: string;
  readonly text: string;
}

/** What the server remembers. */
export class State {
  readonly messages: StoredMessage[] = [];
  /** How messages read before each change, oldest first. */
  readonly edited: StoredMessage[] = [];
  /** Threads by id, which is that of the message they are about, with the channel of that. */
  readonly threads = new Map<string, string>();
  mayOpenThreads = true;
  /** Replies need it. */
  mayReadHistory = true;
  /** Whether the history still shows the nonce that a message was posted with. */
  showsNonce = false;
  readonly faults = new Faults();
  /** Interactions by token. */
  readonly asked = new Map<string, Asked>();
  readonly channels: Set<string>;
  readonly requests: string[] = [];
  /** Every body that did not pass, with the reasons. */
  readonly refused: string[] = [];
  commands: CommandBody[] = [];
  tokenAccepted = true;

  constructor(
    readonly world: World,
    readonly token: string,
  ) {
    this.channels = new Set([world.channel, world.directChannel]);
  }
}

type Result = { status: number; body?: unknown } | Refusal;
type Handler = (
  state: State,
  ids: readonly string[],
  body: unknown,
  gatewayUrl: string,
  query: URLSearchParams,
  files: readonly UploadedFile[],
) => Result;

const Callback = z.looseObject({
  type: z.number(),
  data: MessageBody.extend({
    choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  }).nullish(),
});

const ok = (body: unknown): Result => ({ status: 200, body });
const UNKNOWN_CHANNEL: Refusal = { status: 404, code: 10003, message: 'Unknown Channel' };
const UNKNOWN_MESSAGE: Refusal = { status: 404, code: 10008, message: 'Unknown Message' };
const NOT_FOUND: Refusal = { status: 404, code: 0, message: '404: Not Found' };

const ROUTES: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/gateway\/bot$/, (_state, _ids, _body, url) => ok(gatewayInfo(url))],
  ['GET', /^\/users\/@me$/, ({ world }) => ok(userOf(world.bot, 'tocsin', true))],
  ['POST', /^\/users\/@me\/channels$/, ({ world }) => ok(channelOf(world, world.directChannel))],
  [
    'GET',
    /^\/(?:applications|oauth2\/applications)\/@me$/,
    ({ world }) => ok({ id: world.application, name: 'tocsin' }),
  ],
  [
    'GET',
    /^\/applications\/(\d+)\/commands$/,
    (state) => ok(state.commands.map((one) => ({ ...one, id: snowflake() }))),
  ],
  [
    'PUT',
    /^\/applications\/(\d+)\/commands$/,
    (state, _ids, body) => putCommands(state, z.array(z.unknown()).parse(body)),
  ],
  ['POST', /^\/applications\/(\d+)\/commands$/, (state, _ids, body) => putCommands(state, [...state.commands, body])],
  ['GET', /^\/guilds\/(\d+)$/, ({ world, channels }) => ok(guildOf(world, [...channels]))],
  [
    'GET',
    /^\/channels\/(\d+)$/,
    ({ world, channels }, [id = '']) => (channels.has(id) ? ok(channelOf(world, id)) : UNKNOWN_CHANNEL),
  ],
  [
    'POST',
    /^\/channels\/(\d+)\/messages$/,
    (state, [id = ''], body, _url, _query, files) => createMessage(state, id, body, files),
  ],
  ['POST', /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/, (state, ids, body) => openThread(state, ids, body)],
  [
    'GET',
    /^\/channels\/(\d+)\/messages$/,
    (state, [id = ''], _body, _url, query) =>
      state.channels.has(id) ? ok(messagesOf(state, id, query)) : UNKNOWN_CHANNEL,
  ],
  ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, (state, ids, body) => editMessage(state, ids, body)],
  ['POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, (state, ids, body) => callback(state, ids[1], body)],
  [
    'PATCH',
    /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    (state, ids, body, _url, _query, files) => editAnswer(state, ids[1], body, files),
  ],
  [
    'DELETE',
    /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    (state, ids) => state.asked.get(ids[1] ?? '')?.delete() ?? { status: 204 },
  ],
  [
    'POST',
    /^\/webhooks\/(\d+)\/([^/]+)$/,
    (state, ids, body, _url, _query, files) => followUp(state, ids[1], body, files),
  ],
];

/** Serves one request of the API, version 10. */
export async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  gatewayUrl: string,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '');
  const method = request.method ?? 'GET';
  state.requests.push(`${method} ${path}`);
  const { body, files } = await bodyOf(request);
  const open = path.startsWith('/interactions/') || path.startsWith('/webhooks/');
  if (!open && (!state.tokenAccepted || request.headers.authorization !== `Bot ${state.token}`))
    return send(response, { status: 401, code: 0, message: '401: Unauthorized' });
  const found = ROUTES.find(([verb, pattern]) => verb === method && pattern.test(path));
  const ids = found?.[1].exec(path)?.slice(1) ?? [];
  const key = faultKey(path, ids);
  const fault = state.faults.take(`${method} ${key}`) ?? state.faults.take(key);
  if (fault === undefined)
    return send(response, found ? found[2](state, ids, body, gatewayUrl, searchParams, files) : NOT_FOUND);
  if ('stored' in fault && fault.stored && found) found[2](state, ids, body, gatewayUrl, searchParams, files);
  commit(fault, response);
}

/** A channel's id, or the first word of the route: `gateway`, `applications`, `interactions`, `webhooks`. */
function faultKey(path: string, ids: readonly string[]): string {
  const [, first = ''] = path.split('/');
  return first === 'channels' ? (ids[0] ?? '') : first;
}

function send(response: ServerResponse, result: Result): void {
  if (result.status === 204) {
    // With a content type the client would parse the empty body, and throw.
    response.writeHead(204).end();
    return;
  }
  const body =
    'message' in result ? { code: result.code, message: result.message } : 'body' in result ? result.body : {};
  response.writeHead(result.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; files: readonly UploadedFile[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const files: UploadedFile[] = [];
    for (const [, value] of form)
      if (value instanceof File)
        files.push({ name: value.name, text: Buffer.from(await value.arrayBuffer()).toString('utf8') });
    return { body: JSON.parse(String(form.get('payload_json'))), files };
  }
  return { body: bytes.length === 0 ? null : JSON.parse(bytes.toString('utf8')), files: [] };
}

function gatewayInfo(url: string) {
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 };
  return { url, shards: 1, session_start_limit };
}

function refuse(state: State, problems: readonly string[]): Refusal | null {
  if (problems.length === 0) return null;
  state.refused.push(problems.join('; '));
  return { status: 400, code: 50035, message: `Invalid Form Body: ${problems.join('; ')}` };
}

function putCommands(state: State, bodies: readonly unknown[]): Result {
  const refusal = refuse(state, bodies.flatMap(commandProblems));
  if (refusal) return refusal;
  state.commands = bodies.map((body) => CommandBody.parse(body));
  return ok(state.commands.map((command) => ({ ...command, id: snowflake(), version: snowflake() })));
}

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
function openThread(state: State, [channel = '', id = '']: readonly string[], body: unknown): Result {
  if (!state.channels.has(channel)) return UNKNOWN_CHANNEL;
  if (!state.mayOpenThreads) return { status: 403, code: 50013, message: 'Missing Permissions' };
  if (!state.messages.some((message) => message.channel === channel && message.id === id)) return UNKNOWN_MESSAGE;
  if (state.threads.has(id))
    return { status: 400, code: 160004, message: 'A thread has already been created for this message' };
  const thread = z.object({
    name: z.string().min(1).max(100),
    auto_archive_duration: z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10_080)]).optional(),
  });
  const problem = thread.safeParse(body);
  const refusal = refuse(state, problem.success ? [] : [problem.error.message]);
  if (refusal) return refusal;
  state.threads.set(id, channel);
  state.channels.add(id);
  return {
    status: 201,
    body: { id, type: 11, parent_id: channel, guild_id: state.world.guild, name: problem.data?.name },
  };
}

function createMessage(state: State, channel: string, body: unknown, files: readonly UploadedFile[]): Result {
  if (!state.channels.has(channel)) return UNKNOWN_CHANNEL;
  const refusal = refuse(state, messageProblems(body, 'create'));
  if (refusal) return refusal;
  const parsed = MessageBody.parse(body);
  const reply = parsed.message_reference ? replyProblem(state, channel, parsed.message_reference) : null;
  if (reply) return reply;
  const known = state.messages.find(
    (one) => one.channel === channel && parsed.nonce && one.body.nonce === parsed.nonce,
  );
  if (known && parsed.enforce_nonce) return ok(messageOf(state.world, channel, known.id, known.body));
  const message = { id: snowflake(), channel, body: parsed, files };
  state.messages.push(message);
  return ok(messageOf(state.world, channel, message.id, parsed));
}

/** https://discord.com/developers/docs/resources/message#message-reference-structure */
function replyProblem(
  state: State,
  channel: string,
  reference: NonNullable<MessageBody['message_reference']>,
): Refusal | null {
  if (!state.mayReadHistory)
    return { status: 400, code: 160002, message: 'Cannot reply without permission to read message history' };
  const known = state.messages.some((message) => message.channel === channel && message.id === reference.message_id);
  if (known || reference.fail_if_not_exists === false) return null;
  return refuse(state, ['message_reference[MESSAGE_REFERENCE_UNKNOWN_MESSAGE]: Unknown message']);
}

/** https://discord.com/developers/docs/resources/message#get-channel-messages: without the permission, nothing. */
function messagesOf(state: State, channel: string, query: URLSearchParams) {
  if (!state.mayReadHistory) return [];
  const after = BigInt(query.get('after') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const later = state.messages.filter((message) => message.channel === channel && BigInt(message.id) > after);
  // The ones next to `after`, else the newest; newest first either way.
  const page = query.has('after') ? later.slice(0, limit) : later.slice(-limit);
  return page.reverse().map(({ id, body, files }) => {
    const { nonce, ...rest } = body;
    const shown = { ...rest, attachments: files.map(({ name }) => ({ id: snowflake(), filename: name })) };
    return messageOf(state.world, channel, id, state.showsNonce ? { ...shown, nonce } : shown);
  });
}

function editMessage(state: State, [channel = '', id = '']: readonly string[], body: unknown): Result {
  const at = state.messages.findIndex((message) => message.channel === channel && message.id === id);
  const known = state.messages[at];
  if (known === undefined) return UNKNOWN_MESSAGE;
  const refusal = refuse(state, messageProblems(body, 'edit'));
  if (refusal) return refusal;
  state.edited.push(known);
  state.messages[at] = { ...known, body: { ...known.body, ...MessageBody.parse(body) } };
  return ok(messageOf(state.world, channel, id, { ...known.body, ...MessageBody.parse(body) }));
}

function callback(state: State, token: string | undefined, body: unknown): Result {
  const asked = state.asked.get(token ?? '');
  if (!asked) return { status: 404, code: 10062, message: 'Unknown interaction' };
  const refusal = refuse(state, callbackProblems(body));
  if (refusal) return refusal;
  const { type, data } = Callback.parse(body);
  const wrong = type === 4 ? refuse(state, messageProblems(data, 'followUp')) : null;
  return wrong ?? asked.callback(type, data ?? {}, data?.choices) ?? { status: 204 };
}

function editAnswer(state: State, token: string | undefined, body: unknown, files: readonly UploadedFile[]): Result {
  const refusal = refuse(state, messageProblems(body, 'editAnswer'));
  if (refusal) return refusal;
  const parsed = MessageBody.parse(body);
  const wrong = state.asked.get(token ?? '')?.edit(parsed, files);
  return wrong ?? ok(messageOf(state.world, state.world.channel, snowflake(), parsed));
}

function followUp(state: State, token: string | undefined, body: unknown, files: readonly UploadedFile[]): Result {
  const refusal = refuse(state, messageProblems(body, 'followUp'));
  if (refusal) return refusal;
  const parsed = MessageBody.parse(body);
  const wrong = state.asked.get(token ?? '')?.followUp(parsed, files);
  return wrong ?? ok(messageOf(state.world, state.world.channel, snowflake(), parsed));
}
