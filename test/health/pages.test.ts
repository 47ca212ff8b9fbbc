import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../src/chat/slack/index.js';
import type { Delivery } from '../../src/domain/delivery.js';
import { RefusedVersion } from '../../src/domain/errors.js';
import { type HealthRoom, openHealth } from '../../src/health/index.js';
import type { Chat, ChatHandlers, Status } from '../../src/ports.js';
import { textMessage } from '../chat/slack/samples.js';
import { aDestination, anAction } from '../support/builders.js';
import { createMemoryStore } from '../support/memory-store.js';
import { freePort } from '../support/ports.js';
import { startSlackServer } from '../support/slack-server.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { aSource, aStatus, atText } from './support.js';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = createVirtualClock(atText(0));

let state: Status;
let port: number;
let room: HealthRoom;
let store: ReturnType<typeof createMemoryStore>;

async function open(portIsTaken = false): Promise<HealthRoom> {
  return openHealth({
    ...{ store, clock, log: QUIET, version: '1.2.3', sources: ['ofac-sdn', 'un-sc'], port, portIsTaken },
    ...{ checkSeconds: () => 600, status: async () => state, storeBytes: async () => 4096, tell: async () => true },
  });
}

const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
/** The value of a metric as it stands in the text, labels and all. */
const metric = async (name: string) => {
  const line = (await (await get('/metrics')).text()).split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length));
};

beforeEach(async () => {
  state = aStatus([aSource()]);
  store = createMemoryStore();
  port = await freePort();
  room = await open();
  await room.serve();
});
afterEach(() => room.stop());

describe('/healthz', () => {
  it('is 200 while the bot does its work', async () => {
    const answer = await get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { healthy: true, reasons: [] }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is 503 with the reasons, and names no place', async () => {
    state = aStatus([aSource({ state: 'stale', staleSince: atText(-60) })], atText(-20));
    const answer = await get('/healthz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      healthy: false,
      reasons: [
        { reason: 'source-unchecked', source: 'ofac-sdn', since: atText(-60) },
        { reason: 'delivery-stuck', since: atText(-20) },
      ],
    });
  });

  it('says nothing of what went wrong inside', async () => {
    await room.stop();
    room = await openHealth({
      ...{ store, clock, log: QUIET, version: '1', sources: [], port, portIsTaken: false, checkSeconds: () => 1 },
      ...{ status: () => Promise.reject(new Error('secret')), storeBytes: async () => 0, tell: async () => true },
    });
    await room.serve();
    const answer = await get('/healthz');
    expect([answer.status, await answer.text()]).toEqual([500, 'That went wrong; see the log.\n']);
  });
});

describe('the server', () => {
  it.each([
    ['GET', '/', 404],
    ['GET', '/healthz/', 404],
    ['GET', '/healthz?full=1', 200],
    ['HEAD', '/healthz', 200],
    ['POST', '/healthz', 405],
    ['DELETE', '/metrics', 405],
  ])('%s %s → %i', async (method, path, status) => {
    expect((await get(path, { method })).status).toBe(status);
  });

  it('answers a broken request line and stays', async () => {
    const status = await new Promise((resolve) => {
      request({ port, path: '/%zz', headers: { host: 'x' } }, (answer) => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(404);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('says what to do where the port is taken', async () => {
    const second = await open();
    await expect(second.serve()).rejects.toThrow(/Cannot listen on port \d+ .* set PORT to a free one/);
    await second.stop();
  });
});

describe('/metrics', () => {
  it('counts checks, versions and actions', async () => {
    const taken = { baseline: false, held: null, action: anAction() };
    room.checked('ofac-sdn', [taken, { baseline: false, held: 'too many', action: null }]);
    room.checked('ofac-sdn', new Error('no route'));
    room.checked('ofac-sdn', new RefusedVersion('truncated'));
    expect(await metric('tocsin_source_checks_total{source="ofac-sdn",result="ok"}')).toBe(1);
    expect(await metric('tocsin_source_checks_total{source="ofac-sdn",result="failed"}')).toBe(1);
    expect(await metric('tocsin_source_checks_total{source="un-sc",result="ok"}')).toBe(0);
    for (const outcome of ['taken', 'held', 'refused'])
      expect(await metric(`tocsin_versions_total{source="ofac-sdn",outcome="${outcome}"}`)).toBe(1);
    expect(await metric('tocsin_actions_total{source="ofac-sdn",kind="list"}')).toBe(1);
  });

  it('shows deliveries by platform, state and reason', async () => {
    await store.transaction(async (tx) => {
      for (const [key, over] of Object.entries({ a: {}, b: {}, c: { state: 'failed', reason: 'gave-up' } as const }))
        tx.put('deliveries', key, delivery(key, over));
    });
    expect(await metric('tocsin_deliveries{platform="slack",state="pending",reason=""}')).toBe(2);
    expect(await metric('tocsin_deliveries{platform="slack",state="failed",reason="gave-up"}')).toBe(1);
    expect(await (await get('/metrics')).text()).not.toContain('C0SECRET');
  });

  it('times what is sent, and from the detection to the acceptance', async () => {
    const action = anAction({ detectedAt: atText(-1) });
    await store.transaction(async (tx) => {
      tx.put('actions', action.id, action);
      tx.put('deliveries', 'a', delivery('a', { action: action.id }));
    });
    const chat = room.timed(aChat());
    await chat.send({ key: 'a', destination: aDestination({ platform: 'slack' }), message: textMessage('An alert') });
    expect(await metric('tocsin_send_seconds_count{platform="slack",outcome="sent"}')).toBe(1);
    expect(await metric('tocsin_detected_to_accepted_seconds_sum{platform="slack"}')).toBe(60);
  });

  it('shows the process, the store and the state', async () => {
    expect(await metric('tocsin_healthy')).toBe(1);
    expect(await metric('tocsin_store_bytes')).toBe(4096);
    expect(await metric('tocsin_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(await metric('tocsin_event_loop_lag_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    expect(await metric('tocsin_build_info{version="1.2.3"}')).toBe(1);
    expect(await metric('tocsin_oldest_pending_age_seconds')).toBe(0);
  });
});

describe('a chat that listens on the port itself', () => {
  it('serves the pages beside what is its own', async () => {
    await room.stop();
    const slack = await startSlackServer();
    room = await open(true);
    await room.serve();
    const { botToken, signingSecret, apiUrl } = slack;
    const chat = createSlackChat({
      config: { botToken, signingSecret, port, apiUrl, command: '/sanctions' },
      ...{ log: QUIET, clock, commands: [] },
    });
    const handlers: ChatHandlers = {
      ...{ call: () => Promise.reject(new Error('not asked')), suggest: async () => [], restored: async () => {} },
      pages: room.pages,
    };
    await chat.start(handlers);
    expect((await get('/healthz')).status).toBe(200);
    expect(await metric('tocsin_healthy')).toBe(1);
    expect((await get('/slack/events', { method: 'POST', body: 'payload={}' })).status).toBe(401);
    expect((await get('/anything')).status).toBe(404);
    await chat.stop();
    await slack.close();
  });
});

function aChat(): Chat {
  return {
    platform: 'slack',
    start: async () => {},
    stop: async () => {},
    send: async () => ({ kind: 'sent', messageId: '1.1' }),
  };
}

function delivery(key: string, over: Partial<Delivery> = {}): Delivery {
  return {
    ...{ key, action: 'A1', destination: 'slack/C0SECRET', order: 1, subscriptions: ['S1'], changes: null },
    ...{ state: 'pending', attempts: 0, createdAt: atText(0), notBefore: atText(0) },
    ...over,
  };
}
