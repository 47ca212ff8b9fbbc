import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import { anActor, anAsker, memoryApp, NOW, textOf } from '../support/builders.js';

const GUEST = { asker: anAsker({ mayManage: false }) };

async function subscribed() {
  const app = memoryApp({ actors: [anActor()] });
  await ask(app, 'subscribe everything');
  await ask(app, 'subscribe grey heron');
  return app;
}

describe('pause', () => {
  test('silences all subscriptions for some time, in sight of everybody there', async () => {
    const app = await subscribed();
    const { message, visibility } = await ask(app, 'pause until:7d');
    expect(message.title).toBe('Ada paused all alerts of this channel until 8 Jun 2024 12:00 UTC');
    expect([visibility, message.buttons]).toEqual(['channel', [{ label: 'Resume', run: 'resume' }]]);
    expect(await app.silences.of('terminal/local')).toEqual([
      {
        what: { kind: 'pause', subscription: null },
        since: NOW,
        until: '2024-06-08T12:00:00.000Z',
        by: 'U1',
        byName: 'Ada',
      },
    ]);
    const { data } = await ask(app, 'subscriptions');
    expect(data).toMatchObject([{ state: 'paused' }, { state: 'paused' }]);
  });

  test('of one leaves the others', async () => {
    const app = await subscribed();
    await ask(app, 'pause until:2w id:s2');
    const { message, data } = await ask(app, 'subscriptions');
    expect(data).toMatchObject([{ state: 'active' }, { state: 'paused' }]);
    expect(textOf(message)).toContain('S2 is paused until 15 Jun 2024 12:00 UTC, by Ada');
  });

  test.each([
    ['pause', /needs an until/],
    ['pause until:soon', /“soon” is no end/],
    ['pause until:7dogs-and-cats', /is no end/],
    ['pause until:91d', /At most 90 days/],
    ['pause until:0d', /has passed/],
    ['pause until:2024-05-31', /has passed/],
    ['pause until:7d id:S9', /“S9” is not subscribed here/],
  ])('%s is refused', async (text, message) => {
    await expect(ask(await subscribed(), text)).rejects.toThrow(message);
  });

  test('needs something that could be paused, and somebody who may', async () => {
    await expect(ask(memoryApp(), 'pause until:7d')).rejects.toThrow(/nothing to pause/);
    await expect(ask(await subscribed(), 'pause until:7d', GUEST)).rejects.toThrow(/needs the right to manage/);
  });
});

describe('mute and resume', () => {
  test('a target is muted whatever is subscribed, and the answer takes it back', async () => {
    const app = await subscribed();
    const { message } = await ask(app, 'mute grey heron until:2024-06-15');
    expect(message.title).toBe('Ada muted Grey Heron in this channel until 15 Jun 2024 00:00 UTC');
    const [undo] = message.buttons;
    expect(undo).toEqual({ label: 'Undo', run: 'resume actor:grey-heron' });
    const resumed = await ask(app, undo && 'run' in undo ? undo.run : '');
    expect(textOf(resumed.message)).toContain('Nothing was missed.');
    expect(await app.silences.of('terminal/local')).toEqual([]);
  });

  test('the button of an alert mutes only for those who may', async () => {
    const app = await subscribed();
    await expect(ask(app, 'mute list:ofac-sdn until:7d', GUEST)).rejects.toThrow(/needs the right to manage/);
    await ask(app, 'mute list:ofac-sdn until:7d');
    await expect(ask(app, 'resume', GUEST)).rejects.toThrow(/needs the right to manage/);
  });

  test('resume says what is quiet where it ends nothing', async () => {
    const app = await subscribed();
    await expect(ask(app, 'resume')).rejects.toThrow('Nothing is paused or muted here.');
    await ask(app, 'mute list:ofac-sdn until:7d');
    await expect(ask(app, 'resume S1')).rejects.toThrow(/neither .* Paused or muted: list:ofac-sdn\./);
    expect((await ask(app, 'resume')).data).toMatchObject([{ ended: { length: 1 }, missed: 0 }]);
  });
});

describe('digests', () => {
  test('are subscribed with an hour and the clocks that show it', async () => {
    const app = memoryApp();
    const { message } = await ask(app, 'subscribe everything mode:weekly hour:9 zone:europe/berlin');
    expect(app.subscribed).toMatchObject([{ schedule: { every: 'week', hour: 9, zone: 'Europe/Berlin' } }]);
    expect(textOf(message)).toContain('weekly, Mondays at 9:00 Europe/Berlin');
  });

  test.each([
    ['subscribe everything mode:hourly', /not a mode/],
    ['subscribe everything mode:daily hour:24', /hour is a whole number from 0 to 23/],
    ['subscribe everything mode:daily zone:Mars', /“Mars” is no time zone/],
    ['subscribe everything hour:9', /add mode:daily/],
  ])('%s is refused', async (text, message) => {
    await expect(ask(memoryApp(), text)).rejects.toThrow(message);
  });

  test('edit changes what is given and leaves the rest; undo brings it back', async () => {
    const app = memoryApp();
    await ask(app, 'subscribe everything mode:daily hour:9 changes:added');
    const { message } = await ask(app, 'edit S1 zone:Europe/Berlin format:compact');
    expect(app.subscribed).toMatchObject([
      { kinds: ['added'], format: 'compact', schedule: { every: 'day', hour: 9, zone: 'Europe/Berlin' } },
    ]);
    const [undo] = message.buttons;
    await ask(app, undo && 'run' in undo ? undo.run : '');
    expect(app.subscribed).toMatchObject([{ format: 'full', schedule: { every: 'day', hour: 9, zone: 'UTC' } }]);
    await ask(app, 'edit s1 mode:instant changes:all');
    expect(app.subscribed[0]).toMatchObject({ kinds: [] });
    expect(app.subscribed[0]?.schedule).toBeUndefined();
  });

  test('edit is for what is subscribed here, and for those who may', async () => {
    const app = await subscribed();
    await expect(ask(app, 'edit S9 format:full')).rejects.toThrow(/“S9” is not subscribed here. Subscribed are S1, S2/);
    await expect(ask(app, 'edit S1 format:full', GUEST)).rejects.toThrow(/needs the right to manage/);
  });
});
