import type { Destination } from '../domain/subscription.js';
import type { OutboxLimits } from './budgets.js';

/** How long an answer keeps the next message waiting, in milliseconds: no channel may delay another by more. */
const PATIENCE = 200;

/** The right to have a message under way. */
export interface Turn {
  /** It is handed to the platform at this time, in epoch milliseconds. */
  sending(now: number): void;
  /** The platform answered: what it said is recorded before anything else is sent. */
  answered(): void;
  /** It is recorded. */
  end(): void;
}

const NO_TURN: Turn = { sending: () => {}, answered: () => {}, end: () => {} };

/**
 * Where a platform does not recognise a message that it gets twice, one message at a time is under way in a workspace, so
 * that a bot that is killed doubles one at most. A platform that takes its time is not waited for.
 */
export class Turns {
  readonly #limits: OutboxLimits;
  readonly #onChange: () => void;
  /** Until when each workspace is taken, in epoch milliseconds. */
  readonly #taken = new Map<string, { until: number }>();

  /** `onChange` is called when a workspace that was taken without end is taken up to a time. */
  constructor(limits: OutboxLimits, onChange: () => void) {
    this.#limits = limits;
    this.#onChange = onChange;
  }

  /** When a send there may begin, in epoch milliseconds; null if only the end of another one brings that. */
  freeAt(destination: Destination): number | null {
    const { until } = this.#taken.get(this.#nameOf(destination) ?? '') ?? { until: 0 };
    return until === Number.POSITIVE_INFINITY ? null : until;
  }

  begin(destination: Destination): Turn {
    const name = this.#nameOf(destination);
    if (name === null) return NO_TURN;
    const mine = { until: Number.POSITIVE_INFINITY };
    this.#taken.set(name, mine);
    return {
      sending: (now) => {
        mine.until = now + PATIENCE;
        this.#onChange();
      },
      answered: () => {
        mine.until = Number.POSITIVE_INFINITY;
      },
      end: () => {
        if (this.#taken.get(name) === mine) this.#taken.delete(name);
      },
    };
  }

  #nameOf({ platform, tenant }: Destination): string | null {
    const { resendSafeMs, shared } = this.#limits;
    return resendSafeMs[platform] > 0 || shared[platform] === null ? null : `${platform}/${tenant ?? ''}`;
  }
}
