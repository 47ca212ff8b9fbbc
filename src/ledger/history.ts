import { type Action, actorsOf, type Change, dayOf, type FieldChange } from '../domain/action.js';
import type { Listing, PublicationDate } from '../domain/listing.js';
import type { Story, StoryPart } from '../domain/story.js';
import type { ActionFilter, Ledger, StoreReader } from '../ports.js';

/** Answers questions about what was listed when, from the recorded actions. */
export function createLedger(store: StoreReader): Ledger {
  return {
    entry: (list, ref) => store.get('listings', `${list}/${ref}`),

    async asOf(list, ref, day) {
      const cursor = await store.get('cursors', list);
      if (!cursor || day < cursor.baselineOn.slice(0, 10)) return 'unknown';
      const entry = await store.get('listings', `${list}/${ref}`);
      if (!entry) return undefined;
      const later = (await newestFirst(store)).filter((action) => action.source === list && dayOf(action) > day);
      const now = entry.status === 'listed' ? entry.listing : undefined;
      return later.flatMap((action) => action.changes.filter((change) => change.ref === ref)).reduce(undo, now);
    },

    async actions(filter) {
      return (await newestFirst(store)).filter((action) => matches(action, filter));
    },

    async action(id) {
      const exact = await store.get('actions', id);
      if (exact) return exact;
      const rows = id.length >= 4 ? await store.list('actions', id) : [];
      return rows.length === 1 ? rows[0]?.[1] : undefined;
    },
  };
}

/** The other recorded actions of an action's story. */
export async function storyIn(store: StoreReader, action: Action): Promise<Story> {
  const earlier: StoryPart[] = [];
  for (const link of action.follows ?? []) {
    const other = await store.get('actions', link.action);
    if (other) earlier.push({ action: other, link });
  }
  const later = (await newestFirst(store)).flatMap((other): StoryPart[] => {
    const link = other.follows?.find((one) => one.action === action.id);
    return link ? [{ action: other, link }] : [];
  });
  return { earlier, later };
}

async function newestFirst(store: StoreReader): Promise<Action[]> {
  const actions = (await store.list('actions')).map(([, action]) => action);
  return actions.reverse().sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
}

function undo(after: Listing | undefined, change: Change): Listing | undefined {
  if (change.kind === 'added') return undefined;
  if (change.kind === 'removed') return change.listing;
  return after && change.fields.reduce(undoField, after);
}

function undoField(listing: Listing, { field, before }: FieldChange): Listing {
  const { [field]: _after, ...rest } = listing;
  return (before === null ? rest : { ...rest, [field]: before }) as Listing;
}

function matches(action: Action, filter: ActionFilter): boolean {
  const day: PublicationDate = dayOf(action);
  if (filter.source !== undefined && action.source !== filter.source) return false;
  if (filter.since !== undefined && day < filter.since) return false;
  if (filter.until !== undefined && day > filter.until) return false;
  if (filter.actor !== undefined && !actorsOf(action).includes(filter.actor)) return false;
  if (filter.kind === 'announced' ? action.kind !== 'announcement' : filter.kind && action.kind === 'announcement')
    return false;
  const { kind, program, listing } = filter;
  if (kind === undefined && program === undefined && listing === undefined) return true;
  return (
    action.changes.some(
      (change) =>
        (kind === undefined || kind === 'announced' || change.kind === kind) &&
        (program === undefined || change.programs.some((tag) => tag.toUpperCase() === program.toUpperCase())) &&
        (listing === undefined || `${action.source}/${change.ref}` === listing),
    ) ||
    (kind === 'announced' && program === undefined && listing === undefined)
  );
}
