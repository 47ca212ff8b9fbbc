import { HttpError } from './http-error.js';

interface Limits {
  /** For the whole answer. */
  readonly timeoutMs: number;
  /** Until the answer begins, redirects included. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly stallMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Ends an exchange that takes too long, falls silent, or is no longer wanted; real time, since it guards real sockets. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #deadline: NodeJS.Timeout;
  readonly #host: string;
  readonly #limits: Limits;
  readonly #cancel = () => this.#controller.abort(this.#limits.signal?.reason);
  #silence: NodeJS.Timeout;

  constructor(host: string, limits: Limits) {
    this.#host = host;
    this.#limits = limits;
    this.#deadline = setTimeout(() => this.#stop('timeout', 'took longer than', limits.timeoutMs), limits.timeoutMs);
    this.#silence = setTimeout(
      () => this.#stop('stalled', 'did not answer for', limits.firstByteMs),
      limits.firstByteMs,
    );
    limits.signal?.addEventListener('abort', this.#cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The answer has begun: from here on only the pauses within it count. */
  begin(): void {
    clearTimeout(this.#silence);
    const { stallMs } = this.#limits;
    this.#silence = setTimeout(() => this.#stop('stalled', 'sent nothing for', stallMs), stallMs);
  }

  /** Something arrived. */
  touch(): void {
    this.#silence.refresh();
  }

  /** Closes what is still open. */
  end(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#silence);
    this.#limits.signal?.removeEventListener('abort', this.#cancel);
    this.#controller.abort();
  }

  #stop(reason: 'timeout' | 'stalled', what: string, ms: number): void {
    this.#controller.abort(new HttpError(reason, `${this.#host} ${what} ${ms / 1000} s`));
  }
}
