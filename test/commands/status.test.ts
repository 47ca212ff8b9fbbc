import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import { aSource, memoryApp, NOW, SOURCES, textOf } from '../support/builders.js';

const HELD = {
  source: 'un-sc',
  reason: 'it removes 400 of 1,000 entries',
  since: NOW,
  published: '2024-05-31',
  format: 'xml',
  digest: 'd',
  signal: null,
  files: [{ role: 'list', path: '/somewhere/private', modified: null }],
};

describe('status', () => {
  test('a healthy bot has a row a source', async () => {
    const { message, outcome, data } = await ask(memoryApp(), 'status');
    expect(message.title).toBe('All sources are healthy');
    expect(textOf(message)).toContain('OFAC SDN | ● ok | 4 min ago | 12 days ago | 20 May 2024 | 2\n');
    expect(outcome).toBe('ok');
    expect(data).toMatchObject([{ healthy: true, sources: [{ id: 'ofac-sdn' }, {}, {}], deliveries: { pending: 0 } }]);
  });

  test('what is wrong is named with what to do, and fails', async () => {
    const sources = [
      aSource({
        state: 'failing',
        failures: 3,
        error: 'example.org answered 503',
        gaps: 2,
        setAside: 1,
        unknown: ['a/b'],
      }),
      aSource({ id: 'un-sc', title: 'UN', state: 'held', held: HELD }),
      ...SOURCES.slice(2),
    ];
    const { message, outcome, data } = await ask(memoryApp({ sources }), 'status');
    const text = textOf(message);
    expect(message.title).toBe('2 sources of 3 not ok');
    expect(message.push).toContain('OFAC SDN failing, UN held');
    expect(text).toContain('example.org answered 503 (3 failures in a row)');
    expect(text).toContain('UN holds a version for review: it removes 400 of 1,000 entries');
    expect(text).toContain('release un-sc --why');
    expect(text).toContain('1 record set aside');
    expect(text).toContain('2 parts that its files do not show');
    expect(text).toContain('a/b');
    expect([message.tone, outcome]).toEqual(['problem', 'failed']);
    expect(JSON.stringify(data)).toContain('it removes 400');
    expect(JSON.stringify(data)).not.toContain('private');
  });

  test('since when a source is stale, and says no more when it changes, is told as an instant', async () => {
    const sources = [
      aSource({ state: 'stale', staleSince: '2024-06-01T09:05:00.000Z', blindSince: '2024-05-31T23:00:00.000Z' }),
    ];
    const { message, data } = await ask(memoryApp({ sources }), 'status');
    expect(textOf(message)).toContain('OFAC SDN is stale since 1 Jun 2024 09:05 UTC');
    expect(textOf(message)).toContain('OFAC SDN does not say when it changes, since 31 May 2024 23:00 UTC');
    expect(data).toMatchObject([{ sources: [{ staleSince: '2024-06-01T09:05:00.000Z' }] }]);
  });

  test('a source that was never read is said to be so', async () => {
    const sources = [aSource({ state: 'never-read', checkedAt: null, published: null, records: 0 })];
    expect(textOf((await ask(memoryApp({ sources }), 'status')).message)).toContain('○ never read | never');
  });

  test('deliveries that wait are told', async () => {
    const deliveries = { pending: 2, suspended: 1, failed: 1, oldestPending: '2024-06-01T11:30:00.000Z' };
    const { message } = await ask(memoryApp({ deliveries }), 'status');
    expect(textOf(message)).toContain('The oldest alert waits for 30 min.');
    expect(message.foot[0]).toBe('alerts: 2 pending, 1 suspended, 1 failed');
  });

  test('a token that a platform rejects is told, and where to learn what to do', async () => {
    const deliveries = { pending: 1, suspended: 0, failed: 0, oldestPending: null, rejectedOn: ['slack'] as const };
    expect(textOf((await ask(memoryApp({ deliveries }), 'status')).message)).toContain(
      "Slack rejects the bot's token, and its alerts wait. To see what to do: tocsin doctor on the command line.",
    );
  });
});
