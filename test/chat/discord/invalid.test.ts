import { afterEach, expect, test } from 'vitest';
import { InvalidRequests } from '../../../src/chat/discord/invalid.js';
import type { Log } from '../../../src/ports.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { aBot } from './harness.js';

const MINUTE = 60_000;

function counter() {
  const clock = createVirtualClock();
  const lines: string[] = [];
  const line = (message: string): void => void lines.push(message);
  const log: Log = { debug: line, info: line, warn: line, error: line };
  const told: string[] = [];
  const invalid = new InvalidRequests(clock, log, ({ push }) => void told.push(push));
  const note = (times: number, status: number, scope: string | null = null): void => {
    for (let i = 0; i < times; i += 1) invalid.note(status, scope);
  };
  return { clock, lines, told, invalid, note };
}

test('what Discord counts is counted: 401, 403 and 429, but not one that others caused', () => {
  const { invalid, note } = counter();
  for (const status of [200, 204, 400, 404, 500]) note(5_000, status);
  note(5_000, 429, 'shared');
  expect(invalid.haltMs()).toBe(0);
  note(2_000, 401);
  note(2_000, 403);
  note(999, 429, 'user');
  expect(invalid.haltMs()).toBe(0);
  note(1, 429, 'global');
  expect(invalid.haltMs()).toBeGreaterThan(0);
});

test('a thousand in ten minutes is a warning, five thousand a halt, each said once, to the people in charge too', () => {
  const { lines, told, note } = counter();
  note(999, 403);
  expect(lines).toEqual([]);
  note(3_000, 403);
  expect(lines).toHaveLength(1);
  note(3_000, 403);
  expect(lines).toHaveLength(2);
  expect(told).toEqual([
    expect.stringMatching(/^Discord refuses much of what is sent; at 5000 in ten minutes its alerts wait\. See/),
    expect.stringMatching(/^Discord refused so much that its alerts wait\. See in the log/),
  ]);
});

test('the halt ends when enough of them are ten minutes past', async () => {
  const { clock, invalid, note } = counter();
  note(4_000, 403);
  await clock.advance(5 * MINUTE);
  note(1_000, 403);
  const halt = invalid.haltMs();
  expect(halt).toBeGreaterThanOrEqual(5 * MINUTE);
  expect(halt).toBeLessThanOrEqual(5 * MINUTE + 10_000);
  await clock.advance(halt);
  expect(invalid.haltMs()).toBe(0);
  note(3_999, 403);
  expect(invalid.haltMs()).toBe(0);
});

let bot: Awaited<ReturnType<typeof aBot>> | null = null;
afterEach(() => bot?.close());

test('while it is halted nothing is sent, and commands are answered', async () => {
  const clock = createVirtualClock(new Date());
  bot = await aBot({ clock, alertsPerSecond: 100_000 });
  await bot.start();
  const { server, chat } = bot;
  const refused = { kind: 'error', status: 403, code: 50001, message: 'Missing Access' } as const;
  server.fail(server.world.channel, refused, 5_000);
  for (let i = 0; i < 250; i += 1)
    await Promise.all(Array.from({ length: 20 }, () => chat.send(bot?.post() ?? never())));
  const asked = server.requests.length;
  const halted = { kind: 'rate', global: true, detail: 'too many requests were refused in ten minutes' };
  expect(await chat.send(bot.post())).toMatchObject(halted);
  const rewrite = { ...bot.post(), messageId: server.world.channel };
  expect(await chat.edit?.(rewrite)).toMatchObject(halted);
  expect(server.requests).toHaveLength(asked);
  const answer = await server.command('sanctions', 'lookup', { name: 'x' });
  expect(answer.body.content).toContain('Grey Heron');
  expect(bot.heard.filter((one) => one.startsWith('told Discord refused so much that its alerts wait'))).toHaveLength(
    1,
  );
  await clock.advance(11 * MINUTE);
  expect((await chat.send(bot.post())).kind).toBe('sent');
});

function never(): never {
  throw new Error('there is no bot');
}
