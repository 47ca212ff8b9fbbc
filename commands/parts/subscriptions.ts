import { UserError } from '../../src/domain/errors.js';
import { mentionText } from '../../src/domain/mention.js';
import type { Line } from '../../src/domain/message.js';
import {
  type Destination,
  type Schedule,
  type Subscription,
  type Target,
  targetText,
} from '../../src/domain/subscription.js';
import type { App, Asker } from '../../src/ports.js';
import { DEFAULT_HOUR, DEFAULT_ZONE } from './schedule.js';

const KINDS = ['added', 'amended', 'removed', 'announced'] as const;

/** Throws `UserError` that says which right is missing, and what is allowed without it. */
export function needManager(asker: Asker, place: Destination): void {
  if (asker.mayManage) return;
  throw new UserError(
    `Changing the subscriptions of ${placeText(place)} needs the right to manage it (on Discord “Manage Channels”). Ask somebody who has it, or subscribe in a direct message.`,
  );
}

/** How a place is spoken of `here`. */
export function placeText(place: Destination, here: Destination = place): string {
  if (place.id !== here.id) return place.label ?? (place.direct ? 'a direct conversation' : place.id);
  if (place.direct) return 'this conversation';
  return place.thread === undefined ? 'this channel' : 'this thread';
}

/** `added,removed` → kinds; none for all of them. Throws `UserError` for anything else. */
export function kindsOf(text: string | undefined): Subscription['kinds'] {
  const words = (text ?? '')
    .toLowerCase()
    .split(/[\s,|+]+/)
    .filter((word) => word !== '' && word !== 'all');
  return [...new Set(words)].map((word) => {
    const kind = KINDS.find((known) => known === word);
    if (kind) return kind;
    throw new UserError(`“${word.slice(0, 40)}” is not a kind of change. Kinds: ${KINDS.join(', ')}, apart by commas.`);
  });
}

/** `Lazarus Group and linked actors` */
export function targetName(target: Target, app: App): string {
  switch (target.kind) {
    case 'actor':
      return `${app.actors.get(target.actor)?.name ?? target.actor}${target.relations ? ' and linked actors' : ''}`;
    case 'list':
      return `the whole list ${target.list}`;
    case 'program':
      return `programme ${target.program}`;
    case 'country':
      return `country ${target.country}`;
    case 'type':
      return `type ${target.type}`;
    case 'everything':
      return 'everything';
  }
}

type Told = Pick<Subscription, 'target' | 'kinds' | 'format' | 'schedule' | 'mention'>;

/** `Lazarus Group: added, removed, in compact form, daily at 8:00 Europe/Berlin, calling @oncall` */
export function wishText({ target, kinds, format, schedule, mention }: Told, app: App): string {
  const what = kinds.length === 0 ? 'all changes and announcements' : kinds.join(', ');
  const when = schedule === undefined ? '' : `, ${scheduleText(schedule)}`;
  const whom = mention === undefined ? '' : `, calling ${mentionText(mention)}`;
  return `${targetName(target, app)}: ${what}${format === 'compact' ? ', in compact form' : ''}${when}${whom}`;
}

/** `weekly, Mondays at 8:00 UTC` */
function scheduleText({ every, hour, zone }: Schedule): string {
  return `${every === 'day' ? 'daily' : 'weekly, Mondays'} at ${hour}:00 ${zone}`;
}

/** A command for a place, as it is given `here`. */
export function forPlace(command: string, place: Destination, here: Destination): string {
  return place.id === here.id ? command : `${command} destination:${place.id}`;
}

/** The command that makes this subscription. */
export function subscribeText({ target, kinds, format, schedule, mention }: Told): string {
  return [
    `subscribe ${targetText(target)}`,
    ...(kinds.length > 0 ? [`changes:${kinds.join(',')}`] : []),
    ...(format === 'compact' ? ['format:compact'] : []),
    ...(schedule ? [`mode:${schedule.every === 'day' ? 'daily' : 'weekly'}`] : []),
    ...(schedule && schedule.hour !== DEFAULT_HOUR ? [`hour:${schedule.hour}`] : []),
    ...(schedule && schedule.zone !== DEFAULT_ZONE ? [`zone:${schedule.zone}`] : []),
    ...(mention ? [`mention:${mention.id}`] : []),
    ...(target.kind === 'actor' && target.relations ? ['relations'] : []),
  ].join(' ');
}

/** `S12 · Lazarus Group: all changes and announcements · by Ada` */
export function subscriptionLine(subscription: Subscription, app: App): Line {
  return [
    { text: subscription.id, style: 'code' },
    ' · ',
    { text: wishText(subscription, app) },
    ' · by ',
    { text: subscription.createdByName },
  ];
}
