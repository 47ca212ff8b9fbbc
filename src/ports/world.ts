export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Messages are static; what varies stands in the fields. No secret, no URL with a token. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export interface HttpRequest {
  readonly url: string;
  readonly accept: string;
  readonly maxBytes: number;
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Until the answer begins, in milliseconds, where the publisher needs longer than most. */
  readonly firstByteMs?: number;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** The origin that gave these validators, which alone is told them; by default the URL's own. */
  readonly validFor?: string | null;
  /** Sent to the URL's own origin only, never to where it redirects: they may hold a key. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: 200 | 304;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentType: string;
  /** The origin that answered, after redirects: its validators are of use to it alone. */
  readonly answeredBy: string;
  /** When the server says it is (its Date header), as it wrote it. */
  readonly date?: string | null;
}

/**
 * GET only; redirects are followed each time, validators travel to the origin that gave them only. Anything but 200 and 304 rejects with
 * an error whose message names the host and the reason, and whose `cause` is kept.
 */
export interface Http {
  /** Reads a small page as UTF-8 (fatal on bad bytes). `text` is empty for 304. */
  text(request: HttpRequest): Promise<HttpAnswer & { readonly text: string }>;
  /** Streams the body to a file; a body cut short of its Content-Length rejects and leaves no file. */
  download(
    request: HttpRequest,
    file: string,
    onProgress?: (received: number, total: number | null) => void,
  ): Promise<HttpAnswer & { readonly bytes: number }>;
}
