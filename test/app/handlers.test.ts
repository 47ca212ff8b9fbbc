import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { createHandlers, type HandlerDeps } from '../../src/app/handlers.js';
import { firstAnswers } from '../../src/app/welcome.js';
import type { Log, Store } from '../../src/ports.js';
import { aDestination, anActor, anAsker, anEntry, memoryApp, textOf } from '../support/builders.js';
import { createMemoryStore } from '../support/memory-store.js';

const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const LESSON = 'New here? Three to begin with\n/sanctions lookup hidden cobra —';

function answering(store: Store, restored: HandlerDeps['restored'] = async () => {}) {
  const handlers = createHandlers({
    ...{ app: memoryApp({ actors: [anActor()] }), commands, log, restored },
    parse: (text) => parseCommand(text, commands),
    suspension: async (id) => (await store.get('destinations', id))?.suspended,
    firstAnswer: firstAnswers(store),
  });
  return async (text: string, id = 'terminal/local') => {
    const place = aDestination({ id });
    return textOf((await handlers.call({ input: { kind: 'text', text }, asker: anAsker(), place, id: text })).message);
  };
}

test('the first answer in a place teaches three commands, no later one does', async () => {
  const store = createMemoryStore();
  const said = answering(store);
  expect(await said('status')).toContain(LESSON);
  expect(await said('status')).not.toContain('New here?');
  expect(await said('status', 'terminal/other')).toContain(LESSON);
  expect(await answering(store)('status')).not.toContain('New here?');
});

test('help does not teach twice, and a mistake is explained and nothing more', async () => {
  expect(await answering(createMemoryStore())('help')).not.toContain('New here?');
  const said = answering(createMemoryStore());
  expect(await said('loookup x')).not.toContain('New here?');
  expect(await said('status')).toContain(LESSON);
});

describe('a message that somebody wants looked up', () => {
  const handlers = createHandlers({
    ...{ app: memoryApp({ actors: [anActor()], entries: [anEntry({ ref: '7', name: 'GREY HERON' })] }), commands, log },
    ...{ restored: async () => {}, suspension: async () => undefined, firstAnswer: async () => false },
    parse: () => {
      throw new Error('a message is no command');
    },
  });
  const lookedUp = async (text: string) =>
    (await handlers.call({ input: { kind: 'message', text }, asker: anAsker(), place: aDestination(), id: text }))
      .message;

  test.each([
    ['names', 'help everything: we were told that Gray Heron pays for it, and nobody else', 'GREY HERON'],
    ['an address of TON', 'pay EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N', 'No listing found for this address'],
    ['nothing that is listed', 'subscribe everything', 'No match in this text'],
  ])('is read for %s, whatever it says', async (_what, text, said) => {
    expect(textOf(await lookedUp(text))).toContain(said);
  });

  test.each(['', ' \n'])('without words is said to have none', async (text) => {
    expect(textOf(await lookedUp(text))).toContain('This message has no words to look up.');
  });
});

describe('in a place where nothing arrives', () => {
  const suspended = { since: '2024-05-01T09:00:00.000Z', reason: 'destination-gone', mend: 'Unarchive the channel.' };

  async function suspendedStore(): Promise<Store> {
    const store = createMemoryStore();
    await store.transaction(async (tx) => {
      tx.put('destinations', 'terminal/local', aDestination({ suspended }));
      tx.put('destinations', 'terminal/other', aDestination({ id: 'terminal/other' }));
    });
    return store;
  }

  test('subscriptions says so, although the platform knows nothing of it', async () => {
    const said = answering(await suspendedStore());
    const text = await said('subscriptions');
    expect(text).toContain('Suspended since 1 May 2024: the channel is gone, archived or closed to the bot');
    expect(text).toContain('To mend it: Unarchive the channel.');
    expect(text).not.toContain('destination-gone');
    expect(await said('subscriptions', 'terminal/other')).toContain('Alerts arrive here.');
    expect(await said('subscriptions', 'terminal/unknown')).toContain('Alerts arrive here.');
  });

  test('who changes or asks for its subscriptions has it tried at once, nobody else', async () => {
    const tried: string[] = [];
    const said = answering(await suspendedStore(), async (id) => void tried.push(id));
    for (const text of ['lookup x', 'status', 'unsubscribe S99', 'subscribe', 'nonsense']) await said(text);
    await said('subscriptions', 'terminal/other');
    expect(tried).toEqual([]);
    for (const text of ['subscribe everything', 'subscriptions', 'unsubscribe S1']) await said(text);
    expect(tried).toEqual(['terminal/local', 'terminal/local', 'terminal/local']);
  });

  test('the answer does not wait for the try', async () => {
    const said = answering(await suspendedStore(), () => new Promise(() => {}));
    expect(await said('subscriptions')).toContain('Suspended since');
  });
});
