import { beforeEach, describe, expect, it } from 'vitest';
import { type Creators, createCreators } from '../../src/app/creators.js';
import type { Destination, Platform } from '../../src/domain/subscription.js';
import type { Chat } from '../../src/ports.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const AT = '2024-06-01T12:00:00.000Z';
const ANN = { id: 'U0ANN', name: 'Ann', mayManage: true } as const;
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A channel that Ann subscribed, and that is closed. */
const closed = (channel: string): Destination => ({
  ...{ id: `slack/${channel}`, platform: 'slack', channel, tenant: 'T1', direct: false },
  suspended: { since: AT, reason: 'destination-gone', mend: 'Unarchive the channel.' },
});

let store: MemoryStore;

beforeEach(async () => {
  store = createMemoryStore();
  await store.transaction(async (tx) => {
    for (const place of [closed('C1'), closed('C2'), closed('C3')]) {
      tx.put('destinations', place.id, place);
      tx.put('subscriptions', `S ${place.id}`, {
        ...{ id: `S ${place.id}`, destination: place.id, target: { kind: 'everything' }, kinds: [], format: 'full' },
        ...{ createdAt: AT, createdBy: ANN.id, createdByName: ANN.name },
      });
    }
  });
});

function creatorsWith(chats: ReadonlyMap<Platform, Chat> = new Map()): Creators {
  return createCreators({ store, clock: createVirtualClock(AT), log, chats });
}

describe('who subscribed a place', () => {
  it('hears of it at the next command where no direct message reached them, once', async () => {
    const creators = creatorsWith();
    await creators.suspended(closed('C1'));
    expect(JSON.stringify(await creators.untold(ANN, 'slack'))).toContain('slack/C1');
    expect(await creators.untold(ANN, 'slack')).toEqual([]);
  });

  it('hears of a place that closes while they are told of another', async () => {
    const creators = creatorsWith();
    await creators.suspended(closed('C1'));
    const closing = creators.suspended(closed('C2'));
    const first = await creators.untold(ANN, 'slack');
    await closing;
    const said = JSON.stringify([first, await creators.untold(ANN, 'slack')]);
    expect([said.match(/slack\/C1/g), said.match(/slack\/C2/g)]).toEqual([['slack/C1'], ['slack/C2']]);
  });

  it('hears of it later where the disk is full, and gets their answer all the same', async () => {
    const creators = creatorsWith();
    await creators.suspended(closed('C1'));
    store.failWith(new Error('ENOSPC'));
    expect(await creators.untold(ANN, 'slack')).toEqual([]);
    store.failWith(null);
    expect(JSON.stringify(await creators.untold(ANN, 'slack'))).toContain('slack/C1');
  });
});
