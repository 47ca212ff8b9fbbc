import type { Destination, Platform } from '../domain/subscription.js';

/** `burst` sends at once, then one every `everyMs` milliseconds. */
export interface Rate {
  readonly everyMs: number;
  readonly burst: number;
}

export interface OutboxLimits {
  /** Within one channel; null where the platform's client keeps the pace. */
  readonly channel: Readonly<Record<Platform, Rate | null>>;
  /** Over all channels of a Slack workspace, of the Discord bot. */
  readonly shared: Readonly<Record<Platform, Rate | null>>;
  /** For how long a repeated key cannot double a message, in milliseconds. */
  readonly resendSafeMs: Readonly<Record<Platform, number>>;
  /** How long `stop` lets sends in flight finish, in milliseconds. */
  readonly stopMs: number;
}

export const LIMITS: OutboxLimits = {
  channel: {
    // "1 message per second to a specific channel", short bursts allowed: https://docs.slack.dev/reference/methods/chat.postMessage
    slack: { everyMs: 1000, burst: 3 },
    // "should not be hard coded", discord.js follows the headers: https://discord.com/developers/docs/topics/rate-limits
    discord: null,
    terminal: null,
  },
  shared: {
    // "several hundred messages per minute" per workspace: https://docs.slack.dev/apis/web-api/rate-limits
    slack: { everyMs: 250, burst: 4 },
    // 50 requests per second and bot, of which look-ups leave 40 to alerts: https://discord.com/developers/docs/topics/rate-limits
    discord: { everyMs: 25, burst: 8 },
    terminal: null,
  },
  resendSafeMs: {
    // `enforce_nonce` is unique "in the past few minutes": https://discord.com/developers/docs/resources/message#create-message
    discord: 180_000,
    // chat.postMessage takes no client key: https://docs.slack.dev/reference/methods/chat.postMessage
    slack: 0,
    terminal: 0,
  },
  // Of the ten seconds that a bot which is told to stop has; the rest is for the store.
  stopMs: 7_500,
};

/** The same for all destinations that share a limit: Discord counts per bot, Slack per workspace. */
export function groupOf({ platform, tenant }: Destination): string {
  return platform === 'slack' ? `slack/tenant/${tenant ?? ''}` : platform;
}

/** The platforms' published limits, with what this operator was granted in their place, in alerts a second. */
export function limitsFor(granted: { readonly [P in Platform]?: number | undefined }): OutboxLimits {
  const { slack, discord, terminal } = LIMITS.shared;
  return {
    ...LIMITS,
    shared: { slack: paced(slack, granted.slack), discord: paced(discord, granted.discord), terminal },
  };
}

function paced(usual: Rate | null, perSecond: number | undefined): Rate | null {
  return usual && perSecond !== undefined ? { ...usual, everyMs: 1000 / perSecond } : usual;
}

/** `fullAt` is the time, in epoch milliseconds, at which it would be full again; every send moves that on by `everyMs`. */
interface Bucket extends Rate {
  fullAt: number;
}

/** The buckets that a send takes from. */
interface Touched {
  /** Of its workspace or bot. */
  readonly group: Bucket;
  readonly all: readonly Bucket[];
}

const UNLIMITED: Rate = { everyMs: 0, burst: 1 };

/** When it holds one token, and `spare` more as far as its burst allows. */
function opensAt({ fullAt, burst, everyMs }: Bucket, spare = 0): number {
  return fullAt - Math.max(0, burst - 1 - spare) * everyMs;
}

/** Token buckets of channels, workspaces and bots. */
export class Budgets {
  readonly #limits: OutboxLimits;
  readonly #buckets = new Map<string, Bucket>();
  /** Looked up at every turn for every lane, so that names are put together once. */
  readonly #touched = new WeakMap<Destination, Touched>();

  constructor(limits: OutboxLimits) {
    this.#limits = limits;
  }

  /**
   * The earliest time, in epoch milliseconds, at which a send there keeps within every budget and leaves `spare` sends to
   * others. May be in the past.
   */
  readyAt(destination: Destination, spare = 0): number {
    let at = 0;
    for (const bucket of this.#of(destination).all) at = Math.max(at, opensAt(bucket, spare));
    return at;
  }

  /** The same as `readyAt`, as far as the limit goes that all of its group share. */
  groupReadyAt(destination: Destination, spare = 0): number {
    return opensAt(this.#of(destination).group, spare);
  }

  /** Takes a token from every budget that a send there touches. */
  take(destination: Destination, now: number): void {
    for (const bucket of this.#of(destination).all) bucket.fullAt = Math.max(bucket.fullAt, now) + bucket.everyMs;
  }

  #of(destination: Destination): Touched {
    const known = this.#touched.get(destination);
    if (known) return known;
    const { platform, channel } = destination;
    const own = this.#limits.channel[platform];
    const group = this.#bucket(groupOf(destination), this.#limits.shared[platform] ?? UNLIMITED);
    const touched = { group, all: own ? [this.#bucket(`${platform}/channel/${channel}`, own), group] : [group] };
    this.#touched.set(destination, touched);
    return touched;
  }

  #bucket(name: string, rate: Rate): Bucket {
    const bucket = this.#buckets.get(name) ?? { ...rate, fullAt: 0 };
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
