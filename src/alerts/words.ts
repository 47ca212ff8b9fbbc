import { type Action, type Change, type ChangeKind, eventOf } from '../domain/action.js';
import type { Tone } from '../domain/message.js';
import { dayText } from '../lib/time.js';
import { amendmentSummary, listingSummary } from './describe.js';

/** From this many entries on, each gets a line instead of a paragraph. */
export const BRIEF_FROM = 4;

export const KIND_WORDS: Record<ChangeKind, string> = { added: 'new', amended: 'amended', removed: 'removed' };

/** What binds or frees comes before what only changes. */
const KINDS = ['added', 'removed', 'amended'] as const;

/** Its notices are about entries or else licences or guidance; other feeds publish penalties, advisories and news too. */
const LICENSES = 'ofac-recent-actions';

/** `new` where anything was added, then `removed`, then `amended`; an OFAC notice of no entry is a licence or guidance. */
export function toneOf(action: Action, changes: readonly Change[]): Tone {
  if (action.kind === 'announcement')
    return action.source === LICENSES && action.changes.length === 0 ? 'licence' : eventOf(action);
  if (changes.some((change) => change.kind === 'added')) return 'new';
  return changes.some((change) => change.kind === 'removed') ? 'removed' : 'amended';
}

/** The publisher's day, else the day we saw it. */
export function whenText(action: Action): string {
  return dayText(action.published ?? action.detectedAt);
}

/** `8 removed, 1 amended` */
export function kindCounts(changes: readonly Change[]): string {
  return KINDS.flatMap((kind) => {
    const n = changes.filter((change) => change.kind === kind).length;
    return n > 0 ? [`${n.toLocaleString('en-GB')} ${KIND_WORDS[kind]}`] : [];
  }).join(', ');
}

/** Entries of curated actors first, then added, removed, amended; otherwise as the list has them. */
export function inOrder(changes: readonly Change[]): Change[] {
  const rank = (change: Change) => (change.actors.length > 0 ? 0 : KINDS.length) + KINDS.indexOf(change.kind);
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

/** A party that was removed under one reference and added under another in one action is one story. */
export function withoutReplaced(changes: readonly Change[]): readonly Change[] {
  const [added, ...others] = changes.filter((change) => change.kind === 'added');
  const again = others.length === 0 ? added?.relisting : undefined;
  const left = again ? changes.filter((change) => change.kind !== 'removed' || change.ref !== again.ref) : changes;
  return left.length === 1 ? left : changes;
}

/** `+3 ETH wallets`: what a change brings beside the name; nothing for a removal. */
export function summaryOf(change: Change): string {
  if (change.kind === 'amended') return amendmentSummary(change.fields);
  return change.kind === 'added' && change.listing ? listingSummary(change.listing) : '';
}

/** The programmes of all entries, each once. */
export function programsOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap((change) => change.programs))];
}
