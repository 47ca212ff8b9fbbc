import type { Entry } from '../domain/ledger.js';
import { DEFAULT_MIN_SCORE, type Match, type WalletAnswer } from '../domain/match.js';
import { truncate } from '../lib/text.js';
import type { Actors, Choice, FoundIn, Search, SearchOptions } from '../ports.js';
import { explainStanding } from './explain.js';
import { byHit, exactHits, type Hit, MAX_HITS, nameHits } from './hits.js';
import { clean } from './normalise.js';
import { isCommonName } from './parties.js';
import { askPhrases } from './phrases.js';
import { Register } from './register.js';
import { Suggestions } from './suggest.js';
import { Turns } from './turns.js';
import { walletAnswers } from './wallet-answers.js';

/** Twice Discord's longest message; a name is read no further than its own limit. */
const MAX_QUERY = 8_000;
const MAX_SAID = 80;

/** A search that the ledger feeds. What is fed first is in first. */
export interface FedSearch extends Search {
  /** Everything that the ledger holds of a list, removed entries too. */
  replace(list: string, entries: Iterable<Entry>): void;
  /** Entries that changed, or are new. */
  update(changed: readonly Entry[]): void;
  /** `replace` a few milliseconds at a time, answering questions between them; resolves when everything is in. */
  replaceInTurns(list: string, entries: Iterable<Entry>): Promise<void>;
  /** `update` a few milliseconds at a time, the first of them before it returns; resolves when everything is in. */
  updateInTurns(changed: readonly Entry[]): Promise<void>;
}

/** Name search over everything that is fed to it, from memory. Without any list it knows the curated actors. */
export function createSearch({ actors }: { readonly actors: Actors }): FedSearch {
  return new IndexedSearch(actors);
}

class IndexedSearch implements FedSearch {
  readonly #register: Register;
  readonly #suggestions: Suggestions;
  readonly #turns = new Turns();

  constructor(actors: Actors) {
    this.#register = new Register(actors);
    this.#suggestions = new Suggestions(actors.all(), this.#register);
  }

  replace(list: string, entries: Iterable<Entry>): void {
    this.#turns.atOnce(this.#register.replace(list, entries));
  }

  update(changed: readonly Entry[]): void {
    this.#turns.atOnce(this.#register.update(changed));
  }

  replaceInTurns(list: string, entries: Iterable<Entry>): Promise<void> {
    return this.#turns.inTurns(this.#register.replace(list, entries));
  }

  updateInTurns(changed: readonly Entry[]): Promise<void> {
    return this.#turns.inTurns(this.#register.update(changed));
  }

  find(query: string, options: SearchOptions): Match[] {
    const text = clean(query.slice(0, MAX_QUERY));
    const hits = nameHits(text, floorOf(options), options, this.#register);
    return this.#ranked([...exactHits(text, this.#register), ...hits], options);
  }

  async findIn(text: string, options: SearchOptions): Promise<FoundIn> {
    const read = clean(text.slice(0, MAX_QUERY));
    const floor = floorOf(options);
    const byName = (name: string, atLeast: number) => nameHits(name, Math.max(floor, atLeast), options, this.#register);
    const hits = [...exactHits(read, this.#register).map(saying), ...byName(read, floor)];
    const { found, complete } = await askPhrases(text.slice(0, MAX_QUERY), ({ text: phrase, atLeast }) =>
      byName(clean(phrase), atLeast)
        .filter(({ score }) => score >= atLeast)
        .map((hit) => sayingOf(phrase, hit)),
    );
    return { matches: this.#ranked([...hits, ...found], options), complete: complete && text.length <= MAX_QUERY };
  }

  #ranked(hits: readonly Hit[], options: SearchOptions): Match[] {
    const best = new Map<string, Match>();
    for (const hit of [...hits].sort(byHit)) {
      if (hit.score < floorOf(options)) break;
      const id = this.#register.parties.actorOf(hit.owner)?.id ?? hit.owner;
      if (!best.has(id)) best.set(id, this.#match(id, hit));
    }
    return [...best.values()]
      .filter(({ type }) => options.type === undefined || type === options.type)
      .filter(({ listings }) => options.list === undefined || listings.some(({ list }) => list === options.list))
      .sort(byRank)
      .slice(0, Math.max(0, Math.min(options.limit, MAX_HITS)));
  }

  wallets(text: string): WalletAnswer[] {
    return walletAnswers(text, this.#register);
  }

  suggest(prefix: string, limit: number): readonly Choice[] {
    return this.#suggestions.for(prefix, limit);
  }

  #match(id: string, hit: Hit): Match {
    const { parties } = this.#register;
    const actor = parties.actorOf(hit.owner);
    const listings = parties.listings(hit.owner);
    const common = actor !== undefined && isCommonName(actor, hit.matchedName);
    const standing = explainStanding(listings, actor?.status ?? null, parties.fromProfile(hit.owner), common);
    return {
      id,
      actor: actor?.id ?? null,
      name: actor?.name ?? this.#register.nameOf(hit.owner),
      type: parties.typeOf(hit.owner),
      score: hit.score,
      matchedName: hit.matchedName,
      ...(hit.ofacScore === undefined ? {} : { ofacScore: hit.ofacScore }),
      why: `${hit.clause}${standing}`,
      listings,
    };
  }
}

function floorOf({ minScore }: SearchOptions): number {
  return minScore ?? DEFAULT_MIN_SCORE;
}

/** What was found in a text says by which words of it. */
function saying(hit: Hit): Hit {
  return hit.clause.includes(hit.matchedName) ? hit : sayingOf(hit.matchedName, hit);
}

function sayingOf(phrase: string, hit: Hit): Hit {
  return { ...hit, clause: `“${truncate(phrase, MAX_SAID)}” ${hit.clause}` };
}

/** Best score first; at equal score the listed before the removed before those on no list, then by name. */
function byRank(a: Match, b: Match): number {
  if (a.score !== b.score) return b.score - a.score;
  const apart = standing(a) - standing(b);
  if (apart !== 0) return apart;
  return a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1;
}

function standing({ listings }: Match): number {
  if (listings.length === 0) return 2;
  return listings.some(({ status }) => status === 'listed') ? 0 : 1;
}
