import type { SendOutcome } from '../domain/delivery.js';
import type { Clock, Log } from '../ports.js';
import type { Journal } from './journal.js';
import { isSending, type Lane, type Lanes, laneReadyAt } from './lanes.js';
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
    const { lanes } = this.#line;
    const now = this.#now();
    let next = Number.POSITIVE_INFINITY;
    for (const lane of lanes.recording()) {
      if (lane.busy) continue;
      const due = lane.unparked ? now : (laneReadyAt(lane) ?? Number.POSITIVE_INFINITY);
      if (due <= now) this.#begin(lane);
      else next = Math.min(next, due);
    }
    for (const group of lanes.sending()) next = Math.min(next, this.#beginSending(group, now));
    return next === Number.POSITIVE_INFINITY ? null : next;
  }

  /** The same for lanes that share their limits; the time is infinite if only an event brings one. */
  #beginSending(group: Iterable<Lane>, now: number): number {
    const { traffic } = this.#office;
    const { spare } = this.#line;
    let next = Number.POSITIVE_INFINITY;
    for (const lane of group) {
      const due = laneReadyAt(lane);
      if (due === null || !lane.destination) continue;
      const opens = traffic.opensAt(lane.destination, spare) ?? Number.POSITIVE_INFINITY;
      // What keeps this one waiting keeps all of them, and another one may be due before it.
      if (opens > now) return Math.min(next, opens);
      const at = Math.max(due, traffic.readyAt(lane.destination, spare));
      if (at <= now) this.#begin(lane);
      else next = Math.min(next, at);
    }
    return next;
  }

  #begin(lane: Lane): void {
    const { lanes } = this.#line;
    lanes.begin(lane);
    const step = lane.unparked ? this.#park(lane) : this.#send(lane);
    this.#onStep(
      step
        .catch((error: unknown) => {
          this.#office.log.error('A delivery step failed unexpectedly', { destination: lane.id, error });
          lane.heldUntil = this.#now() + REST;
        })
        .then(() => lanes.end(lane)),
    );
  }

  async #park(lane: Lane): Promise<void> {
    const waiting = lane.queue.filter(({ state }) => state === 'pending');
    lane.unparked = false;
    const parked = await this.#office.journal.park(lane.id, waiting, this.#office.clock.now());
    if (parked) this.#line.lanes.replace(lane, parked);
  }

  async #send(lane: Lane): Promise<void> {
    if (!lane.destination || !isSending(lane)) {
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
