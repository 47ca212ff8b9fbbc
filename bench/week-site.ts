import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Source } from '../src/ports.js';

/** Files are served at a hundredth of their real size. */
export const SCALE = 100;
/** In MB, as SOURCES.md and the publishers' own pages have them; feeds and small lists 0.1. */
const REAL_MB: Readonly<Record<string, number>> = {
  'ofac-sdn': 109,
  'ofac-consolidated': 4,
  'un-sc': 2,
  'eu-fsf': 25,
  'uk-sl': 21,
  'ch-seco': 42,
  'ca-sema': 1.5,
  'fr-gels': 6,
  'au-dfat': 1,
  'jp-mof': 1,
  'nz-russia': 0.5,
  'us-csl': 20,
};
/** They write their file on request, so that nothing tells one answer from another. */
const WITHOUT_VALIDATORS = new Set(['eu-fsf', 'ch-seco']);

interface Asked {
  requests: number;
  bytes: number;
  /** Whole files. */
  files: number;
}

/** One publisher's host, for all sources that share it. */
export class PublisherHost {
  readonly host: string;
  readonly asked = new Map<string, Asked>();
  readonly #versions = new Map<string, number>();
  readonly #server: Server = createServer((request, response) => this.#serve(request, response));
  #open = 0;
  mostAtOnce = 0;
  /** Paths of change signals that answer 503 for now. */
  broken = false;

  constructor(host: string) {
    this.host = host;
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the host has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  publish(id: string): void {
    this.#versions.set(id, this.version(id) + 1);
  }

  version(id: string): number {
    return this.#versions.get(id) ?? 1;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.#open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
    response.on('close', () => {
      this.#open -= 1;
    });
    // `/SOURCE/signal`, `/SOURCE/file`, `/SOURCE/feed`
    const [, id = '', what = ''] = (request.url ?? '').split('/');
    const asked = this.asked.get(id) ?? { requests: 0, bytes: 0, files: 0 };
    this.asked.set(id, asked);
    asked.requests += 1;
    if (what === 'signal') this.#signal(id, response, asked);
    else this.#content(id, what, request, response, asked);
  }

  #content(id: string, what: string, request: IncomingMessage, response: ServerResponse, asked: Asked): void {
    const version = this.version(id);
    const etag = WITHOUT_VALIDATORS.has(id) || what === 'feed' ? null : `"${version}"`;
    if (etag !== null && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    const body = what === 'feed' ? feedBody(version) : fileBody(id, version);
    asked.bytes += body.byteLength * (what === 'feed' ? 1 : SCALE);
    if (what === 'file') asked.files += 1;
    response
      .writeHead(200, { 'content-length': String(body.byteLength), ...(etag === null ? {} : { etag }) })
      .end(body);
  }

  #signal(id: string, response: ServerResponse, asked: Asked): void {
    if (this.broken) {
      response.writeHead(503).end();
      return;
    }
    const body = Buffer.from(String(this.version(id)).padEnd(2_000));
    asked.bytes += body.byteLength;
    response.writeHead(200, { 'content-length': String(body.byteLength) }).end(body);
  }
}

export function realBytes({ id }: Pick<Source, 'id'>): number {
  return (REAL_MB[id] ?? 0.1) * 1e6;
}

const ENTRIES = 200;

/** An entry a line, of which one changes with each version, filled up to the size. */
function fileBody(id: string, version: number): Buffer {
  const lines = Array.from({ length: ENTRIES }, (_, i) => `HARBOUR COMPANY ${i}${i === 0 ? ` ${version}` : ''}`);
  return Buffer.from(lines.join('\n').padEnd(realBytes({ id }) / SCALE));
}

/** The ids of the newest twenty items. */
function feedBody(version: number): Buffer {
  return Buffer.from(
    Array.from({ length: 20 }, (_, i) => version + 20 - i)
      .join('\n')
      .padEnd(30_000),
  );
}
