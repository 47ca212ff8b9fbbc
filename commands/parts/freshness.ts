import type { Instant } from '../../src/domain/listing.js';
import { ageText, dayText } from '../../src/lib/time.js';
import type { App, SourceStatus } from '../../src/ports.js';

/** What an answer was checked against. */
export interface Freshness {
  readonly sources: readonly SourceStatus[];
  /** When each list's data was last confirmed; a list that was never read is absent. */
  readonly asOf: Readonly<Record<string, Instant>>;
  /** The lists that an answer is from, and those that could not be looked at because they were never read. */
  readonly lists: { readonly read: readonly SourceStatus[]; readonly unread: readonly SourceStatus[] };
  /** Lists that we know of and that are not watched here: nothing is said of them. */
  readonly unwatched: readonly { readonly id: string; readonly title: string }[];
  /** `OFAC SDN of 20 May 2024, checked 4 min ago`, one a list, and that it is data only. */
  readonly foot: readonly string[];
  titleOf(source: string): string;
}

export const NO_ADVICE = 'data only, not legal advice';

const TROUBLE: Partial<Record<SourceStatus['state'], string>> = {
  failing: ', checks are failing',
  stale: ', stale',
  held: ', a newer version is held for review',
};

/** Every list that we watch, how old our copy is, and what is wrong with it. */
export async function freshness(app: App): Promise<Freshness> {
  const [sources, asOf, unwatched] = await Promise.all([app.sources(), app.asOf(), app.unwatched()]);
  const lists = sources.filter(({ kind }) => kind === 'list');
  const checked = lists.map(({ id, title, state, published }) => {
    const at = asOf[id];
    if (at === undefined) return `${title} not read yet`;
    const version = published === null ? title : `${title} of ${dayText(published)},`;
    return `${version} checked ${ageText(at, app.clock.now())} ago${TROUBLE[state] ?? ''}`;
  });
  return {
    sources,
    asOf,
    unwatched,
    lists: {
      read: lists.filter(({ id }) => asOf[id] !== undefined),
      unread: lists.filter(({ id }) => asOf[id] === undefined),
    },
    foot: [...(checked.length === 0 ? ['no list is watched'] : checked), NO_ADVICE],
    titleOf: (source) => [...sources, ...unwatched].find(({ id }) => id === source)?.title ?? source,
  };
}

/** What must not be taken for an answer about these lists. */
export function notRead(lists: readonly SourceStatus[]): string {
  return `Not read yet, so not checked: ${lists.map(({ title }) => title).join(', ')}.`;
}
