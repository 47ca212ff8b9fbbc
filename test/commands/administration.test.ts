import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.js';
import type { Directory } from '../../src/ports.js';
import { ask } from '../support/ask.js';
import { aDestination, anActor, anAsker, aSource, memoryApp, textOf } from '../support/builders.js';

const PLACE = aDestination({ id: 'discord/1', platform: 'discord', channel: '1', tenant: 'G1' });
const MANAGER = { place: PLACE, asker: anAsker({ mayAdminister: false }) };

test.each(['audit', 'export', 'import everything'])(
  '%s is for administrators where they are told apart',
  async (text) => {
    await expect(ask(memoryApp(), text, MANAGER)).rejects.toThrow(/Manage Server/);
    await expect(ask(memoryApp(), text, { place: PLACE, asker: anAsker({ mayManage: false }) })).rejects.toThrow(
      /administer/,
    );
    expect((await ask(memoryApp(), text, { place: PLACE })).outcome).toBe('ok');
  },
);

describe('audit', () => {
  test('shows what was changed here, newest first, and everything on the terminal', async () => {
    const app = memoryApp();
    await ask(app, 'mute list:un-sc until:1d', { place: PLACE });
    await ask(app, 'mute list:un-sc until:1d', { place: { ...PLACE, id: 'discord/12' } });
    await ask(app, 'resume', { place: PLACE });
    const { message, data } = await ask(app, 'audit', { place: PLACE });
    expect(message.title).toBe('The newest 2 changes in this channel');
    expect(textOf(message)).toMatch(
      /U1 resumed muted list:un-sc in discord\/1\n.*U1 muted list:un-sc in discord\/1 until/,
    );
    expect(data).toHaveLength(2);
    expect((await ask(app, 'audit')).data).toHaveLength(3);
  });
});

describe('export and import', () => {
  test('take the subscriptions of one place to another', async () => {
    const app = memoryApp({ actors: [anActor()] });
    for (const text of [
      'subscribe grey heron relations changes:added,removed format:compact',
      'subscribe everything mode:weekly hour:9 zone:Europe/Berlin',
    ])
      await ask(app, text);
    const { data } = await ask(app, 'export');
    const lines = (data as { import: string }[]).map((one) => one.import);
    const other = { place: PLACE };
    const { message } = await ask(app, `import "${lines.join('; ')}"`, other);
    expect(message.title).toBe('Ada imported 2 subscriptions into this channel');
    const facts = ({ id: _, destination: __, ...rest }: (typeof app.subscribed)[number]) => rest;
    const [own, imported] = ['terminal/local', 'discord/1'].map((id) =>
      app.subscribed.filter(({ destination }) => destination === id).map(facts),
    );
    expect(imported).toEqual(own);
  });

  test('nothing is imported where one is wrong, and the wrong one is named', async () => {
    const app = memoryApp();
    await expect(ask(app, 'import "everything; list:nosuch"')).rejects.toThrow(
      /Nothing was imported. “list:nosuch”: .*not watched/,
    );
    await expect(ask(app, 'import "everything dry-run"')).rejects.toThrow(/A dry run cannot be imported/);
    await expect(ask(app, `import "${'everything; '.repeat(101)}"`)).rejects.toThrow(/At most 100/);
    expect(app.subscribed).toEqual([]);
  });
});

describe('setup', () => {
  test('begins with what is missing, and offers the three starter packs', async () => {
    const { message, visibility } = await ask(memoryApp(), 'setup', { place: PLACE });
    const text = textOf(message);
    expect(text).toContain('● 2 lists are read and watched.');
    expect(text).toContain('○ Nothing is subscribed here');
    expect(text).toContain('○ Whether alerts arrive here is not tried yet: /alerts test');
    expect(message.buttons.slice(0, 3)).toEqual([
      { label: 'DPRK cyber actors', run: 'subscribe dprk-cyber' },
      { label: 'All OFAC additions', run: 'subscribe list:ofac-sdn changes:added' },
      { label: 'Everything, weekly', run: 'subscribe everything mode:weekly' },
    ]);
    expect(visibility).toBe('private');
  });

  test.each([0, 1, 2])('pack %i subscribes', async (position) => {
    const pack = ['Lazarus Group', 'Bluenoroff', 'Andariel', 'Kimsuky'].map((name) => anActor({ id: name, name }));
    const app = memoryApp({ actors: pack });
    const button = (await ask(app, 'setup', { place: PLACE })).message.buttons[position];
    if (!button || !('run' in button)) throw new Error('no pack');
    await ask(app, button.run, { place: PLACE });
    expect(app.subscribed.length).toBe(position === 0 ? 4 : 1);
  });

  test('then says what there is, and what may come next', async () => {
    const app = memoryApp();
    await ask(app, 'subscribe everything', { place: PLACE });
    const { message } = await ask(app, 'setup', { place: PLACE });
    expect(textOf(message)).toContain('● 1 subscription here.');
    expect(textOf(message)).toContain('S1 · everything');
    expect(textOf(message)).toContain('/alerts edit id:S1 mention:@role');
    expect(message.buttons.map(({ label }) => label)).toEqual(['Test', 'Health']);
  });

  test('sends a place where nothing arrives to its health', async () => {
    const suspended = { since: '2024-05-01T09:00:00.000Z', reason: 'destination-gone', mend: 'Unarchive it.' };
    const { message } = await ask(memoryApp(), 'setup', { place: { ...PLACE, suspended } });
    expect(textOf(message)).toContain('/sanctions-admin health');
  });
});

describe('health', () => {
  const directory = (lacks: string | null): Directory => ({
    place: async () => ({ place: PLACE, mayManage: true, lacks }),
    mentionable: async (mention) => mention,
  });

  test('is well where nothing is wrong', async () => {
    const reply = await ask(memoryApp(), 'health', { place: PLACE, directory: directory(null) });
    expect(reply.outcome).toBe('ok');
    expect(reply.message.title).toBe('All is well in this channel');
    expect(textOf(reply.message)).toContain('● The bot may post here.');
    expect(textOf(reply.message)).toContain('● Nothing was sent here yet.');
  });

  test('names what the bot lacks, what waits, why it is suspended, and sources in trouble', async () => {
    const suspended = { since: '2024-05-01T09:00:00.000Z', reason: 'destination-gone', mend: 'Unarchive it.' };
    const app = memoryApp({ sources: [aSource({ state: 'failing' })] });
    await ask(app, 'test', { place: PLACE, directory: directory(null) });
    const soon = textOf((await ask(app, 'health', { place: PLACE, directory: directory(null) })).message);
    expect(soon).toContain('● 1 alert waits to be sent');
    await app.clock.advance(60 * 60_000);
    const over = { place: { ...PLACE, suspended }, directory: directory('In #x the bot lacks Send Messages.') };
    const reply = await ask(app, 'health', over);
    expect(reply.outcome).toBe('failed');
    const text = textOf(reply.message);
    expect(text).toContain('4 things to look at in this channel');
    expect(text).toContain(
      '▲ Suspended since 1 May 2024 09:00 UTC: the channel is gone, archived or closed to the bot. To mend it: Unarchive it.',
    );
    expect(text).toContain('▲ In #x the bot lacks Send Messages.');
    expect(text).toContain('▲ 1 alert waits to be sent, the oldest for 1 h');
    expect(text).toContain('▲ 1 of 1 source not ok: OFAC SDN (failing).');
  });

  test('a platform that says no says it in the answer', async () => {
    const closed: Directory = {
      ...directory(null),
      place: () => Promise.reject(new UserError('The bot does not see C1.')),
    };
    const { message } = await ask(memoryApp(), 'health', { place: PLACE, directory: closed });
    expect(textOf(message)).toContain('▲ The bot does not see C1.');
  });
});

describe('forget', () => {
  const guest = { place: PLACE, asker: anAsker({ mayManage: false, mayAdminister: false }) };

  test('of oneself is for everybody, says what there is, and asks before it does it', async () => {
    const app = memoryApp();
    await ask(app, 'mute everything until:2d', { place: PLACE });
    const { message } = await ask(app, 'forget', guest);
    expect(message.title).toBe('What is stored about you');
    expect(message.buttons).toEqual([{ label: 'Forget it', run: 'forget me confirm' }]);
    expect(textOf(message)).toContain('1 line of the audit log');
    expect(await app.audit(null, 9)).toMatchObject([{ who: 'U1' }]);
    const done = await ask(app, 'forget me confirm', guest);
    expect(done.message.title).toBe('Forgotten: what was stored about you');
    expect(done.visibility).toBe('private');
    expect((await app.audit(null, 9)).map(({ who }) => who)).toEqual(['forgotten', 'forgotten']);
  });

  test('of a place is for those who administer it', async () => {
    const app = memoryApp();
    await ask(app, 'mute everything until:2d', { place: PLACE });
    await expect(ask(app, 'forget place confirm', guest)).rejects.toThrow(/Manage Server/);
    await expect(ask(app, 'forget place confirm', MANAGER)).rejects.toThrow(/Manage Server/);
    const { message } = await ask(app, 'forget place', { place: PLACE });
    expect(message.buttons).toEqual([{ label: 'Forget it', run: 'forget place confirm' }]);
    expect(await app.store.get('destinations', PLACE.id)).toBeDefined();
    await ask(app, 'forget place confirm', { place: PLACE });
    expect(await app.store.get('destinations', PLACE.id)).toBeUndefined();
  });

  test('of somebody else is for those who run the bot', async () => {
    const app = memoryApp();
    await ask(app, 'mute everything until:2d', { place: PLACE });
    await expect(ask(app, 'forget person:discord/U1 confirm', { place: PLACE })).rejects.toThrow(/Only those who run/);
    await expect(ask(app, 'forget person:U1')).rejects.toThrow(/is nobody/);
    await ask(app, 'forget person:discord/U1 confirm');
    expect((await app.audit(null, 9)).map(({ who }) => who)).toEqual(['forgotten', 'forgotten']);
  });
});
