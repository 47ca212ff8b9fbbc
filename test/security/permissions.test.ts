import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { createHandlers } from '../../src/app/handlers.js';
import type { Call, Log } from '../../src/ports.js';
import { aDestination, anAsker, memoryApp } from '../support/builders.js';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Who asks without any right in the channel. */
const NOBODY = anAsker({ id: 'U666', name: 'Mallory', mayManage: false, mayAdminister: false });

/** What each verb needs; a new command is not forgotten here, for the test below counts them. */
const NEEDS: Readonly<Record<string, 'nothing' | 'a right'>> = {
  ...{ lookup: 'nothing', actor: 'nothing', wallet: 'nothing', scan: 'nothing', recent: 'nothing', action: 'nothing' },
  ...{ changes: 'nothing', status: 'nothing', help: 'nothing', why: 'nothing', history: 'nothing' },
  ...{ preview: 'nothing', subscriptions: 'nothing' },
  ...{ subscribe: 'a right', edit: 'a right', unsubscribe: 'a right', pause: 'a right', resume: 'a right' },
  ...{ mute: 'a right', test: 'a right', replay: 'a right', audit: 'a right', export: 'a right', import: 'a right' },
};

/** A call that would change something, or tell what is not for everybody. */
const CALLS: Readonly<Record<string, string>> = {
  subscribe: 'subscribe everything',
  edit: 'edit S1 changes:added',
  unsubscribe: 'unsubscribe S1',
  pause: 'pause until:2d',
  resume: 'resume',
  mute: 'mute everything until:2d',
  test: 'test',
  replay: 'replay Aabcdefghijkl',
  audit: 'audit',
  export: 'export',
  import: 'import [{"target":"everything"}]',
};

const PLACES = {
  slack: aDestination({ id: 'slack/C1', platform: 'slack', channel: 'C1', tenant: 'T1' }),
  discord: aDestination({ id: 'discord/1', platform: 'discord', channel: '1', tenant: '9' }),
} as const;

async function scene() {
  const app = memoryApp();
  await app.subscriptions.add(
    {
      ...{ destination: 'slack/C1', target: { kind: 'everything' }, kinds: [], format: 'full' },
      ...{ createdBy: 'U1', createdByName: 'Ada' },
    },
    PLACES.slack,
  );
  const handlers = createHandlers({
    ...{ app, commands, log: QUIET, parse: (text) => parseCommand(text, commands), restored: async () => {} },
    ...{ suspension: async () => undefined, firstAnswer: async () => false },
  });
  const state = async () =>
    JSON.stringify([app.subscribed, [...app.store.tables.deliveries], [...app.store.tables.destinations]]);
  return { handlers, state };
}

const call = (text: string, over: Partial<Call> = {}): Call => ({
  ...{ input: { kind: 'text', text }, asker: NOBODY, place: PLACES.slack, id: 'I1' },
  ...over,
});

describe('rights', () => {
  it('are said of every command', () => {
    expect(Object.keys(NEEDS).sort()).toEqual(commands.map(({ name }) => name).sort());
    const guarded = Object.keys(NEEDS).filter((name) => NEEDS[name] === 'a right');
    expect(Object.keys(CALLS).sort()).toEqual(guarded.sort());
  });

  describe.each(Object.entries(PLACES))('on %s', (_platform, place) => {
    it.each(Object.values(CALLS))(
      '“%s” is refused to those without them, politely, and nothing is done',
      async (text) => {
        const { handlers, state } = await scene();
        const before = await state();
        const reply = await handlers.call(call(text, { place }));
        expect(reply.outcome).toBe('failed');
        expect(reply.visibility).toBe('private');
        expect(reply.message.push).toMatch(/needs the right|for those who|Only those who/);
        expect(await state()).toBe(before);
      },
    );
  });
});

describe('a button', () => {
  it.each([
    ['of somebody else', 'unsubscribe S1'],
    ['that is forged', 'import everything'],
    ['of a subscription of another place', 'unsubscribe S1 destination:slack/C1'],
    ['that is stale', 'unsubscribe S99'],
    ['with a verb that there is not', 'drop tables'],
    ['with nothing in it', ''],
    ['that is far too long', `lookup ${'x'.repeat(100_000)}`],
    ['with control characters', 'unsub\u0000scribe\u001b[2J S1'],
    ['with an id that is a key of every object', 'unsubscribe __proto__'],
    ['with a verb that is one', 'constructor'],
  ])('%s does nothing', async (_what, text) => {
    const { handlers, state } = await scene();
    const before = await state();
    const reply = await handlers.call(call(text, { place: PLACES.discord }));
    expect(reply.visibility).toBe('private');
    expect(reply.message.push.length).toBeLessThanOrEqual(250);
    expect(await state()).toBe(before);
  });

  it('of one place does not reach the subscription of another, even for a manager', async () => {
    const { handlers, state } = await scene();
    const before = await state();
    const manager = anAsker({ mayManage: true, mayAdminister: true });
    await handlers.call(call('unsubscribe S1', { place: PLACES.discord, asker: manager }));
    expect(await state()).toBe(before);
  });
});
