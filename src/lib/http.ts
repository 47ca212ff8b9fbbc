import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { HttpsProxyAgent } from 'https-proxy-agent';
import fetch, { FetchError, type Response } from 'node-fetch';
import type { Clock, Http, HttpAnswer, HttpRequest, Log } from '../ports.js';
import { bypassesProxy, type PlainHttpRule, permittedUrl } from './http-address.js';
import { type Body, decodedBody } from './http-body.js';
import { HttpError } from './http-error.js';
import { Hosts, type Manners } from './http-hosts.js';
import { retryAfterSeconds, withRetries } from './http-retry.js';
import { Watch } from './http-watch.js';

export { HttpError } from './http-error.js';

/** Stands in until the operator names an address of their own; `.invalid` belongs to nobody (RFC 6761). */
const NO_CONTACT = 'https://tocsin.invalid/contact';
const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

export interface HttpOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly userAgent?: string;
  /** Plain http beyond loopback: the mirrors that the operator configured. */
  readonly allowPlainHttpTo?: PlainHttpRule;
  /** As in HTTPS_PROXY and NO_PROXY, which node-fetch itself ignores. */
  readonly proxy?: string;
  readonly noProxy?: string;
  /** The longest silence before an answer begins (some publishers write their file on request), and within its body. */
  readonly firstByteMs?: number;
  readonly stallMs?: number;
  readonly random?: () => number;
  /** How much a host is asked at once; by default what is polite to publishers, and no limit on this machine. */
  readonly manners?: (url: URL) => Manners;
  /** How long a request may keep others to its host waiting. */
  readonly longestPlaceMs?: number;
}

/**
 * Official sites refuse agents that do not start with `Mozilla/` and a digit or are shorter than 40 characters
 * (opensanctions#5237).
 */
export function userAgentOf(version: string, contact: string = NO_CONTACT): string {
  return `Mozilla/5.0 (compatible; Tocsin/${version}; +${contact})`;
}

/** The `Http` port on node-fetch. Rejects with `HttpError`, or with the reason of the caller's own signal. */
export function createHttp(options: HttpOptions): Http {
  const { clock, log, random = Math.random } = options;
  const hosts = new Hosts(options);
  const exchange = async <T>(request: HttpRequest, use: (answer: Answer) => Promise<T>, onProgress?: Progress) => {
    const { signal } = request;
    signal?.throwIfAborted();
    const url = permittedUrl(request.url, null, options.allowPlainHttpTo);
    const once = () => hosts.run(url, signal, () => attempt(options, request, url, use, onProgress));
    return withRetries(once, { clock, log, random, signal });
  };
  return {
    text: (request) =>
      exchange(request, async ({ host, body, facts }) => ({ ...facts, text: await readText(body, host) })),
    download: (request, file, onProgress) =>
      exchange(request, async ({ body, facts }) => ({ ...facts, bytes: await save(facts, body, file) }), onProgress),
  };
}

interface Answer {
  readonly host: string;
  readonly facts: HttpAnswer;
  readonly body: Body;
}
type Progress = (received: number, total: number | null) => void;

/** Asks once, follows redirects, gives the answer to `use`, and leaves no connection behind. */
async function attempt<T>(
  options: HttpOptions,
  request: HttpRequest,
  url: URL,
  use: (answer: Answer) => Promise<T>,
  onProgress: Progress = () => undefined,
): Promise<T> {
  request.signal?.throwIfAborted();
  const watch = new Watch(url.host, {
    timeoutMs: request.timeoutMs,
    firstByteMs: request.firstByteMs ?? options.firstByteMs ?? 90_000,
    stallMs: options.stallMs ?? 30_000,
    signal: request.signal,
  });
  try {
    const response = await follow(options, request, url, watch.signal);
    const facts = factsOf(response, request, url.host, options.clock);
    watch.begin();
    const body = decodedBody({
      host: url.host,
      stream: facts.status === 304 ? null : response.body,
      encoding: response.headers.get('content-encoding'),
      length: response.headers.get('content-length'),
      maxBytes: request.maxBytes,
      onReceived: (received, total) => {
        watch.touch();
        onProgress(received, total);
      },
    });
    return await use({ host: url.host, facts, body });
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : error;
  } finally {
    watch.end();
  }
}

/** By hand, because validators and keys stay with the host they belong to and no hop may leave https. */
async function follow(options: HttpOptions, request: HttpRequest, start: URL, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await ask(options, forOrigin(request, url.origin, start.origin), url, signal);
    if (!REDIRECTS.includes(response.status)) return response;
    const location = response.headers.get('location');
    if (!location) throw new HttpError('redirect', `${url.host} answered ${response.status} without a Location`);
    url = permittedUrl(location, url, options.allowPlainHttpTo);
  }
  throw new HttpError('redirect', `${start.host} redirected more than ${MAX_REDIRECTS} times`);
}

/** The request without what another origin must not see. */
function forOrigin(request: HttpRequest, origin: string, start: string): HttpRequest {
  const { etag, lastModified, headers, validFor, ...common } = request;
  return {
    ...common,
    ...(origin === (validFor ?? start) ? { etag: etag ?? null, lastModified: lastModified ?? null } : {}),
    ...(headers && origin === start ? { headers } : {}),
  };
}

async function ask(options: HttpOptions, request: HttpRequest, url: URL, signal: AbortSignal): Promise<Response> {
  const proxied = options.proxy !== undefined && !bypassesProxy(url, options.noProxy ?? '');
  try {
    return await fetch(url, {
      headers: {
        'User-Agent': options.userAgent ?? userAgentOf('0.1'),
        Accept: request.accept,
        'Accept-Language': 'en-US,en;q=0.9',
        'Accept-Encoding': 'gzip',
        ...(request.etag ? { 'If-None-Match': request.etag } : {}),
        ...(request.lastModified ? { 'If-Modified-Since': request.lastModified } : {}),
        ...request.headers,
      },
      redirect: 'manual',
      compress: false,
      signal,
      ...(proxied ? { agent: new HttpsProxyAgent(options.proxy) } : {}),
    });
  } catch (error) {
    throw networkError(error, url);
  }
}

/** node-fetch's own message holds the whole URL, which may be signed: only what follows it is kept as the cause. */
function networkError(error: unknown, { host }: URL): unknown {
  if (!(error instanceof FetchError)) return error;
  const cause = Object.assign(new Error(error.message.split('reason: ').at(-1)), { code: error.code });
  return new HttpError('network', `${host} cannot be reached (${error.code ?? cause.message})`, { cause });
}

function factsOf({ status, headers, url }: Response, request: HttpRequest, host: string, clock: Clock): HttpAnswer {
  const conditional = Boolean(request.etag) || Boolean(request.lastModified);
  if (status !== 200 && !(status === 304 && conditional))
    throw new HttpError('status', `${host} answered ${status}`, {
      status,
      retryAfterSeconds: retryAfterSeconds(headers.get('retry-after'), clock.now()),
    });
  return {
    status,
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    contentType: headers.get('content-type') ?? '',
    answeredBy: new URL(url).origin,
    date: headers.get('date'),
  };
}

async function readText(body: Body, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new HttpError('encoding', `${host} sent text that is not UTF-8`, { cause });
  }
}

/** Writes beside the file and renames, so that a file of that name is always a whole one. A 304 writes nothing. */
async function save({ status }: HttpAnswer, body: Body, file: string): Promise<number> {
  if (status === 304) return 0;
  const part = `${file}.part`;
  try {
    // Opened first: a stream opens in its own time, and would make the file anew after a body that broke off at once.
    const output = (await open(part, 'w')).createWriteStream();
    await pipeline(body, output);
    await rename(part, file);
    return output.bytesWritten;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
