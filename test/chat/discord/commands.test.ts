import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { aBot, aMessage, aReply, type Bot } from './harness.js';

let bot: Bot & { start(): Promise<void> };

beforeEach(async () => {
  bot = await aBot();
  await bot.start();
});

afterEach(async () => {
  expect(bot.server.refused).toEqual([]);
  await bot.close();
});

describe('a slash command', () => {
  test('reaches the handler as options, and its reply reaches only the person who asked', async () => {
    const answer = await bot.server.command('sanctions', 'lookup', { name: 'grey heron', limit: 3 });
    expect(answer.ephemeral).toBe(true);
    expect(answer.body.embeds?.[0]?.title).toBe('Grey Heron');
    expect(answer.body.allowed_mentions).toEqual({ parse: [] });
    const { world } = bot.server;
    expect(bot.calls).toEqual([
      {
        input: { kind: 'options', verb: 'lookup', options: { name: 'grey heron', limit: 3 } },
        asker: { id: world.user, name: 'Ana', mayManage: false, mayAdminister: false },
        place: {
          id: `discord/${world.channel}`,
          platform: 'discord',
          channel: world.channel,
          tenant: world.guild,
          label: '#sanctions',
          direct: false,
        },
        id: expect.stringMatching(/^\d{17,20}$/),
      },
    ]);
  });

  test('is acknowledged within three seconds while the handler still runs', async () => {
    let finish = (): void => undefined;
    bot.answer = () => new Promise((resolve) => (finish = () => resolve(aReply())));
    const asked = bot.server.ask('sanctions', 'lookup', { name: 'x' });
    const acknowledged = await asked.acknowledged();
    expect(acknowledged.ackMs).toBeLessThan(3000);
    expect(asked.answer).toBeNull();
    await expect.poll(() => bot.calls.length).toBe(1);
    finish();
    expect((await asked.answered()).body.content).toContain('Grey Heron');
  });

  test('is answered to the channel when the person shares it', async () => {
    bot.answer = async () => aReply({ visibility: 'channel' });
    const answer = await bot.server.command('sanctions', 'lookup', { name: 'x', share: true });
    expect(answer).toMatchObject({ ephemeral: false, followUp: false });
  });

  test('replaces its acknowledgement when the reply wants other eyes than expected', async () => {
    const refusal = await bot.server.command('alerts', 'subscribe', { target: 'nobody' });
    expect(refusal).toMatchObject({ ephemeral: true, followUp: true });
    bot.answer = async () => aReply({ visibility: 'channel' });
    const shared = await bot.server.command('sanctions', 'lookup', { name: 'x' });
    expect(shared).toMatchObject({ ephemeral: false, followUp: true });
  });

  test('is answered in words when the handler fails, and the failure is logged', async () => {
    bot.answer = async () => {
      throw new Error('disk full');
    };
    const answer = await bot.server.command('sanctions', 'lookup', { name: 'x' });
    expect(answer.body.content).toContain('did not work');
    expect(answer.body.content).not.toContain('disk full');
    expect(bot.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a command from Discord failed' }),
    );
  });

  test('that Discord delivers twice is handled once', async () => {
    await bot.server.command('sanctions', 'lookup', { name: 'x' });
    await bot.server.repeat();
    await bot.server.command('sanctions', 'lookup', { name: 'y' });
    expect(bot.calls.map((call) => call.input)).toHaveLength(2);
  });

  test('that nobody could acknowledge does not run', async () => {
    bot.server.fail('interactions', { kind: 'error', status: 404, code: 10062, message: 'Unknown interaction' });
    bot.server.ask('sanctions', 'lookup', { name: 'x' });
    await bot.server.command('sanctions', 'lookup', { name: 'y' });
    expect(bot.calls).toHaveLength(1);
    expect(bot.log.lines.filter((line) => line.level === 'error')).toHaveLength(1);
  });
});

describe('permission to manage a place', () => {
  test('is Manage Channels in a server', async () => {
    await bot.server.command('alerts', 'subscribe', { target: 'everything' }, { permissions: 16n });
    await bot.server.command('alerts', 'subscribe', { target: 'everything' }, { permissions: 8n });
    await bot.server.command('alerts', 'subscribe', { target: 'everything' }, { permissions: 2048n });
    expect(bot.calls.map((call) => call.asker.mayManage)).toEqual([true, true, false]);
  });

  test("is everyone's in a direct message", async () => {
    const { directChannel } = bot.server.world;
    await bot.server.command('alerts', 'subscribe', { target: 'everything' }, { channel: directChannel });
    expect(bot.calls[0]?.asker.mayManage).toBe(true);
    expect(bot.calls[0]?.place).toEqual({
      id: `discord/${directChannel}`,
      platform: 'discord',
      channel: directChannel,
      direct: true,
    });
  });
});

describe('suggestions', () => {
  test('come from the handler, at most 25, none too long for Discord', async () => {
    const asked: string[][] = [];
    bot.suggest = async (...question) => {
      asked.push(question);
      const many = Array.from({ length: 30 }, (_, i) => ({
        name: `name ${i} ${'x'.repeat(120)}`,
        value: `value-${i}`,
      }));
      return [{ name: 'too long', value: 'v'.repeat(101) }, ...many];
    };
    const choices = await bot.server.autocomplete('sanctions', 'lookup', 'name', 'grey');
    expect(asked).toEqual([['lookup', 'name', 'grey']]);
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('value-0');
    expect(choices[0]?.name).toHaveLength(100);
  });

  test('are empty when the handler fails', async () => {
    bot.suggest = async () => {
      throw new Error('index gone');
    };
    expect(await bot.server.autocomplete('alerts', 'subscribe', 'target', '')).toEqual([]);
  });
});

test('suggestions that take longer than a second are left out', async () => {
  const clock = createVirtualClock();
  const slow = await aBot({ clock });
  await slow.start();
  slow.suggest = () => new Promise(() => undefined);
  const choices = slow.server.autocomplete('sanctions', 'lookup', 'name', 'grey');
  await expect.poll(() => clock.sleepers).toBe(1);
  await clock.advance(999);
  expect(clock.sleepers).toBe(1);
  await clock.advance(1);
  expect(await choices).toEqual([]);
  await slow.close();
});

describe('a button', () => {
  test('runs its command as the person who pressed it', async () => {
    await bot.chat.send(bot.post());
    const [alert] = bot.server.messages;
    if (!alert) throw new Error('no alert was posted');
    const answer = await bot.server.press(alert, 'run:action A1B2', { permissions: 16n });
    expect(answer.ephemeral).toBe(true);
    expect(bot.calls[0]).toMatchObject({ input: { kind: 'text', text: 'action A1B2' }, asker: { mayManage: true } });
  });

  test('of an answer works like one of an alert', async () => {
    bot.answer = async () => aReply({ message: aMessage({ buttons: [{ label: 'More', run: 'lookup grey' }] }) });
    const first = await bot.server.command('sanctions', 'lookup', { name: 'grey' });
    await bot.server.press(first, 'run:lookup grey');
    expect(bot.calls[1]?.input).toEqual({ kind: 'text', text: 'lookup grey' });
  });
});

describe('a press that no button of ours makes', () => {
  test.each([
    ['an unknown button', { custom_id: 'approve:17', component_type: 2 }],
    ['a button of another version', { custom_id: 'RUN:lookup x', component_type: 2 }],
    ['an id that is too long for Discord', { custom_id: `run:lookup ${'x'.repeat(200)}`, component_type: 2 }],
    ['an empty id', { custom_id: '', component_type: 2 }],
    ['a menu under the id of a button', { custom_id: 'run:lookup x', component_type: 3, values: ['a'] }],
  ])('is answered in a sentence: %s', async (_what, data) => {
    const answer = await bot.server.forge(data);
    expect(answer.ackMs).toBeLessThan(3000);
    expect(answer).toMatchObject({
      ephemeral: true,
      body: { content: expect.stringMatching(/another version of the bot.*\/sanctions help$/) },
    });
    expect(bot.calls).toEqual([]);
  });

  test('runs no more than its person might type', async () => {
    await bot.server.forge({ custom_id: 'run:forget everything', component_type: 2 }, { permissions: 2048n });
    expect(bot.calls).toMatchObject([
      { input: { kind: 'text', text: 'forget everything' }, asker: { mayManage: false, mayAdminister: false } },
    ]);
  });

  test.each([
    ['a slash command without verbs', { name: 'sanctions', type: 1, options: [] }],
    ['a command in the menu of a person', { name: 'Look up', type: 2, target_id: '1', resolved: {} }],
  ])('nor is a command of another version: %s', async (_what, data) => {
    const answer = await bot.server.oldCommand(data);
    expect(answer).toMatchObject({ ephemeral: true, body: { content: expect.stringContaining('another version') } });
    expect(bot.calls).toEqual([]);
  });
});

describe('the command in the menu of a message', () => {
  const NAME = 'Look up in sanctions lists';

  test('hands the message over as a person reads it, and its answer reaches only who asked', async () => {
    const message = {
      content: 'pay **Grey Heron** <@123456789012345678> <:ok:123456789012345678> in <#1> at <t:1700000000:R>',
      embeds: [{ title: 'Invoice', description: 'IMO 9187629', fields: [{ name: 'to', value: 'Blue Egret' }] }],
    };
    const answer = await bot.server.messageCommand(NAME, message);
    expect(answer.ephemeral).toBe(true);
    expect(answer.body.embeds?.[0]?.title).toBe('Grey Heron');
    expect(bot.calls).toMatchObject([
      {
        input: { kind: 'message', text: 'pay **Grey Heron**     in   at  \nInvoice\nIMO 9187629\nto\nBlue Egret' },
        place: { id: `discord/${bot.server.world.channel}` },
        asker: { name: 'Ana', mayManage: false },
      },
    ]);
  });

  test('works in direct messages, and with a message without words', async () => {
    const { directChannel } = bot.server.world;
    await bot.server.messageCommand(NAME, { content: '' }, { channel: directChannel });
    expect(bot.calls).toMatchObject([{ input: { kind: 'message', text: '' }, place: { direct: true } }]);
  });
});
