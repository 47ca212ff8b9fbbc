export interface Dated {
  readonly id: string;
  /** Milliseconds since 1970; null where the publisher's date cannot be read: new until known. */
  readonly at: number | null;
}

export interface News<T extends Dated> {
  /** Not known before, oldest first. */
  readonly fresh: readonly T[];
  /** Every id of the page, newest first. */
  readonly seen: readonly string[];
  /** Nothing on the page was known: others may have come and gone since the last poll. */
  readonly gap: boolean;
}

/** The items of a page, newest first, each id once; those of one instant as the page has them. */
export function newestFirst<T extends Dated>(page: readonly T[]): T[] {
  const time = ({ at }: T) => at ?? Number.MAX_SAFE_INTEGER;
  const items = new Map<string, T>();
  for (const item of page.toSorted((a, b) => time(b) - time(a))) if (!items.has(item.id)) items.set(item.id, item);
  return [...items.values()];
}

/**
 * What is new on a page, given the ids known before (null: the first sight, at which nothing is). On a page that is
 * `whole` and in order, what is older than everything known slid onto it when a newer item was withdrawn: no news.
 */
export function newsOf<T extends Dated>(page: readonly T[], known: readonly string[] | null, whole: boolean): News<T> {
  const items = newestFirst(page);
  const seen = items.map(({ id }) => id);
  if (!known) return { fresh: [], seen, gap: false };
  const before = new Set(known);
  const oldest = items.findLast(({ id }) => before.has(id));
  const floor = (whole ? oldest?.at : null) ?? 0;
  const fresh = items.filter(({ id, at }) => !before.has(id) && (at ?? floor) >= floor).toReversed();
  return { fresh, seen, gap: whole && before.size > 0 && !oldest };
}
