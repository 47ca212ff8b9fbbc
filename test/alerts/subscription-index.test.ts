import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Hit, routeAction } from '../../src/alerts/route.js';
import { SubscriptionIndex } from '../../src/alerts/subscription-index.js';
import type { Action, ActorLink, ChangeKind } from '../../src/domain/action.js';
import { PARTY_TYPES } from '../../src/domain/listing.js';
import type { Subscription, Target } from '../../src/domain/subscription.js';
import { aChange, anAction, anAnnouncement } from '../support/builders.js';
import { slowMachine, turnsDuring } from '../support/turns.js';

afterEach(() => vi.restoreAllMocks());

const RELATED: Readonly<Record<string, readonly string[]>> = { parent: ['heron', 'stork'], stork: ['heron'] };
const relatedTo = (actor: string) => RELATED[actor] ?? [];

const actors = ['heron', 'stork', 'parent', 'ibis'];
const lists = ['ofac-sdn', 'un-sc', 'some-feed'];
const programs = ['DPRK3', 'dprk3', 'SDGT', ''];
const countries = [
  'Iran',
  'IR',
  'Iran (Islamic Republic of)',
  'Region: Crimea',
  'region:  crimea',
  'ISO:IR',
  'NA',
  'Na',
];

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({
    kind: fc.constant('actor' as const),
    actor: fc.constantFrom(...actors),
    relations: fc.boolean(),
  }),
  fc.constantFrom(...lists).map((list): Target => ({ kind: 'list', list })),
  fc.constantFrom(...programs).map((program): Target => ({ kind: 'program', program })),
  fc.constantFrom(...countries).map((country): Target => ({ kind: 'country', country })),
  fc.constantFrom(...PARTY_TYPES).map((type): Target => ({ kind: 'type', type })),
  fc.constant<Target>({ kind: 'everything' }),
);

const kinds: fc.Arbitrary<Subscription['kinds']> = fc.uniqueArray(
  fc.constantFrom('added' as const, 'amended' as const, 'removed' as const, 'announced' as const),
);

/** A commit to one of a few ids: a new subscription, an edit of one that is there, or its end. */
const commit = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((n) => `S${n}`),
  wanted: fc.option(fc.record({ target, kinds, destination: fc.constantFrom('slack/C1', 'slack/C2', 'discord/1') })),
});

const links = fc
  .uniqueArray(fc.constantFrom(...actors))
  .map((ids) => ids.map((actor): ActorLink => ({ actor, reason: { kind: 'listing' } })));

const change = fc
  .record({
    kind: fc.constantFrom<ChangeKind>('added', 'amended', 'removed'),
    type: fc.option(fc.constantFrom(...PARTY_TYPES)),
    programs: fc.array(fc.constantFrom(...programs), { maxLength: 3 }),
    countries: fc.array(fc.constantFrom(...countries), { maxLength: 3 }),
    actors: links,
  })
  .map((over) => aChange(over));

const action: fc.Arbitrary<Action> = fc
  .record({ source: fc.constantFrom(...lists), changes: fc.array(change, { maxLength: 6 }), named: links })
  .chain(({ source, changes, named }) =>
    fc.constantFrom<Action>(anAction({ source, changes }), anAnnouncement({ source, changes, actors: named })),
  );

describe('the index of subscriptions', () => {
  it('gives what a scan of them all gives, after every commit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(commit, { maxLength: 40 }),
        fc.array(action, { minLength: 1, maxLength: 4 }),
        fc.subarray(lists),
        async (commits, actions, announces) => {
          const rows = new Map<string, Subscription>();
          const index = new SubscriptionIndex(relatedTo);
          for (const { id, wanted } of commits) {
            const row = wanted && subscription(id, wanted);
            if (row) rows.set(id, row);
            else rows.delete(id);
            index.set(id, row ?? undefined);
          }
          expect(index.size).toBe(rows.size);
          for (const one of actions) {
            const scanned = routeAction(one, [...rows.values()], { relatedTo, announces });
            expect(await index.route(one, announces)).toEqual(scanned);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('lets everything else have its turn while an action reaches thousands of places', async () => {
    slowMachine();
    const index = new SubscriptionIndex(relatedTo);
    for (let n = 0; n < 6_400; n += 1)
      index.set(`S${n}`, subscription(`S${n}`, { destination: `slack/C${n % 3_200}` }));
    let hits: readonly Hit[] = [];
    const turns = await turnsDuring(async () => {
      hits = await index.route(anAction({ changes: [aChange({})] }), []);
    });
    expect(turns).toBeGreaterThanOrEqual(25);
    expect(hits.map(({ subscriptions }) => subscriptions)).toEqual(
      Array.from({ length: 3_200 }, (_, n) => [`S${n}`, `S${n + 3_200}`]),
    );
  });

  it('knows each subscription as it is now', () => {
    const index = new SubscriptionIndex(relatedTo);
    const [first, second] = [
      subscription('S1', { target: { kind: 'everything' } }),
      subscription('S1', { kinds: ['added'] }),
    ];
    index.set('S1', first);
    expect(index.get('S1')).toBe(first);
    index.set('S1', second);
    expect(index.get('S1')).toBe(second);
    index.set('S1', undefined);
    expect(index.get('S1')).toBeUndefined();
  });
});

function subscription(id: string, over: Partial<Subscription>): Subscription {
  return {
    ...{ id, destination: 'slack/C1', target: { kind: 'everything' }, kinds: [], format: 'full' },
    ...{ createdAt: '2024-01-01T00:00:00.000Z', createdBy: 'U1', createdByName: 'ann' },
    ...over,
  };
}
