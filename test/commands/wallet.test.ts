import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask.js';
import {
  aChange,
  aListing,
  anAction,
  anActor,
  anEntry,
  aSource,
  memoryApp,
  SOURCES,
  textOf,
} from '../support/builders.js';

const ETH = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const TRON = 'TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW';
const wallet = { address: ETH, label: 'ETH' };
const app = memoryApp({
  actors: [anActor()],
  entries: [
    anEntry({ ref: '2001', name: 'GREY HERON', listedOn: '2019-09-13', programs: ['TEST3'], wallets: [wallet] }),
  ],
  actions: [
    anAction({
      id: 'Aonce',
      published: '2021-01-04',
      changes: [aChange({ ref: '2001', listing: aListing({ wallets: [wallet] }) })],
    }),
    anAction({
      published: '2022-04-14',
      changes: [
        aChange({
          kind: 'amended',
          ref: '2001',
          name: 'GREY HERON',
          fields: [{ field: 'wallets', before: [], after: [wallet] }],
        }),
      ],
    }),
  ],
});

describe('addresses in a text', () => {
  test('each is listed or not, under whom and since when it was last added', async () => {
    const { message } = await ask(app, `wallet please check ${ETH.toLowerCase()}, and ${TRON}.`);
    const text = textOf(message);
    expect(message.title).toBe('1 of 2 addresses listed');
    expect(text).toContain(`● Listed: ${ETH.toLowerCase()}`);
    expect(text).toContain(
      'GREY HERON (entity) · OFAC SDN 2001 · listed · labelled ETH · address added 14 Apr 2022 · party listed since 13 Sep 2019 · TEST3',
    );
    expect(text).toContain(`On none of the lists checked, which does not mean free of sanctions:\n${TRON} · TRON`);
    expect(message.push).toContain('GREY HERON (OFAC SDN)');
    expect(message.foot).toContain('OFAC SDN of 20 May 2024, checked 4 min ago');
  });

  test('leads to the public page about it, where label or shape decide which chain it is of', async () => {
    const urls = async (text: string) =>
      (await ask(app, text)).message.blocks
        .flatMap((block) => (block.kind === 'text' ? block.lines : block.kind === 'list' ? block.items : []))
        .flatMap((line) =>
          line.flatMap((span) => (typeof span !== 'string' && span.style === 'code' ? [span.url] : [])),
        );
    expect(await urls(`wallet ${ETH} ${TRON}`)).toEqual([`https://eth.example/${ETH}`, `https://tron.example/${TRON}`]);
    expect(await urls('wallet 0x00000000000000000000000000000000000000aa')).toEqual([undefined]);
  });

  test('one object an address for --json', async () => {
    const { data } = await ask(app, `wallet ${ETH} ${TRON}`);
    expect(data).toMatchObject([
      {
        address: ETH,
        listed: true,
        hits: [
          {
            list: 'ofac-sdn',
            ref: '2001',
            name: 'GREY HERON',
            actor: 'grey-heron',
            status: 'listed',
            since: '2022-04-14',
          },
        ],
      },
      { address: TRON, listed: false, hits: [] },
    ]);
  });

  test('an address of a removed party is no longer listed', async () => {
    const past = memoryApp({
      entries: [anEntry({ wallets: [wallet] }, { status: 'removed', removedOn: '2023-01-01' })],
    });
    const { message, data } = await ask(past, `wallet ${ETH}`);
    expect(message.title).toBe('This address is no longer listed');
    expect(textOf(message)).toContain('○ No longer listed');
    expect(data).toMatchObject([{ listed: false, hits: [{ status: 'removed' }] }]);
  });

  test('a mistyped address is no match, and the listed one that is nearest is named as another', async () => {
    const near = memoryApp({ entries: [anEntry({ name: 'TERN', wallets: [{ address: TRON, label: 'TRX' }] })] });
    const wrong = TRON.replace('Ks', 'Kt');
    const { message, data } = await ask(near, `wallet ${wrong}`);
    expect(message.title).toBe('No listing found for this address');
    expect(message.push).not.toContain('TERN');
    expect(textOf(message)).toContain(
      `${wrong} · TRON · the checksum does not fit: a character may be mistyped; the listed address ${TRON} differs from it in one character`,
    );
    expect(textOf(message)).not.toMatch(/clean|not sanctioned\b(?! *$)|● Listed/);
    expect(data).toMatchObject([{ address: wrong, listed: false, chains: ['TRON'], checksum: 'faulty', near: TRON }]);
  });

  test('an account that is listed in another way of writing is listed, and the answer says how', async () => {
    const cash = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
    const bch = memoryApp({ entries: [anEntry({ wallets: [{ address: cash, label: 'BCH' }] })] });
    const { message, data } = await ask(bch, 'wallet 1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu');
    expect(message.title).toBe('This address is listed');
    expect(textOf(message)).toContain(`written there as ${cash}, the same key or account written otherwise`);
    expect(data).toMatchObject([{ listed: true, hits: [{ listedAs: cash }] }]);
  });

  test('a listed address whose letters are in the wrong case is listed, and the fault is said', async () => {
    const wrong = ETH.replace('B', 'b');
    const text = textOf((await ask(app, `wallet ${wrong}`)).message);
    expect(text).toContain(`● Listed: ${wrong} · Ethereum or EVM chains · the checksum does not fit`);
  });

  test('a text without an address is an error', async () => {
    await expect(ask(app, 'wallet hello there')).rejects.toThrow(/holds no digital currency address/);
  });

  test.each([
    ['0X', ETH.replace('0x', '0X')],
    ['capitals', ETH.toUpperCase()],
    ['small letters', ETH.toLowerCase()],
  ])('is dated alike, written with %s', async (_, address) => {
    expect((await ask(app, `wallet ${address}`)).data).toMatchObject([{ hits: [{ since: '2022-04-14' }] }]);
  });
});

describe('what was not checked', () => {
  const unread = (id: string, title: string) => aSource({ id, title, state: 'never-read', checkedAt: null });

  test('no list was read: nothing is said of the address', async () => {
    const none = memoryApp({ sources: [unread('ofac-sdn', 'OFAC SDN'), unread('un-sc', 'UN'), ...SOURCES.slice(2)] });
    for (const typed of [ETH, `${ETH} ${TRON}`]) {
      const { message, data } = await ask(none, `wallet ${typed}`);
      const text = textOf(message);
      expect(data[0]).toMatchObject({ address: ETH, listed: null, hits: [], asOf: {} });
      expect(message.title).toBe('Not checked: no list was read yet');
      expect(message.push).toContain('no list was read yet');
      expect(text).toContain('Not read yet, so not checked: OFAC SDN, UN.');
      expect(text).toContain(`Not checked:\n${ETH}`);
      expect(text).not.toMatch(/none of the lists|not listed|No listing/i);
    }
  });

  test('the lists that were not read are named', async () => {
    const some = memoryApp({ sources: [SOURCES[0] ?? aSource(), unread('un-sc', 'UN')] });
    const { message, data } = await ask(some, `wallet ${ETH}`);
    expect(data).toMatchObject([{ listed: false }]);
    expect(textOf(message)).toContain('On none of the lists checked');
    expect(textOf(message)).toContain('Not read yet, so not checked: UN.');
    expect(textOf((await ask(app, `wallet ${ETH}`)).message)).not.toContain('Not read yet');
  });
});
