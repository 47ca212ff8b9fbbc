import type { Party } from '../listed.js';
import { type Contestant, distinct, type Found } from './contestant.js';
import { jaroWinkler } from './jaro-winkler.js';

/**
 * The method that OFAC describes for its Sanctions List Search (FAQ 249, https://ofac.treasury.gov/faqs/249): the higher of
 * Jaro-Winkler over the whole names where they begin with the same letter, and the mean over the query's parts of each
 * one's best Jaro-Winkler with a part of the name. What the FAQ leaves open is as observed of the official tool
 * (opensanctions/nomenklatura, plans/ofac-name-matcher.md): a pair of parts below 0.5 counts as nothing, parts of one
 * or two letters are not asked for. Soundex adds nothing to these observations and is left out.
 */
export function ofacMethod(query: string, name: string): number {
  const [asked, listed] = [written(query), written(name)];
  const parts = listed.split(' ');
  const best = partsAsked(asked).map((part) => floored(Math.max(0, ...parts.map((other) => jaroWinkler(part, other)))));
  return Math.max(wholeScore(asked, listed), mean(best));
}

const FLOOR = 0.5;

function written(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function partsAsked(query: string): string[] {
  const parts = query.split(' ').filter(Boolean);
  const long = parts.filter((part) => part.length > 2);
  return long.length > 0 ? long : parts;
}

function wholeScore(query: string, name: string): number {
  return query.charCodeAt(0) === name.charCodeAt(0) ? jaroWinkler(query, name) : 0;
}

function floored(score: number): number {
  return score < FLOOR ? 0 : score;
}

function mean(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Brute force: every listed name is scored; each distinct part once a query. */
class EveryName {
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  readonly #parts: number[][] = [];
  readonly #partIds = new Map<string, number>();
  #removed = new Set<number>();
  readonly #byId = new Map<string, number[]>();

  add({ id, names }: Party): void {
    for (const number of this.#byId.get(id) ?? []) this.#removed.add(number);
    const own = names.map(({ text }) => {
      const name = written(text);
      this.#parts.push(name.split(' ').map((part) => this.#partId(part)));
      this.#names.push(name);
      return this.#ids.push(id) - 1;
    });
    this.#byId.set(id, own);
  }

  rank(query: string, limit: number): Found[] {
    const asked = written(query);
    const tables = partsAsked(asked).map((part) =>
      Float32Array.from(this.#partIds.keys(), (other) => floored(jaroWinkler(part, other))),
    );
    const found: Found[] = [];
    for (const [i, name] of this.#names.entries()) {
      if (this.#removed.has(i)) continue;
      const parts = this.#parts[i] ?? [];
      const best = tables.map((table) => Math.max(0, ...parts.map((part) => table[part] ?? 0)));
      const score = Math.max(wholeScore(asked, name), mean(best));
      if (score > FLOOR) found.push({ id: this.#ids[i] ?? '', score });
    }
    return distinct(
      found.sort((a, b) => b.score - a.score),
      limit,
    );
  }

  #partId(part: string): number {
    const known = this.#partIds.get(part);
    if (known !== undefined) return known;
    this.#partIds.set(part, this.#partIds.size);
    return this.#partIds.size - 1;
  }
}

/** OFAC recommends none (FAQ 250); screening commonly begins here. */
const OFAC_THRESHOLD = 0.85;

export function buildOfacMethod(parties: readonly Party[]): () => Contestant {
  return () => {
    const names = new EveryName();
    for (const party of parties) names.add(party);
    return {
      look: (query) => names.rank(query, 5).filter(({ score }) => score >= OFAC_THRESHOLD),
      rank: (query, limit) => names.rank(query, limit),
      compare: ofacMethod,
      update(changed) {
        for (const party of changed) names.add(party);
      },
    };
  };
}
