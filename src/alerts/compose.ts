import { type Action, type Announcement, type Change, EVENT_NOTES, eventOf } from '../domain/action.js';
import { distinctMentions } from '../domain/mention.js';
import { type Block, type Line, type Message, plain } from '../domain/message.js';
import { NO_STORY, type Story } from '../domain/story.js';
import type { Subscription } from '../domain/subscription.js';
import { count, truncate } from '../lib/text.js';
import { dayText } from '../lib/time.js';
import { type ChangeLine, changeLines } from './describe.js';
import { buttonsOf, type ComposeFacts, footOf, muteButton } from './frame.js';
import { pushText, titleText } from './push.js';
import { isOnTheList, storyButtons, storyLines, storyNote } from './story.js';
import {
  BRIEF_FROM,
  inOrder,
  KIND_WORDS,
  kindCounts,
  programsOf,
  summaryOf,
  toneOf,
  whenText,
  withoutReplaced,
} from './words.js';

export type { ComposeFacts } from './frame.js';

const MAX_LINES = 8;
const MAX_ENTRIES = 20;
const MAX_LINKS = 4;
const MAX_TIES = 6;
const MAX_PROGRAMS = 6;
const MAX_ACTORS = 6;

/**
 * The alert about an action: what happened, to whom, by which authority and programme, who else lists them, why it is
 * shown, and the official link. `positions` are the changes to show; null for all of them. `story` is what came before it
 * and what followed, as far as its reader was told.
 */
export function composeAlert(
  action: Action,
  positions: readonly number[] | null,
  subscriptions: readonly Subscription[],
  format: Message['format'],
  facts: ComposeFacts,
  story: Story = NO_STORY,
): Message {
  const owed = positions ? positions.flatMap((position) => action.changes[position] ?? []) : action.changes;
  const changes = inOrder(withoutReplaced(owed));
  const [first, second] = changes;
  const mentions = distinctMentions(subscriptions.map(({ mention }) => mention));
  return {
    push: pushText(action, changes, facts.titleOf, storyNote(action, positions, story)),
    tone: toneOf(action, changes),
    title: titleText(action, changes, facts.titleOf),
    blocks: [
      ...storyBlocks(storyLines(action, positions, story, facts.titleOf)),
      ...(action.kind === 'announcement' && !isOnTheList(action, positions, story) ? announcementBlocks(action) : []),
      ...(first && !second ? entryBlocks(action, first, facts) : entriesBlocks(action, changes, facts)),
      ...(action.kind === 'announcement' ? linkBlocks(action) : []),
    ],
    buttons: [
      ...buttonsOf(action, changes, subscriptions, facts),
      ...(format === 'compact' ? storyButtons(story) : []),
      muteButton(action, changes),
    ],
    foot: footOf(action, subscriptions),
    format,
    ...(mentions.length > 0 ? { mentions } : {}),
  };
}

type Fact = Extract<Block, { kind: 'facts' }>['facts'][number];

function fact(label: string, ...texts: string[]): Fact[] {
  return texts.length > 0 ? [{ label, value: [{ text: texts.join(', ') }] }] : [];
}

function dateFact(action: Action): Fact[] {
  const announced = action.kind === 'announcement' && eventOf(action) === 'announced';
  return fact(announced ? 'Announced' : action.published === null ? 'Seen' : 'Published', whenText(action));
}

function storyBlocks(lines: readonly Line[]): Block[] {
  return lines.length > 0 ? [{ kind: 'text', lines }] : [];
}

function announcementBlocks(action: Announcement): Block[] {
  if (action.changes.length > 0)
    return [{ kind: 'text', lines: [['Announced by the authority; the list itself may follow later.']] }];
  return toneOf(action, []) === 'licence' ? [] : [{ kind: 'text', lines: [[EVENT_NOTES[eventOf(action)]]] }];
}

/** The actors that the text as a whole names, and by which name. */
function namedFact({ actors }: Announcement, facts: ComposeFacts): Fact[] {
  const names = actors.map(({ actor, reason }) => {
    const own = facts.actor(actor)?.name ?? actor;
    return reason.kind === 'named' && reason.name !== own ? `${own} (as “${reason.name}”)` : own;
  });
  return fact('Names', ...names.slice(0, MAX_ACTORS), ...(names.length > MAX_ACTORS ? ['and others'] : []));
}

/** What the notice points to: press releases, the text of a licence. */
function linkBlocks({ links }: Announcement): Block[] {
  const items = links.slice(0, MAX_LINKS).map(({ title, url }): Line => [{ text: truncate(title, 150), url }]);
  return items.length > 0 ? [{ kind: 'list', items, more: links.length - items.length }] : [];
}

function entryBlocks(action: Action, change: Change, facts: ComposeFacts): Block[] {
  const text = change.text ? [[{ text: truncate(change.text, 600), style: 'muted' as const }]] : [];
  return [
    { kind: 'text', lines: [whoLine(change), ...relistingLines(change), ...actorLines(change, facts)] },
    { kind: 'facts', facts: entryFacts(action, change, facts) },
    ...changesBlock(changeLines(change)),
    ...(text.length > 0 ? [{ kind: 'text' as const, lines: text }] : []),
  ];
}

function changesBlock(lines: readonly ChangeLine[], title?: Line): Block[] {
  if (lines.length === 0) return [];
  const more = Math.max(0, lines.length - MAX_LINES);
  return [{ kind: 'changes', ...(title ? { title } : {}), lines: lines.slice(0, MAX_LINES), more }];
}

function whoLine(change: Change): Line {
  const about = [change.type ?? '', ...change.countries.slice(0, 3)].filter(Boolean).join(', ');
  return [{ text: change.name, style: 'strong' }, about ? ` (${about})` : ''];
}

function relistingLines({ relisting }: Change): Line[] {
  if (!relisting) return [];
  const { ref, removedOn, evidence } = relisting;
  return [[`Listed before under reference ${ref}, removed ${dayText(removedOn)} (${evidence}).`]];
}

/** Why a change is an update of an actor that is not the entry itself. */
function actorLines(change: Change, facts: ComposeFacts): Line[] {
  return change.actors.flatMap((link): Line[] => {
    if (link.reason.kind !== 'linked') return [];
    return [[`Update of ${facts.actor(link.actor)?.name ?? link.actor}: `, { text: link.reason.text, style: 'muted' }]];
  });
}

function entryFacts(action: Action, change: Change, facts: ComposeFacts): Fact[] {
  const [own] = change.actors;
  const lists = (own ? facts.listsOf(own.actor) : []).toSorted((a, b) => Number(b.listed) - Number(a.listed));
  const standing = lists.map(({ title, listed }) => (listed ? `● ${title}` : `○ not on ${title}`)).join('  ');
  return [
    ...(action.kind === 'announcement' ? fact('Announced as', KIND_WORDS[change.kind]) : []),
    ...fact('Programme', ...change.programs),
    ...fact('Legal basis', ...(change.listing?.legalAuthorities ?? [])),
    ...dateFact(action),
    ...(change.ref === null ? [] : [{ label: 'Reference', value: [{ text: change.ref, style: 'code' as const }] }]),
    ...(action.changes.length > 1 ? fact('Entries in this action', String(action.changes.length)) : []),
    ...(standing === '' ? alsoListed(action, change, facts) : fact('On the lists', standing)),
  ];
}

/** Who else lists a party that has no profile; who does not is not said, since a party without proof is only not found. */
function alsoListed(action: Action, { ref }: Change, { tiedTo, titleOf }: ComposeFacts): Fact[] {
  if (action.kind !== 'list' || ref === null) return [];
  const ties = tiedTo(action.source, ref).slice(0, MAX_TIES);
  const texts = ties.map(({ list, ref: their, evidence: [first] }) => {
    return `● ${titleOf(list)} ${their} (same ${truncate(first?.text ?? '', 80)})`;
  });
  return fact('Also listed', ...texts);
}

function entriesBlocks(action: Action, changes: readonly Change[], facts: ComposeFacts): Block[] {
  if (changes.length === 0) return [{ kind: 'facts', facts: [...noticeFacts(action, facts), ...dateFact(action)] }];
  const programs = programsOf(changes);
  const alike = alikeOf(changes);
  const shown = [...changes.filter((change) => !alike?.changes.has(change)), ...(alike?.changes ?? [])];
  const lines = shown.slice(0, MAX_ENTRIES).map((change) => ({ sign: SIGNS[change.kind], line: entryLine(change) }));
  const brief = changes.length >= BRIEF_FROM || action.kind === 'announcement';
  return [
    {
      kind: 'facts',
      facts: [
        ...noticeFacts(action, facts),
        ...(action.kind === 'announcement' ? fact('Announced as', kindCounts(changes)) : []),
        ...(programs.length <= MAX_PROGRAMS
          ? fact(programs.length === 1 ? 'Programme' : 'Programmes', ...programs)
          : []),
        ...dateFact(action),
      ],
    },
    ...(brief && alike ? alikeBlocks(alike, changes.length) : []),
    { kind: 'changes', lines, more: changes.length - lines.length },
    ...(brief ? [] : changes.flatMap((change) => changesBlock(changeLines(change), [strong(change.name)]))),
    ...(changes.length > lines.length ? [wholeBlock(action, facts)] : []),
  ];
}

function noticeFacts(action: Action, facts: ComposeFacts): Fact[] {
  if (action.kind !== 'announcement') return [];
  return [
    ...fact('Source', facts.titleOf(action.source)),
    ...(action.category ? fact('Category', action.category) : []),
    ...namedFact(action, facts),
  ];
}

interface Alike {
  readonly lines: readonly ChangeLine[];
  readonly changes: Set<Change>;
}

/** What most entries of a mass amendment have in common; the others are what a reader must see. */
function alikeOf(changes: readonly Change[]): Alike | null {
  const groups = new Map<string, Alike>();
  for (const change of changes) {
    if (change.kind !== 'amended') continue;
    const lines = changeLines(change);
    const key = lines.map(({ sign, line }) => sign + plain(line)).join('\n');
    const group = groups.get(key) ?? { lines, changes: new Set() };
    groups.set(key, group);
    group.changes.add(change);
  }
  const [most] = [...groups.values()].sort((a, b) => b.changes.size - a.changes.size);
  const few = !most || most.changes.size < BRIEF_FROM || most.changes.size * 2 < changes.length;
  return few ? null : most;
}

/** Told once instead of a hundred times. */
function alikeBlocks({ lines, changes }: Alike, all: number): Block[] {
  const whose = changes.size === all ? `All ${all} entries` : `${changes.size} of ${all} entries`;
  return changesBlock(lines, [`${whose} change in the same way:`]);
}

function entryLine(change: Change): Line {
  const detail = change.kind === 'amended' ? summaryOf(change) : change.programs.join(', ');
  const again = change.relisting ? ` — relisted, before ${change.relisting.ref}` : '';
  return [strong(truncate(change.name, 120)), { text: `${detail ? ` — ${truncate(detail, 120)}` : ''}${again}` }];
}

function strong(text: string): Line[number] {
  return { text, style: 'strong' };
}

const SIGNS = { added: '+', amended: '~', removed: '−' } as const;

/** Where the entries are that the alert has no room for. */
function wholeBlock(action: Action, { prompt }: ComposeFacts): Block {
  const entries = count(action.changes.length, 'entry', 'entries');
  return {
    kind: 'text',
    lines: [[`All ${entries}, page by page: `, { text: `${prompt} action ${action.id}`, style: 'code' }]],
  };
}
