import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { subscribe } from '../../commands/subscribe.js';
import { UserError } from '../../src/domain/errors.js';
import { ask } from '../support/ask.js';
import { aDestination, anAction, anActor, anAsker, anEntry, memoryApp, NOW, textOf } from '../support/builders.js';

const pack = ['Lazarus Group', 'Bluenoroff', 'Andariel', 'Kimsuky'].map((name) =>
  anActor({ id: name.toLowerCase().replaceAll(' ', '-'), name, listings: [] }),
);
const world = () => memoryApp({ actors: [anActor(), ...pack], actions: [anAction()] });

describe('subscribe', () => {
  test('says in the channel who subscribed to what and how to stop', async () => {
    const app = world();
    const { message, visibility, data } = await ask(app, 'subscribe grey heron');
    expect(message.title).toBe('Ada subscribed this channel to Grey Heron');
    expect(textOf(message)).toContain('S1 · Grey Heron: all changes and announcements · by Ada');
    expect(textOf(message)).toContain('To stop: /sanctions unsubscribe S1');
    expect(message.buttons).toEqual([{ label: 'Undo S1', run: 'unsubscribe S1' }]);
    expect(visibility).toBe('channel');
    expect(app.subscribed).toMatchObject([
      {
        id: 'S1',
        destination: 'terminal/local',
        target: { kind: 'actor', actor: 'grey-heron', relations: false },
        kinds: [],
        format: 'full',
        createdBy: 'U1',
        createdByName: 'Ada',
      },
    ]);
    expect(data).toMatchObject([{ id: 'S1', created: true }]);
  });

  test('takes kinds, relations and format', async () => {
    const app = world();
    await ask(app, 'subscribe actor:grey-heron changes:added,announced format:compact relations');
    expect(app.subscribed).toMatchObject([
      { target: { relations: true }, kinds: ['added', 'announced'], format: 'compact' },
    ]);
  });

  test('again is an update of the same one', async () => {
    const app = world();
    await ask(app, 'subscribe list:ofac-sdn');
    const { message } = await ask(app, 'subscribe list:ofac-sdn format:compact');
    expect(message.title).toContain('updated the subscription of this channel');
    expect(app.subscribed).toMatchObject([{ id: 'S1', format: 'compact' }]);
  });

  test('a starter pack is several subscriptions', async () => {
    const app = world();
    await ask(app, 'subscribe dprk-cyber');
    expect(app.subscribed.map(({ target }) => target)).toEqual(
      pack.map(({ id }) => ({ kind: 'actor', actor: id, relations: true })),
    );
  });

  test('a dry run shows what would have come, privately, and subscribes nothing', async () => {
    const app = world();
    const guest = anAsker({ mayManage: false });
    const { message, visibility, data } = await ask(app, 'subscribe everything dry-run', { asker: guest });
    expect(message.title).toBe('Dry run: 1 alert in the last 30 days');
    expect(textOf(message)).toContain('20 May 2024 · OFAC SDN · 1 added');
    expect(message.buttons).toEqual([{ label: 'Subscribe', run: 'subscribe everything' }]);
    expect([visibility, app.subscribed.length]).toEqual(['private', 0]);
    expect(data).toMatchObject([{ id: 'Aabcdefghijkl' }]);
  });

  test.each([
    ['subscribe nobody', /No curated actor is called “nobody”/],
    ['subscribe list:xyz', /not watched here/],
    ['subscribe country:Atlantis', /“Atlantis” is no country that is known here/],
    ['subscribe everything relations', /Only an actor has relations/],
    ['subscribe everything changes:added,renamed', /“renamed” is not a kind of change/],
    ['subscribe everything format:tiny', /not a format/],
  ])('%s is refused and subscribes nothing', async (text, message) => {
    const app = world();
    await expect(ask(app, text)).rejects.toThrow(message);
    expect(app.subscribed).toEqual([]);
  });

  describe('tells what it is about today', () => {
    const korean = (ref: string) =>
      anEntry({ ref, programs: ['DPRK3'], nationalities: [{ country: 'Korea, North', kind: 'nationality' }] });
    const listed = () => memoryApp({ actors: [anActor()], entries: [korean('1'), korean('2'), anEntry({ ref: '3' })] });
    const said = async (text: string) => {
      const { message, data } = await ask(listed(), text);
      return { text: textOf(message), data };
    };

    test.each([
      [
        'subscribe country:KP',
        'S1 · country North Korea: all changes and announcements · by Ada · 2 listings match today',
      ],
      ['subscribe country:"Korea, North"', 'S1 · country North Korea:'],
      ['subscribe program:test1', '· 1 listing matches today'],
      ['subscribe everything', '· 3 listings match today'],
      ['subscribe type:vessel', '· no listing matches today'],
      ['subscribe grey heron', '· no listing matches today'],
      ['subscribe program:NOPE', 'No listing on the lists read so far has programme NOPE. The subscription waits'],
      ['subscribe country:Uganda', 'No listing on the lists read so far has country Uganda. The subscription waits'],
      ['subscribe program:NOPE dry-run', 'No listing on the lists read so far has programme NOPE.'],
      ['subscribe country:KP dry-run', '2 listings match today'],
    ])('%s', async (text, expected) => {
      expect((await said(text)).text).toContain(expected);
    });

    test('with the number for scripts', async () => {
      expect((await said('subscribe country:North Korea')).data).toMatchObject([{ id: 'S1', matchesNow: 2 }]);
    });

    test.each([['subscribe list:ofac-recent-actions'], ['subscribe list:un-sc']])(
      '%s: says nothing where a number would mislead',
      async (text) => {
        expect((await said(text)).text).not.toMatch(/today|so far/);
      },
    );

    test('a starter pack says it of each', async () => {
      const { message } = await ask(world(), 'subscribe dprk-cyber');
      expect(textOf(message).match(/no listing matches today/g)).toHaveLength(4);
    });
  });

  test('needs the right to manage the place, and says which', async () => {
    const app = world();
    const asker = anAsker({ mayManage: false });
    await expect(ask(app, 'subscribe everything', { asker })).rejects.toThrow(UserError);
    await expect(ask(app, 'subscribe everything', { asker })).rejects.toThrow(/right to manage it.*Manage Channels/);
    expect(app.subscribed).toEqual([]);
  });

  test('suggests actors, lists, packs and everything', async () => {
    const values = async (text: string) => (await subscribe.suggest('target', text, world())).map(({ value }) => value);
    expect(await values('grey')).toEqual(['actor:grey-heron']);
    expect(await values('ofac-sdn')).toEqual(['list:ofac-sdn']);
    expect(await values('every')).toEqual(['everything']);
    expect(await values('dprk')).toEqual(['dprk-cyber']);
  });
});

describe('unsubscribe', () => {
  test.each([['S1'], ['s1'], ['actor:grey-heron'], ['Grey Heron']])('by %s, with a way back', async (id) => {
    const app = world();
    await ask(app, 'subscribe grey heron changes:added format:compact relations');
    const { message, visibility } = await ask(app, `unsubscribe ${id}`);
    expect(message.title).toBe('Ada unsubscribed this channel from Grey Heron and linked actors');
    expect(app.subscribed).toEqual([]);
    expect(visibility).toBe('channel');
    const undo = message.buttons[0];
    if (!undo || !('run' in undo)) throw new Error('no way back');
    await ask(app, undo.run);
    expect(app.subscribed).toMatchObject([{ kinds: ['added'], format: 'compact', target: { relations: true } }]);
  });

  test('what is not subscribed here is an error that lists what is', async () => {
    const app = world();
    await ask(app, 'subscribe everything');
    await expect(ask(app, 'unsubscribe S9')).rejects.toThrow(/not subscribed here. Subscribed are S1 \(everything\)/);
    const place = aDestination({ id: 'terminal/other' });
    await expect(ask(app, 'unsubscribe S1', { place })).rejects.toThrow(/Nothing is/);
    expect(app.subscribed).toHaveLength(1);
  });

  test('needs the right to manage the place', async () => {
    const app = world();
    await ask(app, 'subscribe everything');
    await expect(ask(app, 'unsubscribe S1', { asker: anAsker({ mayManage: false }) })).rejects.toThrow(
      /right to manage/,
    );
    expect(app.subscribed).toHaveLength(1);
  });
});

describe('subscriptions', () => {
  test('lists what is active here', async () => {
    const app = world();
    await ask(app, 'subscribe everything format:compact');
    const { message, data } = await ask(app, 'subscriptions');
    expect(message.title).toBe('1 subscription in this channel');
    expect(textOf(message)).toContain(
      'S1 · everything: all changes and announcements, in compact form · by Ada · since',
    );
    expect(data).toMatchObject([{ id: 'S1', state: 'active' }]);
  });

  test('a suspended place says since when, why, and how to mend it', async () => {
    const app = world();
    const suspended = { since: NOW, reason: 'tenant-gone', mend: 'invite it' };
    const { message } = await ask(app, 'subscriptions', { place: aDestination({ suspended }) });
    expect(textOf(message)).toContain('Suspended since 1 Jun 2024: the bot was removed from the workspace or server');
    expect(textOf(message)).toContain('To mend it: invite it');
    expect(textOf(message)).toContain('It is tried again now');
  });
});

describe('help', () => {
  test('bare teaches three commands and lists the subscriptions here', async () => {
    const app = world();
    await ask(app, 'subscribe everything');
    const text = textOf((await ask(app, '')).message);
    for (const taught of ['lookup hidden cobra', 'actor lazarus group', 'subscribe list:ofac-sdn'])
      expect(text).toContain(`/sanctions ${taught} —`);
    expect(text).toContain('S1 · everything');
    expect(textOf((await ask(world(), 'help')).message)).toContain('None. Nothing is posted here unasked.');
  });

  test('teaches on Discord what can be typed there', async () => {
    const place = aDestination({ id: 'discord/1', platform: 'discord' });
    const { message } = await ask(world(), 'help', { place });
    expect(textOf(message)).toContain('/sanctions lookup name:hidden cobra —');
    expect(textOf(message)).toContain('/alerts subscribe target:list:ofac-sdn changes:added —');
    const nothing = await ask(world(), 'subscriptions', { place });
    expect(textOf(nothing.message)).toContain('/alerts subscribe target:everything dry-run:True');
  });

  test.each(commands.map(({ name }) => [name]))('of %s shows its options and examples', async (name) => {
    const { message } = await ask(world(), `help ${name}`);
    const command = commands.find((candidate) => candidate.name === name);
    for (const option of command?.options ?? []) expect(textOf(message)).toContain(option.description);
    for (const example of command?.examples ?? []) expect(textOf(message)).toContain(`/sanctions ${example}`);
  });

  test('of an unknown command names the nearest', async () => {
    await expect(ask(world(), 'help subscrib')).rejects.toThrow(/Did you mean subscribe\?/);
  });
});
