import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { tidy } from '../../../src/lib/text.js';
import type { ReadEvent } from '../../../src/ports.js';
import { unSc } from '../../../src/sources/un-sc/index.js';
import { entity, individual, listXml } from './list-xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-un-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array): Promise<ReadEvent[]> {
  const path = join(folder, 'list.xml');
  await writeFile(path, content);
  const events: ReadEvent[] = [];
  for await (const event of unSc.read(await unSc.fromDisk(path, null))) events.push(event);
  return events;
}

const some = [entity('RUe.900')];

async function readOne(inside: string, name?: string): Promise<Listing> {
  const events = await read(listXml([individual('RUi.001', inside, name)], some));
  for (const event of events) if (event.kind === 'listing') return event.listing;
  throw new Error('no listing was read');
}

describe('a record', () => {
  it('is known by its trimmed reference, its joined name and its committee', async () => {
    const events = await read(
      listXml(
        [
          individual(
            'RUi.001 ',
            '',
            '<FIRST_NAME> Anne </FIRST_NAME><SECOND_NAME/><THIRD_NAME>de  Hentzau</THIRD_NAME>',
          ),
        ],
        [entity('RUe.002')],
      ),
    );
    expect(events).toMatchObject([
      { kind: 'header', published: '2024-05-06T23:00:02.690Z' },
      {
        kind: 'listing',
        gaps: [],
        listing: {
          list: 'un-sc',
          ref: 'RUi.001',
          name: 'Anne de Hentzau',
          type: 'individual',
          programs: ['Ruritania'],
        },
      },
      { kind: 'listing', listing: { ref: 'RUe.002', name: 'GREY HERON', type: 'entity', listedOn: '2024-05-01' } },
    ]);
  });

  it('has aliases by their quality, several to a node, and none of the empty ones', async () => {
    const alias = (quality: string, name: string) =>
      `<INDIVIDUAL_ALIAS><QUALITY>${quality}</QUALITY><ALIAS_NAME>${name}</ALIAS_NAME></INDIVIDUAL_ALIAS>`;
    const { aliases } = await readOne(
      [
        alias('Good', 'A; B'),
        alias('Low', 'ج (C; D)'),
        alias('a.k.a.', 'E (with F)'),
        alias('f.k.a.', 'G'),
        alias('', 'H'),
        alias('', ''),
        '<NAME_ORIGINAL_SCRIPT>آنا</NAME_ORIGINAL_SCRIPT>',
      ].join(''),
    );
    expect(aliases.map(({ name, kind, strength }) => `${name} ${kind} ${strength}`)).toEqual([
      'A aka strong',
      'B aka strong',
      'ج aka weak',
      'C aka weak',
      'D aka weak',
      'E (with F) aka strong',
      'G fka strong',
      'H aka strong',
      'آنا original-script strong',
    ]);
  });

  it('has births in every wording, and those of its other identities', async () => {
    const birth = (inside: string) => `<INDIVIDUAL_DATE_OF_BIRTH>${inside}</INDIVIDUAL_DATE_OF_BIRTH>`;
    const { births } = await readOne(
      [
        birth('<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17-04:00</DATE>'),
        birth('<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>'),
        birth('<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1965</YEAR>'),
        birth('<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR>'),
        birth('<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973</NOTE>'),
        birth('<TYPE_OF_DATE/>'),
        '<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Strelsau</CITY><COUNTRY>Ruritania</COUNTRY><NOTE>possibly</NOTE></INDIVIDUAL_PLACE_OF_BIRTH>',
        '<INDIVIDUAL_PLACE_OF_BIRTH/>',
        '<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Egret</ALIAS_NAME><DATE_OF_BIRTH>1980-08-08</DATE_OF_BIRTH><CITY_OF_BIRTH>Zenda</CITY_OF_BIRTH></INDIVIDUAL_ALIAS>',
      ].join(''),
    );
    expect(births).toEqual([
      { kind: 'date', value: '1964-07-17' },
      { kind: 'date', value: '1958 (Sep.)' },
      { kind: 'date', value: 'approximately 1965' },
      { kind: 'date', value: 'between 1955 and 1958' },
      { kind: 'date', value: 'Nov. 1973' },
      { kind: 'date', value: '1980-08-08 (as Egret)' },
      { kind: 'place', value: 'Strelsau, Ruritania (possibly)' },
      { kind: 'place', value: 'Zenda (as Egret)' },
    ]);
  });

  it('has documents, addresses, nationalities, title, gender and remarks', async () => {
    const listing = await readOne(
      `<TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>General</VALUE><VALUE>Minister</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Ruritania</VALUE><VALUE/></NATIONALITY><GENDER>Female</GENDER><COMMENTS1>Of  old
family.</COMMENTS1>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Egret</ALIAS_NAME><NOTE>nom de guerre</NOTE></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><STREET>1 Mole St</STREET><CITY>Strelsau</CITY><ZIP_CODE>123</ZIP_CODE><COUNTRY>Ruritania</COUNTRY><NOTE>in 2009</NOTE></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_ADDRESS><COUNTRY>Zenda</COUNTRY></INDIVIDUAL_ADDRESS><INDIVIDUAL_ADDRESS/>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X1</NUMBER><ISSUING_COUNTRY>Ruritania</ISSUING_COUNTRY><DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE><CITY_OF_ISSUE>Zenda</CITY_OF_ISSUE><NOTE>expired</NOTE></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><TYPE_OF_DOCUMENT2>Ration card</TYPE_OF_DOCUMENT2><NOTE>lost</NOTE></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/>`,
    );
    expect(listing).toMatchObject({
      title: 'Dr.; General; Minister',
      gender: 'Female',
      nationalities: [{ country: 'Ruritania', kind: 'nationality' }],
      remarks: 'Of  old\nfamily.\nEgret: nom de guerre',
      addresses: [
        { text: '1 Mole St, Strelsau, 123 (in 2009)', country: 'Ruritania' },
        { text: '', country: 'Zenda' },
      ],
      identifiers: [
        {
          type: 'Passport',
          number: 'X1',
          country: 'Ruritania',
          issued: '2001-02-03',
          note: 'expired; issued in Zenda',
        },
        { type: 'National Identification Number (Ration card)', number: '', note: 'lost' },
      ],
    });
  });

  it.each([
    'plain',
    ' two  blanks and one behind ',
    'a\n   line\t\u00a0 break',
    'de\u0301compose\u0301  \n twice',
    'née\u2003Héron',
    '\u00a0',
    'آنا  هنتزو',
  ])('has its texts in the form in which they are compared: %j', async (text) => {
    const listing = await readOne(
      `<COMMENTS1>${text}</COMMENTS1><TITLE><VALUE>${text}</VALUE></TITLE>`,
      `<FIRST_NAME>Anne ${text}</FIRST_NAME>`,
    );
    const said = [listing.name, listing.remarks ?? '', listing.title ?? ''];
    expect(said.map(tidy)).toEqual([`Anne ${text}`, text, text].map(tidy));
    expect([listing.name, listing.title ?? '']).toEqual([tidy(`Anne ${text}`), tidy(text)]);
    expect(listing.remarks ?? '').toBe(text.trim());
  });

  it('is the same after what is no change', async () => {
    const before = await readOne(
      '<LAST_DAY_UPDATED><VALUE>2024-01-01</VALUE></LAST_DAY_UPDATED><COMMENTS1>Text.</COMMENTS1>',
    );
    const after = await read(
      listXml(
        [
          individual('RUi.001  ', '<LAST_DAY_UPDATED/><COMMENTS1>\n  Text.\n</COMMENTS1>')
            .replace('<DATAID>1<', '<DATAID>2<')
            .replace('<VERSIONNUM>1<', '<VERSIONNUM>7<')
            .replace('<SORT_KEY/>', '<SORT_KEY>x</SORT_KEY>'),
        ],
        some,
        '2024-05-07T23:00:00.000Z',
      ),
    );
    expect(after[1]).toMatchObject({ kind: 'listing', listing: before });
  });

  it.each([
    ['REFERENCE_NUMBER', null, 'Anne Heron'],
    ['UN_LIST_TYPE', 'RUi.001', 'Anne Heron'],
    ['LISTED_ON', 'RUi.001', 'Anne Heron'],
  ])('without %s is set aside', async (field, ref, name) => {
    const record = individual('RUi.001').replace(new RegExp(`<${field}>.*</${field}>`), '');
    const events = await read(listXml([record, individual('RUi.002')], some));
    expect(events[1]).toEqual({ kind: 'set-aside', ref, name, reason: expect.stringContaining(field) });
    expect(events[2]).toMatchObject({ kind: 'listing', listing: { ref: 'RUi.002' } });
  });

  it.each([
    ['<FIRST_NAME/>', null],
    ['<SECOND_NAME>de Hentzau</SECOND_NAME>', 'de Hentzau'],
  ])('without its first name is set aside: %s', async (names, name) => {
    const events = await read(listXml([individual('RUi.001', '', names)], some));
    expect(events[1]).toEqual({ kind: 'set-aside', ref: 'RUi.001', name, reason: 'it has no FIRST_NAME' });
  });

  it('says the same whatever the order of its aliases and designations', async () => {
    const alias = (name: string) =>
      `<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>${name}</ALIAS_NAME><NOTE>in ${name}</NOTE></INDIVIDUAL_ALIAS>`;
    const post = (...names: string[]) =>
      `<DESIGNATION>${names.map((name) => `<VALUE>${name}</VALUE>`).join('')}</DESIGNATION>`;
    const one = await readOne(post('General', 'Minister') + alias('Zenda') + alias('Egret'));
    const other = await readOne(post('Minister', 'General') + alias('Egret') + alias('Zenda'));
    expect([one.remarks, one.title]).toEqual([other.remarks, other.title]);
  });

  it('whose reference was there already is set aside', async () => {
    const events = await read(listXml([individual('RUi.001'), individual('RUi.001')], some));
    expect(events.slice(1, 3)).toMatchObject([
      { kind: 'listing' },
      { kind: 'set-aside', ref: 'RUi.001', reason: expect.stringContaining('twice') },
    ]);
  });
});

describe('what is not known', () => {
  it('is reported once a path, with an example, and the record is read all the same', async () => {
    const odd = `<WALLET>abc</WALLET><INDIVIDUAL_ALIAS><QUALITY>Medium</QUALITY><ALIAS_NAME>Egret</ALIAS_NAME><SINCE>2001</SINCE></INDIVIDUAL_ALIAS>`;
    const xml = listXml([individual('RUi.001', odd), individual('RUi.002', odd)], some).replace(
      '</ENTITIES>',
      '</ENTITIES><SHIPS/>',
    );
    const events = await read(xml);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'INDIVIDUAL/WALLET', example: 'abc' },
      { kind: 'unknown', path: 'INDIVIDUAL/INDIVIDUAL_ALIAS/SINCE', example: '2001' },
      { kind: 'unknown', path: 'INDIVIDUAL/INDIVIDUAL_ALIAS/QUALITY=Medium', example: 'Medium' },
      { kind: 'unknown', path: 'SHIPS', example: '' },
    ]);
    expect(events.filter(({ kind }) => kind === 'listing')).toHaveLength(3);
    expect(events.find(({ kind }) => kind === 'listing')).toMatchObject({
      listing: { aliases: [{ strength: 'weak' }] },
    });
  });
});

describe('a file', () => {
  const good = listXml(
    Array.from({ length: 50 }, (_, i) => individual(`RUi.${i}`, '<COMMENTS1>née ’Heron’</COMMENTS1>')),
    some,
  );
  const share = (part: number) => good.slice(0, good.length * part);

  it.each([
    ['0 bytes', '', 'empty'],
    ['cut at 10 %', share(0.1), 'not well-formed'],
    ['cut at 50 %', share(0.5), 'not well-formed'],
    ['cut at 99 %', share(0.99), 'not well-formed'],
    ['HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', 'HTML'],
    ['the list of another authority', '<sdnList xmlns="https://example.org"><sdnEntry/></sdnList>', '<sdnList>'],
    ['CSV', '1,"HERON","individual"\r\n', 'not XML'],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'UTF-16'],
    ['invalid UTF-8', Buffer.from(good.replaceAll('’', ''), 'latin1'), 'not valid UTF-8'],
    ['the low bytes of UTF-16', good.replaceAll('’', '\u0019'), 'not well-formed'],
    ['a doctype', good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'doctype'],
    ['no entities', listXml([individual('RUi.001')], []), '1 individuals and 0 entities'],
  ])('is refused: %s', async (_what, content, reason) => {
    const refusal = await read(content).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedVersion);
    expect(String(refusal)).toContain(reason);
  });

  it('may hold replacement characters as published', async () => {
    expect((await readOne('<COMMENTS1>a\ufffdb</COMMENTS1>')).remarks).toBe('a\ufffdb');
  });

  it.each([
    ['2018-08-24T19:40:35.913-04:00', '2018-08-24T23:40:35.913Z'],
    ['2024-05-06', '2024-05-06'],
    ['yesterday', null],
  ])('generated %s is of %s', async (date, published) => {
    expect((await read(listXml([individual('RUi.001')], some, date)))[0]).toEqual({ kind: 'header', published });
  });
});

describe('a date that is none', () => {
  it.each(['2024-13-45', '2023-02-29'])('sets the record aside: listed on %s', async (day) => {
    const record = individual('RUi.001').replace('<LISTED_ON>2024-05-01', `<LISTED_ON>${day}`);
    const reason = `its LISTED_ON is no date: ${day}`;
    expect(await read(listXml([record, individual('RUi.002')], some))).toContainEqual({
      ...{ kind: 'set-aside', ref: 'RUi.001', name: 'Anne Heron', reason },
    });
  });

  it.each(['2025-99-99', '2025-02-30T10:00:00Z', '2025-05-06T10:00:00', 'soon'])(
    'in the header leaves the version undated and is reported: %s',
    async (date) => {
      const events = await read(listXml([individual('RUi.001')], some, date));
      expect(events.slice(0, 2)).toEqual([
        { kind: 'header', published: null },
        { kind: 'unknown', path: 'CONSOLIDATED_LIST/@dateGenerated (no date)', example: date },
      ]);
    },
  );

  it('in the name of a file says nothing', async () => {
    await writeFile(join(folder, '2025-99-99.xml'), listXml([individual('RUi.001')], some));
    expect((await unSc.fromDisk(join(folder, '2025-99-99.xml'), null)).published).toBeNull();
  });
});
