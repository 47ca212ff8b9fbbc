import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, HttpError, type HttpOptions, userAgentOf } from '../../src/lib/http.js';
import { bypassesProxy } from '../../src/lib/http-address.js';
import type { Clock, HttpRequest, Log } from '../../src/ports.js';
import {
  cutChunked,
  cutGzip,
  cutShort,
  drip,
  failure,
  type OfficialSite,
  redirect,
  stall,
  startOfficialSite,
} from '../support/official-site.js';

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const page = '<LIST>é</LIST>'.repeat(500);

let site: OfficialSite;
let other: OfficialSite;
let folder: string;
let sleeps: number[];

beforeEach(async () => {
  [site, other] = await Promise.all([startOfficialSite(), startOfficialSite()]);
  folder = await mkdtemp(join(tmpdir(), 'tocsin-http-'));
  sleeps = [];
});
afterEach(async () => {
  await Promise.all([site.close(), other.close(), rm(folder, { recursive: true })]);
});

function http(options: Partial<HttpOptions> = {}) {
  const clock: Clock = {
    now: () => new Date('2026-03-01T00:00:00Z'),
    sleep: async (ms) => {
      sleeps.push(ms);
    },
  };
  return createHttp({ clock, log: silent, random: () => 0.5, ...options });
}

function to(path: string, extra: Partial<HttpRequest> = {}): HttpRequest {
  return { url: `${site.url}${path}`, accept: 'text/xml', maxBytes: 1_000_000, timeoutMs: 10_000, ...extra };
}

async function failing(promise: Promise<unknown>): Promise<HttpError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof HttpError) return error;
  throw new Error(`expected an HttpError, got ${String(error)}`, { cause: error });
}

describe('text', () => {
  it('sends what official sites ask for', async () => {
    site.serve('/list.xml', page);
    const answer = await http().text(to('/list.xml'));
    expect(answer).toMatchObject({ status: 200, contentType: 'text/xml', text: page });
    const headers = site.requests[0]?.headers;
    expect(headers?.['user-agent']).toMatch(/^Mozilla\/5\.0 \(compatible; Tocsin\/.{20,}/);
    expect(headers).toMatchObject({
      accept: 'text/xml',
      'accept-language': 'en-US,en;q=0.9',
      'accept-encoding': 'gzip',
    });
  });

  it('names the version and a contact in at least 40 characters', () => {
    expect(userAgentOf('1.2.3', 'https://a.example')).toBe(
      'Mozilla/5.0 (compatible; Tocsin/1.2.3; +https://a.example)',
    );
    expect(userAgentOf('1').length).toBeGreaterThanOrEqual(40);
  });

  it('is refused by a site that dislikes a short agent, and does not ask again', async () => {
    site.serve('/list.xml', page);
    const error = await failing(http({ userAgent: 'curl/8' }).text(to('/list.xml')));
    expect(error).toMatchObject({ reason: 'status', status: 403 });
    expect(site.requests).toHaveLength(1);
  });

  it('unpacks gzip', async () => {
    site.serve('/list.xml', page, { gzip: true });
    expect((await http().text(to('/list.xml'))).text).toBe(page);
  });

  it('refuses text that is not UTF-8', async () => {
    site.serve('/list.xml', Buffer.from('caf\u00e9', 'latin1'));
    expect(await failing(http().text(to('/list.xml')))).toMatchObject({ reason: 'encoding' });
  });

  it('gives back validators, and nothing but them on a 304', async () => {
    const lastModified = 'Wed, 23 Sep 2026 14:07:28 GMT';
    site.serve('/list.xml', page, { etag: '"v1"', lastModified });
    const first = await http().text(to('/list.xml'));
    expect(first).toMatchObject({ etag: '"v1"', lastModified });
    expect(await http().text(to('/list.xml', { etag: first.etag }))).toMatchObject({ status: 304, text: '' });
    expect(await http().text(to('/list.xml', { lastModified }))).toMatchObject({ status: 304, text: '' });
    expect(await http().text(to('/list.xml', { etag: '"v0"' }))).toMatchObject({ status: 200, text: page });
  });

  it('refuses a 304 that it did not ask for', async () => {
    site.serve('/list.xml', failure(304));
    expect(await failing(http().text(to('/list.xml')))).toMatchObject({ reason: 'status', status: 304 });
  });
});

describe('redirects', () => {
  it('are followed each time, with validators on the same host', async () => {
    site.serve('/list.xml', redirect('/blob/1.xml'));
    site.serve('/blob/1.xml', page, { etag: '"v1"' });
    expect((await http().text(to('/list.xml'))).text).toBe(page);
    expect(await http().text(to('/list.xml', { etag: '"v1"' }))).toMatchObject({ status: 304 });
    expect(site.hits('/list.xml')).toBe(2);
  });

  it('carry no validator to another host', async () => {
    site.serve('/list.xml', redirect(`${other.url}/blob.xml?signature=secret`));
    other.serve('/blob.xml', page, { etag: '"v1"' });
    const answer = await http().text(to('/list.xml', { etag: '"v1"', lastModified: 'Wed, 23 Sep 2026 14:07:28 GMT' }));
    expect(answer.status).toBe(200);
    expect(other.requests[0]?.headers).not.toHaveProperty('if-none-match');
    expect(other.requests[0]?.headers).not.toHaveProperty('if-modified-since');
    expect(site.requests[0]?.headers).toHaveProperty('if-none-match', '"v1"');
  });

  it('carry validators to the host that gave them', async () => {
    site.serve('/list.xml', redirect(`${other.url}/blob.xml?signature=secret`));
    other.serve('/blob.xml', page, { etag: '"v1"' });
    const { etag, answeredBy } = await http().text(to('/list.xml'));
    expect(answeredBy).toBe(other.url);
    expect(await http().text(to('/list.xml', { etag, validFor: answeredBy }))).toMatchObject({ status: 304 });
    expect(site.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });

  it('carry headers of our own to no other host, and back again', async () => {
    const headers = { 'x-public-api-key': 'hush' };
    site.serve('/list.json', redirect('/moved.json'));
    site.serve('/moved.json', redirect(`${other.url}/blob.json`));
    other.serve('/blob.json', redirect(`${site.url}/back.json`));
    site.serve('/back.json', page);
    expect((await http().text(to('/list.json', { headers }))).text).toBe(page);
    expect(other.requests.map((request) => request.headers['x-public-api-key'])).toEqual([undefined]);
    expect(site.requests.map((request) => request.headers['x-public-api-key'])).toEqual(['hush', 'hush', 'hush']);
    expect(site.requests[0]?.headers['user-agent']).toMatch(/^Mozilla/);
  });

  it('end after five', async () => {
    site.serve('/loop', redirect('/loop'));
    expect(await failing(http().text(to('/loop')))).toMatchObject({ reason: 'redirect' });
    expect(site.hits('/loop')).toBe(6);
  });

  it('never leave https for plain http', async () => {
    site.serve('/list.xml', redirect('http://lists.example/list.xml'));
    const error = await failing(http().text(to('/list.xml')));
    expect(error).toMatchObject({ reason: 'not-https' });
    expect(error.message).toBe('lists.example would be asked over http, not https');
  });

  it('without a Location, or to nonsense, are errors', async () => {
    site.serve('/none', failure(302));
    site.serve('/odd', redirect('http://['));
    expect(await failing(http().text(to('/none')))).toMatchObject({ reason: 'redirect' });
    expect(await failing(http().text(to('/odd')))).toMatchObject({ reason: 'redirect' });
  });
});

describe('addresses', () => {
  it.each([
    ['http://lists.example/', 'not-https'],
    ['ftp://lists.example/', 'not-https'],
    ['https://user:hunter2@lists.example/', 'address'],
    ['no address', 'address'],
  ])('refuses %s', async (url, reason) => {
    const error = await failing(http().text(to('', { url })));
    expect(error).toMatchObject({ reason });
    expect(error.message).not.toContain('hunter2');
  });

  it('says which host cannot be reached, and keeps the path and query to itself', async () => {
    const gone = await startOfficialSite();
    await gone.close();
    const error = await failing(http().text(to('', { url: `${gone.url}/blob?signature=secret` })));
    expect(error).toMatchObject({ reason: 'network' });
    expect(error.message).toBe(`${new URL(gone.url).host} cannot be reached (ECONNREFUSED)`);
    expect(String(error.cause)).toContain('ECONNREFUSED');
    expect(String(error.cause)).not.toContain('secret');
  });
});

describe('retries', () => {
  it('come twice after a 5xx, with growing pauses', async () => {
    site.serve('/list.xml', page);
    site.serve('/list.xml', failure(503), { times: 2 });
    expect((await http().text(to('/list.xml'))).text).toBe(page);
    expect(sleeps).toEqual([1000, 2000]);
  });

  it('end after two', async () => {
    site.serve('/list.xml', failure(500));
    expect(await failing(http().text(to('/list.xml')))).toMatchObject({ reason: 'status', status: 500 });
    expect(site.requests).toHaveLength(3);
  });

  it('wait as long as a 429 asks, in seconds or until a date', async () => {
    site.serve('/list.xml', page);
    site.serve('/list.xml', failure(429, { 'retry-after': 'Sun, 01 Mar 2026 00:00:42 GMT' }), { times: 1 });
    site.serve('/list.xml', failure(429, { 'retry-after': '7' }), { times: 1 });
    await http().text(to('/list.xml'));
    expect(sleeps).toEqual([7000, 42_000]);
  });

  it('do not come where the server asks for more than a minute', async () => {
    site.serve('/list.xml', failure(429, { 'retry-after': '61' }));
    expect(await failing(http().text(to('/list.xml')))).toMatchObject({ status: 429, retryAfterSeconds: 61 });
    expect(sleeps).toEqual([]);
  });

  it('do not come after a 4xx', async () => {
    expect(await failing(http().text(to('/absent')))).toMatchObject({ reason: 'status', status: 404 });
    expect(site.requests).toHaveLength(1);
  });

  it('come after a broken connection', async () => {
    site.serve('/list.xml', page);
    site.serve('/list.xml', (request) => request.socket.destroy(), { times: 1 });
    expect((await http().text(to('/list.xml'))).text).toBe(page);
  });
});

describe('limits', () => {
  it('refuses a body that says it is too large, and one that does not say', async () => {
    site.serve('/list.xml', page);
    site.serve('/chunked', (_request, response) => {
      response.writeHead(200);
      response.write(page);
      response.end(page);
    });
    expect(await failing(http().text(to('/list.xml', { maxBytes: 100 })))).toMatchObject({ reason: 'too-large' });
    expect(await failing(http().text(to('/chunked', { maxBytes: 100 })))).toMatchObject({ reason: 'too-large' });
    expect(site.requests).toHaveLength(2);
  });

  it('refuses gzip that unpacks to too much', async () => {
    site.serve('/bomb.xml', 'a'.repeat(500_000), { gzip: true });
    const error = await failing(http().text(to('/bomb.xml', { maxBytes: 50_000 })));
    expect(error).toMatchObject({ reason: 'too-large' });
  });

  it('refuses an encoding that it did not ask for, and gzip that is none', async () => {
    site.serve('/br', page, { headers: { 'content-encoding': 'br' } });
    site.serve('/plain', page, { headers: { 'content-encoding': 'gzip' } });
    expect(await failing(http().text(to('/br')))).toMatchObject({ reason: 'encoding' });
    expect(await failing(http().text(to('/plain')))).toMatchObject({ reason: 'encoding' });
  });

  it('ends an answer that never begins, stops midway, or takes too long', async () => {
    site.serve('/mute', stall(page, null));
    site.serve('/stall', stall(page, 100));
    site.serve('/drip', drip(page, 1, 5));
    const impatient = http({ firstByteMs: 60, stallMs: 60 });
    expect(await failing(impatient.text(to('/mute')))).toMatchObject({ reason: 'stalled' });
    expect(await failing(impatient.text(to('/stall')))).toMatchObject({ reason: 'stalled' });
    expect(site.hits('/stall')).toBe(3);
    expect(await failing(impatient.text(to('/drip', { timeoutMs: 150 })))).toMatchObject({ reason: 'timeout' });
    expect(site.hits('/drip')).toBe(1);
  });

  it("rejects with the reason of the caller's signal", async () => {
    site.serve('/stall', stall(page, 100));
    const controller = new AbortController();
    const asked = http().download(to('/stall', { signal: controller.signal }), join(folder, 'list.xml'), () => {
      controller.abort(new Error('shutting down'));
    });
    await expect(asked).rejects.toThrow('shutting down');
    expect(site.requests).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('download', () => {
  it('streams to a file and reports progress', async () => {
    site.serve('/list.xml', page, { etag: '"v1"' });
    const seen: [number, number | null][] = [];
    const file = join(folder, 'list.xml');
    const answer = await http().download(to('/list.xml'), file, (received, total) => seen.push([received, total]));
    const size = Buffer.byteLength(page);
    expect(answer).toMatchObject({ status: 200, etag: '"v1"', bytes: size });
    expect(seen.at(-1)).toEqual([size, size]);
    expect(await readFile(file, 'utf8')).toBe(page);
    expect(await readdir(folder)).toEqual(['list.xml']);
  });

  it('unpacks gzip on the way', async () => {
    site.serve('/list.xml', page, { gzip: true });
    const answer = await http().download(to('/list.xml'), join(folder, 'list.xml'));
    expect(answer.bytes).toBe(Buffer.byteLength(page));
    expect(await readFile(join(folder, 'list.xml'), 'utf8')).toBe(page);
  });

  it('writes nothing on a 304', async () => {
    site.serve('/list.xml', page, { etag: '"v1"' });
    const answer = await http().download(to('/list.xml', { etag: '"v1"' }), join(folder, 'list.xml'));
    expect(answer).toMatchObject({ status: 304, bytes: 0 });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['of its Content-Length', cutShort(page, 3000)],
    ['of its chunks', cutChunked(page, 3000)],
    ['of its gzip stream', cutGzip(page, 40)],
  ])('leaves no file of a body cut short %s', async (_what, handler) => {
    site.serve('/list.xml', handler);
    const error = await failing(http().download(to('/list.xml'), join(folder, 'list.xml')));
    expect(error).toMatchObject({ reason: 'cut-short' });
    expect(site.requests).toHaveLength(3);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes the whole body when the second attempt brings it', async () => {
    site.serve('/list.xml', page);
    site.serve('/list.xml', cutShort(page, 3000), { times: 1 });
    const answer = await http().download(to('/list.xml'), join(folder, 'list.xml'));
    expect(answer.bytes).toBe(Buffer.byteLength(page));
  });

  it('says what is wrong with the disk as it is', async () => {
    site.serve('/list.xml', page);
    await expect(http().download(to('/list.xml'), join(folder, 'absent', 'list.xml'))).rejects.toThrow('ENOENT');
    expect(site.requests).toHaveLength(1);
  });
});

describe('a proxy', () => {
  it('is asked for everything but this machine', async () => {
    const asked: string[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(String(request.url));
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : null;
    const proxied = http({ proxy: `http://127.0.0.1:${port}` });

    site.serve('/list.xml', page);
    expect((await proxied.text(to('/list.xml'))).text).toBe(page);
    expect(asked).toEqual([]);
    expect(await failing(proxied.text(to('', { url: 'https://lists.invalid/' })))).toMatchObject({ status: 502 });
    expect(asked).toEqual(['lists.invalid:443', 'lists.invalid:443', 'lists.invalid:443']);
    proxy.close();
  });

  it.each([
    ['https://mirror.internal.example/', true],
    ['https://example.org/', true],
    ['https://www.example.org/', true],
    ['https://notexample.org/', false],
    ['https://lists.example/', false],
    ['http://localhost:8080/', true],
    ['http://127.9.9.9/', true],
    ['http://[::1]/', true],
    ['http://127.0.0.1.example/', false],
  ])('NO_PROXY and loopback keep %s from it: %s', (url, kept) => {
    expect(bypassesProxy(new URL(url), 'example.org, .internal.example')).toBe(kept);
  });
});
