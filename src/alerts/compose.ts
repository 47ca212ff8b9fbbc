import type { Action, Announcement, Change, ChangeKind } from '../domain/action.js';
import type { Actor } from '../domain/actor.js';
import type { Block, Button, Line, Message, Tone } from '../domain/message.js';
import { type Subscription, targetText } from '../domain/subscription.js';
import { tidy, truncate } from '../lib/text.js';
import { ageText, dayText } from '../lib/time.js';
import { amendmentSummary, changeLines, listingSummary } from './describe.js';

export interface ComposeFacts {
  /** Short title of a source: "OFAC SDN". */
  readonly titleOf: (source: string) => string;
  /** The page people are sent to where the action has no page of its own. */
  readonly homepageOf: (source: string) => string;
  readonly actor: (id: string) => Actor | undefined;
  /** Which watched lists carry an actor. */
  readonly listsOf: (actor: string) => readonly { readonly title: string; readonly listed: boolean }[];
}

/** Notifications and screen readers get this much. */
const PUSH_LIMIT = 250;
const MAX_LINES = 8;
const MAX_ENTRIES = 20;
/** From this many entries on, each gets a line instead of a paragraph. */
const BRIEF_FROM = 4;

const KIND_WORDS: Record<ChangeKind, string> = { added: 'new', amended: 'amended', removed: 'removed' };

/**
 * The alert about an action: what happened, to whom, by which authority and programme, who else lists them, why it is
 * shown, and the official link. `positions` are the changes to show; null for all of them.
 */
export function composeAlert(
  action: Action,
  positions: readonly number[] | null,
  subscriptions: readonly Subscription[],
  format: Message['format'],
  facts: ComposeFacts,
): Message {
  const changes = positions ? positions.flatMap((position) => action.changes[position] ?? []) : action.changes;
  const tone = toneOf(action, changes);
  const only = changes.length === 1 ? changes[0] : undefined;
  return {
    push: truncate(pushText(action, changes, facts), PUSH_LIMIT),
    tone,
    title: titleText(action, changes, facts),
    blocks: [
      ...(action.kind === 'announcement' ? announcementBlocks(action) : []),
      ...(only ? entryBlocks(action, only, facts) : entriesBlocks(action, changes)),
    ],
    buttons: buttonsOf(action, changes, facts),
    foot: footOf(action, subscriptions, facts),
    format,
  };
}

function toneOf(action: Action, changes: readonly Change[]): Tone {
  if (action.kind === 'announcement') return action.changes.length > 0 ? 'announced' : 'licence';
  if (changes.some((change) => change.kind === 'added')) return 'new';
  return changes.some((change) => change.kind === 'removed') ? 'removed' : 'amended';
}

function whenText(action: Action): string {
  return dayText(action.published ?? action.detectedAt);
}

function pushText(action: Action, changes: readonly Change[], facts: ComposeFacts): string {
  const source = facts.titleOf(action.source);
  if (action.kind === 'announcement') {
    const names = changes.length > 0 ? `: ${someNames(changes, 90)}` : '';
    return ['ANNOUNCED', source, truncate(tidy(action.title), 100) + names, whenText(action)].join(' · ');
  }
  const only = changes.length === 1 ? changes[0] : undefined;
  if (!only) return [source, `${kindCounts(changes)}: ${someNames(changes, 110)}`, whenText(action)].join(' · ');
  const summary =
    only.kind === 'amended' ? amendmentSummary(only.fields) : only.listing ? listingSummary(only.listing) : '';
  const again = only.relisting ? 'relisted' : '';
  const extra = [again, summary].filter(Boolean).join(', ');
  const who = `${truncate(only.name, 100)}${extra ? ` (${truncate(extra, 80)})` : ''}`;
  const head = only.relisting ? 'RELISTED' : KIND_WORDS[only.kind].toUpperCase();
  return [head, source, who, only.programs.join(', '), whenText(action)].filter(Boolean).join(' · ');
}

/** As many names as fit into `limit` characters, and how many more there are. */
function someNames(changes: readonly Change[], limit: number): string {
  const names: string[] = [];
  for (const { name } of changes) {
    if (names.length > 0 && names.join('; ').length + name.length > limit) break;
    names.push(truncate(name, limit));
  }
  const more = changes.length - names.length;
  return names.join('; ') + (more > 0 ? ` (+${more} more)` : '');
}

function kindCounts(changes: readonly Change[]): string {
  const kinds: ChangeKind[] = ['added', 'amended', 'removed'];
  const numbers = kinds.map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const);
  return numbers.flatMap(([n, kind]) => (n > 0 ? [`${n} ${KIND_WORDS[kind]}`] : [])).join(', ');
}

function titleText(action: Action, changes: readonly Change[], facts: ComposeFacts): string {
  if (action.kind === 'announcement') return truncate(tidy(action.title), 200);
  const source = facts.titleOf(action.source);
  const only = changes.length === 1 ? changes[0] : undefined;
  if (only?.relisting) return `Relisted — ${source}`;
  if (only)
    return `${{ added: 'New designation', amended: 'Listing amended', removed: 'Removed' }[only.kind]} — ${source}`;
  return `${kindCounts(changes)} — ${source}`;
}

function announcementBlocks(action: Announcement): Block[] {
  const said = action.changes.length > 0 ? 'Announced by the authority; the list itself may follow later.' : '';
  const category = action.category ? [[{ text: action.category, style: 'muted' as const }]] : [];
  const lines: Line[] = [...category, ...(said ? [[said]] : [])];
  return lines.length > 0 ? [{ kind: 'text', lines }] : [];
}

function entryBlocks(action: Action, change: Change, facts: ComposeFacts): Block[] {
  const lines = changeLines(change);
  const blocks: Block[] = [
    { kind: 'text', lines: [whoLine(change), ...relistingLines(change), ...actorLines(change, facts)] },
  ];
  blocks.push({ kind: 'facts', facts: entryFacts(action, change, facts) });
  if (lines.length > 0)
    blocks.push({ kind: 'changes', lines: lines.slice(0, MAX_LINES), more: Math.max(0, lines.length - MAX_LINES) });
  if (change.text) blocks.push({ kind: 'text', lines: [[{ text: truncate(change.text, 600), style: 'muted' }]] });
  return blocks;
}

function whoLine(change: Change): Line {
  const about = [change.type ?? '', ...change.countries.slice(0, 3)].filter(Boolean).join(', ');
  return [{ text: change.name, style: 'strong' }, about ? ` (${about})` : ''];
}

function relistingLines({ relisting }: Change): Line[] {
  if (!relisting) return [];
  const when = relisting.removedOn ? ` and removed ${dayText(relisting.removedOn)}` : '';
  return [[`Listed before under reference ${relisting.ref}${when} (${relisting.evidence}).`]];
}

/** Why a change is an update of an actor that is not the entry itself. */
function actorLines(change: Change, facts: ComposeFacts): Line[] {
  return change.actors.flatMap((link): Line[] => {
    if (link.reason.kind !== 'linked') return [];
    return [[`Update of ${facts.actor(link.actor)?.name ?? link.actor}: `, { text: link.reason.text, style: 'muted' }]];
  });
}

function entryFacts(action: Action, change: Change, facts: ComposeFacts): { label: string; value: Line }[] {
  const rows: { label: string; value: Line }[] = [];
  if (change.programs.length > 0) rows.push({ label: 'Programme', value: [{ text: change.programs.join(', ') }] });
  if (change.listing && change.listing.legalAuthorities.length > 0)
    rows.push({ label: 'Legal basis', value: [{ text: change.listing.legalAuthorities.join(', ') }] });
  rows.push({ label: action.kind === 'announcement' ? 'Announced' : 'Published', value: [whenText(action)] });
  if (change.ref !== null) rows.push({ label: 'Reference', value: [{ text: change.ref, style: 'code' }] });
  if (action.changes.length > 1) rows.push({ label: 'Entries in this action', value: [String(action.changes.length)] });
  const [own] = change.actors;
  const lists = own ? facts.listsOf(own.actor) : [];
  if (lists.length > 0)
    rows.push({
      label: 'On the lists',
      value: [lists.map((list) => `${list.title} ${list.listed ? '●' : '○'}`).join('  ')],
    });
  return rows;
}

function entriesBlocks(action: Action, changes: readonly Change[]): Block[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, MAX_ENTRIES);
  const lines = shown.map((change) => ({ sign: SIGNS[change.kind], line: entryLine(change) }));
  const blocks: Block[] = [{ kind: 'changes', lines, more: changes.length - shown.length }];
  if (changes.length >= BRIEF_FROM || action.kind === 'announcement') return blocks;
  for (const change of changes) {
    const details = changeLines(change);
    if (details.length === 0) continue;
    const more = Math.max(0, details.length - MAX_LINES);
    const title: Line = [{ text: change.name, style: 'strong' }];
    blocks.push({ kind: 'changes', title, lines: details.slice(0, MAX_LINES), more });
  }
  return blocks;
}

function entryLine(change: Change): Line {
  const detail = change.kind === 'amended' ? amendmentSummary(change.fields) : change.programs.join(', ');
  const again = change.relisting ? ` — relisted, before ${change.relisting.ref}` : '';
  return [
    { text: truncate(change.name, 120), style: 'strong' },
    { text: `${detail ? ` — ${truncate(detail, 120)}` : ''}${again}` },
  ];
}

const SIGNS = { added: '+', amended: '~', removed: '−' } as const;

function buttonsOf(action: Action, changes: readonly Change[], facts: ComposeFacts): Button[] {
  const only = changes.length === 1 ? changes[0] : undefined;
  const notice = action.kind === 'announcement' ? action.url : (only?.url ?? facts.homepageOf(action.source));
  const actors = [...new Set(changes.flatMap((change) => change.actors.map((link) => link.actor)))];
  return [
    {
      label: action.kind === 'announcement' ? 'Official notice' : only?.url ? 'Official entry' : 'Official list',
      url: notice,
    },
    { label: 'Details', run: `action ${action.id}` },
    ...actors.slice(0, 2).map((id) => ({
      label: truncate(`Subscribe to ${facts.actor(id)?.name ?? id}`, 60),
      run: `subscribe actor:${id}`,
    })),
  ];
}

function footOf(action: Action, subscriptions: readonly Subscription[], facts: ComposeFacts): string[] {
  const because = subscriptions.map((subscription) => `${subscription.id} (${targetText(subscription.target)})`);
  return [
    facts.titleOf(action.source),
    action.id,
    detectedText(action),
    ...(because.length > 0 ? [because.join(', ')] : []),
    'data only, not legal advice',
  ];
}

/** How long after publication we saw it, where the publisher gives a time and we were watching; else when. */
function detectedText({ published, detectedAt }: Action): string {
  const watched = published?.includes('T') && Date.parse(detectedAt) - Date.parse(published) < 86_400_000;
  if (published !== null && watched) return `detected +${ageText(published, new Date(detectedAt))}`;
  return `detected ${dayText(detectedAt)} ${detectedAt.slice(11, 16)} UTC`;
}
