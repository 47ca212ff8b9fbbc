import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { csvLine, jsonLines, textLine } from '../../src/cli/screening/answer.js';
import type { Asked } from '../../src/cli/screening/asked.js';
import { linesOf, type TextLine } from '../../src/cli/screening/lines.js';
import { recordsOf, type ScreenRecord } from '../../src/cli/screening/records.js';
import { remembering } from '../../src/cli/screening/remembered.js';
import type { Match } from '../../src/domain/match.js';
import { countryNames } from '../../src/lib/country.js';

const streamOf = (bytes: Uint8Array, size = 7) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
const lines = (bytes: Uint8Array, size?: number): Promise<TextLine[]> => all(linesOf(streamOf(bytes, size)));
const records = (text: string, file = 'names.txt'): Promise<ScreenRecord[]> =>
  all(recordsOf(linesOf(streamOf(Buffer.from(text), 11)), file));

describe('the lines of a file', () => {
  const TEXT = 'Žofie Ünal\r\n\r\nИгорь\n三菱';
  const WANTED = [
    { number: 1, text: 'Žofie Ünal' },
    { number: 2, text: '' },
    { number: 3, text: 'Игорь' },
    { number: 4, text: '三菱' },
  ];
  const little = Buffer.from(TEXT, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ])('%s, cut anywhere', async (_, bytes) => {
    for (const size of [1, 3, 1000]) expect(await lines(bytes, size)).toEqual(WANTED);
  });

  test('UTF-16 without a mark is seen by its zeros', async () => {
    const bytes = Buffer.from('Anna\nИгорь', 'utf16le');
    for (const one of [bytes, Buffer.from(bytes).swap16()])
      expect((await lines(one)).map(({ text }) => text)).toEqual(['Anna', 'Игорь']);
    expect(little.length).toBeGreaterThan(0);
  });

  test('none, one without an end, and very short ones', async () => {
    expect(await lines(Buffer.from(''))).toEqual([]);
    expect(await lines(Buffer.from('a'))).toEqual([{ number: 1, text: 'a' }]);
    expect(await lines(Buffer.from('\n'))).toEqual([{ number: 1, text: '' }]);
  });

  test('a huge line is passed over, and those after it are read', async () => {
    const bytes = Buffer.from(`a\n${'x'.repeat(500_000)}\nb\n${'y'.repeat(300_000)}`);
    for (const size of [1_000, 65_536, 1_000_000])
      expect(await lines(bytes, size)).toEqual([
        { number: 1, text: 'a' },
        { number: 2, text: null },
        { number: 3, text: 'b' },
        { number: 4, text: null },
      ]);
  });
});

describe('the records of a CSV', () => {
  const named = (found: readonly ScreenRecord[]) =>
    found.map(({ line, asked }) => `${line} ${'problem' in asked ? `! ${asked.problem}` : asked.name}`);

  test.each([
    ['commas', 'id,Name,note\n1,"Marlowe, ""Inez""",x\n2,Tern,\n'],
    ['semicolons', 'id;NAME;note\n1;"Marlowe, ""Inez""";x\n2;Tern;\n'],
    ['tabs', 'id\tname\tnote\n1\t"Marlowe, ""Inez"""\tx\n2\tTern\t\n'],
  ])('with %s', async (_, text) => {
    expect(named(await records(text))).toEqual(['2 Marlowe, "Inez"', '3 Tern']);
  });

  test('a name over several lines is one, counted where it ends', async () => {
    expect(named(await records('name,b\n"Tern\nShipping",1\n\nHeron,2\n'))).toEqual(['3 Tern Shipping', '5 Heron']);
  });

  test('wrong rows are said with their lines, and the others are read', async () => {
    const text = 'name,b\nTern,1\nMarlowe, Inez,2\n,3\nHe"ron,4\nKite,5\n';
    expect(named(await records(text))).toEqual([
      '2 Tern',
      '3 ! It has 3 cells where the header has 2',
      '4 ! Its name is empty',
      expect.stringMatching(/^5 ! it is (not well-formed CSV|cut short)/),
      '6 Kite',
    ]);
  });

  test('a quote that is never closed costs its own line only', async () => {
    const rest = Array.from({ length: 200 }, (_, i) => `Tern ${i},x`);
    const found = named(await records(`name,b\n"Open,1\n${rest.join('\n')}\n"Shut",2\n`));
    expect(found).toHaveLength(202);
    expect(found[0]).toMatch(/^2 ! it is cut short/);
    expect(found.slice(1, 3)).toEqual(['3 Tern 0', '4 Tern 1']);
    expect(found.at(-1)).toBe('203 Shut');
  });

  test('the type of a row narrows it, and a wrong one is said', async () => {
    const found = await records('name,type\nTern,Vessel\nKite,\nPlover,boat\n');
    expect(found.map(({ asked }) => asked)).toEqual([
      { name: 'Tern', type: 'vessel' },
      { name: 'Kite' },
      { name: 'Plover', unread: [expect.stringContaining('“boat” is no type')] },
    ]);
  });

  test('a date of birth and a country are read however they are written', async () => {
    const found = await records(
      'name;Birth_Date;dob;country;nationality\nA;;1971;KP;\nB;1971-02-28;;;korea, north\nC;28.02.1971;;PRK;Iran\nD;;;;\n',
    );
    expect(found.map(({ asked }) => asked)).toEqual([
      { name: 'A', born: '1971', country: 'North Korea' },
      { name: 'B', born: '1971', country: 'North Korea' },
      { name: 'C', born: '1971', country: 'North Korea' },
      { name: 'D' },
    ]);
  });

  test.each([
    ['28/2/1971', '1971'],
    ['2/28/1971', '1971'],
    ['28 Feb 1971', '1971'],
    ['February 28, 1971', '1971'],
    ['19710228', '1971'],
    ['1971-02-28T00:00:00Z', '1971'],
    ['1971-02', '1971'],
    ['1971-00-00', '1971'],
    ['00/00/1971', '1971'],
  ])('%s is born %s', async (written, born) => {
    expect((await records(`name\tdob\nTern\t${written}\n`))[0]?.asked).toEqual({ name: 'Tern', born });
  });

  test.each(['28/02/71', '1971-13-45', '1970 to 1972', 'soon', '3071', '197', '12345678'])(
    '“%s” is no date of birth, which is said, and the name is asked without it',
    async (written) => {
      const [record] = await records(`name\tdob\nTern\t${written}\n`);
      const unread = [expect.stringContaining(`“${written}” is no date of birth`)];
      expect(record?.asked).toEqual({ name: 'Tern', unread });
    },
  );

  test('what is no country, and what is no type, is said, and the name is asked without them', async () => {
    const [record] = await records('name,country,type\nTern,Ruritania,bird\n');
    expect(record?.asked).toEqual({
      name: 'Tern',
      unread: [expect.stringContaining('“bird” is no type'), expect.stringContaining('“Ruritania” is no country')],
    });
  });

  test.each(['n/a', 'N/A', 'unknown', '-', '—', '?', 'none', 'NULL'])('“%s” tells nothing', async (written) => {
    const [record] = await records(`name\tdob\tcountry\nTern\t${written}\t${written}\n`);
    expect(record?.asked).toEqual({ name: 'Tern' });
  });

  test('every country that the search knows is read as itself', async () => {
    const rows = countryNames().map((name) => `Tern\t${name}\n`);
    const found = await records(`name\tcountry\n${rows.join('')}`);
    expect(found.map(({ asked }) => ('country' in asked ? asked.country : asked))).toEqual(countryNames());
  });

  test('a file that is not UTF-8 is said to be so, line by line', async () => {
    const bytes = Buffer.concat([Buffer.from('Tern\nZo'), Buffer.from([0xe9]), Buffer.from('\nKite\n')]);
    const found = named(await all(recordsOf(linesOf(streamOf(bytes)), 'names.txt')));
    expect(found).toEqual(['1 Tern', expect.stringMatching(/^2 ! .*save the file as UTF-8/), '3 Kite']);
  });
});

test('objects and plain lines may stand in one file', async () => {
  const text = '{"name":"Tern","type":"vessel"}\n\nKite\n{"title":"x"}\n{oops\n{"name":"Heron","type":7}\n';
  expect((await records(text)).map(({ line, asked }) => [line, asked])).toEqual([
    [1, { name: 'Tern', type: 'vessel' }],
    [3, { name: 'Kite' }],
    [4, { text: '{"title":"x"}', problem: expect.stringContaining('has no "name"') }],
    [5, { text: '{oops', problem: 'This line is not JSON: {oops' }],
    [6, { text: '{"name":"Heron","type":7}', problem: 'Its "type" is no text' }],
  ]);
});

test('objects tell what else is known, and a wrong word about it is said', async () => {
  const lines = [
    { name: 'Tern', dob: 1971, country: 'IR' },
    { name: 'Tern', born: '1971-02-28', dob: null, nationality: 'Iran' },
    { name: 'Tern', country: ['IR', 'KP'] },
    { name: 'Tern', dob: 12.5 },
    { name: 'x'.repeat(8_001) },
  ];
  const found = await records(lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(found.map(({ asked }) => ('problem' in asked ? asked.problem : asked))).toEqual([
    { name: 'Tern', born: '1971', country: 'Iran' },
    { name: 'Tern', born: '1971', country: 'Iran' },
    'Its "country" is no text',
    'Its "dob" is no text',
    expect.stringContaining('at most 8000 characters'),
  ]);
});

describe('what was asked lately', () => {
  const MATCH: Match = {
    ...{ id: 'x/1', actor: null, name: 'TERN', type: 'vessel', score: 1, matchedName: 'TERN' },
    ...{ why: 'matches', listings: [] },
  };

  test('is asked once, for the same name with the same facts', () => {
    const asked: Asked[] = [];
    const find = remembering((one) => {
      asked.push(one);
      return [MATCH];
    });
    for (const one of [{ name: 'A' }, { name: 'A', born: '1971' }, { name: 'A' }, { name: 'A', country: 'Iran' }])
      expect(find(one)).toEqual([MATCH]);
    expect(asked).toEqual([{ name: 'A' }, { name: 'A', born: '1971' }, { name: 'A', country: 'Iran' }]);
  });

  test('is forgotten in time, but not what is asked again and again', () => {
    let times = 0;
    const find = remembering(({ name }) => {
      if (name === 'often' || name === 'once') times += 1;
      return [];
    });
    for (const name of ['once', 'often']) find({ name });
    for (let i = 0; i < 50_000; i += 1) {
      find({ name: String(i) });
      if (i % 1_000 === 0) find({ name: 'often' });
    }
    expect(times).toBe(2);
    find({ name: 'once' });
    expect(times).toBe(3);
  });
});

test('an answer for people has our score, the OFAC score and the reason', () => {
  const match: Match = {
    ...{ id: 'x/1', actor: null, name: 'TERN', type: 'vessel', score: 0.9, matchedName: 'TERN', ofacScore: 88 },
    ...{ why: 'is spelt much like the name TERN', listings: [] },
  };
  const { ofacScore: _, ...identified } = match;
  const line = { line: 1, asked: { name: 'Tren' } };
  expect(textLine({ ...line, matches: [match, match] })).toBe(
    'Tren\t0.90\tx/1\tOFAC 88\tis spelt much like the name TERN\t+1 more',
  );
  expect(textLine({ ...line, matches: [identified] })).toBe(
    'Tren\t0.90\tx/1\tOFAC -\tis spelt much like the name TERN',
  );
  expect(csvLine({ ...line, matches: [match] })).toBe(
    '1,Tren,1,0.90,88,x/1,TERN,vessel,TERN,,is spelt much like the name TERN,',
  );
});

test('a wrong input has a line of its own in every form of answer, and never an empty list of matches', () => {
  const wrong = { line: 7, asked: { text: '=a\tb', problem: 'It is wrong' }, matches: [] };
  expect(JSON.parse(jsonLines({})(wrong))).toEqual({
    query: '=a\tb',
    matches: null,
    asOf: {},
    line: 7,
    error: 'It is wrong',
  });
  expect(textLine(wrong)).toBe('=a b\t!\tIt is wrong');
  expect(csvLine(wrong)).toMatch(/^7,.*=a\tb.*,,,,,,,,It is wrong$/);
  expect(csvLine({ line: 8, asked: { name: '=cmd()' }, matches: [] })).toBe("8,'=cmd(),0,,,,,,,,,");
});
