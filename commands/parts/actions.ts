import { type Action, type Change, dayOf, eventOf } from '../../src/domain/action.js';
import { UserError } from '../../src/domain/errors.js';
import type { Block, Line, Tone } from '../../src/domain/message.js';
import { TONES } from '../../src/domain/message.js';
import { truncate } from '../../src/lib/text.js';
import { dayText } from '../../src/lib/time.js';
import type { App } from '../../src/ports.js';

const KINDS = ['added', 'amended', 'removed'] as const;

/** By id, or its beginning. Throws `UserError` that says where ids are found. */
export async function actionNamed(id: string, app: App): Promise<Action> {
  const found = await app.ledger.action(id);
  if (found) return found;
  throw new UserError(
    `No single action has an id that begins with “${truncate(id, 40)}”. “recent” shows the newest ones with their ids.`,
  );
}

export function toneOf(action: Action): Tone {
  if (action.kind === 'announcement') return eventOf(action);
  if (action.changes.some(({ kind }) => kind === 'added')) return 'new';
  return action.changes.some(({ kind }) => kind === 'removed') ? 'removed' : 'amended';
}

/** `🔴 New` */
export function toneWord(action: Action): string {
  const { sign, word } = TONES[toneOf(action)];
  return `${sign} ${word}`;
}

function countsOf(changes: readonly Change[]): Record<Change['kind'], number> {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  return { added: count('added'), amended: count('amended'), removed: count('removed') };
}

/** `3 added, 1 removed` */
export function countsText(changes: readonly Change[]): string {
  const counts = countsOf(changes);
  return KINDS.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${kind}`] : [])).join(', ');
}

/** `20 May 2024 · OFAC SDN · 3 added`; an announcement is said to be announced, gazetted and so on. */
export function headline(action: Action, titleOf: (source: string) => string): string {
  return factsText(action, titleOf, action.kind === 'announcement' ? `${eventOf(action)}: ` : '');
}

/** The same for where the word of its tone stands before it. */
export function headlineBeside(action: Action, titleOf: (source: string) => string): string {
  return factsText(action, titleOf, '');
}

function factsText(action: Action, titleOf: (source: string) => string, announced: string): string {
  const what =
    action.kind === 'announcement'
      ? announced + truncate(action.title, 120)
      : countsText(action.changes) || 'no entries';
  return `${dayText(dayOf(action))} · ${titleOf(action.source)} · ${what}`;
}

/** The names it concerns, the first few. */
export function namesText(changes: readonly Change[], limit: number): string {
  const names = changes.slice(0, limit).map(({ name }) => truncate(name, 80));
  const more = changes.length - names.length;
  return names.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

export interface ChangeBlockOptions {
  readonly app: App;
  /** At most so many lines of what changed. */
  readonly limit: number;
  /** At most so many characters of a notice's own text. */
  readonly text: number;
  readonly announced: boolean;
  /** Whose own changes these are: that need not be said. */
  readonly about?: string;
  /** What stands below it all. */
  readonly last: Line;
}

/** Everything about one entry of an action. */
export function changeBlock(change: Change, options: ChangeBlockOptions): Block[] {
  const { app, limit } = options;
  const about = [options.announced ? `announced as ${change.kind}` : change.kind, change.type, ...change.programs];
  const title: Line = [{ text: change.name, style: 'strong' }, ` — ${about.filter(Boolean).join(' · ')}`];
  const reference: Line[number][] = change.ref === null ? [] : [' · ', { text: change.ref, style: 'code' }];
  const lines = app.linesOf(change);
  const notes: Line[] = [
    ...(change.relisting ? [relistingLine(change.relisting)] : []),
    ...change.actors
      .filter(({ actor, reason }) => actor !== options.about || reason.kind === 'linked')
      .map(({ actor, reason }): Line => [`Concerns ${app.actors.get(actor)?.name ?? actor}`, reasonText(reason)]),
    ...(change.text ? [[{ text: truncate(change.text, options.text), style: 'muted' as const }]] : []),
    ...(options.last.length > 0 ? [options.last] : []),
  ];
  return [
    {
      kind: 'changes',
      title: [...title, ...reference],
      lines: lines.slice(0, limit),
      more: Math.max(0, lines.length - limit),
    },
    ...(notes.length > 0 ? [{ kind: 'text' as const, lines: notes }] : []),
  ];
}

function relistingLine(relisting: NonNullable<Change['relisting']>): Line {
  const { ref, name, removedOn, evidence } = relisting;
  return ['Listed again: it was ', { text: name }, ` (${ref}), removed ${dayText(removedOn)}. ${evidence}`];
}

function reasonText(reason: Change['actors'][number]['reason']): string {
  switch (reason.kind) {
    case 'listing':
      return ': its own listing';
    case 'linked':
      return `: the list says “${reason.text}”`;
    case 'named':
      return `: named as “${reason.name}”`;
  }
}

/** One action for `--json`; entries in short. */
export function actionData(action: Action): Record<string, unknown> {
  const { id, kind, source, published, detectedAt, changes, follows = [] } = action;
  const notice =
    action.kind === 'announcement'
      ? {
          event: eventOf(action),
          ...{
            title: action.title,
            url: action.url,
            category: action.category,
            links: action.links,
            actors: action.actors,
          },
        }
      : {};
  return {
    ...{ id, kind, source, published, detectedAt, ...notice, follows },
    ...countsOf(changes),
    changes: changes.map((change) => changeData(change)),
  };
}

/** One change for `--json`, field by field. */
export function changeData(change: Change): Record<string, unknown> {
  const { kind, ref, name, type, programs, fields, actors, relisting, text } = change;
  return { kind, ref, name, type, programs, fields, actors, relisting: relisting ?? null, text: text ?? null };
}
