import type { SendOutcome } from '../domain/delivery.js';
import type { Destination, Platform } from '../domain/subscription.js';
import { attempt, type Desk } from './attempt.js';
import { Budgets } from './budgets.js';
import { type Lane, laneReadyAt } from './lanes.js';
import { Turns } from './turns.js';

/** How long a lane rests after a step that failed in a way nobody foresaw, in milliseconds. */
const REST = 5_000;

/** Begins what is due, one step a lane at a time, within budgets and gates. */
export class Dispatcher {
  readonly #desk: Desk;
  readonly #budgets: Budgets;
  readonly #turns: Turns;
  readonly #onStep: (step: Promise<void>) => void;

  /** `onStep` gets every step that was begun; it never rejects. `onChange`: something may be due earlier than it was. */
  constructor(desk: Desk, onStep: (step: Promise<void>) => void, onChange: () => void) {
    this.#desk = desk;
    this.#budgets = new Budgets(desk.limits);
    this.#turns = new Turns(desk.limits, onChange);
    this.#onStep = onStep;
  }

  /** Begins every step that is due, and gives the time of the next one that is not; null if only an event brings one. */
  beginReady(): number | null {
    const now = this.#now();
    let next: number | null = null;
    // What keeps one lane of a bot or a workspace waiting keeps them all: the others need not be asked.
    const closed = new Set<object>();
    const take = (lane: Lane, at: number | null): void => {
      if (at === null) return;
      if (at <= now) this.#begin(lane);
      else next = Math.min(next ?? Infinity, at);
    };
    for (const lane of this.#desk.lanes.all()) {
      const due = laneReadyAt(lane);
      if (!needsTurn(lane)) {
        take(lane, lane.unparked && !lane.busy ? 0 : due);
        continue;
      }
      const group = this.#budgets.groupOf(lane.destination);
      if (due === null || closed.has(group)) continue;
      const opens = this.#opensAt(lane.destination);
      const isOpen = opens !== null && opens <= now;
      if (!isOpen) closed.add(group);
      // Another lane of a closed group may be due before this one.
      take(lane, isOpen ? Math.max(due, this.#budgets.readyAt(lane.destination)) : opens);
    }
    return next;
  }

  /** When a send may begin as far as the platform and all that share its limits go; null if only an event brings that. */
  #opensAt(destination: Destination): number | null {
    if (!this.#desk.chats.has(destination.platform)) return null;
    const opens = this.#desk.gates.opensAt(destination.platform);
    const free = this.#turns.freeAt(destination);
    return opens === null || free === null ? null : Math.max(opens, free, this.#budgets.groupReadyAt(destination));
  }

  #begin(lane: Lane): void {
    lane.busy = true;
    this.#desk.lanes.rotate(lane);
    const step = lane.unparked ? this.#park(lane) : this.#send(lane);
    this.#onStep(
      step
        .catch((error: unknown) => {
          this.#desk.log.error('A delivery step failed unexpectedly', { destination: lane.id, error });
          lane.heldUntil = this.#now() + REST;
        })
        .then(() => {
          lane.busy = false;
          this.#desk.lanes.prune(lane);
        }),
    );
  }

  async #park(lane: Lane): Promise<void> {
    const waiting = lane.queue.filter(({ state }) => state === 'pending');
    lane.unparked = false;
    const parked = await this.#desk.journal.park(lane.id, waiting, this.#desk.clock.now());
    if (parked) this.#desk.lanes.replace(lane, parked);
  }

  async #send(lane: Lane): Promise<void> {
    const { destination } = lane;
    if (!destination || lane.queue[0]?.state === 'sending') {
      await attempt(this.#desk, lane);
      return;
    }
    const { platform } = destination;
    this.#budgets.take(destination, this.#now());
    const pass = this.#desk.gates.enter(platform);
    const turn = this.#turns.begin(destination);
    let outcome: SendOutcome | null = null;
    try {
      outcome = await attempt(this.#desk, lane, turn);
    } finally {
      turn.end();
      if (pass === 'probe') this.#leaveProbe(platform, outcome?.kind ?? null);
    }
  }

  #leaveProbe(platform: Platform, outcome: SendOutcome['kind'] | null): void {
    const unclear = outcome === 'token-rejected' || outcome === 'transient' || outcome === 'ambiguous';
    const verdict = outcome === null ? 'not-sent' : unclear ? 'unclear' : 'passed';
    this.#desk.gates.leave(platform, verdict, this.#now());
    if (verdict === 'passed') this.#desk.log.info("The platform takes the bot's token again", { platform });
  }

  #now(): number {
    return this.#desk.clock.now().getTime();
  }
}

/** Whether its next step is to send something, which others may have to go before. */
function needsTurn(lane: Lane): lane is Lane & { readonly destination: Destination } {
  return lane.destination !== null && !lane.unparked && lane.queue[0]?.state !== 'sending';
}
