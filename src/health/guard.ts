import { type Alarm, STUCK_DELIVERY_MS } from '../domain/health.js';
import type { Message } from '../domain/message.js';
import { ageText } from '../lib/time.js';
import type { Clock, Log, Status, Store } from '../ports.js';
import { isBlind, type VerdictFacts } from './verdict.js';

/** Between two looks, in milliseconds. */
const EVERY_MS = 60_000;

export interface GuardOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly status: () => Promise<Status>;
  readonly checkSeconds: VerdictFacts['checkSeconds'];
  /** Tells those who run the bot; gives whether it reached them. */
  readonly tell: (message: Message) => Promise<boolean>;
}

/**
 * The dead man's switch: says once that nothing is checked, or that alerts are stuck, and once that it is over, however
 * often the bot starts again in between. What could not be said is said as soon as it can be.
 */
export class Guard {
  readonly #options: GuardOptions;
  readonly #startedAt: Date;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#stopped;
    for (;;) {
      await clock.sleep(EVERY_MS, signal).catch(() => {});
      if (signal.aborted) return;
      try {
        await this.#look();
      } catch (error) {
        log.error('Whether the bot does its work could not be found out', { error });
      }
    }
  }

  async #look(): Promise<void> {
    const { clock, checkSeconds, status } = this.#options;
    const now = clock.now();
    const state = await status();
    await this.#settle('nothing-checked', isBlind(state, { now, startedAt: this.#startedAt, checkSeconds }), now);
    const { oldestPending } = state.deliveries;
    const waits = oldestPending === null ? 0 : now.getTime() - Date.parse(oldestPending);
    await this.#settle('deliveries-stuck', waits > STUCK_DELIVERY_MS ? 'yes' : 'no', now);
  }

  /** Told first, then written down: an end in between says it twice rather than never. */
  async #settle(alarm: Alarm, raised: 'yes' | 'no' | 'unknown', now: Date): Promise<void> {
    const { store, tell } = this.#options;
    const told = await store.get('alarms', alarm);
    if (raised === 'yes' && !told && (await tell(RAISED[alarm])))
      await store.transaction(async (tx) => tx.put('alarms', alarm, { at: now.toISOString() }));
    if (raised === 'no' && told && (await tell(over(alarm, ageText(told.at, now)))))
      await store.transaction(async (tx) => tx.delete('alarms', alarm));
  }
}

const RAISED: Readonly<Record<Alarm, Message>> = {
  'nothing-checked': notice(
    'Nothing is being checked',
    'No check of any source succeeded for twice as long as it should take: a new designation would not be seen. Look at the network and the proxy, then run: tocsin doctor',
  ),
  'deliveries-stuck': notice(
    'Alerts are stuck',
    `An alert has been waiting for more than ${STUCK_DELIVERY_MS / 60_000} minutes to be sent. Nothing is lost; why it waits says: tocsin status`,
  ),
};

function over(alarm: Alarm, after: string): Message {
  return alarm === 'nothing-checked'
    ? notice('Sources are checked again', `At least one source is checked again, ${after} after it was said.`)
    : notice('Alerts are sent again', `No alert has been waiting for long any more, ${after} after it was said.`);
}

function notice(title: string, text: string): Message {
  return {
    push: `${title}: ${text}`,
    tone: 'problem',
    title,
    blocks: [{ kind: 'text', lines: [[{ text }]] }],
    buttons: [{ label: 'Status', run: 'status' }],
    foot: ['about the bot itself'],
    format: 'full',
  };
}
