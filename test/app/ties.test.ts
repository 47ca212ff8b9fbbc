import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, type LiveApp } from '../../src/app/app.js';
import { createSearch } from '../../src/search/index.js';
import { tokensOf } from '../../src/search/normalise.js';
import { sources } from '../../src/sources/index.js';
import { createTies } from '../../src/ties/index.js';
import { aChange, actorsInMemory, anAction, anActor, anActorListing, anEntry, textOf } from '../support/builders.js';
import { createMemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const PASSPORT = { type: 'Passport', number: 'N012430661', country: 'Iran' };
const person = { name: 'Rudolf RASSENDYLL', type: 'individual' as const, identifiers: [PASSPORT] };
const sdn = anEntry({ ...person, ref: '7' });
const un = anEntry({ ...person, list: 'un-sc', ref: 'IRi.009' });
const heron = anActor({ listings: [anActorListing({ ref: '7' })] });

let app: LiveApp;

async function start(actors = actorsInMemory([]), search = createSearch({ actors })): Promise<LiveApp> {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    for (const entry of [sdn, un]) tx.put('listings', `${entry.listing.list}/${entry.listing.ref}`, entry);
  });
  return createApp({
    ...{ store, actors, sources, prompt: '/sanctions', clock: createVirtualClock('2024-06-01T12:00:00.000Z') },
    search,
    ties: createTies({ actors, tokensOf }),
    chainOf: () => null,
    watching: { sources: ['ofac-sdn', 'un-sc'], pollSeconds: null },
  });
}

const alert = (amended = aChange({ kind: 'amended', ref: '7', name: 'Rudolf RASSENDYLL', actors: [] })) =>
  textOf(app.alertFor(anAction({ changes: [amended] }), null, [], 'full'));

describe('the app', () => {
  beforeEach(async () => {
    app = await start();
  });

  it('ties what it loaded at start, and learns of what is committed', async () => {
    expect(app.ties('ofac-sdn', '7')).toMatchObject([{ list: 'un-sc', ref: 'IRi.009', certainty: 'proved' }]);
    await app.learn([{ ...un, status: 'removed', removedOn: '2024-05-20' }]);
    expect(app.ties('ofac-sdn', '7')).toMatchObject([{ list: 'un-sc', status: 'removed' }]);
  });

  it('says so when the search cannot learn, and knows the rest all the same', async () => {
    const full = new Error('no room');
    const search = createSearch({ actors: actorsInMemory([]) });
    search.updateInTurns = () => Promise.reject(full);
    app = await start(actorsInMemory([]), search);
    await expect(app.learn([{ ...un, status: 'removed', removedOn: '2024-05-20' }])).rejects.toBe(full);
    expect(app.ties('ofac-sdn', '7')).toMatchObject([{ status: 'removed' }]);
  });

  it('says in an alert who else lists the party, and why we say so', async () => {
    expect(alert()).toContain('Also listed: ● UN Security Council IRi.009 (same Passport N012430661 (Iran))');
    await app.learn([{ ...un, status: 'removed', removedOn: '2024-05-20' }]);
    expect(alert()).not.toContain('Also listed');
  });

  it('counts what is tied to a profile’s listing among the lists that carry the actor', async () => {
    app = await start(actorsInMemory([heron]));
    const link = { actor: heron.id, reason: { kind: 'listing' as const } };
    expect(alert(aChange({ ref: '7', actors: [link] }))).toContain('● UN Security Council');
  });

  it('names the lists that nobody watches', async () => {
    const unwatched = (await app.unwatched()).map(({ id }) => id);
    expect(unwatched).toContain('uk-sl');
    expect(unwatched).not.toContain('un-sc');
    expect(unwatched).not.toContain('ofac-recent-actions');
  });
});
