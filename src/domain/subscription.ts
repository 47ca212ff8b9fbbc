import type { ChangeKind } from './action.js';
import type { Instant, PartyType } from './listing.js';
import type { Mention } from './mention.js';

/** Silence that somebody asked for; it ends by itself. */
export interface Quiet {
  /** A pause is of one subscription, or (null) of all; a mute is about a target, whatever is subscribed. */
  readonly what:
    | { readonly kind: 'pause'; readonly subscription: string | null }
    | { readonly kind: 'mute'; readonly target: Target };
  readonly since: Instant;
  readonly until: Instant;
  readonly by: string;
  readonly byName: string;
}

/** When a digest goes out; absent from a subscription that alerts at once. */
export interface Schedule {
  readonly every: 'day' | 'week';
  /** 0 to 23, on the clocks of `zone`. */
  readonly hour: number;
  /** An IANA name: `Europe/Berlin`. */
  readonly zone: string;
}

export type Platform = 'slack' | 'discord' | 'terminal';

/** A channel, thread or direct message on one platform. */
export interface Destination {
  /** `slack/C0123`, `discord/1234`, `terminal/local`; a thread adds `/<thread>`. */
  readonly id: string;
  readonly platform: Platform;
  readonly channel: string;
  readonly thread?: string;
  /** Slack team or Discord guild, where known. */
  readonly tenant?: string;
  readonly label?: string;
  readonly direct: boolean;
  /** Set while nothing can be delivered here; never deleted for it. */
  readonly suspended?: { readonly since: Instant; readonly reason: string; readonly mend: string };
  /** Pauses and mutes; past ones may be among them. */
  readonly quiet?: readonly Quiet[];
}

export type Target =
  | {
      readonly kind: 'actor';
      readonly actor: string /** Children and linked parties too. */;
      readonly relations: boolean;
    }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'program'; readonly program: string }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'type'; readonly type: PartyType }
  | { readonly kind: 'everything' };

export interface Subscription {
  /** `S12`. */
  readonly id: string;
  readonly destination: string;
  readonly target: Target;
  /** Empty: all kinds of change, and announcements. */
  readonly kinds: readonly (ChangeKind | 'announced')[];
  readonly format: 'full' | 'compact';
  readonly schedule?: Schedule;
  /** Called by each of its alerts and digests. */
  readonly mention?: Mention;
  readonly createdAt: Instant;
  /** Who asked for it: a platform's user id, or `env` for the default channels. */
  readonly createdBy: string;
  readonly createdByName: string;
}

/**
 * `slack/C0123`, `slack/C0123/1700000000.000100`, `discord/1234`, `terminal/local` as a destination; null for anything else. A
 * Slack id that starts with D or U is a person's.
 */
export function placeNamed(id: string): Destination | null {
  const [, platform, channel = '', thread] = /^(slack|discord|terminal)\/([\w-]+)(?:\/([\w.-]+))?$/.exec(id) ?? [];
  if (platform !== 'slack' && platform !== 'discord' && platform !== 'terminal') return null;
  const direct = platform === 'terminal' || (platform === 'slack' && /^[DU]/.test(channel));
  return { id, platform, channel, ...(thread === undefined ? {} : { thread }), direct };
}

/** A target as people type it; `parseTarget` in alerts reads it back. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'actor':
      return `actor:${target.actor}`;
    case 'list':
      return `list:${target.list}`;
    case 'program':
      return `program:${target.program}`;
    case 'country':
      return `country:${target.country}`;
    case 'type':
      return `type:${target.type}`;
    case 'everything':
      return 'everything';
  }
}
