import { describe, expect, it } from 'vitest';
import { owe } from '../../src/delivery/owe.js';
import type { Action } from '../../src/domain/action.js';
import { createMemoryStore } from '../support/memory-store.js';

const NOW = new Date('2024-03-01T12:00:00.000Z');
const action = (id: string): Action => ({
  kind: 'list',
  id,
  source: 'ofac-sdn',
  published: null,
  detectedAt: NOW.toISOString(),
  changes: [],
});
const hit = (destination: string) => ({ destination, subscriptions: ['S1', 'S3'], changes: [0, 2] });

describe('what an action owes', () => {
  it('is one delivery a destination, numbered over the life of the store', async () => {
    const store = createMemoryStore();
    const first = await store.transaction((tx) => owe(tx, action('A1'), [hit('slack/C1'), hit('discord/1')], NOW));
    const second = await store.transaction((tx) => owe(tx, action('A2'), [hit('slack/C1')], NOW));
    expect([...first, ...second].map(({ order }) => order)).toEqual([1, 2, 3]);
    expect(first[0]).toEqual({
      key: first[0]?.key,
      action: 'A1',
      destination: 'slack/C1',
      order: 1,
      subscriptions: ['S1', 'S3'],
      changes: [0, 2],
      state: 'pending',
      attempts: 0,
      createdAt: NOW.toISOString(),
      notBefore: NOW.toISOString(),
    });
    const rows = await store.list('deliveries');
    expect(rows).toEqual([...first, ...second].map((row) => [row.key, row]));
    expect(new Set(rows.map(([key]) => key)).size).toBe(3);
    expect(rows.every(([key]) => /^[a-z2-7]{24}$/.test(key))).toBe(true);
  });

  it('is owed once, however often it is derived', async () => {
    const store = createMemoryStore();
    const [row] = await store.transaction((tx) => owe(tx, action('A1'), [hit('slack/C1')], NOW));
    if (!row) throw new Error('nothing was owed');
    await store.transaction(async (tx) => tx.put('deliveries', row.key, { ...row, state: 'sent' }));
    const again = await store.transaction((tx) => owe(tx, action('A1'), [hit('slack/C1'), hit('slack/C2')], NOW));
    expect(again.map(({ destination }) => destination)).toEqual(['slack/C2']);
    expect((await store.get('deliveries', row.key))?.state).toBe('sent');
  });

  it('is not owed when the transaction that records the action fails', async () => {
    const store = createMemoryStore();
    const failing = store.transaction(async (tx) => {
      await owe(tx, action('A1'), [hit('slack/C1')], NOW);
      throw new Error('the cursor could not be advanced');
    });
    await expect(failing).rejects.toThrow('cursor');
    expect(await store.list('deliveries')).toEqual([]);
    expect(await store.get('counters', 'delivery')).toBeUndefined();
  });
});
