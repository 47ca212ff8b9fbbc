import type { Action, Change } from '../domain/action.js';
import { TONES } from '../domain/message.js';
import { tidy, truncate } from '../lib/text.js';
import { BRIEF_FROM, KIND_WORDS, kindCounts, programsOf, summaryOf, toneOf, whenText } from './words.js';

/** Notifications and screen readers get this much. */
const PUSH_LIMIT = 250;
const MAX_PROGRAMS = 3;

type TitleOf = (source: string) => string;

/**
 * The whole alert in at most 250 characters: what happened, whose list, who, under which programme, when. What is too
 * long is cut in the middle of it, so that the day is never lost, nor `note`, which stands right behind it.
 */
export function pushText(action: Action, changes: readonly Change[], titleOf: TitleOf, note = ''): string {
  const head = headOf(action, changes);
  const start = [head, titleOf(action.source)].filter(Boolean).join(' · ');
  const end = whenText(action) + note;
  const room = PUSH_LIMIT - [...`${start} ·  · ${end}`].length;
  return [start, truncate(aboutText(action, changes), room), end].join(' · ');
}

function headOf(action: Action, changes: readonly Change[]): string {
  if (action.kind === 'announcement') return TONES[toneOf(action, changes)].word.toUpperCase();
  const only = changes.length === 1 ? changes[0] : undefined;
  return only?.relisting ? 'RELISTED' : only ? KIND_WORDS[only.kind].toUpperCase() : '';
}

function aboutText(action: Action, changes: readonly Change[]): string {
  if (action.kind === 'announcement') {
    const names = changes.length > 0 ? `: ${someNames(changes, 90)}` : '';
    return truncate(tidy(action.title), 100) + names;
  }
  const programs = programsOf(changes);
  const under = programs.length <= MAX_PROGRAMS ? programs.join(', ') : '';
  const only = changes.length === 1 ? changes[0] : undefined;
  const who = only ? oneName(only) : `${kindCounts(changes)}: ${someNames(changes, 110)}`;
  return [who, under].filter(Boolean).join(' · ');
}

function oneName(change: Change): string {
  const summary = summaryOf(change);
  return `${truncate(change.name, 100)}${summary ? ` (${truncate(summary, 80)})` : ''}`;
}

/** As many names as fit into `limit` characters, with what changed where there is room, and how many more there are. */
function someNames(changes: readonly Change[], limit: number): string {
  const names: string[] = [];
  let length = 0;
  for (const change of changes) {
    const summary = changes.length < BRIEF_FROM || change.actors.length > 0 ? summaryOf(change) : '';
    const name = truncate(change.name, limit) + (summary ? ` (${truncate(summary, 40)})` : '');
    if (names.length > 0 && length + name.length > limit) break;
    names.push(name);
    length += name.length + 2;
  }
  const more = changes.length - names.length;
  return names.join('; ') + (more > 0 ? ` (+${more} more)` : '');
}

/** What happened, with the word of its colour in it, and on which list. */
export function titleText(action: Action, changes: readonly Change[], titleOf: TitleOf): string {
  const source = titleOf(action.source);
  if (action.kind === 'announcement') return truncate(tidy(action.title), 140) || source;
  const only = changes.length === 1 ? changes[0] : undefined;
  if (only?.relisting) return `Relisted — ${source}`;
  if (only)
    return `${{ added: 'New designation', amended: 'Listing amended', removed: 'Removed' }[only.kind]} — ${source}`;
  return `${kindCounts(changes)} — ${source}`;
}
