import type { Message } from '../../domain/message.js';
import type { Clock, Log } from '../../ports.js';
import { discordNotice } from './notices.js';

/**
 * "IP addresses that make too many invalid HTTP requests are automatically and temporarily restricted … 10,000 per 10
 * minutes": 401, 403, and 429 unless it is shared. https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
const WINDOW_MS = 10 * 60 * 1000;
/** So exact is the window, in milliseconds. */
const SLOT_MS = 10_000;
/** Half of what Discord allows, for other programs may share the address. */
const HALT_AT = 5_000;
const WARN_AT = 1_000;
const MEND = 'See in the log which channels closed to the bot. Alerts go on by themselves, and nothing owed is lost.';

/** Counts what Discord calls invalid requests, and says when nothing but answers to people may be sent. */
export class InvalidRequests {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tell: (message: Message) => void;
  /** By the number of their ten seconds, oldest first. */
  readonly #slots = new Map<number, number>();
  #told: 'nothing' | 'warned' | 'halted' = 'nothing';

  /** `tell` reaches those who run the bot. */
  constructor(clock: Clock, log: Log, tell: (message: Message) => void) {
    this.#clock = clock;
    this.#log = log;
    this.#tell = tell;
  }

  /** Counts an answer of Discord's, whatever was asked. */
  note(status: number, scope: string | null): void {
    const counts = status === 401 || status === 403 || (status === 429 && scope !== 'shared');
    if (!counts) return;
    const slot = Math.floor(this.#clock.now().getTime() / SLOT_MS);
    this.#slots.set(slot, (this.#slots.get(slot) ?? 0) + 1);
    this.#judge(this.#count());
  }

  /** How many milliseconds nothing but answers to people may be sent; 0 where all may. */
  haltMs(): number {
    let excess = this.#count() - HALT_AT;
    if (excess < 0) return 0;
    for (const [slot, count] of this.#slots) {
      excess -= count;
      if (excess < 0) return (slot + 1) * SLOT_MS + WINDOW_MS - this.#clock.now().getTime();
    }
    return 0;
  }

  #count(): number {
    const oldest = (this.#clock.now().getTime() - WINDOW_MS) / SLOT_MS;
    let count = 0;
    for (const [slot, here] of this.#slots) {
      if (slot + 1 <= oldest) this.#slots.delete(slot);
      else count += here;
    }
    if (count < WARN_AT) this.#told = 'nothing';
    return count;
  }

  #judge(count: number): void {
    if (count >= HALT_AT && this.#told !== 'halted') {
      this.#told = 'halted';
      this.#log.error('Discord refused so much that nothing but answers to commands is sent for a while', { count });
      const title = 'Discord refused so much that its alerts wait';
      this.#tell(discordNotice(title, `${count} in ten minutes`, MEND));
    } else if (count >= WARN_AT && this.#told === 'nothing') {
      this.#told = 'warned';
      this.#log.warn('Discord refuses much of what is sent; see which channels closed to the bot', { count });
      const title = `Discord refuses much of what is sent; at ${HALT_AT} in ten minutes its alerts wait`;
      this.#tell(discordNotice(title, `${count} in ten minutes`, MEND));
    }
  }
}
