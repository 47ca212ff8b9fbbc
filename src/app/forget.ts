import type { AuditRecord } from '../domain/ledger.js';
import type { Destination, Subscription } from '../domain/subscription.js';
import type { Clock, Forgetting, Person, Store, Stored, Transaction } from '../ports.js';

/** Stands where the id and the name of a person were. */
const NOBODY = { id: 'forgotten', name: 'somebody' } as const;

/** Erases what is stored about a person or a place: counting it first is the same work without its last step. */
export function createForgetting({ store, clock }: { readonly store: Store; readonly clock: Clock }): Forgetting {
  const undone = new Error('only counted');
  const run = async (erase: boolean, work: (tx: Transaction) => Promise<Stored>): Promise<Stored> => {
    let stored: Stored | null = null;
    try {
      return await store.transaction(async (tx) => {
        stored = await work(tx);
        if (!erase) throw undone;
        return stored;
      });
    } catch (error) {
      if (error === undone && stored) return stored;
      throw error;
    }
  };
  return {
    person: (person, direct, erase) => run(erase, (tx) => forgetPerson(tx, person, direct, clock.now())),
    place: (id, erase) =>
      run(erase, async (tx) => {
        const stored = await forgetPlace(tx, id);
        await note(tx, clock.now(), 'forgot a place');
        return stored;
      }),
  };
}

/** The record of it names nobody. */
async function note(tx: Transaction, now: Date, what: string): Promise<void> {
  const record: AuditRecord = { at: now.toISOString(), who: NOBODY.id, what, why: 'asked for' };
  tx.put('audit', `W${await tx.next('audit')}`, record);
}

/**
 * What a person made for others stays, without them: a subscription belongs to its place. Their own direct messages are
 * forgotten as a place.
 */
async function forgetPerson(tx: Transaction, person: Person, direct: Destination | null, now: Date): Promise<Stored> {
  let sum: Stored = { subscriptions: 0, anonymous: 0, deliveries: 0, records: 0 };
  for (const place of await directPlaces(tx, person, direct)) {
    const { subscriptions, deliveries, records } = await forgetPlace(tx, place);
    sum = added(sum, { subscriptions, deliveries, records, anonymous: 0 });
  }
  const anonymous = await withoutMaker(tx, person);
  await withoutSilencer(tx, person);
  const records = (await withoutRequester(tx, person)) + (await withoutRecords(tx, person));
  tx.delete('untold', `${person.platform}/${person.id}`);
  await note(tx, now, 'forgot a person');
  return added(sum, { subscriptions: 0, deliveries: 0, records, anonymous });
}

function added(a: Stored, b: Stored): Stored {
  return {
    subscriptions: a.subscriptions + b.subscriptions,
    anonymous: a.anonymous + b.anonymous,
    deliveries: a.deliveries + b.deliveries,
    records: a.records + b.records,
  };
}

/** The direct message that they ask in, and those that they subscribed. */
async function directPlaces(tx: Transaction, person: Person, direct: Destination | null): Promise<Set<string>> {
  const places = new Set(direct ? [direct.id] : []);
  for (const [, { destination, createdBy }] of await tx.list('subscriptions')) {
    const place = createdBy === person.id ? await tx.get('destinations', destination) : undefined;
    if (place?.direct && place.platform === person.platform) places.add(place.id);
  }
  return places;
}

async function forgetPlace(tx: Transaction, id: string): Promise<Stored> {
  const subscriptions = (await tx.list('subscriptions')).filter(([, { destination }]) => destination === id);
  const deliveries = (await tx.list('deliveries')).filter(([, { destination }]) => destination === id);
  const edits = (await tx.list('edits')).filter(([, { destination }]) => destination === id);
  const records = (await tx.list('audit')).filter(([, { what }]) => what.split(' ').includes(id));
  for (const [key] of subscriptions) tx.delete('subscriptions', key);
  for (const [key] of deliveries) tx.delete('deliveries', key);
  for (const [key] of edits) tx.delete('edits', key);
  for (const [key] of records) tx.delete('audit', key);
  for (const [key, { places }] of await tx.list('untold')) {
    const left = places.filter((place) => place !== id);
    if (left.length === 0) tx.delete('untold', key);
    else if (left.length < places.length) tx.put('untold', key, { places: left });
  }
  tx.delete('destinations', id);
  tx.delete('counters', `answers/${id}`);
  return {
    ...{ subscriptions: subscriptions.length, deliveries: deliveries.length },
    ...{ records: records.length, anonymous: 0 },
  };
}

/** Ids are of a platform, and so is a subscription's place. */
function isOf(person: Person, destination: string): boolean {
  return destination.startsWith(`${person.platform}/`);
}

async function withoutMaker(tx: Transaction, person: Person): Promise<number> {
  let count = 0;
  for (const [key, stored] of await tx.list('subscriptions')) {
    if (!isOf(person, stored.destination)) continue;
    const { mention, ...rest } = stored;
    const called = mention?.kind === 'user' && mention.id === person.id;
    const made = stored.createdBy === person.id;
    if (!called && !made) continue;
    const subscription: Subscription = called || !mention ? rest : { ...rest, mention };
    tx.put(
      'subscriptions',
      key,
      made ? { ...subscription, createdBy: NOBODY.id, createdByName: NOBODY.name } : subscription,
    );
    count += 1;
  }
  return count;
}

async function withoutSilencer(tx: Transaction, person: Person): Promise<void> {
  for (const [key, stored] of await tx.list('destinations')) {
    if (stored.platform !== person.platform || !stored.quiet?.some(({ by }) => by === person.id)) continue;
    const quiet = stored.quiet.map((one) =>
      one.by === person.id ? { ...one, by: NOBODY.id, byName: NOBODY.name } : one,
    );
    tx.put('destinations', key, { ...stored, quiet });
  }
}

/** Of tests and replays, which say by whose name they were asked for. */
async function withoutRequester(tx: Transaction, person: Person): Promise<number> {
  let count = 0;
  for (const [key, row] of await tx.list('deliveries')) {
    const { parcel } = row;
    if ((parcel?.kind !== 'test' && parcel?.kind !== 'replay') || !isOf(person, row.destination)) continue;
    if (person.name === null || parcel.by !== person.name) continue;
    tx.put('deliveries', key, { ...row, parcel: { ...parcel, by: NOBODY.name } });
    count += 1;
  }
  return count;
}

async function withoutRecords(tx: Transaction, person: Person): Promise<number> {
  let count = 0;
  for (const [key, record] of await tx.list('audit')) {
    if (record.who !== person.id) continue;
    tx.put('audit', key, { ...record, who: NOBODY.id });
    count += 1;
  }
  return count;
}
