import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.js';
import type { Destination } from '../../src/domain/subscription.js';
import type { Directory } from '../../src/ports.js';
import { ask } from '../support/ask.js';
import { aDestination, anActor, anAsker, memoryApp, textOf } from '../support/builders.js';

const HERE = aDestination({ id: 'slack/C1', platform: 'slack', channel: 'C1', tenant: 'T1', label: '#here' });
const THERE: Destination = { ...HERE, id: 'slack/C2', channel: 'C2', label: '#there' };
const world = () => memoryApp({ actors: [anActor()] });

/** A platform that knows one other channel. */
function directory(
  over: Partial<Awaited<ReturnType<Directory['place']>>> = {},
): Directory & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    async place(named) {
      asked.push(named);
      if (named.in === '#nowhere') throw new UserError('There is no channel #nowhere that you and the bot see.');
      return { place: THERE, mayManage: true, lacks: null, ...over };
    },
    mentionable: async (mention) => ({ ...mention, name: 'oncall' }),
  };
}

describe('subscribe in another place', () => {
  test.each(['in:#there', 'in #there', 'thread:https://x.slack.com/archives/C2/p1', 'destination:slack/C2'])(
    '%s asks the platform, and subscribes that place',
    async (where) => {
      const app = world();
      const { message } = await ask(app, `subscribe everything ${where}`, { place: HERE, directory: directory() });
      expect(message.title).toBe('Ada subscribed #there to everything');
      expect(textOf(message)).toContain('To stop: /sanctions unsubscribe S1 destination:slack/C2');
      expect(message.buttons).toEqual([{ label: 'Undo S1', run: 'unsubscribe S1 destination:slack/C2' }]);
      expect(app.subscribed).toMatchObject([{ id: 'S1', destination: 'slack/C2' }]);
      const undone = await ask(app, 'unsubscribe S1 destination:slack/C2', { place: HERE, directory: directory() });
      expect(undone.message.title).toBe('Ada unsubscribed #there from everything');
      expect(app.subscribed).toEqual([]);
    },
  );

  test('names the thread and the channel apart', async () => {
    const known = directory();
    await ask(world(), 'subscribe everything in:#there thread:1700000000.000100', { place: HERE, directory: known });
    expect(known.asked).toEqual([{ in: '#there', thread: '1700000000.000100' }]);
  });

  test.each([
    ['in:here', 'slack/C1'],
    ['', 'slack/C1'],
    ['destination:slack/C1', 'slack/C1'],
  ])('“%s” means this place, and asks nobody', async (where, destination) => {
    const [app, known] = [world(), directory()];
    await ask(app, `subscribe everything ${where}`, { place: HERE, directory: known });
    expect(app.subscribed).toMatchObject([{ destination }]);
    expect(known.asked).toEqual([]);
  });

  test.each([
    ['whoever may not manage it', directory({ mayManage: false }), /Only those who administer/],
    [
      'where the bot cannot post',
      directory({ lacks: 'In #there the bot lacks Send Messages.' }),
      /lacks Send Messages/,
    ],
  ])('is refused to %s, in a sentence', async (_who, known, message) => {
    const app = world();
    await expect(ask(app, 'subscribe everything in:#there', { place: HERE, directory: known })).rejects.toThrow(
      message,
    );
    expect(app.subscribed).toEqual([]);
  });

  test('is refused where there is none, or where two are named', async () => {
    const over = { place: HERE, directory: directory() };
    await expect(ask(world(), 'subscribe everything in:#nowhere', over)).rejects.toThrow(/no channel #nowhere/);
    await expect(ask(world(), 'subscribe everything in:#a destination:slack/C2', over)).rejects.toThrow(/Give one/);
  });

  test('an administrator of the server may, without managing the channel', async () => {
    const app = world();
    const asker = anAsker({ mayManage: false, mayAdminister: true });
    await ask(app, 'subscribe everything in:#there', {
      place: HERE,
      asker,
      directory: directory({ mayManage: false }),
    });
    expect(app.subscribed).toMatchObject([{ destination: 'slack/C2' }]);
  });

  test('without a platform to ask nobody reaches another place from a chat', async () => {
    await expect(ask(world(), 'subscribe everything in:#there', { place: HERE })).rejects.toThrow(/Only those who/);
  });

  test('a dry run asks nobody, and keeps where it was for', async () => {
    const known = directory();
    const { message } = await ask(world(), 'subscribe everything dry-run in:#there', { place: HERE, directory: known });
    expect(known.asked).toEqual([]);
    expect(message.buttons).toEqual([{ label: 'Subscribe', run: 'subscribe everything in:#there' }]);
  });
});

describe('destination on the terminal and the command line', () => {
  test('subscribes any place by its id, and steers it', async () => {
    const app = world();
    await ask(app, 'subscribe everything destination:slack/C9');
    await ask(app, 'subscribe grey heron destination:discord/123456789012345678 mention:223456789012345678');
    expect(app.subscribed).toMatchObject([
      { destination: 'slack/C9' },
      { destination: 'discord/123456789012345678', mention: { kind: 'role', id: '223456789012345678' } },
    ]);
    await app.store.transaction(async (tx) => {
      tx.put('destinations', 'slack/C9', { ...HERE, id: 'slack/C9', channel: 'C9', label: '#nine' });
    });
    const said = async (text: string) => (await ask(app, `${text} destination:slack/C9`)).message.title;
    expect(await said('edit S1 changes:added')).toBe('Ada changed S1 of #nine');
    expect(await said('pause until:2d')).toMatch(/^Ada paused all alerts of #nine until/);
    expect(await said('mute grey heron until:2d')).toMatch(/^Ada muted Grey Heron in #nine until/);
    expect(await said('subscriptions')).toBe('1 subscription in #nine');
    expect(await said('resume')).toBe('Ada resumed the alerts of #nine');
    expect(await said('unsubscribe S1')).toBe('Ada unsubscribed #nine from everything');
  });

  test.each(['#alerts', 'slack', 'irc/1', 'slack/C1/x/y', 'dm'])('%s names no place there', async (id) => {
    await expect(ask(world(), `subscribe everything destination:${id}`)).rejects.toThrow(/named by its id/);
  });
});

describe('mention', () => {
  const mentioning = (mention: string, place = HERE, known?: Directory) => {
    const app = world();
    const over = { place, ...(known ? { directory: known } : {}) };
    return ask(app, `subscribe everything mention:${mention}`, over).then(({ message }) => ({ app, message }));
  };

  test.each([
    ['<!subteam^S0123|@oncall>', { kind: 'group', id: 'S0123', name: 'oncall' }],
    ['<!subteam^S0123>', { kind: 'group', id: 'S0123' }],
    ['S0123', { kind: 'group', id: 'S0123' }],
    ['<@U0123|ann>', { kind: 'user', id: 'U0123', name: 'ann' }],
    ['W0123', { kind: 'user', id: 'W0123' }],
  ])('%s on Slack', async (typed, mention) => {
    const { app, message } = await mentioning(typed);
    expect(app.subscribed).toMatchObject([{ mention }]);
    expect(textOf(message)).toContain(`calling @${'name' in mention ? mention.name : mention.id}`);
    expect(JSON.stringify(message.mentions ?? [])).toBe('[]');
  });

  test.each(['<@&223456789012345678>', '223456789012345678'])('%s on Discord', async (typed) => {
    const place = aDestination({ id: 'discord/1', platform: 'discord', tenant: '999' });
    const { app, message } = await mentioning(typed, place, directory());
    expect(app.subscribed).toMatchObject([{ mention: { kind: 'role', id: '223456789012345678', name: 'oncall' } }]);
    expect(textOf(message)).toContain('calling @oncall');
  });

  test.each(['@everyone', '@here', '@channel', '<!channel>', '<!here|@here>', '<!everyone>', 'EVERYONE', 'channel'])(
    '%s is never called',
    async (typed) => {
      await expect(mentioning(typed)).rejects.toThrow(/never call everyone/);
    },
  );

  test('nor is the role that is everyone of a Discord server', async () => {
    const tenant = '223456789012345678';
    const place = aDestination({ id: 'discord/1', platform: 'discord', tenant });
    await expect(mentioning(tenant, place)).rejects.toThrow(/never call everyone/);
    await expect(mentioning(`<@&${tenant}>`, place)).rejects.toThrow(/never call everyone/);
  });

  test.each([
    ['@oncall', HERE, /“@oncall” is nobody that alerts can call/],
    ['SANCTIONS', HERE, /is nobody that alerts can call/],
    ['<@&223456789012345678>', HERE, /is nobody that alerts can call/],
    ['U0123', aDestination({ id: 'discord/1', platform: 'discord' }), /choose a role/],
    ['U0123', aDestination(), /A terminal calls nobody/],
    ['U0123', { ...HERE, direct: true }, /A direct message reaches its reader/],
  ])('%s is refused with what to do', async (typed, place, message) => {
    await expect(mentioning(typed, place)).rejects.toThrow(message);
  });

  test('needs the right to manage the place', async () => {
    const asker = anAsker({ mayManage: false });
    await expect(ask(world(), 'subscribe everything mention:S0123', { place: HERE, asker })).rejects.toThrow(
      /right to manage/,
    );
  });

  test('stays when something else is edited, changes and goes when asked, and comes back with Undo', async () => {
    const { app } = await mentioning('S0123');
    const over = { place: HERE };
    await ask(app, 'edit S1 changes:added', over);
    expect(app.subscribed).toMatchObject([{ kinds: ['added'], mention: { id: 'S0123' } }]);
    await ask(app, 'edit S1 mention:U0456', over);
    expect(app.subscribed).toMatchObject([{ mention: { kind: 'user', id: 'U0456' } }]);
    const { message } = await ask(app, 'edit S1 mention:none', over);
    expect(app.subscribed[0]).not.toHaveProperty('mention');
    const [undo] = message.buttons;
    if (!undo || !('run' in undo)) throw new Error('no way back');
    await ask(app, undo.run, over);
    expect(app.subscribed).toMatchObject([{ kinds: ['added'], mention: { id: 'U0456' } }]);
  });

  test('is exported, and checked where it is imported', async () => {
    const { app } = await mentioning('S0123');
    const { data } = await ask(app, 'export', { place: HERE });
    expect(data).toMatchObject([{ import: 'everything mention:S0123' }]);
    await ask(app, 'import "everything mention:S0123"', { place: THERE });
    expect(app.subscribed).toMatchObject([{}, { destination: 'slack/C2', mention: { id: 'S0123' } }]);
    await expect(ask(app, 'import "everything mention:@here"', { place: THERE })).rejects.toThrow(
      /Nothing was imported.*never call everyone/,
    );
    await expect(ask(app, 'import "everything in:#x"', { place: THERE })).rejects.toThrow(/into one place/);
  });
});

describe('subscriptions mine', () => {
  test('is what the asker subscribed on that platform, wherever that is', async () => {
    const app = world();
    const bob = anAsker({ id: 'U2', name: 'Bob' });
    await ask(app, 'subscribe everything', { place: HERE });
    await ask(app, 'subscribe grey heron', { place: HERE, asker: bob });
    await ask(app, 'subscribe grey heron in:#there', { place: HERE, directory: directory() });
    await ask(app, 'subscribe everything', { place: aDestination({ id: 'discord/1', platform: 'discord' }) });
    const { message, visibility, data } = await ask(app, 'subscriptions mine', { place: HERE });
    expect([message.title, visibility]).toEqual(['Your 2 subscriptions', 'private']);
    expect(textOf(message)).toMatch(/S1 · everything: .* · this conversation\nS3 · Grey Heron: .* · slack\/C2/);
    expect(message.buttons).toEqual([
      { label: 'Stop S1', run: 'unsubscribe S1' },
      { label: 'Stop S3', run: 'unsubscribe S3 destination:slack/C2' },
    ]);
    expect(data).toMatchObject([{ id: 'S1' }, { id: 'S3' }]);
    const theirs = await ask(app, 'subscriptions mine', {
      place: { ...HERE, id: 'slack/D1', direct: true },
      asker: bob,
    });
    expect(theirs.message.buttons.map(({ label }) => label)).toEqual([
      'Stop S2',
      'Add: DPRK cyber actors',
      'Add: All OFAC additions',
      'Add: Everything, weekly',
    ]);
  });
});
