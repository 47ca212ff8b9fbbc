import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log, WebPage } from '../ports.js';

const FAILED: WebPage = { status: 500, type: 'text/plain; charset=utf-8', body: 'That went wrong; see the log.\n' };

/** Answers a request with a page as it is now. What goes wrong is said in the log only. */
export async function answerPage(
  page: () => Promise<WebPage>,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const { status, type, body } = await page().catch((error: unknown) => {
    log.error('A page could not be made', { error });
    return FAILED;
  });
  request.resume();
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
