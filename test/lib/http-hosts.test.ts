import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHttp, type HttpOptions } from '../../src/lib/http.js';
import { mannersTo } from '../../src/lib/http-hosts.js';
import type { HttpRequest, Log } from '../../src/ports.js';
import { failure, type OfficialSite, stall, startOfficialSite } from '../support/official-site.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let site: OfficialSite;
let other: OfficialSite;
let clock: VirtualClock;

beforeEach(async () => {
  clock = createVirtualClock();
  [site, other] = await Promise.all([startOfficialSite(), startOfficialSite()]);
});
afterEach(() => Promise.all([site.close(), other.close()]));

/** A client that is as polite to this machine as to a publisher. */
function http(options: Partial<HttpOptions> = {}) {
  return createHttp({ clock, log: SILENT, random: () => 0.5, manners: () => ({ atOnce: 2, gapMs: 0 }), ...options });
}

function to(path: string, over: Partial<HttpRequest> = {}, host = site): HttpRequest {
  return { url: `${host.url}${path}`, accept: 'text/html', maxBytes: 1_000_000, timeoutMs: 60_000, ...over };
}

async function reached(host: OfficialSite, paths: number): Promise<void> {
  await vi.waitFor(() => expect(host.requests.length).toBeGreaterThanOrEqual(paths), { timeout: 5_000, interval: 1 });
}

/** Long enough for a request that is under way to arrive. */
async function turns(): Promise<void> {
  for (let i = 0; i < 200; i += 1) await clock.settle();
}

it('a publisher is asked at most twice at a time, a second apart; this machine as one likes', () => {
  expect(mannersTo(new URL('https://ofac.treasury.gov/recent-actions'))).toEqual({ atOnce: 2, gapMs: 1000 });
  expect(mannersTo(new URL('http://127.0.0.1:8080/'))).toEqual({ atOnce: Number.POSITIVE_INFINITY, gapMs: 0 });
});

it('no more requests at once than a host may have; they go on in order, and other hosts do not wait', async () => {
  const gates: (() => void)[] = [];
  for (const path of ['/1', '/2', '/3', '/4'])
    site.serve(path, (_request, response) => void gates.push(() => response.end(path)));
  other.serve('/', 'well');
  const client = http();
  const texts = ['/1', '/2', '/3', '/4'].map(async (path) => (await client.text(to(path))).text);
  await reached(site, 2);
  expect((await client.text(to('/', {}, other))).text).toBe('well');
  await turns();
  expect(site.requests).toHaveLength(2);
  gates[0]?.();
  expect(await texts[0]).toBe('/1');
  await reached(site, 3);
  expect(site.requests.map(({ path }) => path)).toEqual(['/1', '/2', '/3']);
  gates[1]?.();
  gates[2]?.();
  await reached(site, 4);
  gates[3]?.();
  expect(await Promise.all(texts)).toEqual(['/1', '/2', '/3', '/4']);
});

it('one request after the other begins a gap later, also after an error', async () => {
  site.serve('/', 'well');
  site.serve('/gone', failure(404));
  const client = http({ manners: () => ({ atOnce: 2, gapMs: 1000 }) });
  await client.text(to('/'));
  const second = client.text(to('/gone')).catch(() => 'failed');
  const third = client.text(to('/'));
  await turns();
  expect(site.requests).toHaveLength(1);
  await clock.advance(1000);
  expect(await second).toBe('failed');
  await turns();
  expect(site.requests).toHaveLength(2);
  await clock.advance(1000);
  expect((await third).text).toBe('well');
  await clock.advance(5000);
  expect((await client.text(to('/'))).text).toBe('well');
});

it('sources that hang keep the others of their host waiting for no longer than an answer may take to begin', async () => {
  site.serve('/hangs', stall('', null));
  site.serve('/well', 'well');
  const client = http({ firstByteMs: 150 });
  const hanging = [1, 2].map(() => client.text(to('/hangs')).catch((error: Error) => error.message));
  await reached(site, 2);
  expect((await client.text(to('/well'))).text).toBe('well');
  // They are tried again behind the others, without keeping a place while they wait.
  expect(clock.sleepers).toBe(2);
  const before = site.requests.length;
  await clock.advance(5000);
  await reached(site, before + 2);
  await vi.waitFor(() => expect(clock.sleepers).toBe(2), { timeout: 5_000, interval: 1 });
  await clock.advance(5000);
  await reached(site, before + 4);
  expect(await Promise.all(hanging)).toEqual([1, 2].map(() => expect.stringContaining('did not answer for 0.15 s')));
});

it('a large file gives up its place after a while, and still comes whole', async () => {
  const ends: (() => void)[] = [];
  const slow = (_request: unknown, response: import('node:http').ServerResponse) => {
    response.write('be');
    ends.push(() => response.end('gun'));
  };
  site.serve('/large', slow);
  site.serve('/small', 'well');
  const client = http({ manners: () => ({ atOnce: 1, gapMs: 0 }), longestPlaceMs: 50 });
  const large = client.text(to('/large'));
  await reached(site, 1);
  expect((await client.text(to('/small'))).text).toBe('well');
  ends[0]?.();
  expect((await large).text).toBe('begun');
});

it('whoever waits for a place or a gap can be told to stop, and leaves the others theirs', async () => {
  site.serve('/hangs', stall('', null));
  site.serve('/well', 'well');
  const client = http({ manners: () => ({ atOnce: 1, gapMs: 1000 }) });
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
  const hangs = client.text(to('/hangs', { signal: first.signal }));
  const queued = client.text(to('/well', { signal: second.signal }));
  await reached(site, 1);
  second.abort(new Error('stopped in the queue'));
  await expect(queued).rejects.toThrow('stopped in the queue');
  first.abort(new Error('stopped while asking'));
  await expect(hangs).rejects.toThrow('stopped while asking');
  const inGap = client.text(to('/well', { signal: third.signal }));
  await turns();
  third.abort(new Error('stopped in the gap'));
  await expect(inGap).rejects.toThrow('stopped in the gap');
  const last = client.text(to('/well'));
  await turns();
  await clock.advance(2000);
  expect((await last).text).toBe('well');
  expect(site.requests.map(({ path }) => path)).toEqual(['/hangs', '/well']);
});
