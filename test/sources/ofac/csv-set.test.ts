import { describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { ADD_ROWS, ALT_ROWS, csv, SDN_ROWS } from './parties.js';
import { csvVersion, read, readText } from './reading.js';

const FILES = { sdn: csv(SDN_ROWS), alt: csv(ALT_ROWS), add: csv(ADD_ROWS) };
const NEVER_IN_CSV = [{ field: 'sanctionsTypes' }, { field: 'legalAuthorities' }, { field: 'listedOn' }];
const STRONG = { field: 'aliases', strength: 'strong' };
const WEAK = { field: 'aliases', strength: 'weak' };

/** A row whose remark is as long as OFAC lets it be: `beginning`, filled up, and then `end`. */
function cutRow(ref: string, beginning: string, end: string): string {
  const filler = 'Organization Established Date 1969; '.repeat(40).slice(0, 1000 - beginning.length - end.length - 2);
  return `${ref},"TERN GROUP",-0- ,"NORTHMARK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${beginning}${filler}; ${end}"`;
}

describe('a remark that is cut at 1,000 characters', () => {
  const wallet = 'Digital Currency Address - ETH 0xAbCd000000000000000000000000000000000002';
  const row = cutRow('900009', `${wallet}; a.k.a. 'FULMAR'; `, "a.k.a. 'WHITE TE");

  it('goes on in the comments file, with nothing between', async () => {
    const comments = csv([`900009,"RN'; a.k.a. 'AUK'; Linked To: KESTREL FORWARDING CO., LTD."`]);
    const { listings, gaps, events } = await read(
      ofacSdn,
      await csvVersion({ ...FILES, sdn: csv([...SDN_ROWS, row]), comments }),
    );
    expect(listings.get('900009')?.aliases.map(({ name }) => name)).toEqual(['FULMAR', 'WHITE TERN', 'AUK']);
    expect(listings.get('900009')?.relations).toEqual([{ kind: 'Linked To', name: 'KESTREL FORWARDING CO., LTD.' }]);
    expect(listings.get('900009')?.remarks).toMatch(/a\.k\.a\. 'WHITE TERN'; a\.k\.a\. 'AUK'; Linked To: .*LTD\.$/);
    expect(gaps.get('900009')).toEqual(NEVER_IN_CSV);
    expect(events).toEqual([]);
  });

  it('without a continuation gives its whole segments, not the cut one, and says what it may have held', async () => {
    const { listings, gaps } = await read(ofacSdn, await csvVersion({ ...FILES, sdn: csv([...SDN_ROWS, row]) }));
    expect(listings.get('900009')?.aliases).toEqual([{ name: 'FULMAR', kind: 'aka', strength: 'weak' }]);
    expect(listings.get('900009')?.wallets).toHaveLength(1);
    expect(gaps.get('900009')).toEqual(
      expect.arrayContaining([
        WEAK,
        ...['births', 'nationalities', 'identifiers', 'wallets', 'websites', 'emails', 'relations'].map((field) => ({
          field,
        })),
        ...['vessel', 'aircraft', 'gender', 'remarks'].map((field) => ({ field })),
      ]),
    );
    expect(gaps.get('900009')).not.toContainEqual(STRONG);
    expect(gaps.get('900001')).toEqual(NEVER_IN_CSV);
  });

  it('is not completed from a comments file of another day', async () => {
    const sdn = csv([...SDN_ROWS, row]);
    for (const comments of [
      csv([`900009,"RN'."`, `123456,"gone."`]),
      csv([`900009,"RN'."`, `900002,"the remark of this one is not cut."`]),
    ]) {
      const { listings, gaps, events } = await read(ofacSdn, await csvVersion({ ...FILES, sdn, comments }));
      expect(listings.get('900009')?.aliases.map(({ name }) => name)).toEqual(['FULMAR']);
      expect(gaps.get('900009')).toContainEqual(WEAK);
      expect(events).toEqual([expect.objectContaining({ kind: 'gap' })]);
    }
  });
});

describe('a companion file', () => {
  it('that is missing leaves a gap and nothing else', async () => {
    const { gaps, events } = await readText(ofacSdn, 'sdn.csv', FILES.sdn);
    expect(events).toEqual(
      ['alt', 'add'].map((role) => ({ kind: 'gap', what: `there is no ${role} file`, optional: true })),
    );
    expect(gaps.get('900001')).toEqual([...NEVER_IN_CSV, STRONG, { field: 'addresses' }]);
  });

  it('with orphan rows is of another day: each orphan is counted', async () => {
    const alt = csv([...ALT_ROWS, `777,1,"aka","GONE",-0- `]);
    const { listings, gaps, events } = await read(ofacSdn, await csvVersion({ ...FILES, alt }));
    expect(events).toEqual([{ kind: 'gap', what: 'the alt file has a row for 777, which the list does not name' }]);
    expect(listings.get('900001')?.aliases).toContainEqual({ name: 'MARLOWE, Inez', kind: 'aka', strength: 'strong' });
    expect(gaps.get('900003')).toEqual([...NEVER_IN_CSV, { ...STRONG, stale: true }]);
  });

  it('written more than a day apart from the list is of another day', async () => {
    const times = { sdn: '2031-03-28T14:00:00.000Z', alt: '2031-03-28T13:00:00.000Z', add: '2031-03-25T14:00:00.000Z' };
    const { gaps, events } = await read(ofacSdn, await csvVersion(FILES, times));
    expect(events).toEqual([{ kind: 'gap', what: 'the add file was written 3 days apart from the list' }]);
    expect(gaps.get('900003')).toEqual([...NEVER_IN_CSV, { field: 'addresses', stale: true }]);
  });

  it('saved anew with LF and without end mark is taken, cut short with CRLF counts as missing', async () => {
    const resaved = `${ALT_ROWS.join('\n')}\n`;
    expect((await read(ofacSdn, await csvVersion({ ...FILES, alt: resaved }))).gaps.get('900003')).toEqual(
      NEVER_IN_CSV,
    );
    const cut = FILES.alt.slice(0, -1);
    for (const alt of [cut, resaved.slice(0, -5)]) {
      const { gaps, events, listings } = await read(ofacSdn, await csvVersion({ ...FILES, alt }));
      expect(events).toEqual([{ kind: 'gap', what: expect.stringMatching(/^the alt file is cut short/) }]);
      expect(gaps.get('900003')).toEqual([...NEVER_IN_CSV, STRONG]);
      expect(listings.size).toBe(4);
    }
  });

  it.each([
    ['another file', FILES.add, 'the alt file is another file: its rows have 6 columns, not 5; it counts as missing'],
    ['an HTML page', '<!doctype html><html></html>', 'the alt file is an HTML page, not CSV; it counts as missing'],
    ['empty', '', 'the alt file is empty (0 bytes); it counts as missing'],
  ])('that is %s counts as missing', async (_what, alt, what) => {
    const { gaps, events } = await read(ofacSdn, await csvVersion({ ...FILES, alt }));
    expect(events).toEqual([{ kind: 'gap', what }]);
    expect(gaps.get('900001')).toEqual([...NEVER_IN_CSV, STRONG]);
  });

  it('with something in its remarks column reports it', async () => {
    const alt = csv(ALT_ROWS.map((row) => row.replace(/-0- $/, '"spelling of 1999"')));
    const add = csv(ADD_ROWS.map((row) => row.replace(/-0- $/, '"until 2020"')));
    const { events } = await read(ofacSdn, await csvVersion({ ...FILES, alt, add }));
    expect(events).toEqual([
      { kind: 'unknown', path: 'alt/remarks', example: 'spelling of 1999' },
      { kind: 'unknown', path: 'add/remarks', example: 'until 2020' },
    ]);
  });

  it('with an unknown alias type reports it and keeps the name', async () => {
    const alt = csv([`900001,1,"xka","MARLOW, I.",-0- `]);
    const { listings, events } = await read(ofacSdn, await csvVersion({ ...FILES, alt }));
    expect(events).toEqual([{ kind: 'unknown', path: 'alt/xka', example: 'MARLOW, I.' }]);
    expect(listings.get('900001')?.aliases).toContainEqual({ name: 'MARLOW, I.', kind: 'aka', strength: 'strong' });
  });
});

describe('one wrong row of SDN.CSV', () => {
  it.each([
    ['900001', 'its reference stands twice in the file', SDN_ROWS[0]],
    ['900009', 'it has no name', SDN_ROWS[3].replace('900004,"9H-TIDE"', '900009,-0- ')],
    [
      '900009',
      'its type is unknown: submarine',
      SDN_ROWS[3].replace('900004', '900009').replace('"aircraft"', 'submarine'),
    ],
    [null, 'its reference is not a number: ent_num', SDN_ROWS[3].replace('900004', 'ent_num')],
    ['900009', 'it has 3 columns, not 12', '900009,"TERN",-0- '],
  ])('%s is set aside: %s', async (ref, reason, row) => {
    const { events, listings } = await read(ofacSdn, await csvVersion({ ...FILES, sdn: csv([...SDN_ROWS, row]) }));
    const name = reason === 'it has no name' ? null : expect.anything();
    expect(events).toEqual([{ kind: 'set-aside', ref, name, reason }]);
    expect(listings.size).toBe(4);
  });
});

describe('a file that is not SDN.CSV', () => {
  const whole = FILES.sdn;
  const half = (share: number) => whole.slice(0, Math.floor(whole.length * share));
  it.each([
    ['0 bytes', '', /empty \(0 bytes\)/],
    ['cut at 10 %', half(0.1), /cut short/],
    ['cut at 50 %', half(0.5), /cut short/],
    ['cut at 99 %', half(0.99), /cut short/],
    ['without its end mark', whole.slice(0, -1), /its end mark \(0x1A\) is missing/],
    ['saved anew without its end mark', whole.slice(0, -1).replaceAll('\r\n', '\n'), /its end mark/],
    ['HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', /HTML page/],
    ['UTF-16', Buffer.from(`\ufeff${whole}`, 'utf16le'), /UTF-16/],
    ['invalid UTF-8', Buffer.concat([Buffer.from(whole.slice(0, -1)), Buffer.from([0xe9, 0x1a])]), /not valid UTF-8/],
    ['another file of the set', FILES.alt, /another file: its rows have 5 columns, not 12/],
    ['stray quotes', whole.replace('"GREY HERON"', '"GREY "HERON"'), /not well-formed CSV/],
    ['nothing but its end mark', '\u001a', /has no rows/],
  ])('is refused: %s', async (_what, content, reason) => {
    const reading = readText(ofacSdn, 'sdn.csv', content);
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toBeInstanceOf(RefusedVersion);
  });

  it('but a byte order mark is tolerated', async () => {
    expect((await readText(ofacSdn, 'sdn.csv', `\ufeff${whole}`)).listings.size).toBe(4);
  });
});
