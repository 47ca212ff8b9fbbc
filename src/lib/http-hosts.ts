import PQueue from 'p-queue';
import type { Clock } from '../ports.js';
import { isLoopback } from './http-address.js';

/** How much one host is asked at once, and how long after one request begins the next one may. */
export interface Manners {
  readonly atOnce: number;
  readonly gapMs: number;
}

/** No publisher documents a rate limit; several sources share gov.uk and OFAC's two hosts. This machine needs no manners. */
export function mannersTo(url: URL): Manners {
  return isLoopback(url) ? { atOnce: Number.POSITIVE_INFINITY, gapMs: 0 } : { atOnce: 2, gapMs: 1000 };
}

/** A large file may take half an hour: after so long its request no longer keeps the host's other sources waiting. */
const LONGEST_PLACE_MS = 60_000;

interface HostsOptions {
  readonly clock: Clock;
  readonly manners?: ((url: URL) => Manners) | undefined;
  readonly longestPlaceMs?: number | undefined;
}

interface Host {
  readonly queue: PQueue;
  readonly gapMs: number;
  /** When the next request may begin. */
  freeAt: number;
}

/** Lets requests to one host wait for each other, first come, first served; what they wait is no part of their time limits. */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #hosts = new Map<string, Host>();

  constructor(options: HostsOptions) {
    this.#options = options;
  }

  /** Runs `work` when the URL's host may be asked. Rejects as `work` does, or with the signal's reason while it waits. */
  run<T>(url: URL, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const host = this.#host(url);
    const timeout = this.#options.longestPlaceMs ?? LONGEST_PLACE_MS;
    return new Promise((resolve, reject) => {
      let begun = false;
      const inPlace = async () => {
        begun = true;
        try {
          await this.#gap(host, signal);
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      };
      // Once it began the work ends by itself, as it likes: the queue only goes on.
      host.queue.add(inPlace, { timeout, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
        if (!begun) reject(error);
      });
    });
  }

  #host(url: URL): Host {
    const known = this.#hosts.get(url.host);
    if (known) return known;
    const { atOnce, gapMs } = (this.#options.manners ?? mannersTo)(url);
    const host: Host = { queue: new PQueue({ concurrency: atOnce }), gapMs, freeAt: 0 };
    this.#hosts.set(url.host, host);
    return host;
  }

  async #gap(host: Host, signal: AbortSignal | undefined): Promise<void> {
    if (host.gapMs === 0) return;
    const now = this.#options.clock.now().getTime();
    // No more than those in place can wait for each other: a clock that was put back keeps nobody waiting.
    const wait = Math.min(Math.max(0, host.freeAt - now), host.gapMs * host.queue.concurrency);
    host.freeAt = now + wait + host.gapMs;
    if (wait > 0) await this.#options.clock.sleep(wait, signal);
  }
}
