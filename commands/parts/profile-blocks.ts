import type { Action } from '../../src/domain/action.js';
import type { Actor, ActorAlias, ActorRelation } from '../../src/domain/actor.js';
import type { PublicationDate, Wallet } from '../../src/domain/listing.js';
import type { Block, Line, Span } from '../../src/domain/message.js';
import type { Tie } from '../../src/domain/tie.js';
import { truncate } from '../../src/lib/text.js';
import { dayText } from '../../src/lib/time.js';
import type { App } from '../../src/ports.js';
import { headline } from './actions.js';
import type { Freshness } from './freshness.js';
import type { Standing, StandingState } from './profile.js';
import { itemList, linked, paragraph } from './reply.js';
import { whyText } from './ties.js';

const MAX_NAMES = 25;
const MAX_WALLETS = 20;
const MAX_EVENTS = 15;
const MAX_ACTIONS = 3;

const STATES: Readonly<Record<StandingState, string>> = {
  listed: '● listed',
  removed: '○ removed',
  profile: '● listed (cited)',
  probable: '? probably listed',
  unlisted: '○ not listed',
  unknown: '– not known',
  unwatched: '– not watched',
};

export function matrix(rows: readonly Standing[], fresh: Freshness): Block[] {
  const table: Block = {
    kind: 'table',
    columns: ['List', 'Status', 'Since', 'Programmes', 'Reference'],
    rows: rows.map(({ list, state, since, until, programs, ref, tie }) => [
      fresh.titleOf(list),
      `${STATES[state]}${state === 'removed' && until !== null ? ` ${dayText(until)}` : ''}${tie ? ' (found by tie)' : ''}`,
      since === null ? '' : dayText(since),
      programs.join(', '),
      ref ?? '',
    ]),
  };
  const cited = rows.some(({ state }) => state === 'profile');
  const notes: Line[] = [
    ...(cited
      ? [['Cited: by the sources in the timeline; our own copy of that list is older, or was not read yet.']]
      : []),
    ...rows.flatMap(({ tie }) => (tie ? [byTieLine(tie, fresh)] : [])),
  ];
  return notes.length > 0 ? [table, paragraph(...notes)] : [table];
}

/** Why a listing that the profile does not name stands in the matrix. */
function byTieLine(tie: Tie, fresh: Freshness): Line {
  return [
    `Found by tie: ${fresh.titleOf(tie.list)} `,
    { text: `${tie.ref} ${truncate(tie.name, 80)}` },
    { text: ` — ${whyText(tie, fresh)}`, style: 'muted' },
  ];
}

export interface NamedAlias {
  readonly name: string;
  readonly kind: ActorAlias['kind'];
  readonly strength: 'strong' | 'weak' | null;
  readonly common: boolean;
  /** The list's title, or the citation's source. */
  readonly source: string;
  readonly url: string | null;
}

/** Official names from the lists as they stand, then those that only the profile knows; analyst names apart. */
export function aliasesOf(actor: Actor, rows: readonly Standing[], fresh: Freshness): NamedAlias[] {
  const named = new Map<string, NamedAlias>();
  for (const { listing, list, url, state } of rows) {
    if (state === 'probable') continue;
    for (const { name, strength } of listing?.aliases ?? []) {
      const key = name.toLowerCase();
      if (!named.has(key))
        named.set(key, { name, kind: 'official', strength, common: false, source: fresh.titleOf(list), url });
    }
  }
  for (const { name, kind, strength, common, citation } of actor.aliases) {
    const key = name.toLowerCase();
    const { source, url } = citation;
    if (kind === 'analyst' || !named.has(key))
      named.set(kind === 'analyst' ? `analyst ${key}` : key, {
        ...{ name, kind, source, url, strength: strength ?? null },
        common: common === true,
      });
  }
  return [...named.values()];
}

export function aliasBlocks(aliases: readonly NamedAlias[]): Block[] {
  const official = aliases.filter(({ kind }) => kind === 'official');
  const analyst = aliases.filter(({ kind }) => kind === 'analyst');
  return [
    ...(official.length > 0 ? [{ kind: 'heading' as const, text: 'Official aliases' }] : []),
    ...(official.length > 0 ? [paragraph(...officialLines(official))] : []),
    ...(analyst.length > 0 ? [{ kind: 'heading' as const, text: 'Analyst names: on no list' }] : []),
    ...itemList(bySource(analyst), MAX_NAMES),
  ];
}

/** A line for the names that identify, and one for those that do not do it alone. */
function officialLines(official: readonly NamedAlias[]): Line[] {
  const weak = official.filter(({ strength }) => strength === 'weak');
  const strong = official.filter((alias) => !weak.includes(alias));
  return [
    ...(strong.length > 0 ? [namesLine('Strong:', strong)] : []),
    ...(weak.length > 0 ? [namesLine('Weak, identify nobody alone:', weak)] : []),
  ];
}

function namesLine(label: string, aliases: readonly NamedAlias[]): Line {
  const names = aliases.slice(0, MAX_NAMES).map(({ name }) => name);
  const more = aliases.length - names.length;
  return [{ text: label, style: 'strong' }, ' ', { text: names.join(' · ') }, more > 0 ? ` · and ${more} more` : ''];
}

/** Analyst names, those of one source together. */
function bySource(analyst: readonly NamedAlias[]): Line[] {
  const sources = new Map<string, NamedAlias[]>();
  for (const alias of analyst) sources.set(alias.source, [...(sources.get(alias.source) ?? []), alias]);
  return [...sources].map(([source, aliases]): Line => {
    const names = aliases.map(({ name, common }) => name + (common ? ' (a common word: identifies nobody alone)' : ''));
    return [{ text: names.join(' · ') }, ' — ', cited(source, aliases[0]?.url ?? undefined)];
  });
}

/** A source by its name, without the title of the page that a quotation at its end gives. */
export function cited(source: string, url: string | undefined): Line[number] {
  return linked(source.replace(/, "[^"]*"$/, ''), url);
}

export interface HeldWallet extends Wallet {
  readonly list: string;
  readonly ref: string | null;
}

export function walletsOf(rows: readonly Standing[]): HeldWallet[] {
  return rows.flatMap(({ listing, list, ref, state }) =>
    state === 'listed' ? (listing?.wallets ?? []).map((wallet) => ({ ...wallet, list, ref })) : [],
  );
}

export function walletBlocks(wallets: readonly HeldWallet[], app: App): Block[] {
  const lines = wallets.map((wallet): Line => {
    const found = app.chainOf(wallet);
    const chain = found === null ? '' : ` · ${found.chain}`;
    return [addressLink(wallet, app), `${chain} · labelled ${wallet.label}`];
  });
  const heading: Block[] = wallets.length > 0 ? [{ kind: 'heading', text: `Wallets (${wallets.length})` }] : [];
  return [...heading, ...itemList(lines, MAX_WALLETS)];
}

/** An address, leading to the public page about it where there is one. */
export function addressLink(wallet: Wallet, app: App): Span {
  const url = app.chainOf(wallet)?.url ?? null;
  return { text: wallet.address, style: 'code', ...(url === null ? {} : { url }) };
}

export function relationBlocks(actor: Actor, app: App): Block[] {
  const alike = new Map<string, ActorRelation[]>();
  for (const relation of actor.relations) {
    const key = `${relation.kind} ${relation.text} ${relation.citation.url}`;
    alike.set(key, [...(alike.get(key) ?? []), relation]);
  }
  const lines = [...alike.values()].flatMap((relations): Line[] => {
    const [first] = relations;
    if (!first) return [];
    const names = relations.map(({ actor: other }) => app.actors.get(other)?.name ?? other).join(', ');
    const { kind, text, citation } = first;
    const said = [{ text: names, style: 'strong' as const }, ' — ', { text }];
    return [[`${kind}: `, ...said, ' · ', cited(citation.source, citation.url)]];
  });
  return lines.length > 0 ? [{ kind: 'heading', text: 'Linked actors' }, ...itemList(lines, MAX_NAMES)] : [];
}

/** Newest first, up to that day if one is given. */
export function timelineBlocks(actor: Actor, day?: PublicationDate): Block[] {
  const known = actor.timeline.filter(({ date }) => day === undefined || date <= day);
  const events = known.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const lines = events.map(({ date, kind, text, citation }): Line => {
    return [`${dayText(date)} · ${kind} · `, { text }, ' · ', cited(citation.source, citation.url)];
  });
  return lines.length > 0 ? [{ kind: 'heading', text: 'Timeline' }, ...itemList(lines, MAX_EVENTS)] : [];
}

/** What the bot itself recorded, newest first. */
export function actionBlocks(actions: readonly Action[], fresh: Freshness): Block[] {
  const lines = actions.map((action): Line => {
    const url = action.kind === 'announcement' ? action.url : undefined;
    return [{ text: action.id, style: 'code' }, ' · ', linked(headline(action, fresh.titleOf), url)];
  });
  return lines.length > 0 ? [{ kind: 'heading', text: 'Recorded actions' }, ...itemList(lines, MAX_ACTIONS)] : [];
}
