import type { Action, Change } from '../domain/action.js';
import type { Actor } from '../domain/actor.js';
import type { Button } from '../domain/message.js';
import { type Subscription, targetText } from '../domain/subscription.js';
import type { Tie } from '../domain/tie.js';
import { truncate } from '../lib/text.js';
import { ageText, dayText } from '../lib/time.js';

/** What an alert says beyond its action. */
export interface ComposeFacts {
  /** Short title of a source: "OFAC SDN". */
  readonly titleOf: (source: string) => string;
  /** The page people are sent to where the action has no page of its own. */
  readonly homepageOf: (source: string) => string;
  readonly actor: (id: string) => Actor | undefined;
  /** Which watched lists carry an actor. */
  readonly listsOf: (actor: string) => readonly { readonly title: string; readonly listed: boolean }[];
  /** The listings on other lists that are proved to be of the same party and stand there now. */
  readonly tiedTo: (list: string, ref: string) => readonly Tie[];
  /** The word people type before a verb: `/sanctions`. */
  readonly prompt: string;
}

/** For how long the button mutes; the answer says so, with a way back. */
const MUTE = '7d';
/** So many are told with their target; every other one by its id. */
const MAX_TARGETS = 6;

/** The official page, the details, and of the first actors what the reader does not have yet. */
export function buttonsOf(
  action: Action,
  changes: readonly Change[],
  subscriptions: readonly Subscription[],
  facts: ComposeFacts,
): Button[] {
  const only = changes.length === 1 ? changes[0] : undefined;
  const notice = action.kind === 'announcement' ? action.url : (only?.url ?? facts.homepageOf(action.source));
  const links = [
    ...changes.flatMap((change) => change.actors),
    ...(action.kind === 'announcement' ? action.actors : []),
  ];
  const actors = [...new Set(links.map((link) => link.actor))];
  const followed = new Set(subscriptions.flatMap(({ target }) => (target.kind === 'actor' ? [target.actor] : [])));
  return [
    {
      label: action.kind === 'announcement' ? 'Official notice' : only?.url ? 'Official entry' : 'Official list',
      url: notice,
    },
    { label: 'Details', run: `action ${action.id}` },
    ...actors.slice(0, 2).map((id) => {
      const name = facts.actor(id)?.name ?? id;
      return followed.has(id)
        ? { label: truncate(`Profile of ${name}`, 60), run: `actor ${id}` }
        : { label: truncate(`Subscribe to ${name}`, 60), run: `subscribe actor:${id}` };
    }),
  ];
}

/** Silences what the alert is about, in its place and for everybody there: whoever presses it needs the right to. */
export function muteButton(action: Action, changes: readonly Change[]): Button {
  const actors = new Set(changes.flatMap((change) => change.actors).map(({ actor }) => actor));
  return { label: `Mute here ${MUTE}`, run: `mute ${subjectOf(action, [...actors])} until:${MUTE}` };
}

/** What a reader who has enough of an alert has enough of: the actor where it is about one, else its source. */
function subjectOf({ source }: Action, [actor, second]: readonly string[]): string {
  return actor !== undefined && second === undefined ? `actor:${actor}` : `list:${source}`;
}

/** Which action, how soon it was seen, and why it is shown here. */
export function footOf(action: Action, subscriptions: readonly Subscription[]): string[] {
  const because = subscriptions.map(({ id, target }, position) =>
    position < MAX_TARGETS ? `${id} (${targetText(target)})` : id,
  );
  return [
    action.id,
    detectedText(action),
    ...(because.length > 0 ? [`because of ${because.join(', ')}`] : []),
    'data only, not legal advice',
  ];
}

/** How long after publication we saw it, where the publisher gives a time and we were watching; else when. */
function detectedText({ published, detectedAt }: Action): string {
  const watched = published?.includes('T') && Date.parse(detectedAt) - Date.parse(published) < 86_400_000;
  if (published !== null && watched) return `detected +${ageText(published, new Date(detectedAt))}`;
  return `detected ${dayText(detectedAt)} ${detectedAt.slice(11, 16)} UTC`;
}
