import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { judgeVersion } from '../../../src/ledger/version.js';
import type { PollContext, ReadEvent } from '../../../src/ports.js';
import { uaNsdc } from '../../../src/sources/ua-nsdc/index.js';
import { changesBetween, countsOf, listingsIn } from '../../contracts/list-source.js';
import { pollOf } from '../../support/list-reading.js';
import {
  cutShort,
  failure,
  htmlPage,
  type OfficialSite,
  redirect,
  startOfficialSite,
} from '../../support/official-site.js';

const KEY = 'hush-hush-key';
const PATH = '/v2/subjects';

interface Facts {
  readonly [key: string]: unknown;
}

const subject = (sid: unknown, more: Facts = {}): Facts => ({
  ...{ sid, name: `Чапля ${sid}`, translit: `Chaplia ${sid}`, aliases: null, citizenships: ['RU'], bd: null, dd: null },
  ...{ status: 'active', identifiers: null, attributes: null },
  ...more,
});
const people = Array.from({ length: 40 }, (_, n) => subject(n + 1));
const firms = Array.from({ length: 20 }, (_, n) => subject(n + 101));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-ua-nsdc-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(individual: unknown, legal: unknown = firms): Promise<ReadEvent[]> {
  for (const [role, content] of Object.entries({ individual, legal }))
    await writeFile(
      join(folder, `${role}.json`),
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  const events: ReadEvent[] = [];
  for await (const event of uaNsdc.read(await uaNsdc.fromDisk(folder, null))) events.push(event);
  return events;
}

async function readOne(more: Facts, role: 'individual' | 'legal' = 'individual'): Promise<Listing> {
  const one = [subject(7, more)];
  const listings = listingsIn(role === 'legal' ? await read(people.slice(0, 1), one) : await read(one));
  const listing = listings.find(({ ref }) => ref === '7');
  if (!listing) throw new Error('it was not read');
  return listing;
}

describe('the register', () => {
  it('is read from both answers', async () => {
    const events = await read(people);
    expect(listingsIn(events).map(({ ref, type }) => [ref, type])).toEqual([
      ...people.map(({ sid }) => [String(sid), 'individual']),
      ...firms.map(({ sid }) => [String(sid), 'entity']),
    ]);
    expect(events.filter(({ kind }) => kind !== 'listing' && kind !== 'header')).toEqual([]);
  });

  const good = JSON.stringify(people);
  it.each([
    ['0 bytes', '', /empty/],
    ['a page', '<!DOCTYPE html><html><body>Just a moment…</body></html>', /HTML/],
    ['cut in half', good.slice(0, good.length / 2), /cut short/],
    ['cut before its last letter', good.slice(0, -1), /cut short/],
    ['pages of something', { data: people, totalPages: 4 }, /no list of subjects/],
    ['an error', { statusCode: 401, message: 'Unauthorized' }, /no list of subjects/],
    ['nobody', [], /individual.json lists nobody/],
    ['nobody under sanctions', [subject(1, { status: 'expired' })], null],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /UTF-8/],
  ] as const)('with %s in one of its answers is refused', async (_what, content, reason) => {
    const reading = reason ? read(content) : read(content, [subject(101, { status: 'excluded' })]);
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow(reason ?? /nobody who is under sanctions/);
    if (reason) await expect(read(people, content)).rejects.toThrow(RefusedVersion);
  });

  it('with fewer subjects than it ever has is refused', async () => {
    const diff = await changesBetween([], await read(people));
    expect(() => judgeVersion(diff, uaNsdc.minimum)).toThrow(/fewer than/);
  });

  it('is a folder on disk, with both answers in it', async () => {
    await expect(uaNsdc.fromDisk(folder, 'xml')).rejects.toThrow('no format xml');
    await expect(uaNsdc.fromDisk(folder, null)).rejects.toThrow('the folder has no individual.json');
    await writeFile(join(folder, 'individual.json'), '[]');
    await expect(uaNsdc.fromDisk(folder, null)).rejects.toThrow('the folder has no legal.json');
    await expect(uaNsdc.fromDisk(join(folder, 'individual.json'), null)).rejects.toThrow('name the folder');
    const dated = join(folder, '2026-01-05');
    await mkdir(dated);
    for (const role of ['individual', 'legal']) await writeFile(join(dated, `${role}.json`), '[]');
    expect(await uaNsdc.fromDisk(dated, null)).toMatchObject({ published: '2026-01-05' });
  });

  it('tells what was added, amended and removed, whatever the order', async () => {
    const before = await read(people);
    expect(countsOf(await changesBetween(before, await read(people.toReversed(), firms.toReversed())))).toBe('0/0/0');
    const next = [...people.slice(0, 10), subject(11, { translit: 'Bilyi Leleka' }), ...people.slice(12), subject(41)];
    const diff = await changesBetween(before, await read(next));
    expect(countsOf(diff)).toBe('1/1/1');
    expect(diff.amended[0]?.fields.map(({ field }) => field)).toEqual(['name']);
    expect(diff.removed[0]?.listing.ref).toBe('12');
  });

  it.each(['expired', 'excluded', null])('takes the status %s for a removal', async (status) => {
    const before = await read(people);
    const diff = await changesBetween(before, await read([...people.slice(1), subject(1, { status })]));
    expect(countsOf(diff)).toBe('0/0/1');
  });

  it('delists nobody for a status that nobody knows, and reports it', async () => {
    const before = await read(people);
    const after = await read([...people.slice(1), subject(1, { status: 'suspended' })]);
    expect(after.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'status/suspended', example: 'Чапля 1' },
    ]);
    expect(countsOf(await changesBetween(before, after))).toBe('0/0/0');
  });

  it.each([
    ['without its sid', { sid: null }, null],
    ['without its name', { name: '  ' }, '1'],
    ['without its status', { status: undefined }, '1'],
    ['with numbers that are no list', { identifiers: 'ten' }, '1'],
  ])('sets aside a subject %s, and carries it forward', async (_what, wrong, ref) => {
    const before = await read(people);
    const events = await read([...people.slice(1), subject(1, wrong)]);
    expect(events.filter(({ kind }) => kind === 'set-aside')).toMatchObject([
      { ref, reason: expect.stringMatching(/\w/) },
    ]);
    expect(countsOf(await changesBetween(before, events))).toBe('0/0/0');
  });

  it('sets aside the second subject of a number, and reports once what nobody knows', async () => {
    const events = await read([
      ...people,
      subject(5),
      subject(41, { wallets: ['x'] }),
      subject(42, { wallets: ['y'] }),
    ]);
    expect(events.filter(({ kind }) => kind === 'set-aside')).toMatchObject([
      { ref: '5', reason: expect.stringContaining('twice') },
    ]);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'wallets', example: '["x"]' },
    ]);
  });
});

describe('a subject', () => {
  it('is shown by its Latin name, with its own one and the others', async () => {
    const listing = await readOne({
      name: 'Рупертенко Руперт (Рупертенко Руперт Рус, Hentzau Rupert)',
      translit: 'Rupertenko  Rupert',
      aliases: ['Граф', ''],
      bd: '03.04.1980',
      dd: '31.12.2020',
      citizenships: ['KP', 'LN'],
    });
    expect(listing).toMatchObject({
      list: 'ua-nsdc',
      ref: '7',
      name: 'Rupertenko Rupert',
      type: 'individual',
      aliases: [
        { name: 'Рупертенко Руперт', kind: 'original-script', strength: 'strong', script: 'Cyrillic' },
        { name: 'Рупертенко Руперт Рус', kind: 'aka', strength: 'strong' },
        { name: 'Hentzau Rupert', kind: 'aka', strength: 'strong' },
        { name: 'Граф', kind: 'aka', strength: 'strong' },
      ],
      nationalities: [
        { country: 'North Korea', kind: 'citizenship' },
        { country: 'LN', kind: 'citizenship' },
      ],
      births: [{ kind: 'date', value: '1980-04-03' }],
      remarks: 'Died: 2020-12-31',
      programs: [],
      url: 'https://drs.nsdc.gov.ua/',
    });
    expect(await readOne({ name: 'HERON LTD', translit: 'HERON LTD' })).toMatchObject({
      name: 'HERON LTD',
      aliases: [],
    });
    expect(await readOne({ translit: null, aliases: 'Egret; Ibis' })).toMatchObject({
      name: 'Чапля 7',
      aliases: [{ name: 'Egret' }, { name: 'Ibis' }],
    });
  });

  it('has its numbers under names that say what they are', async () => {
    const { identifiers } = await readOne({
      identifiers: [
        { id: 'tax:inn', code: '7700; 7701', iso2: 'RU' },
        { id: 'doc:f_passport', code: 'AA 1', iso2: null, note: 'old' },
        { id: 'reg:cn', code: 99 },
        { id: null, code: '5' },
      ],
    });
    expect(identifiers).toEqual([
      { type: 'Tax number (INN)', number: '7700', country: 'Russia' },
      { type: 'Tax number (INN)', number: '7701', country: 'Russia' },
      { type: 'Passport', number: 'AA 1', note: 'old' },
      { type: 'reg:cn', number: '99' },
      { type: 'Registration number', number: '5' },
    ]);
    const events = await read([subject(1, { identifiers: [{ id: 'crypto:btc', code: 'bc1q' }] })]);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'identifiers/id/crypto:btc', example: 'bc1q' },
    ]);
    expect(listingsIn(events)[0]?.identifiers).toEqual([{ type: 'crypto:btc', number: 'bc1q' }]);
  });

  it('has its attributes where they belong, and the rest in the words of the register', async () => {
    const attribute = (key: string, value: string) => ({ key, value });
    const listing = await readOne(
      {
        bd: '01.02.2003',
        dd: 'у 2020 році',
        attributes: [
          attribute('Місцезнаходження', 'м. Стрельсау'),
          attribute('Юридична адреса', 'вул. Мол, 1'),
          attribute('Колишня назва', 'Трест 5'),
          attribute('Email', 'a@heron.example'),
          attribute('Сайт так званого', 'heron.example'),
          attribute('Номер телефону', '+1 555 0100'),
          attribute('IMO', '9000001'),
          attribute('КПП', '770001001'),
          attribute('Розшук', ''),
        ],
      },
      'legal',
    );
    expect(listing).toMatchObject({
      type: 'entity',
      addresses: [{ text: 'м. Стрельсау' }, { text: 'вул. Мол, 1' }],
      aliases: [{ name: 'Чапля 7' }, { name: 'Трест 5' }],
      emails: ['a@heron.example'],
      websites: ['heron.example'],
      identifiers: [
        { type: 'Phone number', number: '+1 555 0100' },
        { type: 'IMO number', number: '9000001' },
      ],
      births: [],
      remarks: 'Registered: 2003-02-01\nDissolved: у 2020 році\nКПП: 770001001',
    });
  });
});

describe('fetching', () => {
  let site: OfficialSite;
  beforeEach(async () => {
    site = await startOfficialSite();
  });
  afterEach(() => site.close());

  const poll = (over: Partial<PollContext> = { key: KEY }) => pollOf(site.url, folder, { format: 'json', ...over });

  it('asks for both halves with the key', async () => {
    site.serve(`${PATH}?subjectType=individual`, JSON.stringify(people));
    site.serve(`${PATH}?subjectType=legal`, JSON.stringify(firms));
    const fetched = await uaNsdc.fetch(poll());
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    expect(site.requests.map(({ headers }) => headers['x-cota-public-api-key'])).toEqual([KEY, KEY]);
    expect(await readFile(fetched.version.files[1]?.path ?? '', 'utf8')).toBe(JSON.stringify(firms));
    const events: ReadEvent[] = [];
    for await (const event of uaNsdc.read(fetched.version)) events.push(event);
    expect(listingsIn(events)).toHaveLength(60);
    expect(await uaNsdc.changeSignal(poll())).toBeNull();
  });

  it('asks nothing without a key', async () => {
    await expect(uaNsdc.fetch(poll({}))).rejects.toThrow('set SOURCE_UA_NSDC_KEY');
    expect(site.requests).toEqual([]);
  });

  it('takes the key to no other host', async () => {
    const other = await startOfficialSite();
    try {
      other.serve('/file.json', JSON.stringify(people));
      site.serve(PATH, redirect(`${other.url}/file.json`));
      await uaNsdc.fetch(poll());
      expect(other.requests).toHaveLength(2);
      for (const { headers } of other.requests) expect(headers).not.toHaveProperty('x-cota-public-api-key');
    } finally {
      await other.close();
    }
  });

  it.each([
    ['401', failure(401), /answered 401/],
    ['403', failure(403), /answered 403/],
    ['500', failure(500), /answered 500/],
    ['a body cut short', cutShort(JSON.stringify(people), 100), /broke off/],
  ])('rejects on %s, without a word of the key', async (_what, handler, reason) => {
    site.serve(PATH, handler);
    const failing = uaNsdc.fetch(poll()).then(
      () => '',
      (error: unknown) => `${error} ${error instanceof Error ? String(error.cause) : ''}`,
    );
    expect(await failing).toMatch(reason);
    expect(await failing).not.toContain(KEY);
  });

  it('refuses a page where an answer should be', async () => {
    site.serve(PATH, htmlPage);
    const fetched = await uaNsdc.fetch(poll());
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    const reading = async () => {
      for await (const event of uaNsdc.read(fetched.version)) expect(event.kind).toBe('never');
    };
    await expect(reading()).rejects.toThrow(/HTML/);
  });
});
