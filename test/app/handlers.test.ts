import { expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { createHandlers } from '../../src/app/handlers.js';
import { firstAnswers } from '../../src/app/welcome.js';
import type { Log, Store } from '../../src/ports.js';
import { aDestination, anActor, anAsker, memoryApp, textOf } from '../support/builders.js';
import { createMemoryStore } from '../support/memory-store.js';

const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const LESSON = 'New here? Three to begin with\n/sanctions lookup hidden cobra —';

function answering(store: Store) {
  const handlers = createHandlers({
    ...{ app: memoryApp({ actors: [anActor()] }), commands, log },
    parse: (text) => parseCommand(text, commands),
    restored: async () => {},
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
