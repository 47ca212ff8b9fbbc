import { describe, expect, it } from 'vitest';
import { afterLook, decide, handOver, park, recover, release } from '../../src/delivery/outcomes.js';
import {
  DELIVERY_REASONS,
  type Delivery,
  isDeliveryReason,
  type LookOutcome,
  type SendOutcome,
} from '../../src/domain/delivery.js';
import * as on from './scene.js';

const NOW = new Date('2024-03-01T12:00:00.000Z');
const later = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();
const SUSPENDED = { since: later(-on.HOUR), reason: 'destination-gone', mend: 'Unarchive the channel.' };
const place = on.aPlace('slack/C1');
const suspendedPlace = on.aPlace('slack/C1', { suspended: SUSPENDED });

function row(over: Partial<Delivery> = {}): Delivery {
  return {
    key: 'k'.repeat(24),
    action: 'A1',
    destination: 'slack/C1',
    order: 7,
    subscriptions: ['S1'],
    changes: null,
    state: 'sending',
    attempts: 1,
    createdAt: later(-on.MINUTE),
    notBefore: later(-on.SECOND),
    ...over,
  };
}

const effectsOf = (outcome: SendOutcome, over: Partial<Delivery> = {}, destination = place): string[] =>
  decide(row(over), outcome, { now: NOW, destination }).effects.map((effect) =>
    effect.kind === 'notify' ? `notify ${effect.notice}` : effect.kind,
  );

/** Outcome, row before, suspended?, row after, effects. */
const table: [string, SendOutcome, Partial<Delivery>, boolean, Partial<Delivery>, string[]][] = [
  ['sent', on.SENT, {}, false, { state: 'sent', messageId: 'm', settledAt: later(0), attempts: 1 }, []],
  ['sent by a try', on.SENT, {}, true, { state: 'sent' }, ['resume']],
  ['a rate limit', on.RATE(30), { attempts: 4 }, false, { state: 'pending', reason: 'rate-limited', attempts: 3 }, []],
  ['a global one', on.RATE(30, true), {}, false, { state: 'pending', attempts: 0 }, ['pause-platform']],
  ['a rate limit of a try', on.RATE(30), {}, true, { state: 'suspended', reason: 'rate-limited' }, []],
  [
    'trouble of the platform',
    on.DOWN,
    {},
    false,
    { state: 'pending', reason: 'platform-unavailable', attempts: 1 },
    [],
  ],
  ['no connection', on.UNREACHED, {}, false, { state: 'pending', reason: 'not-reached' }, []],
  ['trouble for a day', on.DOWN, { attempts: 152 }, false, { state: 'failed', reason: 'gave-up' }, ['notify gave-up']],
  ['trouble of a try, for ever', on.DOWN, { attempts: 500 }, true, { state: 'suspended' }, []],
  [
    'an unknown outcome',
    on.AMBIGUOUS,
    {},
    false,
    { state: 'pending', reason: 'outcome-unknown', unknownSince: later(-on.SECOND) },
    [],
  ],
  [
    'another unknown one within the safe time',
    on.AMBIGUOUS,
    { unknownSince: later(-on.MINUTE) },
    false,
    { state: 'pending', unknownSince: later(-on.MINUTE) },
    [],
  ],
  [
    'an unknown outcome of a blind resend',
    on.AMBIGUOUS,
    { unknownSince: later(-on.MINUTE), possibleDuplicate: true },
    false,
    { state: 'pending', reason: 'outcome-unknown', possibleDuplicate: true, unknownSince: later(-on.MINUTE) },
    [],
  ],
  [
    'a channel that is gone',
    on.GONE,
    {},
    false,
    { state: 'suspended', reason: 'destination-gone' },
    ['suspend', 'notify destination-gone'],
  ],
  ['one that is still gone', on.GONE, {}, true, { state: 'suspended', reason: 'destination-gone' }, []],
  [
    'a workspace that is gone',
    on.TENANT_GONE,
    {},
    false,
    { state: 'suspended', reason: 'tenant-gone' },
    ['suspend', 'notify tenant-gone'],
  ],
  ['no direct messages', on.NO_DM, {}, false, { state: 'suspended', reason: 'direct-message-refused' }, ['suspend']],
  [
    'a bad token',
    on.BAD_TOKEN,
    { attempts: 3 },
    false,
    { state: 'pending', reason: 'token-rejected', attempts: 2 },
    ['halt-platform'],
  ],
  [
    'a refused message',
    on.REFUSED,
    {},
    false,
    { state: 'pending', reason: 'message-refused', notBefore: later(0) },
    ['notify sent-plain'],
  ],
  [
    'a refused plain message',
    on.REFUSED,
    { reason: 'message-refused' },
    false,
    { state: 'failed', reason: 'message-refused' },
    ['notify refused-plain'],
  ],
  ['trouble with a plain message', on.DOWN, { reason: 'message-refused' }, false, { reason: 'message-refused' }, []],
];

describe('what follows from an outcome', () => {
  it.each(table)('%s', (_name, outcome, before, suspended, after, effects) => {
    const destination = suspended ? suspendedPlace : place;
    const decision = decide(row(before), outcome, { now: NOW, destination });
    expect(decision.row).toMatchObject(after);
    expect(effectsOf(outcome, before, destination)).toEqual(effects);
    // What makes a delivery what it is never changes.
    const { key, action, order, createdAt, subscriptions } = row(before);
    expect(decision.row).toMatchObject({ key, action, order, createdAt, subscriptions, destination: 'slack/C1' });
    expect(Date.parse(decision.row.notBefore)).toBeGreaterThanOrEqual(NOW.getTime() - on.SECOND);
  });

  it('waits as long as the platform asked for, and a little more', () => {
    const { row: next } = decide(row(), on.RATE(30), { now: NOW, destination: place });
    const wait = Date.parse(next.notBefore) - NOW.getTime();
    expect(wait).toBeGreaterThanOrEqual(30 * on.SECOND);
    expect(wait).toBeLessThanOrEqual(31 * on.SECOND);
  });

  it('forgets the reason and the doubt once it is sent, not that it may be there twice', () => {
    const before = row({ reason: 'outcome-unknown', unknownSince: later(-on.MINUTE), possibleDuplicate: true });
    const { row: sent } = decide(before, on.SENT, { now: NOW, destination: place });
    expect(sent).not.toHaveProperty('reason');
    expect(sent).not.toHaveProperty('unknownSince');
    expect(sent.possibleDuplicate).toBe(true);
  });

  it('keeps a blind resend in hand when an attempt was certainly not delivered', () => {
    const before = row({ unknownSince: later(-on.MINUTE), possibleDuplicate: true });
    const { row: next } = decide(before, on.UNREACHED, { now: NOW, destination: place });
    expect(next).not.toHaveProperty('possibleDuplicate');
    expect(handOver(next, 0, NOW).possibleDuplicate).toBe(true);
  });
});

describe('handing over', () => {
  it('counts the attempt and says when', () => {
    expect(handOver(row({ state: 'pending', attempts: 2 }), 0, NOW)).toMatchObject({
      state: 'sending',
      attempts: 3,
      notBefore: later(0),
    });
    expect(handOver(row({ state: 'pending' }), 0, NOW)).not.toHaveProperty('possibleDuplicate');
  });

  it('is blind when the platform would not recognise the key any more', () => {
    const doubtful = row({ state: 'pending', unknownSince: later(-3 * on.MINUTE) });
    expect(handOver(doubtful, 3 * on.MINUTE, NOW).possibleDuplicate).toBe(true);
    expect(handOver(doubtful, 3 * on.MINUTE + 1, NOW)).not.toHaveProperty('possibleDuplicate');
  });
});

describe('rows found or released', () => {
  it('resends at once what was being sent when the process ended', () => {
    const { row: next, effects } = recover(row(), { now: NOW, destination: place });
    expect(next).toMatchObject({ state: 'pending', notBefore: later(0), unknownSince: later(-on.SECOND) });
    expect(effects).toEqual([]);
  });

  it('parks for the reason of the suspension, and releases as new', () => {
    const parked = park(row({ state: 'pending', attempts: 9 }), { ...SUSPENDED, reason: 'tenant-gone' }, NOW);
    expect(parked).toMatchObject({ state: 'suspended', reason: 'tenant-gone' });
    expect(park(row(), { ...SUSPENDED, reason: 'written by hand' }, NOW).reason).toBe('destination-gone');
    const released = release({ ...parked, unknownSince: later(-on.DAY) }, NOW);
    expect(released).toMatchObject({
      state: 'pending',
      attempts: 0,
      notBefore: later(0),
      unknownSince: later(-on.DAY),
    });
    expect(released).not.toHaveProperty('reason');
  });

  it('knows the reasons of the list and no other', () => {
    expect(Object.keys(DELIVERY_REASONS).every(isDeliveryReason)).toBe(true);
    expect(isDeliveryReason('toString')).toBe(false);
  });
});

describe('what follows from a look for a message that may have arrived', () => {
  const doubted = row({ state: 'pending', unknownSince: later(-on.HOUR), reason: 'outcome-unknown', attempts: 3 });
  const looked = (look: LookOutcome, over: Partial<Delivery> = {}, destination = place) =>
    afterLook({ ...doubted, ...over }, look, { now: NOW, destination });

  it('is the same as if it had just been sent, where it was found', () => {
    const sent = { messageId: 'm7', url: 'https://example.com/m7' };
    const after = looked({ kind: 'found', ...sent }, {}, suspendedPlace);
    expect(after).toMatchObject({
      decided: { row: { state: 'sent', ...sent }, effects: [{ kind: 'resume', since: expect.any(String) }] },
    });
  });

  it('is a new attempt that doubles nothing, where it never arrived', () => {
    const after = looked({ kind: 'absent' }, { possibleDuplicate: true });
    if (!('send' in after)) throw new Error('not sent');
    const handed = handOver(after.send, 0, NOW);
    expect(handed).not.toHaveProperty('possibleDuplicate');
    expect(handed).toMatchObject({ state: 'sending', attempts: 4 });
  });

  it('is one resend that may double, where nobody can say, and the end after that', () => {
    const unknown = { kind: 'unknown', detail: 'no scope' } as const;
    const after = looked(unknown);
    if (!('send' in after)) throw new Error('not sent');
    expect(handOver(after.send, 0, NOW)).toMatchObject({ state: 'sending', possibleDuplicate: true });
    const end = looked(unknown, { possibleDuplicate: true });
    expect(end).toMatchObject({ decided: { row: { state: 'failed', reason: 'outcome-unknown' } } });
  });

  it('is another look after a while, up to a day, while the platform does not answer', () => {
    const down = { kind: 'unavailable', detail: '503', retryAfterMs: 90_000 } as const;
    const after = looked(down, { possibleDuplicate: true });
    if (!('decided' in after)) throw new Error('sent');
    expect(after.decided.row).toMatchObject({ state: 'pending', attempts: 4, possibleDuplicate: true });
    expect(after.decided.row.unknownSince).toBe(doubted.unknownSince);
    expect(Date.parse(after.decided.row.notBefore)).toBeGreaterThanOrEqual(NOW.getTime() + 90_000);
    const end = looked(down, { attempts: 152 });
    expect(end).toMatchObject({ decided: { row: { state: 'failed' }, effects: [{ kind: 'notify' }] } });
  });
});
