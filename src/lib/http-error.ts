export type HttpReason =
  | 'address'
  | 'not-https'
  | 'network'
  | 'status'
  | 'redirect'
  | 'timeout'
  | 'stalled'
  | 'too-large'
  | 'cut-short'
  | 'encoding';

interface HttpErrorFacts {
  readonly status?: number;
  readonly retryAfterSeconds?: number | null;
  readonly cause?: unknown;
}

/** Why a request gave nothing. The message names the host, never a path or a query: signed links carry secrets there. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly reason: HttpReason;
  readonly status: number | null;
  /** What the server asked for, in seconds; null where it did not. */
  readonly retryAfterSeconds: number | null;

  constructor(reason: HttpReason, message: string, facts: HttpErrorFacts = {}) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.reason = reason;
    this.status = facts.status ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** What the server that an error tells of asked for, in seconds; null where there is none in the error or its causes. */
export function retryAfterOf(error: unknown): number | null {
  if (error instanceof HttpError) return error.retryAfterSeconds;
  return error instanceof Error && error.cause !== undefined ? retryAfterOf(error.cause) : null;
}
