import { describe, expect, it } from 'vitest';
import { activeQuiet, judge } from '../../src/alerts/quiet.js';
import { routeAction } from '../../src/alerts/route.js';
import type { Action } from '../../src/domain/action.js';
import type { Quiet, Subscription, Target } from '../../src/domain/subscription.js';
import { aChange, anAction, anAnnouncement, NOW } from '../support/builders.js';

const FACTS = { relatedTo: () => [], announces: [] };
const LIST: Target = { kind: 'list', list: 'ofac-sdn' };
const TEST9: Target = { kind: 'program', program: 'TEST9' };
const DAILY = { every: 'day', hour: 8, zone: 'UTC' } as const;
const action = anAction({ changes: [aChange(), aChange({ ref: '2', programs: ['TEST9'] })] });

function subscription(id: string, target: Target, over: Partial<Subscription> = {}): Subscription {
  const by = { createdAt: NOW, createdBy: 'U1', createdByName: 'Ada' };
  return { id, destination: 'slack/C1', target, kinds: [], format: 'full', ...by, ...over };
}
const quiet = (what: Quiet['what']): Quiet => ({
  what,
  since: NOW,
  until: '2024-06-08T12:00:00.000Z',
  by: 'U1',
  byName: 'Ada',
});
const mute = (target: Target) => quiet({ kind: 'mute', target });
const pause = (id: string | null) => quiet({ kind: 'pause', subscription: id });

function judged(subscriptions: readonly Subscription[], active: readonly Quiet[], what: Action = action) {
  const [hit] = routeAction(what, subscriptions, FACTS);
  if (!hit) throw new Error('no hit');
  const {
    changes,
    withheld,
    subscriptions: names,
  } = judge(what, hit, new Map(subscriptions.map((one) => [one.id, one])), active, FACTS);
  return { changes, withheld, names };
}

describe('what a place gets', () => {
  it('is everything that hits where nothing is quiet', () => {
    expect(judged([subscription('S1', LIST)], [])).toEqual({ changes: null, withheld: null, names: ['S1'] });
  });

  it('is the rest where a part is muted, and nothing where all of it is', () => {
    expect(judged([subscription('S1', LIST)], [mute(TEST9)])).toMatchObject({ changes: [0], withheld: null });
    expect(judged([subscription('S1', TEST9)], [mute(TEST9)])).toMatchObject({ changes: [1], withheld: 'muted' });
    expect(judged([subscription('S1', LIST)], [mute(LIST)])).toMatchObject({ changes: null, withheld: 'muted' });
    expect(judged([subscription('S1', TEST9)], [mute({ kind: 'everything' })])).toMatchObject({ withheld: 'muted' });
  });

  it('is no announcement of a muted source', () => {
    const notice = anAnnouncement();
    const target: Target = { kind: 'list', list: notice.source };
    expect(judged([subscription('S1', { kind: 'everything' })], [mute(target)], notice)).toMatchObject({
      withheld: 'muted',
    });
  });

  it('is what subscriptions that are not paused are about', () => {
    const both = [subscription('S1', LIST), subscription('S2', TEST9)];
    expect(judged(both, [pause('S1')])).toEqual({ changes: [1], withheld: null, names: ['S2'] });
    expect(judged(both, [pause('S1'), pause('S2')])).toEqual({
      changes: null,
      withheld: 'paused',
      names: ['S1', 'S2'],
    });
    expect(judged(both, [pause(null)])).toMatchObject({ withheld: 'paused' });
    expect(judged(both, [pause('S1'), mute(TEST9)])).toMatchObject({ withheld: 'muted' });
  });

  it('waits for a digest where nobody wants it at once', () => {
    const daily = subscription('S1', LIST, { schedule: DAILY });
    const instant = subscription('S2', TEST9);
    expect(judged([daily], [])).toMatchObject({ withheld: 'in-digest' });
    expect(judged([daily, instant], [])).toEqual({ changes: null, withheld: null, names: ['S1', 'S2'] });
    expect(judged([daily, instant], [pause('S2')])).toEqual({ changes: null, withheld: 'in-digest', names: ['S1'] });
  });
});

it('quiet ends by itself', () => {
  const all = [pause(null)];
  expect(activeQuiet(all, new Date('2024-06-08T11:59:59Z'))).toHaveLength(1);
  expect(activeQuiet(all, new Date('2024-06-08T12:00:00Z'))).toEqual([]);
  expect(activeQuiet(undefined, new Date(NOW))).toEqual([]);
});
