import {
  type Action,
  type Announcement,
  type AnnouncementEvent,
  type Change,
  type ChangeKind,
  eventOf,
} from '../domain/action.js';
import { type Button, type Line, TONES } from '../domain/message.js';
import type { Story, StoryPart } from '../domain/story.js';
import { tidy, truncate } from '../lib/text.js';
import { kindCounts, whenText } from './words.js';

type TitleOf = (source: string) => string;
type Positions = readonly number[] | null;

const MAX_TITLE = 140;
const MAX_NAMES = 3;
const VERBS: readonly (readonly [ChangeKind, string])[] = [
  ['added', 'listed'],
  ['removed', 'removed'],
  ['amended', 'amended'],
];
const NOUNS: Readonly<Record<AnnouncementEvent, string>> = {
  announced: 'Announcement',
  gazetted: 'Gazette',
  indicted: 'Indictment',
  advisory: 'Advisory',
};

/**
 * What came before an action and what followed it, a line each. That it was announced is said of the list change it was
 * announced for alone; of a text that only names an actor, no more than that.
 */
export function storyLines(action: Action, positions: Positions, story: Story, titleOf: TitleOf): Line[] {
  return [
    ...story.later.map((part) => laterLine(part, titleOf)),
    ...story.earlier.map((part) => earlierLine(action, positions, part, titleOf)),
  ];
}

/** The same where there is room for buttons only. */
export function storyButtons({ earlier, later }: Story): Button[] {
  return [...later, ...earlier].map(({ action, link, url }) => {
    const word =
      action.kind === 'announcement' ? TONES[eventOf(action)].word : capital(verbsOf(changesAt(action, link.changes)));
    const label = `${word || 'Changed'}: ${action.id}`;
    return url === undefined ? { label, run: `action ${action.id}` } : { label, url };
  });
}

/** For the end of the push text: how the list and the announcement stand to each other; empty where nothing is to say. */
export function storyNote(action: Action, positions: Positions, { earlier }: Story): string {
  const parts = earlier.filter(({ action: other, link }) => link.tie === 'entry' && other.kind !== action.kind);
  const [newest] = parts;
  if (!newest) return '';
  const tied = new Set(parts.flatMap(({ link }) => changesAt(action, link.changes)));
  const whole = changesAt(action, positions).every((change) => tied.has(change));
  if (newest.action.kind === 'list')
    return whole ? ', the list shows it already' : ', the list shows part of it already';
  const day = whenText(newest.action);
  const on = day === whenText(action) ? '' : ` on ${day}`;
  return `, ${whole ? '' : 'in part '}as ${eventOf(newest.action)}${on}`;
}

/** Whether the list has answered all of an announcement, or showed it before. */
export function isOnTheList(action: Action, positions: Positions, { earlier, later }: Story): boolean {
  const [before, after] = [earlier, later].map((parts) =>
    parts.filter((part) => part.action.kind === 'list' && part.link.tie === 'entry'),
  );
  const shown = new Set((before ?? []).flatMap(({ link }) => changesAt(action, link.changes)));
  const followed = (after ?? []).flatMap((part) => changesAt(part.action, part.link.changes));
  return shown.size + followed.length >= Math.max(1, changesAt(action, positions).length);
}

function earlierLine(action: Action, positions: Positions, part: StoryPart, titleOf: TitleOf): Line {
  const { link, action: earlier } = part;
  const shown = new Set(changesAt(action, positions));
  const own = changesAt(action, link.changes).filter((change) => shown.has(change));
  if (earlier.kind === 'announcement') {
    const stated = action.kind === 'list' && link.tie === 'entry';
    if (stated)
      return [
        `${capital(verbsOf(own))}, as ${eventOf(earlier)} on ${whenText(earlier)}: `,
        title(earlier),
        ...ending(part),
      ];
    return [`${NOUNS[eventOf(earlier)]} of ${whenText(earlier)}: `, title(earlier), because(part), ...ending(part)];
  }
  const list = `${titleOf(earlier.source)}, ${whenText(earlier)}`;
  if (link.tie === 'entry') return [`The list shows it already: ${kindCounts(own)} — ${list}`, ...ending(part)];
  return [`Change of ${list}`, because(part), ...ending(part)];
}

function laterLine(part: StoryPart, titleOf: TitleOf): Line {
  const { action: later, link } = part;
  const where = ` — ${titleOf(later.source)}, ${whenText(later)}`;
  if (later.kind === 'announcement')
    return [`${TONES[eventOf(later)].word}: `, title(later), where, because(part), ...ending(part)];
  const tied = changesAt(later, link.changes);
  const verb = link.tie === 'entry' ? capital(verbsOf(tied)) : 'Then changed';
  return [`${verb}: `, { text: namesOf(tied) }, where, because(part), ...ending(part)];
}

function changesAt(action: Action, positions: Positions): readonly Change[] {
  return positions === null ? action.changes : positions.flatMap((position) => action.changes[position] ?? []);
}

/** `listed and amended` */
function verbsOf(changes: readonly Change[]): string {
  const verbs = VERBS.flatMap(([kind, verb]) => (changes.some((change) => change.kind === kind) ? [verb] : []));
  const [last = '', ...before] = verbs.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function namesOf(changes: readonly Change[]): string {
  const names = changes.slice(0, MAX_NAMES).map(({ name }) => truncate(name, 80));
  const more = changes.length - names.length;
  return names.join('; ') + (more > 0 ? ` (+${more} more)` : '');
}

function title({ title: text, url }: Announcement): Line[number] {
  return { text: truncate(tidy(text), MAX_TITLE), url };
}

/** What ties a mere mention is said with it: the reader judges. */
function because({ link }: StoryPart): Line[number] {
  return { text: link.tie === 'actor' ? ` (${link.evidence})` : '' };
}

function ending({ action, url }: StoryPart): Line[number][] {
  return [' · ', url === undefined ? { text: action.id, style: 'code' } : { text: action.id, url }];
}
