import {
  type Action,
  type ActorLink,
  type Announcement,
  type Change,
  dayOf,
  type StoryLink,
} from '../domain/action.js';
import { tidy } from '../lib/text.js';
import { daysFrom, isGazette, isNextNotice, listsOf, mayBelong, recordedAround } from './story-window.js';

/** A text that only names an actor is about its change of those days, if any; later ones are of something else. */
const NAMED_DAYS = 2;
/** It says little of parties that are only linked to it, unless it came out with them. */
const LINKED_DAYS = 1;
/** As many earlier actions as an alert has room to name. */
const MAX_FOLLOWED = 4;
const MAX_NAMES = 3;

const BASES = ['same reference', 'same name and type', 'same actor'] as const;
type Basis = (typeof BASES)[number];

/**
 * The recorded actions of which this one tells the next part, newest first, at most four. Two actions of one source are
 * never one story, nor are two lists, nor an announcement of one list and a change of another. An entry that was answered
 * already, by an earlier action of the same source, is not answered twice. Rather no story than a wrong one.
 */
export function followed(action: Action, recorded: readonly Action[]): StoryLink[] {
  const around = recordedAround(action, recorded);
  const near = around.filter((other) => other.id !== action.id && mayBelong(action, other));
  const entries = near.length > 0 ? entriesOf(action) : new Map<string, number[]>();
  const links = near.flatMap((earlier) => {
    const link = linkTo(action, earlier, entries, answeredBy(around, action.source, earlier));
    return link ? [{ link, earlier }] : [];
  });
  return links
    .toReversed()
    .toSorted((a, b) => newestFirst(a.earlier, b.earlier))
    .slice(0, MAX_FOLLOWED)
    .map(({ link }) => link);
}

function newestFirst(a: Action, b: Action): number {
  return dayOf(b).localeCompare(dayOf(a)) || b.detectedAt.localeCompare(a.detectedAt);
}

/** The actions of a source that are of one story with this one already. */
function answeredBy(recorded: readonly Action[], source: string, earlier: Action): Action[] {
  return recorded.filter((other) => other.source === source && (isTied(other, earlier) || isTied(earlier, other)));
}

function isTied(later: Action, earlier: Action): boolean {
  return (later.follows ?? []).some(({ action, tie }) => action === earlier.id && tie === 'entry');
}

function linkTo(
  action: Action,
  earlier: Action,
  entries: ReadonlyMap<string, number[]>,
  answered: readonly Action[],
): StoryLink | null {
  const told = new Set(answered.flatMap((other) => [...entriesOf(other).keys()]));
  const found = isNextNotice(action, earlier) ? null : sameEntries(action, earlier, entries, told);
  if (found) {
    const evidence = BASES.flatMap((basis) =>
      found.names[basis].size > 0 ? [`${basis}: ${someOf(found.names[basis])}`] : [],
    );
    return { action: earlier.id, tie: 'entry', changes: found.positions, evidence: evidence.join('; ') };
  }
  const page = samePage(action, earlier);
  if (page !== null) return { action: earlier.id, tie: 'page', changes: null, evidence: page };
  return sameActor(action, earlier);
}

function someOf(names: ReadonlySet<string>): string {
  const more = names.size - MAX_NAMES;
  return [...names].slice(0, MAX_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The positions of an action's changes by everything that says of two entries that they are the same. */
function entriesOf(action: Action): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [position, change] of action.changes.entries()) {
    for (const [, key] of keysOf(action, change)) found.set(key, [...(found.get(key) ?? []), position]);
  }
  return found;
}

/** Strongest first. Only an entry's own actor counts: parties linked to one actor are many. */
function keysOf(action: Action, change: Change): (readonly [Basis, string])[] {
  const { kind, ref, name, type, fields, actors } = change;
  const before = fields.find(({ field }) => field === 'name')?.before;
  const names = [name, ...(typeof before === 'string' ? [before] : [])].map(folded);
  const lists = listsOf(action);
  const refs = ref === null ? [] : lists.map((list) => `${kind} ${list}/${ref}`);
  const parties = type === null ? [] : lists.flatMap((list) => names.map((text) => `${kind} ${list} ${type} ${text}`));
  const own = actors.filter(isOwn).map(({ actor }) => `${kind} ${actor}`);
  return [
    ...refs.map((key) => ['same reference', key] as const),
    ...parties.map((key) => ['same name and type', key] as const),
    ...own.map((key) => ['same actor', key] as const),
  ];
}

function folded(name: string): string {
  return `"${tidy(name).toUpperCase()}"`;
}

function isOwn({ reason }: ActorLink): boolean {
  return reason.kind !== 'linked';
}

interface SameEntries {
  readonly positions: number[];
  readonly names: Readonly<Record<Basis, Set<string>>>;
}

/** Entries that both actions are about, with what says so; null where there is none that nobody answered yet. */
function sameEntries(
  action: Action,
  earlier: Action,
  entries: ReadonlyMap<string, number[]>,
  told: ReadonlySet<string>,
): SameEntries | null {
  const positions = new Set<number>();
  const names = {
    'same reference': new Set<string>(),
    'same name and type': new Set<string>(),
    'same actor': new Set<string>(),
  };
  for (const change of earlier.changes) {
    const keys = keysOf(earlier, change);
    if (keys.some(([, key]) => told.has(key))) continue;
    const at = (key: string) =>
      (entries.get(key) ?? []).filter((position) => mayBeOne(change, action.changes[position]));
    const same = keys.find(([, key]) => at(key).length > 0);
    if (!same) continue;
    const [basis, key] = same;
    for (const position of at(key)) positions.add(position);
    names[basis].add(
      basis === 'same reference' && change.ref !== null ? `${change.name} (${change.ref})` : change.name,
    );
  }
  return positions.size > 0 ? { positions: [...positions].sort((a, b) => a - b), names } : null;
}

/** Two references are two parties, whatever they are called. */
function mayBeOne(a: Change, b: Change | undefined): boolean {
  return b !== undefined && (a.ref === null || b.ref === null || a.ref === b.ref);
}

/** Whether one announcement points to the page of the other. */
function samePage(action: Action, earlier: Action): string | null {
  if (action.kind !== 'announcement' || earlier.kind !== 'announcement') return null;
  if (pointsTo(action, earlier)) return 'it links to that page';
  return pointsTo(earlier, action) ? 'that page links to it' : null;
}

function pointsTo({ url, links }: Announcement, other: Announcement): boolean {
  const page = pageOf(other.url);
  return [url, ...links.map((link) => link.url)].some((address) => pageOf(address) === page);
}

function pageOf(url: string): string {
  return url
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/#.*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

/** An announcement whose text names an actor, and entries of that actor: announced, or changed on a list. */
function sameActor(action: Action, earlier: Action): StoryLink | null {
  const days = Math.abs(daysFrom(earlier, action));
  if (days > NAMED_DAYS && !isGazette(action) && !isGazette(earlier)) return null;
  const counts = (link: ActorLink) => isOwn(link) || days <= LINKED_DAYS;
  const names = (named: Action, actor: string) =>
    named.kind === 'announcement' && named.actors.some((link) => link.actor === actor);
  const concerned = ({ changes }: Action, actorNamed: (actor: string) => boolean) =>
    changes.flatMap(({ actors }, position) =>
      actors.filter((link) => counts(link) && actorNamed(link.actor)).map(({ actor }) => ({ actor, position })),
    );
  const ours = concerned(action, (actor) => names(earlier, actor));
  const theirs = concerned(earlier, (actor) => names(action, actor));
  const actors = new Set([...ours, ...theirs].map(({ actor }) => actor));
  if (actors.size === 0) return null;
  const said = [action, earlier].flatMap((one) => (one.kind === 'announcement' ? one.actors : []));
  const words = said.flatMap(({ actor, reason }) =>
    actors.has(actor) && reason.kind === 'named' ? [reason.name] : [],
  );
  const changes = ours.length > 0 ? [...new Set(ours.map(({ position }) => position))] : null;
  return { action: earlier.id, tie: 'actor', changes, evidence: `both are about ${someOf(new Set(words))}` };
}
