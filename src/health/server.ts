import { createServer } from 'node:http';
import { SetupError } from '../domain/errors.js';
import { answerPage } from '../lib/web-page.js';
import type { Log, WebPage, WebPages } from '../ports.js';

/** In milliseconds: nobody has more to send than a request line and some headers. */
const REQUEST_MS = 10_000;
const MAX_CONNECTIONS = 100;

const NOTHING_HERE: WebPage = { status: 404, type: 'text/plain; charset=utf-8', body: 'Not found.\n' };
const READ_ONLY: WebPage = { status: 405, type: 'text/plain; charset=utf-8', body: 'Only GET and HEAD.\n' };

export interface PageServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves pages over HTTP on every interface. Rejects with `SetupError` when the port is taken. */
export async function servePages(port: number, pages: WebPages, log: Log): Promise<PageServer> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const page = reads ? (pages.get(path) ?? (async () => NOTHING_HERE)) : async () => READ_ONLY;
    void answerPage(page, request, response, log);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new SetupError(`Cannot listen on port ${port} (${cause.message}): set PORT to a free one.`, { cause })),
    );
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
