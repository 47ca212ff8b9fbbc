import type { StoryLink } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import type { Story, StoryPart } from '../domain/story.js';
import type { StoreReader } from '../ports.js';
import { alertKey } from './owe.js';

/** An earlier action of a delivery's story, with its alert if that was sent to the same destination. */
interface EarlierPart extends StoryPart {
  readonly alert: Delivery | null;
}

/** What a destination is told of the story of one of its deliveries, with links to its own messages. */
export async function storyOf(store: StoreReader, row: Delivery): Promise<Story> {
  return { earlier: await earlierParts(store, row), later: await laterParts(store, row) };
}

/** The actions that a delivery's own changes tell the next part of, newest first. */
export async function earlierParts(store: StoreReader, row: Delivery): Promise<EarlierPart[]> {
  const { follows = [] } = (await store.get('actions', row.action)) ?? {};
  const parts: EarlierPart[] = [];
  for (const link of follows) {
    const action = concerns(link, row) ? await store.get('actions', link.action) : undefined;
    if (!action) continue;
    const known = await store.get('deliveries', alertKey(link.action, row.destination));
    const alert = known?.state === 'sent' && known.messageId !== undefined ? known : null;
    parts.push({ action, link, alert, ...(alert?.url === undefined ? {} : { url: alert.url }) });
  }
  return parts;
}

/** The alerts that answered a delivery's message in its own place, newest first. */
async function laterParts(store: StoreReader, row: Delivery): Promise<StoryPart[]> {
  const parts: StoryPart[] = [];
  for (const key of row.answeredBy ?? []) {
    const alert = await store.get('deliveries', key);
    const action = alert && (await store.get('actions', alert.action));
    const link = action?.follows?.find((one) => one.action === row.action);
    if (!alert || !action || !link) continue;
    const told = { ...link, changes: both(link.changes, alert.changes) };
    parts.push({ action, link: told, ...(alert.url === undefined ? {} : { url: alert.url }) });
  }
  return parts.reverse();
}

function concerns({ changes }: StoryLink, row: Delivery): boolean {
  const common = both(changes, row.changes);
  return common === null || common.length > 0;
}

/** Positions that are among both; null stands for all. */
function both(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  return a === null || b === null ? (a ?? b) : a.filter((position) => b.includes(position));
}
