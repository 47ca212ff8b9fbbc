import { type Action, dayOf } from '../domain/action.js';

/** Days between two publications of one event: a list follows its notice within hours, at the latest after a weekend. */
const WINDOW_DAYS = 7;
/** A list file may be there before its notice, but not for long: a later one is about the next change. */
const BEFORE_NOTICE_DAYS = 2;
/** The Federal Register prints OFAC's actions days to weeks after them; the EU's list follows its Official Journal by weeks. */
const GAZETTE_DAYS = 45;
const DAY_MS = 86_400_000;

/**
 * The recorded actions that can matter to the story of one. What is tied to something within the longest window is itself
 * within two of them: nothing older is looked at.
 */
export function recordedAround(action: Action, recorded: readonly Action[]): Action[] {
  const [first = '', last = ''] = [-2, 2].map((windows) => dayAfter(dayOf(action), windows * GAZETTE_DAYS));
  return recorded.filter((other) => dayOf(other) >= first && dayOf(other) <= last);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether two actions may be of one event as far as their days and their sources go. */
export function mayBelong(action: Action, other: Action): boolean {
  if (action.source === other.source || (action.kind === 'list' && other.kind === 'list')) return false;
  return withinWindow(action, other) && aboutOneList(action, other);
}

function withinWindow(action: Action, other: Action): boolean {
  const days = daysFrom(other, action);
  const latest = isGazette(action) || printsBefore(other, action) ? GAZETTE_DAYS : WINDOW_DAYS;
  const earliest = isGazette(other) || printsBefore(action, other) ? GAZETTE_DAYS : WINDOW_DAYS;
  return days <= latest && -days <= earliest;
}

export function isGazette(action: Action): boolean {
  return action.kind === 'announcement' && action.event === 'gazetted';
}

/** Where the gazette makes the law that its list then shows, the list is what comes weeks later. */
function printsBefore(gazette: Action, list: Action): boolean {
  return isGazette(gazette) && list.kind === 'list' && listsOf(gazette).includes(list.source);
}

/** Days from the one's publication to the other's; negative where that was before. */
export function daysFrom(from: Action, to: Action): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS);
}

/** A source that says which lists it announces announces no others; one that does not may be about any. */
function aboutOneList(action: Action, other: Action): boolean {
  const [ours, theirs] = [listsOf(action), listsOf(other)];
  return ours.length === 0 || theirs.length === 0 || ours.some((list) => theirs.includes(list));
}

/** The lists that an action is about; none where its source does not say. */
export function listsOf(action: Action): readonly string[] {
  return action.kind === 'list' ? [action.source] : (action.announces ?? []);
}

/** A notice that comes days after a change of the list is about the next one. */
export function isNextNotice(action: Action, earlier: Action): boolean {
  if (action.kind === earlier.kind || isGazette(action) || isGazette(earlier)) return false;
  const [list, notice] = action.kind === 'list' ? [action, earlier] : [earlier, action];
  return daysFrom(list, notice) > BEFORE_NOTICE_DAYS;
}
