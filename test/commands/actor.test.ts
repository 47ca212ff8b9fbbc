import { describe, expect, test } from 'vitest';
import { actor as command } from '../../commands/actor.js';
import { ask } from '../support/ask.js';
import {
  aChange,
  aCitation,
  aListing,
  anAction,
  anActor,
  anActorListing,
  anAnnouncement,
  anEntry,
  aSource,
  memoryApp,
  SOURCES,
  textOf,
} from '../support/builders.js';

const ETH = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const heron = anActor({
  aliases: [
    { name: 'Shadow Wing', kind: 'analyst', citation: aCitation },
    { name: 'Copper', kind: 'analyst', common: true, citation: aCitation },
    { name: 'NIGHT WADER', kind: 'official', strength: 'weak', citation: aCitation },
  ],
  relations: [{ kind: 'parent', actor: 'bureau', text: 'controlled by the Bureau', citation: aCitation }],
  timeline: [
    { date: '2019-09-13', kind: 'announced', text: 'Designated with two others.', citation: aCitation },
    { date: '2022-04-14', kind: 'amended', text: 'First address.', citation: aCitation },
  ],
});
const bureau = anActor({ id: 'bureau', name: 'The Bureau', listings: [] });
const HERON = anEntry({
  ref: '2001',
  name: 'GREY HERON',
  programs: ['TEST3'],
  aliases: [{ name: 'REED STALKER', kind: 'aka', strength: 'weak' }],
  wallets: [{ address: ETH, label: 'ETH' }],
});
const notice = anAnnouncement({
  published: '2019-09-13',
  actors: [{ actor: 'grey-heron', reason: { kind: 'named', name: 'GREY HERON' } }],
});
const world = { actors: [heron, bureau], entries: [HERON], actions: [notice] };
const app = memoryApp(world);

describe('a profile', () => {
  test('has the listing matrix, also where it is not listed', async () => {
    const { message } = await ask(app, 'actor grey heron');
    const text = textOf(message);
    expect(text).toContain('OFAC SDN | ● listed | 13 Sep 2019 | TEST3 | 2001');
    expect(text).toContain('UN Security Council | ○ not listed |');
    expect(text).not.toContain('OFAC recent actions |');
    expect(message.push).toBe('Grey Heron: listed on OFAC SDN');
  });

  test('has what is tied to its listings, with the evidence, and the lists that nobody watches', async () => {
    const wallet = { wallets: [{ address: ETH, label: 'ETH' }] };
    const tied = anEntry({
      ...wallet,
      list: 'uk-sl',
      ref: 'CYB1',
      name: 'Grey Heron',
      programs: ['Cyber'],
      listedOn: '2021-02-03',
    });
    const maybe = anEntry({ ...wallet, list: 'un-sc', ref: 'KPe.1', name: 'Reed Stalker' });
    const sources = [...SOURCES, aSource({ id: 'uk-sl', title: 'UK sanctions list' })];
    const unwatched = [{ id: 'ca-sema', title: 'Canada' }];
    const { message, data } = await ask(
      memoryApp({ ...world, entries: [HERON, tied, maybe], sources, unwatched }),
      'actor grey heron',
    );
    const text = textOf(message);
    expect(text).toContain('UK sanctions list | ● listed (found by tie) | 3 Feb 2021 | Cyber | CYB1');
    expect(text).toContain(`Found by tie: UK sanctions list CYB1 Grey Heron — same wallet ${ETH}`);
    expect(text).toContain('UN Security Council | ? probably listed (found by tie) |');
    expect(text).toContain(`KPe.1 Reed Stalker — probably the same: wallet ${ETH}`);
    expect(text).toContain('Canada | – not watched |');
    expect(message.push).toBe('Grey Heron: listed on OFAC SDN, UK sanctions list');
    expect(data).toMatchObject([{ notListedOn: [], notWatched: ['ca-sema'], listings: [{ ref: '2001' }, {}, {}] }]);
  });

  test('keeps official aliases and analyst names apart', async () => {
    const text = textOf((await ask(app, 'actor grey heron')).message);
    const [official = '', analyst = ''] = text.split('Analyst names: on no list');
    expect(official).toContain('Weak, identify nobody alone: REED STALKER · NIGHT WADER');
    expect(official).not.toContain('Shadow Wing');
    expect(analyst).toContain('Shadow Wing');
    expect(analyst).toContain('Copper (a common word: identifies nobody alone)');
  });

  test('has wallets of the current listing, relations, timeline and recorded actions with official links', async () => {
    const { message } = await ask(app, 'actor grey-heron');
    const text = textOf(message);
    expect(text).toContain(`${ETH} · Ethereum · labelled ETH`);
    expect(text).toContain('parent: The Bureau — controlled by the Bureau');
    expect(text).toContain('14 Apr 2022 · amended · First address.');
    expect(text).toContain('13 Sep 2019 · OFAC recent actions · announced: Cyber-related Designations');
    const links = message.blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : []));
    expect(links).toContainEqual(expect.objectContaining({ url: notice.url }));
    expect(message.foot).toContain('OFAC SDN of 20 May 2024, checked 4 min ago');
  });

  test('is one object for --json', async () => {
    const { data } = await ask(app, 'actor shadow wing');
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      id: 'grey-heron',
      status: 'listed',
      day: null,
      listings: [{ list: 'ofac-sdn', ref: '2001', state: 'listed', since: '2019-09-13', programs: ['TEST3'] }],
      notListedOn: ['un-sc'],
      wallets: [{ address: ETH, label: 'ETH', list: 'ofac-sdn', ref: '2001' }],
      actions: [{ id: notice.id, kind: 'announcement' }],
    });
  });
});

describe('who is not listed', () => {
  test('an indicted person is said to be so', async () => {
    const person = anActor({ id: 'jan-doe', name: 'Jan Doe', type: 'individual', status: 'indicted', listings: [] });
    const { message } = await ask(memoryApp({ actors: [person] }), 'actor jan doe');
    expect(textOf(message)).toContain('Indicted only: found on none of the lists that were checked.');
    expect(message.push).toBe('Jan Doe: indicted, on none of the lists checked');
  });

  test('a historical actor shows its removal', async () => {
    const past = anActor({ status: 'historical', listings: [anActorListing({ until: '2022-03-21' })] });
    const { message } = await ask(memoryApp({ actors: [past] }), 'actor grey heron');
    expect(textOf(message)).toContain('Historical: was listed');
    expect(textOf(message)).toContain('○ removed 21 Mar 2022');
    expect(message.push).toBe('Grey Heron: no longer listed on OFAC SDN');
  });

  test('a list that was never read is not said to be without the actor', async () => {
    const sources = SOURCES.map((source) => aSource({ ...source, state: 'never-read', checkedAt: null }));
    const { message } = await ask(memoryApp({ actors: [heron], sources }), 'actor grey heron');
    expect(textOf(message)).toContain('OFAC SDN | ● listed (cited) |');
    expect(textOf(message)).toContain('UN Security Council | – not known');
  });

  test('a copy that is older than the cited listing does not contradict it', async () => {
    const at = (published: string) => [aSource({ published }), ...SOURCES.slice(1)];
    const said = async (published: string) =>
      textOf((await ask(memoryApp({ actors: [heron], sources: at(published) }), 'actor grey heron')).message);
    expect(await said('2019-09-12')).toContain('OFAC SDN | ● listed (cited) |');
    expect(await said('2019-09-13')).toContain('OFAC SDN | ○ not listed |');
  });
});

describe('as-of', () => {
  test('answers from history', async () => {
    const then = aListing({ ref: '2001', name: 'GREY HERON', programs: ['OLD1'] });
    const past = memoryApp({ ...world, past: { 'ofac-sdn/2001': then } });
    const { message } = await ask(past, 'actor grey heron as-of:2021-01-01');
    const text = textOf(message);
    expect(message.title).toBe('Grey Heron as of 1 Jan 2021');
    expect(text).toContain('OFAC SDN | ● listed | 13 Sep 2019 | OLD1 | 2001');
    expect(text).not.toContain(ETH);
  });

  test('a day on which it was not listed', async () => {
    const past = memoryApp({ ...world, past: { 'ofac-sdn/2001': undefined } });
    const { message } = await ask(past, 'actor grey heron as-of:2018-01-01');
    expect(textOf(message)).toContain('OFAC SDN | ○ not listed');
  });

  const listing = aListing({ ref: '2001', name: 'GREY HERON', programs: ['OLD1'], listedOn: '2019-09-13' });
  const removal = anAction({ published: '2022-03-21', changes: [aChange({ kind: 'removed', ref: '2001', listing })] });
  const gone = { ...heron, status: 'historical' as const, listings: [anActorListing({ until: '2022-03-20' })] };

  test('a day on which it had been removed, by the day that was recorded', async () => {
    const past = memoryApp({ actors: [gone, bureau], actions: [removal], past: { 'ofac-sdn/2001': undefined } });
    const { message, data } = await ask(past, 'actor grey heron as-of:2022-03-21');
    expect(textOf(message)).toContain('OFAC SDN | ○ removed 21 Mar 2022 | 13 Sep 2019 | OLD1 | 2001');
    expect(message.push).toBe('Grey Heron as of 21 Mar 2022: no longer listed on OFAC SDN');
    expect(data).toMatchObject([{ listings: [{ state: 'removed', until: '2022-03-21' }] }]);
    expect(textOf((await ask(past, 'actor grey heron as-of:2022-03-19')).message)).toContain('OFAC SDN | ○ not listed');
  });

  test('a day on which it had been removed, by the cited day where none was recorded', async () => {
    const past = memoryApp({ actors: [gone, bureau], past: { 'ofac-sdn/2001': undefined } });
    const { message } = await ask(past, 'actor grey heron as-of:2023-01-01');
    expect(textOf(message)).toContain('OFAC SDN | ○ removed 20 Mar 2022 | 13 Sep 2019 | TEST3 | 2001');
  });

  test('a day before it was listed again is none of its removal', async () => {
    const added = anAction({ published: '2022-04-01', changes: [aChange({ ref: '2001', listing })] });
    const actions = [added, removal];
    const past = memoryApp({ actors: [heron, bureau], actions, past: { 'ofac-sdn/2001': undefined } });
    const said = async (day: string) => textOf((await ask(past, `actor grey heron as-of:${day}`)).message);
    expect(await said('2022-03-31')).toContain('○ removed 21 Mar 2022');
  });

  test('a day before its removal is not told that our copy still carries it', async () => {
    const past = memoryApp({ actors: [gone, bureau], actions: [removal], past: { 'ofac-sdn/2001': listing } });
    const { message } = await ask(past, 'actor grey heron as-of:2021-01-01');
    const text = textOf(message);
    expect(text).toContain('Removed since: 20 Mar 2022, by the sources cited.');
    expect(text).not.toMatch(/Historical|still carries/);
    expect(message.push).toBe('Grey Heron as of 1 Jan 2021: listed on OFAC SDN');
  });

  test('a copy that carries it after its removal is told so', async () => {
    const past = memoryApp({ actors: [gone, bureau], entries: [HERON], past: { 'ofac-sdn/2001': listing } });
    const now = (await ask(past, 'actor grey heron')).message;
    expect(textOf(now)).toMatch(
      /Historical: was listed[\s\S]*The copy of the list that this answer is from still carries it/,
    );
    expect(now.push).toBe('Grey Heron: removed, as the timeline cites; our copy of OFAC SDN still carries it');
    const then = (await ask(past, 'actor grey heron as-of:2022-03-20')).message;
    expect(textOf(then)).toMatch(
      /Historical: was listed[\s\S]*The copy of the list for that day carried it nevertheless/,
    );
    expect(then.push).toContain('removed, as the timeline cites; our copy of OFAC SDN carried it');
  });

  test('before our first sight it says that history starts later, and what the sources say', async () => {
    const { message } = await ask(app, 'actor grey heron as-of:2020-01-01');
    expect(textOf(message)).toContain('Our history starts later than that');
    expect(textOf(message)).toContain('it was first listed on 13 Sep 2019');
    expect(textOf(message)).not.toContain('14 Apr 2022');
    expect(message.push).toBe('Grey Heron as of 1 Jan 2020: not known, our history starts later');
  });

  test.each([
    ['2022-02-30', /as-of is a day such as 2022-04-14/],
    ['yesterday', /as-of is a day such as/],
    ['2031-01-01', /in the future/],
  ])('%s is refused', async (day, message) => {
    await expect(ask(app, `actor grey heron as-of:${day}`)).rejects.toThrow(message);
  });
});

describe('names', () => {
  test('an unknown one gets the nearest', async () => {
    await expect(ask(app, 'actor gray herron')).rejects.toThrow(
      /No curated actor is called “gray herron”. Did you mean Grey Heron/,
    );
  });

  test('a listed party without a profile is said to be one', async () => {
    const own = memoryApp({ actors: [bureau], entries: [anEntry()] });
    await expect(ask(own, 'actor acme harbour trading')).rejects.toThrow(/is listed, but has no curated profile/);
  });

  test('suggestions are actors, by any of their names', async () => {
    expect(await command.suggest('name', 'shadow', app)).toEqual([{ name: 'Grey Heron', value: 'grey-heron' }]);
  });
});
