import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/domain/action.js';
import { csvRows } from '../../src/lib/csv.js';
import { ask } from '../support/ask.js';
import {
  aChange,
  aListing,
  anAction,
  anActor,
  anAnnouncement,
  anEntry,
  memoryApp,
  textOf,
} from '../support/builders.js';

const amended = aChange({
  kind: 'amended',
  ref: '2001',
  name: 'GREY HERON',
  programs: ['TEST3'],
  actors: [{ actor: 'grey-heron', reason: { kind: 'listing' } }],
  fields: [
    {
      field: 'wallets',
      before: [],
      after: [{ address: '0x098B716B8Aaf21512996dC57EB0615e2383E2f96', label: 'ETH' }],
    },
    { field: 'name', before: 'GRAY HERON', after: 'GREY HERON' },
  ],
});
const big = anAction({
  id: 'Abigbigbigbig1',
  published: '2024-05-21',
  changes: [
    ...Array.from({ length: 24 }, (_, i) => aChange({ ref: String(i), name: `PARTY ${i}`, listing: aListing() })),
    amended,
    aChange({ kind: 'removed', ref: '77', name: 'GONE FISHING' }),
  ],
});
const notice = anAnnouncement({
  published: '2024-05-22',
  links: [{ title: 'Press release', url: 'https://example.org/press' }],
  changes: [aChange({ ref: null, name: 'GREY HERON', text: 'The following entity has been added' })],
});
const old = anAction({ id: 'Aoldoldoldold', published: '2024-01-05' });
const app = memoryApp({
  actors: [anActor()],
  entries: [anEntry({ ref: '2001', name: 'GREY HERON' }), anEntry()],
  actions: [anAction({ changes: [amended] }), big, notice, old],
});

describe('recent', () => {
  test('shows the newest actions of the last 30 days', async () => {
    const { message, data } = await ask(app, 'recent');
    const text = textOf(message);
    expect(message.title).toBe('3 actions in the last 30 days');
    expect(text.indexOf('announced: Cyber-related Designations')).toBeLessThan(text.indexOf('24 added'));
    expect(text).toContain('🔵 Announced · 22 May 2024 · OFAC recent actions');
    expect(text).toContain('21 May 2024 · OFAC SDN · 24 added, 1 amended, 1 removed');
    expect(text).toContain('PARTY 0; PARTY 1; PARTY 2; and 23 more');
    expect(message.buttons).toContainEqual({ label: 'Details 1', run: `action ${notice.id}` });
    expect(data.map((action) => (action as Action).id)).toEqual([notice.id, big.id, 'Aabcdefghijkl']);
  });

  test.each([
    ['recent kind:removed', 1],
    ['recent kind:announced', 1],
    ['recent ofac-recent-actions', 1],
    ['recent program:test3', 2],
    ['recent days:1', 0],
  ])('%s finds %d', async (text, n) => {
    expect((await ask(app, text)).data).toHaveLength(n);
  });

  test('pages by five and keeps the question in its buttons', async () => {
    const many = Array.from({ length: 12 }, (_, i) => anAction({ id: `A${i}`, published: '2024-05-30' }));
    const own = memoryApp({ actions: many });
    const first = await ask(own, 'recent ofac-sdn days:7');
    expect(first.message.title).toContain('page 1 of 3');
    expect(first.message.buttons.at(-1)).toEqual({ label: 'Next', run: 'recent days:7 list:ofac-sdn page:2' });
    const last = await ask(own, 'recent days:7 list:ofac-sdn page:3');
    expect(last.message.buttons.map(({ label }) => label)).toEqual(['Details 11', 'Details 12', 'Previous']);
    expect(textOf((await ask(own, 'recent page:9')).message)).toContain('There is no page 9.');
  });

  test('a question too long for a button has none', async () => {
    const program = 'X'.repeat(90);
    const many = Array.from({ length: 6 }, (_, i) =>
      anAction({ id: `A${i}`, changes: [aChange({ programs: [program] })] }),
    );
    const { message } = await ask(memoryApp({ actions: many }), `recent program:${program}`);
    expect(message.title).toContain('page 1 of 2');
    expect(message.buttons.map(({ label }) => label)).not.toContain('Next');
  });

  test('an empty answer says since when a list is watched', async () => {
    expect(textOf((await ask(memoryApp(), 'recent')).message)).toContain('from its first reading on');
  });

  test('more than 90 days is refused', async () => {
    await expect(ask(app, 'recent days:91')).rejects.toThrow(/days is a whole number from 1 to 90, not 91/);
  });
});

describe('recent, where nothing was published in these days', () => {
  const quiet = memoryApp({
    actions: [old, anAction({ id: 'Aremovalremov', published: '2022-11-09', changes: [aChange({ kind: 'removed' })] })],
  });

  test('says when the newest one was, and leads to it', async () => {
    const { message, data } = await ask(quiet, 'recent');
    const text = textOf(message);
    expect(message.title).toBe('No action in the last 30 days');
    expect(message.push).toContain('The newest recorded one: 5 Jan 2024 · OFAC SDN · 1 added');
    expect(text).toContain(
      'None was published in these days. The newest recorded one:\n🔴 New · 5 Jan 2024 · OFAC SDN',
    );
    expect(text).toContain('Aoldoldoldold');
    expect(text).not.toContain('was recorded');
    expect(message.buttons).toEqual([{ label: 'Details', run: 'action Aoldoldoldold' }]);
    expect(data).toEqual([]);
  });

  test('the newest one of the kind that was asked for', async () => {
    const text = textOf((await ask(quiet, 'recent kind:removed')).message);
    expect(text).toContain('9 Nov 2022 · OFAC SDN · 1 removed');
    expect(text).toContain('Aremovalremov');
  });

  test('none of that kind at all is said to be so', async () => {
    expect(textOf((await ask(quiet, 'recent kind:amended')).message)).toContain('No action of that kind was recorded.');
    expect((await ask(memoryApp(), 'recent')).message.buttons).toEqual([]);
  });
});

describe('action', () => {
  test('shows every entry by kind, field by field', async () => {
    const { message } = await ask(app, 'action Aabc');
    const text = textOf(message);
    expect(message.title).toBe('OFAC SDN: 1 amended');
    expect(text).toContain('Amended: 1 entry');
    expect(text).toContain('GREY HERON — amended · entity · TEST3 · 2001');
    expect(text).toContain('+ wallet ETH 0x098B716B8Aaf21512996dC57EB0615e2383E2f96');
    expect(text).toContain('~ name: “GRAY” → “GREY”');
    expect(text).toContain('Published: 20 May 2024');
  });

  test('pages by ten entries', async () => {
    const first = await ask(app, 'action Abig');
    expect(first.message.title).toBe('OFAC SDN: 24 added, 1 amended, 1 removed (page 1 of 3)');
    expect(first.message.buttons).toContainEqual({ label: 'Next', run: 'action Abigbigbigbig1 page:2' });
    const second = textOf((await ask(app, 'action Abig page:3')).message);
    expect(second).toContain('GONE FISHING — removed');
    expect(second).not.toContain('PARTY 3 ');
  });

  test('an advisory, a charge and an act in the gazette are not said to be announced', async () => {
    const word = { gazetted: 'Gazetted', indicted: 'Indicted', advisory: 'Advisory' };
    for (const event of ['gazetted', 'indicted', 'advisory'] as const) {
      const told = anAnnouncement({ id: `A${event}`, event, title: 'Tools of a group' });
      const { message, data } = await ask(memoryApp({ actions: [told] }), `action ${told.id}`);
      expect(message.title).toBe(`${word[event]}: Tools of a group`);
      expect(message.tone).toBe(event);
      expect(textOf(message)).not.toMatch(/announced|\blisted\b/i);
      expect(data).toMatchObject([{ event }]);
    }
  });

  test('an announcement is worded as one, with its official links', async () => {
    const { message } = await ask(app, `action ${notice.id}`);
    const text = textOf(message);
    expect(message.title).toBe('Announced: Cyber-related Designations');
    expect(text).toContain('Announced by the authority; the list itself may follow later.');
    expect(text).toContain('GREY HERON — announced as added');
    expect(text).toContain('The following entity has been added');
    expect(text).not.toMatch(/\blisted\b/);
    expect(message.buttons).toContainEqual({ label: 'Official notice', url: notice.url });
  });

  test('is one object for --json, with values before and after', async () => {
    const { data } = await ask(app, 'action Aabc');
    expect(data).toMatchObject([
      {
        id: 'Aabcdefghijkl',
        source: 'ofac-sdn',
        amended: 1,
        changes: [{ kind: 'amended', ref: '2001', fields: amended.fields }],
      },
    ]);
  });

  test('as a file: every entry of it in one answer, to the asker alone unless shared', async () => {
    const { message, file, visibility, data } = await ask(app, 'action Abig csv');
    const rows = csvRows(file?.text ?? '');
    expect(file?.name).toBe('Abigbigbigbig1.csv');
    expect(rows).toHaveLength(27);
    expect(rows.at(-1)?.slice(0, 7)).toEqual([
      'Abigbigbigbig1',
      'OFAC SDN',
      '2024-05-21',
      'list',
      'removed',
      '77',
      'GONE FISHING',
    ]);
    expect(rows.find((row) => row[4] === 'amended')?.[13]).toBe(
      'added wallet ETH 0x098B716B8Aaf21512996dC57EB0615e2383E2f96; name: GRAY HERON → GREY HERON',
    );
    expect(textOf(message)).toContain('As a file with 26 entries: Abigbigbigbig1.csv');
    expect([visibility, data]).toMatchObject(['private', [{ id: 'Abigbigbigbig1', added: 24 }]]);
    expect((await ask(app, 'action Abig csv share')).visibility).toBe('channel');
  });

  test('offers the file where there are entries, and has none unless asked', async () => {
    const { message, file } = await ask(app, 'action Abig');
    expect(message.buttons).toContainEqual({ label: 'All as CSV', run: 'action Abigbigbigbig1 csv' });
    expect(file).toBeUndefined();
    const bare = anAnnouncement({ id: 'Abarebarebare', title: 'Guidance' });
    const labels = (await ask(memoryApp({ actions: [bare] }), 'action Abare')).message.buttons.map(
      ({ label }) => label,
    );
    expect(labels).not.toContain('All as CSV');
  });

  test('an unknown id says where to find one', async () => {
    await expect(ask(app, 'action Zzz')).rejects.toThrow(/begins with “Zzz”.*recent/);
  });
});

describe('changes', () => {
  test('of an actor, newest first, field by field', async () => {
    const { message, data } = await ask(app, 'changes grey heron');
    expect(message.title).toBe('2 changes of Grey Heron');
    expect(textOf(message)).toContain('~ name: “GRAY” → “GREY”');
    expect(data).toMatchObject([
      { action: big.id, announced: false, kind: 'amended', ref: '2001', fields: amended.fields },
      { action: 'Aabcdefghijkl' },
    ]);
  });

  test.each([['ofac-sdn/1001'], ['1001'], ['acme harbour trading']])('of a listing by %s', async (target) => {
    const { data } = await ask(app, `changes ${target}`);
    expect(data).toMatchObject([{ action: 'Aoldoldoldold', name: 'ACME HARBOUR TRADING' }]);
  });

  test('of a listing leaves out the other entries of its actions', async () => {
    expect((await ask(app, 'changes ofac-sdn/2001')).data).toHaveLength(2);
  });

  test('since and as-of bound them, both days included', async () => {
    const count = async (text: string) => (await ask(app, `changes grey heron ${text}`)).data.length;
    expect(await count('since:2024-05-21')).toBe(1);
    expect(await count('as-of:2024-05-20')).toBe(1);
    expect(await count('since:2024-05-22')).toBe(0);
  });

  test('as-of says what was listed then', async () => {
    const past = memoryApp({ actors: [anActor()], past: { 'ofac-sdn/2001': aListing({ name: 'GRAY HERON' }) } });
    const text = textOf((await ask(past, 'changes grey heron as-of:2024-05-01')).message);
    expect(text).toContain('OFAC SDN 2001 on 1 May 2024: listed as GRAY HERON, TEST1, 0 aliases, 0 wallets');
    const unknown = textOf((await ask(app, 'changes grey heron as-of:2020-05-01')).message);
    expect(unknown).toContain('our history starts later');
  });

  test('a name that is not exactly theirs is said to be understood so', async () => {
    expect(textOf((await ask(app, 'changes gray heron')).message)).toContain(
      'Understood as Grey Heron: it is spelt much like',
    );
  });

  test('one that is two parties asks which', async () => {
    const twins = memoryApp({ entries: [anEntry({ ref: '1', name: 'TWIN' }), anEntry({ ref: '2', name: 'TWIN' })] });
    await expect(ask(twins, 'changes twin')).rejects.toThrow(/more than one party: TWIN \(ofac-sdn\/1\) and TWIN/);
    expect((await ask(twins, 'changes ofac-sdn/2')).message.title).toBe('0 changes of TWIN');
  });

  test.each([
    ['changes nobody of note', /neither a curated actor nor a listed party/],
    ['changes grey heron since:2024-06-01 as-of:2024-01-01', /lies after/],
    ['changes grey heron since:soon', /since is a day/],
  ])('%s is refused', async (text, message) => {
    await expect(ask(app, text)).rejects.toThrow(message);
  });
});
