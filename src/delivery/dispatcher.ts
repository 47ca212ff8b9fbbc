import type { SendOutcome } from '../domain/delivery.js';
import type { Platform } from '../domain/subscription.js';
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
    for (const lane of this.#desk.lanes.all()) {
      const at = this.#readyAt(lane);
      if (at === null) continue;
      if (at <= now) this.#begin(lane);
      else next = Math.min(next ?? Infinity, at);
    }
    return next;
  }

  #readyAt(lane: Lane): number | null {
    const { destination } = lane;
    const due = laneReadyAt(lane);
    if (lane.unparked && !lane.busy) return 0;
    if (due === null || !destination || lane.queue[0]?.state === 'sending') return due;
    if (!this.#desk.chats.has(destination.platform)) return null;
    const opens = this.#desk.gates.opensAt(destination.platform);
    const free = this.#turns.freeAt(destination);
    return opens === null || free === null ? null : Math.max(due, opens, free, this.#budgets.readyAt(destination));
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
