import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNameEngine, type NameEngine } from '../../src/search/engine.js';
import type { NewName } from '../../src/search/names.js';

const named = (...texts: string[]): NewName[] => texts.map((text) => ({ text, kind: 'name' }));

function engineOf(names: Readonly<Record<string, readonly string[]>>): NameEngine {
  const engine = createNameEngine();
  for (const [owner, texts] of Object.entries(names)) engine.set(owner, named(...texts));
  return engine;
}

const owners = (engine: NameEngine, query: string, minScore = 0) =>
  engine.find(query, { limit: 10, minScore }).map(({ owner }) => owner);

describe('finding', () => {
  const engine = engineOf({
    karin: ['LINDQVIST, Karin'],
    oskar: ['LINDQVIST, Oskar'],
    tide: ['MORNING TIDE SHIPPING LLC', 'Утренний Прилив'],
    argument: ['JSC ARGUMENT'],
    bank: ['Kestrelbank'],
    hadi: ['HADI'],
  });

  test.each([
    ['Karin Lindqvist', 'karin'],
    ['oskar lindqvits', 'oskar'],
    ['morning tide shiping', 'tide'],
    ['utrenniy priliv', 'tide'],
    ['JSCARGUMENT', 'argument'],
    ['Kestrel Bank', 'bank'],
    ['kesterlbnak', 'bank'],
  ])('%s is %s', (query, owner) => {
    expect(owners(engine, query)[0]).toBe(owner);
  });

  test('each owner once, with its best name', () => {
    const both = engineOf({ one: ['GREY HERON', 'GREY HERONS', 'HERON GREY'] });
    expect(both.find('grey heron', { limit: 5 })).toMatchObject([{ owner: 'one', name: 'GREY HERON', score: 1 }]);
  });

  test('only owners that are asked for', () => {
    const found = engine.find('lindqvist', { limit: 5, accepts: (owner) => owner === 'oskar' });
    expect(found.map(({ owner }) => owner)).toEqual(['oskar']);
  });

  test('at most as many as asked for, best first', () => {
    expect(engine.find('oskar lindqvist', { limit: 1 }).map(({ owner }) => owner)).toEqual(['oskar']);
  });

  test('a one-word listing needs more than a shared word', () => {
    expect(engine.find('Reza Hadi', { limit: 5, minScore: 0.8 })).toEqual([]);
    expect(owners(engine, 'hadi', 0.8)).toEqual(['hadi']);
  });
});

test('a word that many bear is not taken for another one misspelt', () => {
  const bearers = Array.from({ length: 30 }, (_, i) => [`p${i}`, ['KRAVENKO, Given']] as const);
  const many = engineOf({ ...Object.fromEntries(bearers), zoran: ['KRADENKO, Zoran'] });
  const few = engineOf({ zoran: ['KRADENKO, Zoran'] });
  const scoreOf = (engine: NameEngine) =>
    engine.find('Zoran Kravenko', { limit: 50 }).find(({ owner }) => owner === 'zoran')?.score ?? 0;
  expect(scoreOf(many)).toBeLessThan(scoreOf(few));
});

test('a rare word leads to its name, however many bear the others', () => {
  const crowd = Array.from({ length: 200 }, (_, i) => [`m${i}`, ['Muhammad Abdul Rahman']] as const);
  const engine = engineOf({ ...Object.fromEntries(crowd), one: ['ABDUL RAHMAM, Muhammad Jibril'] });
  expect(owners(engine, 'ABDUL RAHMAM, Muhammad J')[0]).toBe('one');
});

test('a misspelt word and the particle before it, written together', () => {
  const engine = engineOf({ one: ['AL-JALAHMAH, Abu Muhammad'], other: ['JALAL, Abu Muhammad'] });
  expect(owners(engine, 'ALJALAHMAH, Abu Mujhammad')[0]).toBe('one');
});

describe('words weigh by how common they are', () => {
  test('a word of many names leads less than one of few', () => {
    const engine = createNameEngine();
    for (let i = 0; i < 500; i += 1) engine.set(`kestrel${i}`, named(`Kestrel Vanderzee${i}x`));
    engine.set('rare', named('Kestrel Oddbergsson'));
    const [best, next] = engine.find('Kestrel Oddbergson', { limit: 2 });
    expect(best?.owner).toBe('rare');
    expect(next?.score ?? 0).toBeLessThan(0.8);
  });
});

describe('feeding', () => {
  test('a deleted owner is not found, and its words lead nowhere', () => {
    const engine = engineOf({ one: ['GREY HERON'], two: ['GREY STORK'] });
    engine.delete('one');
    expect(engine.size).toBe(1);
    expect(owners(engine, 'grey heron')).toEqual(['two']);
    engine.delete('one');
    expect(engine.size).toBe(1);
  });

  const word = fc.constantFrom(
    'grey',
    'heron',
    'stork',
    'tern',
    'ali',
    'mohammed',
    'trading',
    'llc',
    'tidewater',
    'unit 5',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const step = fc.record({ owner: fc.constantFrom('a', 'b', 'c', 'd'), names: fc.array(name, { maxLength: 3 }) });

  test('after any updates it answers as if it had been built so', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), name, (steps, query) => {
        const engine = createNameEngine();
        const last = new Map<string, readonly string[]>();
        for (const { owner, names } of steps) {
          engine.set(owner, named(...names));
          last.delete(owner);
          if (names.length > 0) last.set(owner, names);
        }
        const fresh = engineOf(Object.fromEntries(last));
        const scores = (one: NameEngine) =>
          new Map(one.find(query, { limit: 10 }).map(({ owner, score }) => [owner, score]));
        expect(scores(engine)).toEqual(scores(fresh));
      }),
    );
  });

  test('thousands of replaced names leave no trace', () => {
    const engine = createNameEngine();
    for (let i = 0; i < 4000; i += 1) engine.set(`owner${i % 20}`, named(`Party Number${i} Vanishing`));
    expect(engine.size).toBe(20);
    expect(engine.find('Party Number3999 Vanishing', { limit: 1 })[0]).toMatchObject({ owner: 'owner19', score: 1 });
    expect(engine.find('Party Number100 Vanishing', { limit: 1, minScore: 0.8 })).toEqual([]);
  });
});

test('what changes is found at every turn, and nothing else', async () => {
  const engine = createNameEngine();
  for (let i = 0; i < 3000; i += 1) engine.set(`owner${i}`, named(`Party Word${'abcdefghij'[i % 10]}${i} Standing`));
  for (let i = 0; i < 2000; i += 1) engine.delete(`owner${i}`);
  for (let turn = 0; turn < 30; turn += 1) {
    engine.set('owner2500', named(`Heron Turn Number${turn}`));
    engine.delete(`owner${2600 + turn}`);
    await new Promise((resolve) => setImmediate(resolve));
    expect(engine.find(`Heron Turn Number${turn}`, { limit: 1 })[0]).toMatchObject({ owner: 'owner2500', score: 1 });
    expect(engine.size).toBe(1000 - turn - 1);
  }
  expect(engine.find('Party Worda2610 Standing', { limit: 1, minScore: 1 })).toEqual([]);
  expect(engine.find('Party Wordj2999 Standing', { limit: 1 })[0]).toMatchObject({ owner: 'owner2999', score: 1 });
});

describe('hostile queries', () => {
  const engine = engineOf({ one: ['MOHAMMED ALI TRADING COMPANY'], two: ['GREY HERON'] });

  test.each([
    ['200 common words', Array.from({ length: 200 }, () => 'mohammed').join(' ')],
    ['one endless word', 'mohammed'.repeat(2000)],
    ['combining marks', `${'a\u0301'.repeat(5000)} heron`],
    ['forms that grow when they are unified', 'ﷺ'.repeat(3000)],
    ['every letter alone', 'a b c d e f g h i j k l m n o p q r s t u v w x y z '.repeat(40)],
  ])('%s: an answer, with scores from 0 to 1', (_, query) => {
    for (const { score } of engine.find(query, { limit: 5 })) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });

  test('marks that nobody sees change nothing', () => {
    expect(engine.find('\u202eGR\u200bEY \ud800HER\u2060ON\u202c', { limit: 1 })[0]).toMatchObject({
      owner: 'two',
      score: 1,
    });
  });

  test('letters of another alphabet inside a word are seen through', () => {
    const mixed = engineOf({ one: ['Рокотов'] });
    expect(mixed.find('Pокoтов', { limit: 1 })[0]).toMatchObject({ owner: 'one', score: 1 });
  });
});

describe('among many that share a word', () => {
  const GIVEN =
    'Abbas Bahram Dariush Esfandiar Farhad Gholam Hamid Iraj Javad Kamran Latif Morad Nader Omid Parviz'.split(' ');
  const crowd = Object.fromEntries(
    GIVEN.flatMap((one) =>
      GIVEN.map((other) => [`${one}${other}`, [`${one}${other.toLowerCase()} TAHMASBIAN`]] as const),
    ),
  );

  test('the one of which the other word is such that no key leads to it', () => {
    const engine = engineOf({ ...crowd, wanted: ['Fadro TAHMASBIAN'] });
    expect(owners(engine, 'Fedlo Tahmasbian')[0]).toBe('wanted');
  });

  test('the one that has both words, and not those that are like the two written together', () => {
    const others = Object.fromEntries(
      GIVEN.flatMap((one) =>
        GIVEN.map((other) => [`${one}${other}`, [`${one}${other.toLowerCase()}, Mohammad`]] as const),
      ),
    );
    const engine = engineOf({ ...others, wanted: ['Mohannad al-Dabbagh'] });
    expect(owners(engine, 'Mohanad al-Dabbagh')[0]).toBe('wanted');
  });
});

describe('far below any threshold', () => {
  const engine = engineOf({ star: ['PAO ZVEZDA'], mash: ['JOINT STOCK COMPANY PO SEVMASH'] });

  test.each([
    ['two letters of one word are wrong', 'PAO ZVEZAT', 'star'],
    ['a misspelt word is written together with one before it', 'JOINT STOCK COMPANY POSEVBMASH', 'mash'],
  ])('%s', (_, query, owner) => {
    expect(owners(engine, query)).toEqual([owner]);
  });

  test('nothing is said of these where matches are asked for', () => {
    expect(owners(engine, 'PAO ZVEZAT', 0.8)).toEqual([]);
  });
});

test('a word that was asked before is found in names that came since, and not in those that went', () => {
  const engine = engineOf({ karin: ['LINDQVIST, Karin'] });
  expect(owners(engine, 'Lindqvits Karin')).toEqual(['karin']);
  engine.set('other', named('LINDQVITS, Karin'));
  expect(owners(engine, 'Lindqvits Karin')).toEqual(['other', 'karin']);
  engine.delete('karin');
  expect(owners(engine, 'Lindqvits Karin')).toEqual(['other']);
});

test('what was asked before changes no answer', () => {
  const engine = engineOf({ karim: ['Karim Nasher'] });
  // Written together these have the letters of the word that is asked then, and other sounds.
  engine.find('نس هر', { limit: 1 });
  expect(engine.find('كريم نشر', { limit: 1 })).toMatchObject([{ owner: 'karim', score: 0.93 }]);
});

test('Arabic and Persian write one name alike', () => {
  expect(engineOf({ one: ['جاوید تاجی'] }).find('جاويد تاجي', { limit: 1 })).toMatchObject([{ score: 1 }]);
});

test('two exchanges of near consonants are one word', () => {
  expect(owners(engineOf({ one: ['SAPOTIN'] }), 'Sabodin', 0.8)).toEqual(['one']);
});

test('all names of one worth are compared', () => {
  const names = Array.from({ length: 25 }, (_, i) => [
    `p${i}`,
    [`Karin Lindqvist N${'abcdefghijklmnopqrstuvwxyz'[i]}rstad`],
  ]);
  const found = engineOf(Object.fromEntries(names)).find('Karin Oskarova Lindqvist', { limit: 100, minScore: 0.5 });
  expect(found).toHaveLength(25);
});
