import { describe, expect, it } from 'vitest';
import { faultsOf, isBlind } from '../../src/health/verdict.js';
import { AT, aSource, aStatus, atText } from './support.js';

const never = aSource({ id: 'un-sc', state: 'never-read', changedAt: null, checkedAt: null });
const failing = aSource({ id: 'un-sc', state: 'failing', changedAt: null, failures: 3 });
const stale = aSource({ id: 'eu-fsf', state: 'stale', staleSince: atText(-90) });
const facts = (minutes: number) => ({ now: AT(minutes), startedAt: AT(0), checkSeconds: () => 600 });

describe('what is wrong', () => {
  it.each([
    ['nothing, where all is well', aStatus([aSource()]), 60, []],
    ['a source that was not confirmed', aStatus([stale]), 60, [{ source: 'eu-fsf', since: atText(-90) }]],
    ['not a source that has yet to be read', aStatus([never]), 20, []],
    ['a source that was not read in twice its interval', aStatus([never]), 21, [{ source: 'un-sc', since: null }]],
    ['nor one that fails from the first', aStatus([failing]), 21, [{ source: 'un-sc', since: null }]],
    ['not a check that failed just now', aStatus([aSource({ state: 'failing', failures: 1 })]), 21, []],
    ['not a version that waits for a person', aStatus([aSource({ state: 'held' })]), 21, []],
    ['not an alert of a quarter of an hour', aStatus([], atText(5)), 20, []],
    ['an older one', aStatus([], atText(4)), 20, [{ reason: 'delivery-stuck', since: atText(4) }]],
  ])('%s', (_what, status, minutes, faults) => {
    expect(faultsOf(status, facts(minutes))).toEqual(faults.map((fault) => ({ reason: 'source-unchecked', ...fault })));
  });
});

describe('whether nobody watches', () => {
  it.each([
    ['no, while one source is confirmed', aStatus([aSource(), stale, never]), 60, 'no'],
    ['not known before there was time to check', aStatus([stale, never]), 20, 'unknown'],
    ['yes, once there was', aStatus([stale, never]), 21, 'yes'],
    ['not known where nothing is to be watched', aStatus([]), 60, 'unknown'],
  ])('%s', (_what, status, minutes, blind) => {
    expect(isBlind(status, facts(minutes))).toBe(blind);
  });
});
