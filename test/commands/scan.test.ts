import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import { anActor, anEntry, memoryApp, SOURCES, textOf } from '../support/builders.js';

const ETH = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const TON = 'EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N';
const app = memoryApp({
  actors: [anActor()],
  entries: [
    anEntry({ ref: '2001', name: 'GREY HERON', wallets: [{ address: ETH, label: 'ETH' }] }),
    anEntry({ ref: '2002', name: 'MARLOWE, Inez', type: 'individual' }),
    anEntry({ ref: '2003', name: 'SEA MIST', type: 'vessel', vessel: [{ label: 'IMO', value: '9187629' }] }),
  ],
});

describe('a text', () => {
  test('is answered with the names in it and why', async () => {
    const { message, visibility } = await ask(app, 'scan please ask Inez Marlow about the vessel IMO 9187629 today');
    const text = textOf(message);
    expect([message.title, visibility]).toEqual(['2 possible matches in this text', 'private']);
    expect(text).toContain('“Inez Marlow” is spelt much like the name MARLOWE, Inez: “marlow” for “marlowe”');
    expect(text).toContain('SEA MIST');
    expect(message.buttons.length).toBeGreaterThan(0);
  });

  test('with addresses alone is answered as wallet does', async () => {
    const { message } = await ask(app, `scan pay ${ETH} or ${TON}`);
    const wallet = await ask(app, `wallet pay ${ETH} or ${TON}`);
    expect(message).toEqual(wallet.message);
    expect(textOf(message)).toContain(`${TON} · TON`);
  });

  test('with names and addresses says both, the addresses in full', async () => {
    const { message, data } = await ask(app, `scan Inez Marlowe wants it on ${TON} by the end of this week`);
    const text = textOf(message);
    expect(message.title).toBe('1 possible match in this text');
    expect(text).toContain('MARLOWE, Inez');
    expect(text).toContain('No listing found for this address');
    expect(text).toContain(TON);
    expect(data).toMatchObject([
      { matches: [{ id: 'ofac-sdn/2002' }], addresses: [{ address: TON, listed: false }], complete: true },
    ]);
  });

  test('with neither is never said to be clean', async () => {
    const { message, outcome } = await ask(app, 'scan the weather is nice today');
    expect(message.title).toBe('No match in this text');
    expect(textOf(message)).toContain('“Not found” is never “not sanctioned”');
    expect(outcome).toBe('ok');
    const unread = memoryApp({ sources: SOURCES.map((source) => ({ ...source, state: 'never-read' })) });
    expect((await ask(unread, 'scan the weather is nice today')).message.push).toContain('no list was checked');
  });

  test('that is too long says so', async () => {
    const { message } = await ask(app, `scan ${'Grey Heron. '.repeat(2_000)}`);
    expect(textOf(message)).toContain('only its beginning was read');
  });
});
