import type { ServerResponse } from 'node:http';

/** What goes wrong with a request, in the ways Discord, its edge and networks do. */
export type Fault =
  /** 429; `global` is for the whole bot, `bare` is the edge's HTML without any header, `headless` JSON without any. */
  | { readonly kind: 'rate'; readonly scope: 'user' | 'global' | 'bare' | 'headless'; readonly seconds?: number }
  /** HTTP 200 with a body that is not what was asked for. */
  | { readonly kind: 'body'; readonly type: string; readonly text: string; readonly stored?: boolean }
  /** An answer that comes a byte at a time, and is not complete in time. */
  | { readonly kind: 'drip'; readonly stored?: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly stored?: boolean }
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly message: string }
  /** An answer that never comes. */
  | { readonly kind: 'hang'; readonly stored?: boolean }
  /** The connection is cut, before or after the message was stored. */
  | { readonly kind: 'reset'; readonly stored?: boolean };

/** Faults waiting for requests, by channel id or by the name of a route. */
export class Faults {
  readonly #waiting = new Map<string, Fault[]>();

  add(where: string, fault: Fault, times: number): void {
    const queue = this.#waiting.get(where) ?? [];
    for (let i = 0; i < times; i += 1) queue.push(fault);
    this.#waiting.set(where, queue);
  }

  take(where: string): Fault | undefined {
    return this.#waiting.get(where)?.shift();
  }
}

/** Answers, or does not, as the fault says. */
export function commit(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      response.destroy();
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type }).end(fault.text);
      return;
    case 'drip':
      drip(response);
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>error</html>');
      return;
    case 'error':
      response
        .writeHead(fault.status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ code: fault.code, message: fault.message }));
      return;
    case 'rate':
      rateLimit(response, fault.scope, fault.seconds ?? 1);
  }
}

function rateLimit(response: ServerResponse, scope: 'user' | 'global' | 'bare' | 'headless', seconds: number): void {
  if (scope === 'headless') {
    const body = { message: 'You are being rate limited.', retry_after: seconds, global: false };
    response.writeHead(429, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return;
  }
  if (scope === 'bare') {
    response.writeHead(429, { 'content-type': 'text/html' }).end('<html>rate limited</html>');
    return;
  }
  const headers = {
    'content-type': 'application/json',
    'retry-after': String(seconds),
    'x-ratelimit-scope': scope,
    'x-ratelimit-reset-after': String(seconds),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '5',
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : { 'x-ratelimit-bucket': 'messages' }),
  };
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' };
  response.writeHead(429, headers).end(JSON.stringify(body));
}

/** A byte every 20 ms of an answer that is never complete, until the client hangs up. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}
