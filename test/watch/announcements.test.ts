import { afterEach, beforeEach, expect, it } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { runCall } from '../../src/app/handlers.js';
import { composeDelivery } from '../../src/app/parcels.js';
import { openApp } from '../../src/bot.js';
import { parseConfig } from '../../src/config.js';
import type { Announcement } from '../../src/domain/action.js';
import type { Target } from '../../src/domain/subscription.js';
import { sources } from '../../src/sources/index.js';
import { aDestination, anAsker, textOf } from '../support/builders.js';
import { describeShared } from '../support/shared.js';
import { openPipeline, type Pipeline, profiles } from './pipeline.js';

const FEED = 'ofac-recent-actions';
const NOTICE = 'https://ofac.treasury.gov/recent-actions/20190913';
const GROUPS = ['andariel', 'bluenoroff', 'lazarus-group'];

const actor = (id: string, relations = false): Target => ({ kind: 'actor', actor: id, relations });
const list = (id: string): Target => ({ kind: 'list', list: id });
const country = (name: string): Target => ({ kind: 'country', country: name });

let pipeline: Pipeline;

beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

describeShared('the notice of 13 September 2019', (data) => {
  const notice = (name: string) => data(`ofac/recent-actions/${name}`);

  async function announced(): Promise<Announcement> {
    await pipeline.take(FEED, notice('ra_20150401_article.html'));
    const { action } = await pipeline.take(FEED, notice('ra_20190913_excerpt.html'));
    if (action?.kind !== 'announcement') throw new Error('the notice was not announced');
    return action;
  }

  async function openedApp() {
    const config = parseConfig({}, sources);
    return openApp({ config, clock: pipeline.clock, sources }, pipeline.store, await profiles);
  }

  it('is one announcement that names Andariel, Bluenoroff and Lazarus Group', async () => {
    const action = await announced();
    expect(action).toMatchObject({ url: NOTICE, published: '2019-09-13', source: FEED });
    const named = action.changes.map(({ kind, name, programs, actors }) => [
      kind,
      name,
      programs,
      actors.map((a) => a.actor),
    ]);
    expect(named).toEqual([
      ['added', 'KAYIHURA, Kale', ['GLOMAG'], []],
      ['added', 'ANDARIEL', ['DPRK3'], ['andariel']],
      ['added', 'BLUENOROFF', ['DPRK3'], ['bluenoroff']],
      ['added', 'LAZARUS GROUP', ['DPRK3'], ['lazarus-group']],
    ]);
  });

  it('is owed once to whoever asked for one of the three, for their parent with relations, or for the list', async () => {
    const asked: Record<string, Target[]> = {
      'slack/C1': [actor('andariel')],
      'slack/C2': [actor('bluenoroff')],
      'slack/C3': [actor('lazarus-group')],
      'slack/C4': GROUPS.map((id) => actor(id)),
      'slack/C5': [actor('reconnaissance-general-bureau', true)],
      'discord/1': [list('ofac-sdn')],
      'discord/2': [list(FEED), list('ofac-sdn'), actor('lazarus-group'), { kind: 'everything' }],
      'discord/3': [{ kind: 'program', program: 'dprk3' }],
      'discord/4': [{ kind: 'type', type: 'entity' }],
      'discord/5': [country('North Korea')],
      'discord/6': [country('Korea, North')],
      'discord/7': [country('Uganda')],
    };
    const unasked: Record<string, Target[]> = {
      'slack/C6': [actor('reconnaissance-general-bureau')],
      'slack/C7': [actor('kimsuky'), actor('tornado-cash', true)],
      'slack/C8': [list('un-sc')],
      'slack/C9': [{ kind: 'program', program: 'DPRK2' }],
      'slack/C10': [{ kind: 'type', type: 'vessel' }],
      'slack/C12': [country('South Korea')],
    };
    const wanted: [string, string[]][] = [];
    for (const [place, targets] of Object.entries({ ...asked, ...unasked })) {
      const ids = [];
      for (const target of targets) ids.push(await pipeline.subscribe(place, target));
      if (place in asked) wanted.push([place, ids]);
    }
    await pipeline.subscribe('slack/C11', actor('lazarus-group'), { kinds: ['amended', 'removed'] });
    const action = await announced();
    const owed = await pipeline.owed();
    expect(owed.map(({ destination, subscriptions }) => [destination, subscriptions])).toEqual(wanted);
    expect(new Set(owed.map((delivery) => delivery.action))).toEqual(new Set([action.id]));
    const positions = Object.fromEntries(owed.map(({ destination, changes }) => [destination, changes]));
    expect(positions).toMatchObject({ 'slack/C1': [1], 'slack/C3': [3], 'slack/C4': [1, 2, 3], 'slack/C5': [1, 2, 3] });
    expect(positions).toMatchObject({ 'discord/5': [1, 2, 3], 'discord/6': [1, 2, 3], 'discord/7': [0] });
    expect([positions['discord/1'], positions['discord/2']]).toEqual([null, null]);
  });

  it('is owed nobody again when it is read again', async () => {
    await pipeline.subscribe('slack/C1', actor('lazarus-group'));
    await announced();
    expect(await pipeline.take(FEED, notice('ra_20190913_excerpt.html'))).toMatchObject({
      action: null,
      baseline: false,
    });
    expect(await pipeline.owed()).toHaveLength(1);
    expect(await pipeline.store.list('actions')).toHaveLength(1);
  });

  it('reads as announced, never as listed, with all three names and the official link', async () => {
    await pipeline.subscribe('discord/2', list(FEED));
    await pipeline.subscribe('slack/C3', actor('lazarus-group'));
    await announced();
    const app = await openedApp();
    for (const delivery of await pipeline.owed()) {
      const message = await composeDelivery(pipeline.store, app, delivery);
      const own = message.foot.filter((part) => !/^S\d+ \(/.test(part));
      const text = `${message.push}\n${textOf({ ...message, foot: own })}`;
      expect(text).toMatch(/announced/i);
      expect(text).not.toMatch(/\b(newly |was |is |are |been )listed\b|new designation/i);
      expect(text).toContain('LAZARUS GROUP');
      expect(message.buttons).toContainEqual(expect.objectContaining({ url: NOTICE }));
      expect(message.push.length).toBeLessThanOrEqual(250);
      if (delivery.changes === null) for (const name of ['ANDARIEL', 'BLUENOROFF']) expect(text).toContain(name);
    }
  });

  it.each(GROUPS)('stands in the profile of %s, with its official link', async (id) => {
    await announced();
    const app = await openedApp();
    const reply = await runCall(
      { input: { kind: 'text', text: `actor ${id}` }, asker: anAsker(), place: aDestination(), id: 'x' },
      { app, commands, parse: (text) => parseCommand(text, commands) },
    );
    expect(reply.outcome).toBe('ok');
    expect(JSON.stringify(reply.message)).toContain(NOTICE);
    expect(textOf(reply.message)).toContain('13 Sep 2019');
  });

  it('is tied to the listings once the list has them', async () => {
    await pipeline.take('ofac-sdn', data('ofac/2021-07'));
    const { changes } = await announced();
    expect(changes.map(({ ref, countries }) => [ref, countries])).toEqual([
      ['27227', ['Uganda']],
      ['27309', ['Korea, North']],
      ['27308', ['Korea, North']],
      ['27307', ['Korea, North']],
    ]);
  });
});

describeShared('the countries of a notice that the list does not have yet', (data) => {
  it.each([
    ['ra_20190913_excerpt.html', [['Uganda'], ['North Korea'], ['North Korea'], ['North Korea']]],
    ['ra_20200302_article.html', [['China'], ['China'], ['Russia'], ['Russia']]],
    ['ra_20220506_excerpt.html', [[], ['North Korea']]],
  ])('%s', async (name, countries) => {
    await pipeline.take(FEED, data('ofac/recent-actions/ra_20150401_article.html'));
    const { action } = await pipeline.take(FEED, data(`ofac/recent-actions/${name}`));
    expect(action?.changes.map((change) => change.countries)).toEqual(countries);
  });
});
