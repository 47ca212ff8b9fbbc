import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { createHandlers } from '../../src/app/handlers.js';
import type { Call, Directory, Log, Reply } from '../../src/ports.js';
import { aChange, aDestination, anAction, anActor, anAsker, memoryApp } from '../support/builders.js';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Who asks without any right in the channel. */
const NOBODY = anAsker({ id: 'U666', name: 'Mallory', mayManage: false, mayAdminister: false });

/** What each verb needs; a new command is not forgotten here, for the test below counts them. */
const NEEDS: Readonly<Record<string, 'nothing' | 'a right'>> = {
  ...{ lookup: 'nothing', actor: 'nothing', wallet: 'nothing', scan: 'nothing', recent: 'nothing', action: 'nothing' },
  ...{ changes: 'nothing', status: 'nothing', help: 'nothing', why: 'nothing', history: 'nothing' },
  ...{ preview: 'nothing', subscriptions: 'nothing', setup: 'nothing', health: 'nothing' },
  ...{ subscribe: 'a right', edit: 'a right', unsubscribe: 'a right', pause: 'a right', resume: 'a right' },
  ...{ mute: 'a right', test: 'a right', replay: 'a right', audit: 'a right', export: 'a right', import: 'a right' },
  // Of oneself everybody may; of a place it needs a right.
  forget: 'a right',
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
  forget: 'forget place confirm',
};

const OWN = { actor: 'grey-heron', reason: { kind: 'listing' } } as const;

const PLACES = {
  slack: aDestination({ id: 'slack/C1', platform: 'slack', channel: 'C1', tenant: 'T1' }),
  discord: aDestination({ id: 'discord/1', platform: 'discord', channel: '1', tenant: '9' }),
} as const;

/** One that says of every other place that its asker has no right there. */
const STRANGERS: Directory = {
  place: async () => ({ place: { ...PLACES.slack, id: 'slack/C2', channel: 'C2' }, mayManage: false, lacks: null }),
  mentionable: async (mention) => mention,
};

async function scene() {
  const app = memoryApp({ actors: [anActor()], actions: [anAction({ changes: [aChange({ actors: [OWN] })] })] });
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
    JSON.stringify([app.subscribed, ...Object.values(app.store.tables).map((table) => [...table])]);
  return { app, handlers, state };
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

describe('what needs no right', () => {
  const open = commands.filter(({ name }) => NEEDS[name] === 'nothing');

  it.each(open.flatMap(({ examples }) => examples))('“%s” changes nothing, whoever asks', async (text) => {
    const { handlers, state } = await scene();
    const before = await state();
    for (const asker of [NOBODY, anAsker({ mayManage: true, mayAdminister: true })])
      await handlers.call(call(text, { asker, place: PLACES.slack }));
    expect(await state()).toBe(before);
  });
});

describe('another place', () => {
  const guarded = commands.filter(({ options }) => options.some(({ name }) => name === 'destination'));
  const texts = guarded.map(({ name, examples }) => CALLS[name] ?? examples[0] ?? name);

  it.each([
    ...texts.map((text) => `${text} destination:slack/C2`),
    'subscribe everything in:#x',
    'subscribe everything thread:x',
  ])(
    '“%s” is refused to those who have no right there, though they manage the place that they ask in',
    async (text) => {
      const { handlers, state } = await scene();
      const before = await state();
      const asker = anAsker({ mayManage: true, mayAdminister: false });
      const reply = await handlers.call(call(text, { asker }), STRANGERS);
      expect(reply.message.push).toMatch(/^Only those who|for those who/);
      expect(await state()).toBe(before);
    },
  );
});

/** The commands behind the buttons of a message. */
function runsOf({ message }: Pick<Reply, 'message'>): string[] {
  return message.buttons.flatMap((button) => ('run' in button ? [button.run] : []));
}

describe('every button', () => {
  it('of every answer and alert is a verb of the table, and asks whoever presses it', async () => {
    const manager = anAsker({ mayManage: true, mayAdminister: true });
    const runs = new Set<string>();
    for (const text of [
      ...commands.flatMap(({ examples }) => examples),
      ...Object.values(CALLS),
      'setup',
      'forget me',
    ]) {
      const { app, handlers } = await scene();
      for (const run of runsOf(await handlers.call(call(text, { asker: manager })))) runs.add(run);
      const [action] = await app.ledger.actions({});
      if (action)
        for (const run of runsOf({ message: app.alertFor(action, null, app.subscribed, 'full') })) runs.add(run);
    }
    expect([...runs].map((run) => run.split(' ')[0])).toEqual(
      expect.arrayContaining(['subscribe', 'unsubscribe', 'mute', 'resume', 'forget', 'action', 'test']),
    );
    for (const run of runs) {
      const { handlers, state } = await scene();
      const before = await state();
      const { name, options } = parseCommand(run, commands);
      const harmless = options['dry-run'] === true || (name === 'forget' && options.what === 'me');
      const reply = await handlers.call(call(run));
      if (NEEDS[name] === 'a right' && !harmless) expect(reply.outcome, run).toBe('failed');
      if (!(name === 'forget' && options.confirm)) expect(await state(), run).toBe(before);
    }
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
