import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchSubscription, routeAction } from '../../src/alerts/route.js';
import type { Action, ActorLink, ChangeKind } from '../../src/domain/action.js';
import { PARTY_TYPES } from '../../src/domain/listing.js';
import type { Subscription, Target } from '../../src/domain/subscription.js';
import { aChange, anAction, anAnnouncement } from '../support/builders.js';

const FACTS = { relatedTo: (actor: string) => (actor === 'parent' ? ['heron', 'stork'] : []), announces: [] };
const FEED = { ...FACTS, announces: ['ofac-sdn'] };

const own = (actor: string): ActorLink => ({ actor, reason: { kind: 'listing' } });
const actor = (id: string, relations = false): Target => ({ kind: 'actor', actor: id, relations });

/** Added, amended and removed: three entries, each for another reason. */
const ACTION = anAction({
  changes: [
    aChange({
      kind: 'added',
      type: 'vessel',
      programs: ['DPRK3'],
      countries: ['Korea, North'],
      actors: [own('heron')],
    }),
    aChange({ kind: 'amended', type: 'entity', programs: ['CYBER2', 'DPRK3'], countries: ['Iran', 'Türkiye'] }),
    aChange({
      kind: 'removed',
      type: 'individual',
      programs: ['SDGT'],
      countries: ['Region: Crimea'],
      actors: [own('stork')],
    }),
  ],
});

const NOTICE = anAnnouncement({
  changes: [
    aChange({ kind: 'added', ref: null, programs: ['DPRK3'], actors: [own('heron')] }),
    aChange({ kind: 'removed', ref: null, programs: ['SDGT'] }),
  ],
  actors: [{ actor: 'ibis', reason: { kind: 'named', name: 'IBIS' } }],
});
const GUIDANCE = anAnnouncement({ changes: [], actors: [{ actor: 'ibis', reason: { kind: 'named', name: 'IBIS' } }] });

describe('a subscription to a change of a list', () => {
  it.each<[Target, Subscription['kinds'], 'whole' | 'none' | number[]]>([
    [{ kind: 'everything' }, [], 'whole'],
    [{ kind: 'everything' }, ['added', 'removed'], [0, 2]],
    [{ kind: 'everything' }, ['announced'], 'none'],
    [{ kind: 'list', list: 'ofac-sdn' }, [], 'whole'],
    [{ kind: 'list', list: 'ofac-sdn' }, ['amended'], [1]],
    [{ kind: 'list', list: 'un-sc' }, [], 'none'],
    [actor('heron'), [], [0]],
    [actor('heron'), ['removed'], 'none'],
    [actor('parent'), [], 'none'],
    [actor('parent', true), [], [0, 2]],
    [actor('parent', true), ['removed'], [2]],
    [{ kind: 'program', program: 'dprk3' }, [], [0, 1]],
    [{ kind: 'program', program: 'DPRK' }, [], 'none'],
    [{ kind: 'country', country: 'iran' }, [], [1]],
    [{ kind: 'country', country: 'KOREA, NORTH' }, [], [0]],
    [{ kind: 'country', country: 'North Korea' }, [], [0]],
    [{ kind: 'country', country: "Democratic People's Republic of Korea" }, [], [0]],
    [{ kind: 'country', country: 'kp' }, [], [0]],
    [{ kind: 'country', country: 'South Korea' }, [], 'none'],
    [{ kind: 'country', country: 'Turkey' }, [], [1]],
    [{ kind: 'country', country: 'Region: Crimea' }, [], [2]],
    [{ kind: 'country', country: 'Ukraine' }, [], 'none'],
    [{ kind: 'country', country: 'Korea' }, [], 'none'],
    [{ kind: 'type', type: 'vessel' }, [], [0]],
    [{ kind: 'type', type: 'aircraft' }, [], 'none'],
  ])('%j %j → %j', (target, kinds, expected) => {
    expect(matchSubscription(ACTION, { target, kinds }, FACTS)).toEqual(expected);
  });
});

describe('a subscription to an announcement', () => {
  it.each<[string, Action, Target, Subscription['kinds'], 'whole' | 'none' | number[]]>([
    ['everything', NOTICE, { kind: 'everything' }, [], 'whole'],
    ['only announcements', NOTICE, { kind: 'everything' }, ['announced'], 'whole'],
    ['only changes of lists', NOTICE, { kind: 'everything' }, ['added', 'amended', 'removed'], 'none'],
    ['the feed', NOTICE, { kind: 'list', list: 'ofac-recent-actions' }, [], 'whole'],
    ['a list that it announces changes of', NOTICE, { kind: 'list', list: 'ofac-sdn' }, [], 'whole'],
    ['such a list, where no entry is named', GUIDANCE, { kind: 'list', list: 'ofac-sdn' }, [], 'none'],
    ['another list', NOTICE, { kind: 'list', list: 'un-sc' }, [], 'none'],
    ['an actor of one entry', NOTICE, actor('heron'), [], [0]],
    ['a parent of that actor', NOTICE, actor('parent', true), [], [0]],
    ['an actor that only its text names', NOTICE, actor('ibis'), [], 'whole'],
    ['an actor of guidance', GUIDANCE, actor('ibis'), [], 'whole'],
    ['an actor that is not named', GUIDANCE, actor('heron'), [], 'none'],
    ['a programme', NOTICE, { kind: 'program', program: 'SDGT' }, [], [1]],
  ])('%s', (_what, action, target, kinds, expected) => {
    expect(matchSubscription(action, { target, kinds }, FEED)).toEqual(expected);
  });
});

function subscription(
  id: number,
  destination: string,
  target: Target,
  kinds: Subscription['kinds'] = [],
): Subscription {
  const createdAt = '2026-01-01T00:00:00.000Z';
  return { id: `S${id}`, destination, target, kinds, format: 'full', createdAt, createdBy: 'U1', createdByName: 'Ada' };
}

describe('routeAction', () => {
  it('owes a destination one hit that names every subscription, and all their changes in order', () => {
    const hits = routeAction(
      ACTION,
      [
        subscription(1, 'slack/C1', actor('stork')),
        subscription(2, 'slack/C2', { kind: 'everything' }),
        subscription(3, 'slack/C1', { kind: 'country', country: 'Mars' }),
        subscription(4, 'slack/C1', { kind: 'program', program: 'DPRK3' }),
        subscription(5, 'slack/C2', actor('heron')),
        subscription(6, 'slack/C3', { kind: 'list', list: 'un-sc' }),
      ],
      FACTS,
    );
    expect(hits).toEqual([
      { destination: 'slack/C1', subscriptions: ['S1', 'S4'], changes: [0, 1, 2] },
      { destination: 'slack/C2', subscriptions: ['S2', 'S5'], changes: null },
    ]);
  });

  it('finds for each destination exactly what its subscriptions find one by one', () => {
    const target = fc.oneof(
      fc.constant<Target>({ kind: 'everything' }),
      fc.constantFrom('ofac-sdn', 'un-sc').map((list): Target => ({ kind: 'list', list })),
      fc.tuple(fc.constantFrom('heron', 'stork', 'parent'), fc.boolean()).map(([id, all]) => actor(id, all)),
      fc.constantFrom('DPRK3', 'SDGT', 'NONE').map((program): Target => ({ kind: 'program', program })),
      fc.constantFrom(...PARTY_TYPES).map((type): Target => ({ kind: 'type', type })),
    );
    const kinds = fc.subarray<ChangeKind | 'announced'>(['added', 'amended', 'removed', 'announced']);
    const wishes = fc.array(fc.tuple(fc.constantFrom('slack/C1', 'slack/C2'), target, kinds), { maxLength: 8 });
    fc.assert(
      fc.property(wishes, fc.constantFrom<Action>(ACTION, NOTICE, GUIDANCE), (wished, action) => {
        const all = wished.map(([place, wish, only], i) => subscription(i, place, wish, only));
        const hits = routeAction(action, all, FEED);
        expect(new Set(hits.map(({ destination }) => destination)).size).toBe(hits.length);
        for (const place of ['slack/C1', 'slack/C2']) {
          const mine = all.filter(({ destination }) => destination === place);
          const found = mine.flatMap((one) => {
            const match = matchSubscription(action, one, FEED);
            return match === 'none' ? [] : [{ id: one.id, match }];
          });
          const hit = hits.find(({ destination }) => destination === place);
          expect(hit?.subscriptions ?? []).toEqual(found.map(({ id }) => id));
          if (!hit) continue;
          const whole = found.some(({ match }) => match === 'whole');
          const positions = new Set(found.flatMap(({ match }) => (Array.isArray(match) ? match : [])));
          expect(hit.changes).toEqual(whole ? null : [...positions].sort((a, b) => a - b));
        }
      }),
    );
  });
});
