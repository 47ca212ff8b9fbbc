import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/domain/match.js';
import { createSearch } from '../../src/search/index.js';
import { actorsInMemory, anEntry } from '../support/builders.js';

const WALLET = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const search = createSearch({ actors: actorsInMemory([]) });
search.replace('ofac-sdn', [
  anEntry({ ref: '1', name: 'GREY HERON', wallets: [{ address: WALLET, label: 'ETH' }] }),
  anEntry({
    ref: '2',
    name: 'MARLOWE, Inez',
    type: 'individual',
    aliases: [{ name: 'КУЛИКОВА, Инесса', kind: 'aka', strength: 'strong' }],
  }),
  anEntry({ ref: '3', name: 'KORRIBANEX' }),
  anEntry({ ref: '4', name: 'LET', type: 'vessel' }),
  anEntry({ ref: '5', name: 'BUREAU OF THE RED SUN AND THE PLOVER' }),
  anEntry({ ref: '6', name: 'GOOD LUCK SHIPPING COMPANY' }),
  anEntry({ ref: '7', name: 'حسين الفارسي', type: 'individual' }),
  anEntry({ ref: '8', name: 'HONG KONG ELECTRONICS' }),
]);

async function found(text: string, options: { limit?: number; minScore?: number; list?: string } = {}) {
  const { matches } = await search.findIn(text, { limit: 10, ...options });
  return matches.map(({ name }) => name).sort();
}
const WADER = 'GREY HERON';
const INEZ = 'MARLOWE, Inez';

describe('names among other words', () => {
  test.each([
    [
      'in the middle of a sentence',
      'please wire the rest to Grey Heron before the end of the week, says the boss',
      [WADER],
    ],
    ['at its beginning', 'Is Grey Heron listed anywhere that we know of by now, or was it some other one?', [WADER]],
    ['misspelt', 'they said that Gray Heron pays for the whole of it, and nobody else would ever do so', [WADER]],
    [
      'with a legal form',
      'we have got an invoice of Grey Heron Co. Ltd. for two hundred tons of grain this month',
      [WADER],
    ],
    ['in lower case', 'anyone know if grey heron is behind this?', [WADER]],
    ['in capitals', 'PLEASE PAY GREY HERON BY FRIDAY AND DO NOT TELL ANYBODY WHO ASKS', [WADER]],
    ['in bold', 'it was **Grey Heron** that did it, as far as anybody in this channel can tell today', [WADER]],
    [
      'two beside each other',
      'yesterday Grey Heron and Inez Marlowe met each other in the harbour again',
      [WADER, INEZ],
    ],
    ['two with a comma', 'Grey Heron, Inez Marlowe', [WADER, INEZ]],
    ['before a place', 'yesterday they saw how Inez Marlowe in Moscow went to the market', [INEZ]],
    ['surname first, a line each', 'MARLOWE, Inez\nGREY HERON\nTern', [WADER, INEZ]],
    ['one word', 'they moved all of it through Korribanex and some other exchange, which nobody knows', ['KORRIBANEX']],
    [
      'with joints',
      'it was sent by the Bureau of the Red Sun and the Plover as nobody expected of them',
      ['BUREAU OF THE RED SUN AND THE PLOVER'],
    ],
    ['in another script', 'вчера Инесса Куликова встретилась в порту с людьми из другого города и страны', [INEZ]],
    [
      'in a script without capitals',
      'التقى اليوم حسين الفارسي مع الناس في المدينة الكبيرة وناقشوا الأمر كله معا',
      ['حسين الفارسي'],
    ],
  ])('are found %s', async (_where, text, names) => {
    expect(await found(text)).toEqual([...names].sort());
  });

  test.each([
    [
      'a word that happens to be a name',
      'Let us meet on Monday. Inez and the others will come a little later that day',
    ],
    [
      'words that are the beginning of one',
      'we wish you good luck with all of it, and a very nice weekend to everybody here',
    ],
    ['a country or a territory', 'the office moved from Hong Kong to Iran and then to the United Kingdom last year'],
    ['words of two sentences', 'The sky turned grey. Heron and stork were seen over the lake, as on every other day'],
    ['nothing', ''],
    ['marks', '!!! ... --- 12 34 ()'],
  ])('are not found in %s', async (_what, text) => {
    expect(await found(text)).toEqual([]);
  });

  test('are said with the words that are meant', async () => {
    const { matches } = await search.findIn(`pay Gray Heron and ${WALLET} as soon as you can, would you please`, {
      limit: 5,
      minScore: 0.5,
    });
    const why = matches.find(({ name }: Match) => name === WADER)?.why;
    expect(why).toBe(`“${WALLET}” is a digital currency address of GREY HERON`);
    const [first] = (await search.findIn('pay Gray Heron as soon as you can, would you please', { limit: 1 })).matches;
    expect(first?.why).toBe('“Gray Heron” is spelt much like the name GREY HERON: “gray” for “grey”');
  });

  test('of a name alone are what a look-up finds', async () => {
    for (const name of ['gray heron', 'Marlow, Inez', 'korribanex', '1'])
      expect(await found(name)).toEqual(search.find(name, { limit: 10 }).map((match) => match.name));
  });

  test('obey the list, the threshold and the limit', async () => {
    const text = 'Grey Heron\nInez Marlowe\nGray Heron';
    expect(await found(text, { list: 'un-sc' })).toEqual([]);
    expect(await found(text, { limit: 1 })).toHaveLength(1);
    expect(await found('they said Gray Heron did it, and nobody else would ever do so', { minScore: 1 })).toEqual([]);
  });
});

test('a text that is too long is read as far as it goes, which is said, and others are answered meanwhile', async () => {
  const long = `Grey Heron\n${Array.from({ length: 4_000 }, (_, i) => `Aa${i} Bb${i}`).join('\n')}\nInez Marlowe`;
  let turns = 0;
  const count = () => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  let counting = true;
  setImmediate(count);
  const { matches, complete } = await search.findIn(long, { limit: 5 });
  counting = false;
  expect([matches.map(({ name }) => name), complete]).toEqual([[WADER], false]);
  expect(turns).toBeGreaterThan(5);
  expect((await search.findIn('Grey Heron', { limit: 5 })).complete).toBe(true);
});

test('what is said again and again is asked once', async () => {
  const { matches, complete } = await search.findIn('Grey Heron. '.repeat(600), { limit: 5 });
  expect([matches.length, complete]).toEqual([1, true]);
});

test.each([
  ['one word without end', 'A'.repeat(100_000)],
  ['capitals without end', 'A '.repeat(50_000)],
  ['blanks', ' '.repeat(100_000)],
  ['points', 'a.'.repeat(50_000)],
  ['lone surrogates and overrides', '\uD800\u202E '.repeat(10_000)],
  ['brackets', '('.repeat(100_000)],
])('a hostile text is answered: %s', async (_what, text) => {
  const before = process.cpuUsage();
  await search.findIn(text, { limit: 5 });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2);
});
