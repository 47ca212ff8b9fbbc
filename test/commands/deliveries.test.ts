import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import { aDestination, anAction, anAsker, aSource, memoryApp, textOf } from '../support/builders.js';

const ACTION = anAction();
const world = () => memoryApp({ actions: [ACTION] });
const GUEST = { asker: anAsker({ mayManage: false }) };

describe('why', () => {
  test('names the stage at which an action ended, and all before it', async () => {
    const { message, data } = await ask(world(), `why ${ACTION.id}`);
    expect(message.title).toBe('Why this channel was not told');
    expect(textOf(message)).toMatch(/✓ Source: .*\n✓ Baseline: .*\n✗ Subscription: .*nothing is subscribed here/);
    expect(data).toMatchObject([{ action: ACTION.id, destination: 'terminal/local', steps: { length: 3 } }]);
  });

  test('says of what is not recorded where it may be', async () => {
    const app = memoryApp({ sources: [aSource({ state: 'held' })] });
    await expect(ask(app, 'why Azzzz')).rejects.toThrow(/first read is no action. A version of OFAC SDN is held/);
  });

  test('tells of another place only those who administer its server', async () => {
    const app = world();
    const place = aDestination({ id: 'discord/1', platform: 'discord', channel: '1', tenant: 'G1' });
    const own = { ...place, id: 'discord/2', channel: '2' };
    const foreign = { ...place, id: 'discord/3', channel: '3', tenant: 'G2' };
    for (const one of [place, own, foreign]) app.store.tables.destinations.set(one.id, one);
    const admin = anAsker({ mayAdminister: true });
    const text = (id: string) => `why ${ACTION.id} destination:${id}`;
    await expect(ask(app, text('discord/2'), { place })).rejects.toThrow(/Only those who administer/);
    await expect(ask(app, text('discord/3'), { place, asker: admin })).rejects.toThrow(/Only those who administer/);
    expect((await ask(app, text('discord/2'), { place, asker: admin })).data).toMatchObject([
      { destination: 'discord/2' },
    ]);
    await expect(ask(app, text('slack/C9'))).rejects.toThrow(/never subscribed/);
  });
});

describe('test and replay', () => {
  test('are for those who look after the place', async () => {
    await expect(ask(world(), 'test', GUEST)).rejects.toThrow(/needs the right to manage it/);
    await expect(ask(world(), `replay ${ACTION.id}`, GUEST)).rejects.toThrow(/needs the right to manage it/);
  });

  test('a test shows the newest action, or none where none is recorded', async () => {
    expect((await ask(world(), 'test')).data).toMatchObject([{ action: ACTION.id, parcel: { kind: 'test' } }]);
    expect((await ask(memoryApp(), 'test')).data).toMatchObject([{ action: 'test', changes: null }]);
  });

  test('a test that does not arrive names what is missing', async () => {
    const app = memoryApp({
      actions: [ACTION],
      sender: {
        wake: ([row]) => {
          if (!row) return;
          app.store.tables.deliveries.set(row.key, { ...row, state: 'suspended', reason: 'destination-gone' });
          const suspended = { since: row.createdAt, reason: 'destination-gone', mend: 'Give it Send Messages.' };
          app.store.tables.destinations.set(row.destination, { ...aDestination(), suspended });
        },
        tried: async () => {},
        restored: async () => {},
      },
    });
    const { message, outcome } = await ask(app, 'test');
    expect([message.title, outcome]).toEqual(['The test did not arrive in this channel', 'failed']);
    expect(textOf(message)).toContain('To mend it: Give it Send Messages.');
  });
});

test('a preview is shown to the asker alone, and says where nothing subscribed is about it', async () => {
  const { message, visibility } = await ask(world(), `preview ${ACTION.id.slice(0, 6)}`, GUEST);
  expect([visibility, message.title]).toEqual(['private', 'Preview · New designation — OFAC SDN']);
  expect(message.foot[0]).toContain('nothing that this channel is subscribed to is about it');
});

test('history shows the newest first, with states and reasons', async () => {
  const app = world();
  expect((await ask(app, 'history')).message.title).toBe('Nothing was owed to this channel yet');
  await ask(app, 'test');
  const { key } = [...app.store.tables.deliveries.values()][0] ?? { key: '' };
  const row = app.store.tables.deliveries.get(key);
  if (!row) throw new Error('no row');
  app.store.tables.deliveries.set('2', { ...row, key: '2', order: 2, state: 'failed', reason: 'gave-up' });
  const { message, data } = await ask(app, 'history 5');
  expect(message.title).toBe('The newest 2 deliveries to this channel');
  expect(textOf(message)).toMatch(/○ not sent .*tried for a day in vain\n… waits .* test by Ada of/);
  expect(data).toHaveLength(2);
});
