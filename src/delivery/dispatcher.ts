import type { SendOutcome } from '../domain/delivery.js';
import type { Destination } from '../domain/subscription.js';
import type { Clock, Log } from '../ports.js';
import type { Journal } from './journal.js';
import { type Lane, type Lanes, laneReadyAt } from './lanes.js';
import type { Traffic } from './traffic.js';
import type { Turn } from './turns.js';

/** How long a lane rests after a step that failed in a way nobody foresaw, in milliseconds. */
const REST = 5_000;

/** What waits, and how a lane of it is taken one step on. */
export interface Line {
  readonly lanes: Lanes;
  /** So many sends are left to others in every budget. */
  readonly spare: number;
  /** Takes the lane's oldest delivery one step on; gives the outcome, or null if nothing was sent. */
  readonly step: (lane: Lane, turn?: Turn) => Promise<SendOutcome | null>;
}

interface Office {
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly traffic: Traffic;
}

/** Begins what is due, one step a lane at a time, within budgets and gates. */
export class Dispatcher {
  readonly #office: Office;
  readonly #line: Line;
  readonly #onStep: (step: Promise<void>) => void;

  /** `onStep` gets every step that was begun; it never rejects. */
  constructor(office: Office, line: Line, onStep: (step: Promise<void>) => void) {
    this.#office = office;
    this.#line = line;
    this.#onStep = onStep;
  }

  /** Begins every step that is due, and gives the time of the next one that is not; null if only an event brings one. */
  beginReady(): number | null {
    const { traffic } = this.#office;
    const { lanes, spare } = this.#line;
    const now = this.#now();
    let next: number | null = null;
    // What keeps one lane of a bot or a workspace waiting keeps them all: the others need not be asked.
    const closed = new Set<object>();
    const take = (lane: Lane, at: number | null): void => {
      if (at === null) return;
      if (at <= now) this.#begin(lane);
      else next = Math.min(next ?? Infinity, at);
    };
    for (const lane of lanes.all()) {
      const due = laneReadyAt(lane);
      if (!needsTurn(lane)) {
        take(lane, lane.unparked && !lane.busy ? 0 : due);
        continue;
      }
      const group = traffic.groupOf(lane.destination);
      if (due === null || closed.has(group)) continue;
      const opens = traffic.opensAt(lane.destination, spare);
      const isOpen = opens !== null && opens <= now;
      if (!isOpen) closed.add(group);
      // Another lane of a closed group may be due before this one.
      take(lane, isOpen ? Math.max(due, traffic.readyAt(lane.destination, spare)) : opens);
    }
    return next;
  }

  #begin(lane: Lane): void {
    const { lanes } = this.#line;
    lane.busy = true;
    lanes.rotate(lane);
    const step = lane.unparked ? this.#park(lane) : this.#send(lane);
    this.#onStep(
      step
        .catch((error: unknown) => {
          this.#office.log.error('A delivery step failed unexpectedly', { destination: lane.id, error });
          lane.heldUntil = this.#now() + REST;
        })
        .then(() => {
          lane.busy = false;
          lanes.prune(lane);
        }),
    );
  }

  async #park(lane: Lane): Promise<void> {
    const waiting = lane.queue.filter(({ state }) => state === 'pending');
    lane.unparked = false;
    const parked = await this.#office.journal.park(lane.id, waiting, this.#office.clock.now());
    if (parked) this.#line.lanes.replace(lane, parked);
  }

  async #send(lane: Lane): Promise<void> {
    if (!needsTurn(lane)) {
      await this.#line.step(lane);
      return;
    }
    const { platform } = lane.destination;
    const passage = this.#office.traffic.enter(lane.destination, this.#now());
    let outcome: SendOutcome | null = null;
    try {
      outcome = await this.#line.step(lane, passage.turn);
    } finally {
      const after = passage.leave(outcome?.kind ?? null, this.#now());
      if (after === 'reopened') this.#office.log.info("The platform takes the bot's token again", { platform });
    }
  }

  #now(): number {
    return this.#office.clock.now().getTime();
  }
}

/** Whether its next step is to send something, which others may have to go before. */
function needsTurn(lane: Lane): lane is Lane & { readonly destination: Destination } {
  return lane.destination !== null && !lane.unparked && lane.queue[0]?.state !== 'sending';
}
