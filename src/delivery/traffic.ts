import type { SendOutcome } from '../domain/delivery.js';
import type { Destination, Platform } from '../domain/subscription.js';
import { Budgets, type OutboxLimits } from './budgets.js';
import type { Gates } from './gates.js';
import { type Turn, Turns } from './turns.js';

/** A send that may begin: its turn, and what its outcome says about the platform. */
export interface Passage {
  readonly turn: Turn;
  /** It is over; null if nothing was sent. Says whether the platform, which rejected the bot's token, takes it again. */
  leave(outcome: SendOutcome['kind'] | null, now: number): 'reopened' | 'as-before';
}

/** What all sends of a platform, a bot or a workspace have in common: its gate, its budgets, and whose turn it is. */
export class Traffic {
  readonly #chats: ReadonlyMap<Platform, unknown>;
  readonly #gates: Gates;
  readonly #budgets: Budgets;
  readonly #turns: Turns;

  /** `onChange`: something may be due earlier than it was. */
  constructor(
    limits: OutboxLimits,
    { chats, gates }: { readonly chats: ReadonlyMap<Platform, unknown>; readonly gates: Gates },
    onChange: () => void,
  ) {
    this.#chats = chats;
    this.#gates = gates;
    this.#budgets = new Budgets(limits);
    this.#turns = new Turns(limits, onChange);
  }

  /**
   * When a send there may begin, in epoch milliseconds, as far as all go that share its limits, while `spare` tokens are
   * left to others; null if only an event brings that.
   */
  opensAt(destination: Destination, spare: number): number | null {
    if (!this.#chats.has(destination.platform)) return null;
    const opens = this.#gates.opensAt(destination.platform);
    const free = this.#turns.freeAt(destination);
    if (opens === null || free === null) return null;
    return Math.max(opens, free, this.#budgets.groupReadyAt(destination, spare));
  }

  /** The same, as far as the channel's own limit goes too. May be in the past. */
  readyAt(destination: Destination, spare: number): number {
    return this.#budgets.readyAt(destination, spare);
  }

  enter(destination: Destination, now: number): Passage {
    const { platform } = destination;
    this.#budgets.take(destination, now);
    const pass = this.#gates.enter(platform);
    const turn = this.#turns.begin(destination);
    return {
      turn,
      leave: (outcome, at) => {
        turn.end();
        if (pass === 'ordinary') return 'as-before';
        const unclear = outcome === 'token-rejected' || outcome === 'transient' || outcome === 'ambiguous';
        const verdict = outcome === null ? 'not-sent' : unclear ? 'unclear' : 'passed';
        this.#gates.leave(platform, verdict, at);
        return verdict === 'passed' ? 'reopened' : 'as-before';
      },
    };
  }
}
