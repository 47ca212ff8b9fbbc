import { reasonText } from '../domain/delivery.js';
import type { Block, Line, Message } from '../domain/message.js';
import { type Destination, type Platform, targetText } from '../domain/subscription.js';
import { contentId, truncate } from '../lib/text.js';
import { instantText } from '../lib/time.js';
import type { Asker, Chat, Clock, Log, Store } from '../ports.js';

/** The ids of people; what else makes subscriptions (the configuration, the command line) reads no messages. */
const PEOPLE: Partial<Record<Platform, RegExp>> = { slack: /^[UW][A-Z0-9]+$/, discord: /^\d{17,20}$/ };
const PUSH_LIMIT = 250;
const HEADING = 'Alerts of yours wait';

export interface CreatorsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
}

/** Who subscribed a place hears that nothing arrives there. */
export interface Creators {
  /** By a direct message, or else at their next command: it is on record until they got it. Never rejects. */
  suspended(place: Destination): Promise<void>;
  /** What that person was not told yet, which counts as told now; nothing while the store takes nothing. Never rejects. */
  untold(asker: Asker, platform: Platform): Promise<Block[]>;
}

export function createCreators(deps: CreatorsDeps): Creators {
  const { store, log } = deps;
  return {
    async suspended(place) {
      try {
        const people = await noted(store, place);
        if (place.direct) return;
        for (const person of people) {
          if (await tell(deps, person, place)) await told(store, keyOf(place.platform, person), place.id);
        }
      } catch (error) {
        log.error('Who subscribed a place could not be told that nothing arrives there', { place: place.id, error });
      }
    },

    async untold(asker, platform) {
      const places = await untoldOf(deps, keyOf(platform, asker.id));
      const items = places.flatMap((place) => (place.suspended ? [suspendedLine(place, place.suspended)] : []));
      if (items.length === 0) return [];
      return [
        { kind: 'heading', text: HEADING },
        { kind: 'list', items, more: 0 },
      ];
    },
  };
}

function keyOf(platform: Platform, person: string): string {
  return `${platform}/${person}`;
}

/** Puts on record whom to tell, and gives them. */
function noted(store: Store, { id, platform }: Destination): Promise<string[]> {
  return store.transaction(async (tx) => {
    const makers = (await tx.list('subscriptions')).flatMap(([, one]) =>
      one.destination === id ? [one.createdBy] : [],
    );
    const people = [...new Set(makers)].filter((maker) => PEOPLE[platform]?.test(maker));
    for (const person of people) {
      const key = keyOf(platform, person);
      const places = (await tx.get('untold', key))?.places ?? [];
      tx.put('untold', key, { places: [...places.filter((place) => place !== id), id] });
    }
    return people;
  });
}

/** Their answer does not wait for it: what cannot be taken off the record stays on it. */
async function untoldOf({ store, log }: CreatorsDeps, key: string): Promise<Destination[]> {
  try {
    // Hardly anybody has any, and everybody asks.
    return (await store.get('untold', key)) ? await taken(store, key) : [];
  } catch (error) {
    log.error('Who subscribed a place could not be told in an answer that nothing arrives there', { error });
    return [];
  }
}

/** Takes off the record what is to be told, in one go: a place that closes meanwhile is put on it again, and stays. */
function taken(store: Store, key: string): Promise<Destination[]> {
  return store.transaction(async (tx) => {
    const ids = (await tx.get('untold', key))?.places ?? [];
    tx.delete('untold', key);
    const places = await Promise.all(ids.map((id) => tx.get('destinations', id)));
    return places.flatMap((place) => place ?? []);
  });
}

function told(store: Store, key: string, place: string): Promise<void> {
  return store.transaction(async (tx) => {
    const left = (await tx.get('untold', key))?.places.filter((one) => one !== place) ?? [];
    if (left.length > 0) tx.put('untold', key, { places: left });
    else tx.delete('untold', key);
  });
}

/** Whether a direct message may have reached them. */
async function tell({ chats, store, clock, log }: CreatorsDeps, person: string, place: Destination): Promise<boolean> {
  const chat = chats.get(place.platform);
  const destination = (await chat?.direct?.(person)) ?? null;
  if (!chat || destination === null) return false;
  const key = contentId(['suspended', person, place.id, clock.now().toISOString()], 24);
  const message = await messageFor(store, person, place);
  const { kind } = await chat.send({ destination, message, key });
  if (kind !== 'sent') log.info('Who subscribed a place takes no message; they are told when they next ask', { kind });
  return kind === 'sent' || kind === 'ambiguous';
}

async function messageFor(store: Store, person: string, place: Destination): Promise<Message> {
  const { suspended = null } = place;
  const own = (await store.list('subscriptions')).flatMap(([id, one]) =>
    one.destination === place.id && one.createdBy === person ? [`${id} (${targetText(one.target)})`] : [],
  );
  const where = nameOf(place);
  const title = `Alerts for ${where} wait`;
  const why = suspended ? reasonText(suspended.reason) : '';
  const facts = [
    { label: 'Where', value: [{ text: where }] },
    { label: 'Why', value: [why] },
    { label: 'To mend it', value: [{ text: suspended?.mend ?? '' }] },
    { label: 'Your subscriptions there', value: [{ text: own.join(', ') }] },
  ];
  return {
    push: truncate(`${title}: ${why}. ${suspended?.mend ?? ''}`, PUSH_LIMIT),
    tone: 'problem',
    title,
    blocks: [
      { kind: 'facts', facts },
      {
        kind: 'text',
        lines: [['It is tried again each day, and when somebody uses the bot there. Nothing owed is lost.']],
      },
    ],
    buttons: [],
    foot: ['you get this once, because you subscribed that place'],
    format: 'full',
  };
}

function suspendedLine(place: Destination, { since, reason, mend }: NonNullable<Destination['suspended']>): Line {
  const what = `${nameOf(place)}, since ${instantText(since)}: ${reasonText(reason)}. To mend it: `;
  return [{ text: what }, { text: mend }];
}

function nameOf({ label, id, direct }: Destination): string {
  if (direct) return 'your direct messages';
  return label === undefined ? id : `${label} (${id})`;
}
