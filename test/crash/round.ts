import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { destinationOf, subscribeDefault } from '../../src/app/destinations.js';
import type { Delivery } from '../../src/domain/delivery.js';
import { systemClock } from '../../src/lib/time.js';
import { openStore, openStoreForReading } from '../../src/store/index.js';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';
import type { History } from './history.js';
import { Life } from './life.js';
import { type Event, type Moment, momentText, nextMoment } from './moments.js';
import { Publisher } from './publisher.js';
import type { Random } from './random.js';
import { type Arrival, judge, type Verdict } from './verdict.js';

export interface RoundOptions {
  readonly main: string;
  readonly dir: string;
  readonly history: History;
  readonly random: Random;
  /** At most so many; the round ends when the history is delivered. */
  readonly kills: number;
  readonly destinations: number;
  /** Whether the bot may look on Slack for what it may have sent; it may not where it has no history scope. */
  readonly slackHistory: boolean;
  readonly say: (line: string) => void;
}

export interface RoundResult {
  readonly kills: number;
  readonly verdict: Verdict;
  /** The most messages that one kill doubled on Slack. */
  readonly mostDoubledByOneKill: number;
}

/** What the bot logs of an alert, and of a page or file, that it has sent and recorded. */
const RECORDED = new Set(['Delivered', 'A part of a large alert was handed over']);
/** Nothing was sent for so long: all is delivered, or stuck. */
const QUIET_MS = 4_000;
/** A life that does not come to its moment ends all the same. */
const LONGEST_LIFE_MS = 5_000;
const STUCK_MS = 120_000;

/** The history once, from the baseline to the last alert, with the bot killed at random moments. */
export async function runRound(options: RoundOptions): Promise<RoundResult> {
  const slack = await startSlackServer();
  const discord = await startDiscordServer();
  if (!options.slackHistory) slack.fail('conversations.history', { error: 'missing_scope' });
  const counts = new Counts(slack, discord);
  const publisher = await Publisher.start(options.history, () => counts.note('asked the publisher'));
  try {
    return await new Round(options, { slack, discord, publisher, counts }).run();
  } finally {
    counts.stop();
    await Promise.all([publisher.close(), slack.close(), discord.close()]);
  }
}

interface World {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly publisher: Publisher;
  readonly counts: Counts;
}

class Round {
  readonly #options: RoundOptions;
  readonly #world: World;
  readonly #destinations: string[];
  readonly #env: Record<string, string>;
  readonly #stateDir: string;
  readonly #errors = new Map<string, number>();
  /** How many messages Slack had when each life began. */
  readonly #begun: number[] = [];
  #kills = 0;

  constructor(options: RoundOptions, world: World) {
    this.#options = options;
    this.#world = world;
    const { slack, discord, publisher } = world;
    this.#stateDir = join(options.dir, 'state');
    this.#destinations = Array.from({ length: options.destinations }, (_, n) => [
      `slack/C${String(n + 1).padStart(8, '0')}`,
      `discord/${discord.addChannel()}`,
    ]).flat();
    this.#env = {
      ...{ DATA_DIR: this.#stateDir, LOG_LEVEL: 'info', POLL_SECONDS: '0.2' },
      ...{ SOURCES: 'ofac-sdn', SOURCE_OFAC_SDN_URL: publisher.url, SOURCE_OFAC_SDN_FORMAT: 'csv' },
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ SLACK_ALERTS_PER_SECOND: '40', DISCORD_ALERTS_PER_SECOND: '40' },
    };
  }

  async run(): Promise<RoundResult> {
    await this.#subscribe();
    await this.#takeBaseline();
    while (this.#kills < this.#options.kills && !(await this.#liveUntilKilled()));
    const deliveries = await this.#liveToTheEnd();
    return { kills: this.#kills, verdict: this.#judge(deliveries), mostDoubledByOneKill: this.#mostDoubled() };
  }

  async #subscribe(): Promise<void> {
    await mkdir(this.#stateDir, { recursive: true });
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const store = await openStore({ dir: this.#stateDir, log: quiet, clock: systemClock });
    for (const id of this.#destinations) await subscribeDefault(store, systemClock, destinationOf(id).id);
    await store.close();
  }

  /** Before it there is nothing to lose. */
  async #takeBaseline(): Promise<void> {
    const life = this.#begin();
    const until = Date.now() + STUCK_MS;
    while (this.#world.publisher.published === 0 && Date.now() < until && !life.ended) await pause(20);
    await this.#end(life);
    if (this.#world.publisher.published === 0) throw new Error(`no baseline was taken: ${life.errors.join('\n')}`);
  }

  /** True when there is nothing left to be killed in: all is published, and a whole life had nothing to send. */
  async #liveUntilKilled(): Promise<boolean> {
    const { counts } = this.#world;
    const moment = nextMoment(this.#options.random);
    const before = counts.of('recorded as sent');
    const life = this.#begin();
    const came = await this.#reached(moment, life);
    const idle = !came && counts.of('recorded as sent') === before;
    if (life.ended) throw new Error(`the bot ended by itself: ${life.errors.join('\n')}`);
    await life.kill();
    this.#kills += 1;
    this.#note(life);
    const { publisher, slack, discord } = this.#world;
    const so = `${publisher.published} versions, ${slack.messages.length} + ${discord.messages.length} messages`;
    this.#options.say(`kill ${this.#kills}: ${came ? momentText(moment) : 'nothing more to wait for'} (${so})`);
    return idle && publisher.done;
  }

  async #reached({ after, nth, ms }: Moment, life: Life): Promise<boolean> {
    const { counts } = this.#world;
    const wanted = counts.of(after) + (after === 'spawned' ? 0 : nth);
    let [seen, quietSince, upSince] = [-1, Date.now(), Date.now()];
    while (counts.of(after) < wanted) {
      const now = counts.of('recorded as sent');
      if (!life.watching) upSince = Date.now();
      if (now !== seen || !life.watching) [seen, quietSince] = [now, Date.now()];
      if (Date.now() - quietSince > QUIET_MS || life.ended) return false;
      if (Date.now() - upSince > LONGEST_LIFE_MS) return true;
      await counts.next();
    }
    await pause(ms);
    return true;
  }

  async #liveToTheEnd(): Promise<Delivery[]> {
    let [sent, since] = [-1, Date.now()];
    for (;;) {
      const life = this.#begin();
      await this.#quiet(life);
      await this.#end(life);
      const reader = await openStoreForReading(this.#stateDir);
      const deliveries = (await reader.list('deliveries')).map(([, row]) => row);
      await reader.close();
      const open = deliveries.filter(({ state }) => state !== 'sent' && state !== 'failed').length;
      if (open === 0 && this.#world.publisher.done) return deliveries;
      const now = deliveries.length - open;
      if (now !== sent) [sent, since] = [now, Date.now()];
      else if (Date.now() - since > STUCK_MS) return deliveries;
    }
  }

  /** Resolves when all is published and nothing was sent for a while. */
  async #quiet(life: Life): Promise<void> {
    const { publisher, counts } = this.#world;
    let [seen, since] = [-1, Date.now()];
    while (!life.ended && !(publisher.done && Date.now() - since > QUIET_MS)) {
      const now = counts.of('recorded as sent') + publisher.published;
      if (now !== seen || !life.watching) [seen, since] = [now, Date.now()];
      if (Date.now() - since > STUCK_MS) throw new Error(`nothing happens any more: ${life.errors.join('\n')}`);
      await pause(50);
    }
  }

  #begin(): Life {
    const { publisher, slack, counts } = this.#world;
    publisher.newLife();
    this.#begun.push(slack.messages.length);
    const life = new Life(this.#options.main, this.#env, this.#options.dir);
    life.onLine = (message) => {
      if (RECORDED.has(message)) counts.note('recorded as sent');
    };
    return life;
  }

  async #end(life: Life): Promise<void> {
    const code = life.ended ? null : await life.stop();
    this.#note(life);
    if (code !== 0) throw new Error(`the bot did not stop in order (${code}): ${life.errors.join('\n')}`);
  }

  #note({ errors }: Life): void {
    for (const line of errors) {
      const known = this.#errors.get(line) ?? 0;
      this.#errors.set(line, known + 1);
      if (known === 0) this.#options.say(`the bot said: ${line}`);
    }
  }

  #arrivals(deliveries: readonly Delivery[]): Arrival[] {
    const { slack, discord } = this.#world;
    // A thread has the id of the message it is about, and a file on Slack says only in which thread it is.
    const channels = new Map(discord.messages.map(({ id, channel }) => [id, channel]));
    const files = filesOf(deliveries);
    return [
      ...slack.messages.map(({ channel, body }) => ({ destination: `slack/${channel}`, key: slackKey(body) })),
      ...slack.files.map(({ channel, threadTs = '' }) => ({
        destination: `slack/${channel}`,
        key: files.get(`slack/${channel} ${threadTs}`) ?? '',
      })),
      ...discord.messages.map(({ channel, body }) => ({
        destination: `discord/${channels.get(channel) ?? channel}`,
        key: String(body.nonce),
      })),
    ];
  }

  #judge(deliveries: readonly Delivery[]): Verdict {
    const { history } = this.#options;
    const owed = history.versions.filter(({ changed }) => changed).length;
    const evidence = {
      kills: this.#kills,
      owed,
      destinations: this.#destinations,
      arrivals: this.#arrivals(deliveries),
    };
    const verdict = judge({ ...evidence, deliveries });
    const refused = this.#world.discord.refused.map((why) => `Discord refused a message: ${why}`);
    return { ...verdict, failures: [...verdict.failures, ...refused] };
  }

  #mostDoubled(): number {
    /** The life in which each message came last: if it comes again, the kill that ended that life doubled it. */
    const seen = new Map<string, number>();
    const doubled = new Map<number, number>();
    for (const [position, { body }] of this.#world.slack.messages.entries()) {
      const key = slackKey(body);
      const life = this.#begun.findLastIndex((first) => first <= position);
      const before = seen.get(key);
      if (before !== undefined) doubled.set(before, (doubled.get(before) ?? 0) + 1);
      seen.set(key, life);
    }
    return Math.max(0, ...doubled.values());
  }
}

/** The keys of files, by the message in whose thread they belong: `slack/C1 1700000000.000100`. */
function filesOf(deliveries: readonly Delivery[]): Map<string, string> {
  const messages = new Map(
    deliveries.map(({ key, destination, messageId = '' }) => [key, `${destination} ${messageId}`]),
  );
  return new Map(
    deliveries.flatMap(({ key, parcel }) => (parcel?.kind === 'csv' ? [[messages.get(parcel.alert) ?? '', key]] : [])),
  );
}

/** The delivery that a message on Slack says it is. */
function slackKey(body: Readonly<Record<string, unknown>>): string {
  const { metadata } = body;
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return '';
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'delivery_id' in payload ? String(payload.delivery_id) : '';
}

/** How often each event happened, over all lives. */
class Counts {
  readonly #noted = new Map<Event, number>();
  readonly #slack: SlackServer;
  readonly #discord: DiscordServer;
  readonly #tick: NodeJS.Timeout;
  #waiting: (() => void)[] = [];

  constructor(slack: SlackServer, discord: DiscordServer) {
    this.#slack = slack;
    this.#discord = discord;
    this.#tick = setInterval(() => this.#wake(), 1);
  }

  note(event: Event): void {
    this.#noted.set(event, this.of(event) + 1);
    this.#wake();
  }

  of(event: Event): number {
    if (event === 'stored by Slack') return this.#slack.messages.length;
    if (event === 'stored by Discord') return this.#discord.messages.length;
    return this.#noted.get(event) ?? 0;
  }

  /** Resolves when something may have happened. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    clearInterval(this.#tick);
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
