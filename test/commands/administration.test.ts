import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import { aDestination, anActor, anAsker, memoryApp, textOf } from '../support/builders.js';

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
