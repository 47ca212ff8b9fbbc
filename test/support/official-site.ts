import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Answers one request; it owns the response and must end or destroy it, or leave it hanging on purpose. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface ServeOptions {
  readonly status?: number;
  /** By default guessed from the path's ending. */
  readonly contentType?: string;
  /** With its quotes; answers 304 to a request that repeats it. */
  readonly etag?: string;
  /** An HTTP date; answers 304 to a request whose If-Modified-Since is not older. */
  readonly lastModified?: string;
  /** Compresses where the client accepts it. */
  readonly gzip?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Serves this many times, then the route registered before it answers again. */
  readonly times?: number;
}

interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What it was answered. */
  readonly status: () => number;
}

export interface OfficialSite {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Every request, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** The newest route of a path wins; `/a?b=1` is tried before `/a`. */
  serve(path: string, content: string | Uint8Array | Handler, options?: ServeOptions): void;
  /** Takes every route of that path away: 404 from now on. */
  remove(path: string): void;
  hits(path: string): number;
  close(): Promise<void>;
}

interface Route {
  readonly handler: Handler;
  left: number;
}

/**
 * A publisher's site on loopback that behaves as the real ones do (SOURCES.md 0): 403 to a User-Agent that is short or
 * not `Mozilla/…`, 406 without Accept-Language, 404 to anything but GET.
 */
export async function startOfficialSite(): Promise<OfficialSite> {
  const routes = new Map<string, Route[]>();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '/', headers } = request;
    requests.push({ method, path, headers, status: () => response.statusCode });
    const refusal = refusalOf(request);
    if (refusal) response.writeHead(refusal).end();
    else (routeFor(routes, path) ?? notFound)(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    serve: (path, content, options = {}) => {
      const handler = typeof content === 'function' ? content : fixed(path, content, options);
      routes.set(path, [...(routes.get(path) ?? []), { handler, left: options.times ?? Number.POSITIVE_INFINITY }]);
    },
    remove: (path) => {
      routes.delete(path);
    },
    hits: (path) => requests.filter((request) => request.path === path || request.path.split('?')[0] === path).length,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends the client elsewhere: another path, or an absolute URL. */
export function redirect(to: string, status = 302): Handler {
  return (_request, response) => {
    response.writeHead(status, { location: to }).end();
  };
}

/** An error status, with headers such as Retry-After. */
export function failure(status: number, headers: Readonly<Record<string, string>> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { ...headers }).end(`error ${status}`);
  };
}

/** A page where a file should be, with status 200, as maintenance pages and firewalls do. */
export const htmlPage: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><body>Maintenance</body></html>');
};

/** Promises the whole body and closes the connection after `bytes` of it. */
export function cutShort(content: string | Uint8Array, bytes: number): Handler {
  const body = Buffer.from(content);
  return (_request, response) => {
    response.writeHead(200, { 'content-length': String(body.byteLength) });
    response.write(body.subarray(0, bytes), () => response.destroy());
  };
}

/** Sends `bytes` of the body in chunks, without a length, and closes the connection before the end mark. */
export function cutChunked(content: string | Uint8Array, bytes: number): Handler {
  const body = Buffer.from(content);
  return (_request, response) => {
    response.writeHead(200);
    response.write(body.subarray(0, bytes), () => response.destroy());
  };
}

/** A gzip body that ends early while HTTP itself is satisfied: the Content-Length is that of the piece. */
export function cutGzip(content: string | Uint8Array, bytes: number): Handler {
  const piece = gzipSync(content).subarray(0, bytes);
  return (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(piece.byteLength) }).end(piece);
  };
}

/** Sends `bytes` of the body and then nothing, with the connection open. With `bytes` null not even headers come. */
export function stall(content: string | Uint8Array, bytes: number | null): Handler {
  const body = Buffer.from(content);
  return (_request, response) => {
    if (bytes === null) return;
    response.writeHead(200, { 'content-length': String(body.byteLength) });
    response.write(body.subarray(0, bytes));
  };
}

/** Sends the body in pieces of `bytes`, one every `ms`. */
export function drip(content: string | Uint8Array, bytes: number, ms: number): Handler {
  const body = Buffer.from(content);
  return (_request, response) => {
    response.writeHead(200, { 'content-length': String(body.byteLength) });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(sent, sent + bytes));
      sent += bytes;
      if (sent >= body.byteLength) response.end();
    }, ms);
    response.on('close', () => clearInterval(timer));
  };
}

const notFound = failure(404);

function refusalOf({ method, headers }: IncomingMessage): number | null {
  if (method !== 'GET') return 404;
  const agent = headers['user-agent'] ?? '';
  if (agent.length < 40 || !/^Mozilla\/\d/.test(agent)) return 403;
  return headers['accept-language'] ? null : 406;
}

function routeFor(routes: ReadonlyMap<string, Route[]>, path: string): Handler | null {
  for (const key of [path, path.split('?')[0] ?? path]) {
    const route = routes.get(key)?.findLast(({ left }) => left > 0);
    if (!route) continue;
    route.left -= 1;
    return route.handler;
  }
  return null;
}

function fixed(path: string, content: string | Uint8Array, options: ServeOptions): Handler {
  const body = Buffer.from(content);
  return (request, response) => {
    const headers: Record<string, string> = { 'content-type': options.contentType ?? contentTypeOf(path) };
    if (options.etag) headers.etag = options.etag;
    if (options.lastModified) headers['last-modified'] = options.lastModified;
    Object.assign(headers, options.headers);
    if (isFresh(request.headers, options)) {
      response.writeHead(304, headers).end();
      return;
    }
    const gzip = options.gzip === true && /\bgzip\b/.test(String(request.headers['accept-encoding']));
    const sent = gzip ? gzipSync(body) : body;
    if (gzip) headers['content-encoding'] = 'gzip';
    headers['content-length'] = String(sent.byteLength);
    response.writeHead(options.status ?? 200, headers).end(sent);
  };
}

/** RFC 9110, 13.2.2: If-Modified-Since counts only without If-None-Match. */
function isFresh(headers: IncomingHttpHeaders, { etag, lastModified }: ServeOptions): boolean {
  const tag = headers['if-none-match'];
  if (tag !== undefined) return tag === etag;
  const since = headers['if-modified-since'];
  return since !== undefined && lastModified !== undefined && Date.parse(since) >= Date.parse(lastModified);
}

function contentTypeOf(path: string): string {
  const ending = /\.(\w+)(\?|$)/.exec(path)?.[1]?.toLowerCase() ?? 'html';
  const types: Readonly<Record<string, string>> = { xml: 'text/xml', csv: 'text/csv', json: 'application/json' };
  return types[ending] ?? 'text/html; charset=UTF-8';
}
