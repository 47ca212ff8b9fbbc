import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LookOutcome } from '../../../src/domain/delivery.js';
import type { Post, Sought } from '../../../src/ports.js';
import type { Fault } from '../../support/discord-server.js';
import { aBot, aMessage, type Bot } from './harness.js';

let bot: Bot;

beforeEach(async () => {
  bot = await aBot({ timeoutMs: 1_000 });
});

afterEach(async () => {
  await bot.close();
});

const aMinuteAgo = () => new Date(Date.now() - 60_000).toISOString();

async function look(over: Partial<Sought> = {}): Promise<LookOutcome> {
  const sought = { ...bot.post(), action: 'A1B2', since: aMinuteAgo(), ...over };
  return (await bot.chat.find?.(sought)) ?? { kind: 'unknown', detail: 'cannot look' };
}

async function posted(over: Partial<Post> = {}): Promise<string> {
  const outcome = await bot.chat.send(bot.post({}, over));
  if (outcome.kind !== 'sent') throw new Error(outcome.kind);
  return outcome.messageId;
}

describe('looking for a message that may have arrived', () => {
  test('finds it by its words and its action, and gives its address', async () => {
    const id = await posted();
    await posted({ key: 'another', message: aMessage({ push: 'something else', foot: ['C3D4'], buttons: [] }) });
    const { guild, channel } = bot.server.world;
    const url = `https://discord.com/channels/${guild}/${channel}/${id}`;
    expect(await look()).toEqual({ kind: 'found', messageId: id, url });
  });

  test('knows a compact one by its button', async () => {
    const message = aMessage({ format: 'compact' });
    const messageId = await posted({ message });
    expect(await look({ message })).toMatchObject({ kind: 'found', messageId });
  });

  test('goes by the nonce alone where the history still shows it', async () => {
    bot.server.showNonces();
    await posted({ key: 'of another delivery of the same action' });
    expect(await look()).toEqual({ kind: 'absent' });
    const messageId = await posted();
    expect(await look()).toMatchObject({ kind: 'found', messageId });
  });

  test('says that it is not there, whether or not anything was posted since', async () => {
    await posted({ key: 'another', message: aMessage({ foot: ['C3D4'], buttons: [] }) });
    expect(await look()).toEqual({ kind: 'absent' });
    expect(await look({ since: new Date(Date.now() + 600_000).toISOString() })).toEqual({ kind: 'absent' });
  });

  test('does not know where the history is hidden, or nothing was ever posted', async () => {
    const hidden = { kind: 'unknown', detail: 'the history of the channel cannot be read' };
    expect(await look()).toEqual(hidden);
    await posted();
    bot.server.hideHistory();
    expect(await look()).toEqual(hidden);
  });

  test('does not know where the message bears no mark', async () => {
    const message = aMessage({ foot: [], buttons: [], blocks: [] });
    await posted({ message });
    expect(await look({ message })).toMatchObject({ kind: 'unknown' });
  });

  test('does not take a message of the same words about another action for it', async () => {
    await posted({ key: 'another', message: aMessage({ foot: ['C3D4'], buttons: [] }) });
    expect((await look()).kind).toBe('absent');
  });

  describe('of a part of a large alert', () => {
    const file = { name: 'A1B2.csv', text: 'name\n' };

    test.each([
      ['its thread', true],
      ['the channel, where the bot may open no thread', false],
    ])('finds it in %s', async (_where, threads) => {
      if (!threads) bot.server.forbidThreads();
      const under = { messageId: await posted({ key: 'alert', message: aMessage({ push: 'the alert' }) }) };
      const messageId = await posted({ under });
      const found = await look({ under });
      const { guild, channel } = bot.server.world;
      const place = threads ? under.messageId : channel;
      const url = `https://discord.com/channels/${guild}/${place}/${messageId}`;
      expect(found).toEqual({ kind: 'found', messageId, url });
    });

    test('says that it is not there, whether or not there is a thread', async () => {
      const under = { messageId: await posted({ key: 'alert', message: aMessage({ push: 'the alert' }) }) };
      expect(await look({ under })).toEqual({ kind: 'absent' });
      await posted({ key: 'another page', under, message: aMessage({ push: 'page 2' }) });
      expect(await look({ under })).toEqual({ kind: 'absent' });
    });

    test('knows a file by its name', async () => {
      const under = { messageId: await posted({ key: 'alert', message: aMessage({ push: 'the alert' }) }) };
      const message = aMessage({ foot: [], buttons: [], blocks: [] });
      await posted({ key: 'another file', under, message, file: { ...file, name: 'C3D4.csv' } });
      expect(await look({ under, message, file })).toEqual({ kind: 'absent' });
      const messageId = await posted({ under, message, file });
      expect(await look({ under, message, file })).toMatchObject({ kind: 'found', messageId });
    });
  });

  const cases: readonly [string, Fault, LookOutcome['kind']][] = [
    ['an outage', { kind: 'status', status: 503 }, 'unavailable'],
    ['no answer', { kind: 'hang' }, 'unavailable'],
    ['a broken connection', { kind: 'reset' }, 'unavailable'],
    ['a rate limit', { kind: 'rate', scope: 'user', seconds: 2 }, 'unavailable'],
    ['a channel that is gone', { kind: 'error', status: 404, code: 10003, message: 'Unknown Channel' }, 'unknown'],
    ['missing access', { kind: 'error', status: 403, code: 50001, message: 'Missing Access' }, 'unknown'],
  ];
  test.each(cases)('%s', async (_name, fault, kind) => {
    bot.server.fail(bot.server.world.channel, fault);
    expect((await look()).kind).toBe(kind);
  });
});
