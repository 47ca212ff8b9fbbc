import { describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { chSeco } from '../../../src/sources/ch-seco/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { identity, LISTED, listXml, modification, name, part, target } from './list-xml.js';

const entity = (n: number, whole = `HERON ${n} Ltd`) =>
  target(n, `<entity>${identity(name(part(1, 'whole-name', whole)))}</entity>`);

listSourceContract(chSeco, {
  path: '/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction',
  file: listXml,
  record: entity,
  refOf: String,
  torn: [
    { without: 'ssid', record: entity(1).replace('<target ssid="1">', '<target>'), ref: null },
    { without: 'name', record: entity(1, ''), ref: '1' },
    { without: 'party', record: target(1, ''), ref: '1' },
  ],
  strange: {
    record: entity(1).replace('</entity>', '<wallet>abc</wallet></entity>'),
    path: 'target/entity/wallet',
    example: 'abc',
  },
  foreign: '<sdnList xmlns="https://example.org"><sdnEntry/></sdnList>',
  cut: /not well-formed/,
});

const WHOLE = part(1, 'whole-name', 'HERON');

describe('a target', () => {
  const read = reader(chSeco);

  async function readOne(inside: string, kind = 'individual', attributes = ''): Promise<Listing> {
    const [listing] = listingsIn(await read(listXml([target(7, `<${kind}${attributes}>${inside}</${kind}>`)])));
    if (!listing) throw new Error('no listing was read');
    return listing;
  }

  it('has its ssid, its parts of the name in order, its programme in English and the day of its listing', async () => {
    const parts = [
      part(3, 'father-name', 'Ivanovna'),
      part(1, 'family-name', ' Hentzau '),
      part(2, 'given-name', 'Anne'),
      part(4, 'title', 'General'),
      part(5, 'other', '-'),
    ];
    expect(await readOne(identity(name(parts.join(''))), 'individual', ' sex="female"')).toMatchObject({
      list: 'ch-seco',
      ref: '7',
      name: 'Hentzau Anne Ivanovna',
      type: 'individual',
      title: 'General',
      gender: 'female',
      programs: ['Ruritania'],
      sanctionsTypes: ['annex 1'],
      listedOn: '2024-05-01',
    });
  });

  it('has aliases by type, quality, script and identity', async () => {
    const parts =
      part(
        1,
        'family-name',
        'Hentzau',
        '<spelling-variant lang="RUS" script="LATN">Gentsau</spelling-variant><spelling-variant lang="RUS" script="CYRL">Гентцау</spelling-variant>',
      ) +
      part(
        2,
        'given-name',
        'Anne',
        '<spelling-variant lang="RUS" script="LATN">Anna</spelling-variant><spelling-variant lang="RUS" script="LATN">Anya</spelling-variant><spelling-variant lang="RUS" script="CYRL">Анна</spelling-variant>',
      );
    const { aliases } = await readOne(
      identity(
        name(parts) +
          name(part(1, 'whole-name', 'Egret'), 'name-type="alias" quality="low"') +
          name(part(1, 'whole-name', 'Bittern'), 'name-type="formerly-known-as" quality="good"'),
      ) + identity(name(part(1, 'whole-name', 'Stork')), false),
    );
    expect(aliases).toEqual([
      { name: 'Gentsau Anna', kind: 'aka', strength: 'strong' },
      { name: 'Gentsau Anya', kind: 'aka', strength: 'strong' },
      { name: 'Гентцау Анна', kind: 'original-script', strength: 'strong', script: 'CYRL' },
      { name: 'Egret', kind: 'aka', strength: 'weak' },
      { name: 'Bittern', kind: 'fka', strength: 'strong' },
      { name: 'Stork', kind: 'aka', strength: 'strong' },
    ]);
  });

  it('has births, places by their number, nationalities, documents, remarks and relations', async () => {
    const heron = entity(8);
    const anne = target(
      7,
      `<individual>${identity(`${name(WHOLE)}
<day-month-year day="3" month="4" year="1980" calendar="Gregorian" quality="good"/><day-month-year year="1981" calendar="Islamic" quality="low"/><day-month-year calendar="Gregorian" quality="low"/>
<place-of-birth place-id="31" quality="good"/><nationality><country iso-code="RU">Ruritania</country></nationality>
<address place-id="31"><c-o>Heron Club</c-o><address-details>1 Mole St</address-details><p-o-box>5</p-o-box><zip-code>123</zip-code><remarks>in 2009</remarks></address><address place-id="32"/>
<identification-document document-type="diplomatic-passport"><number>X1</number><issuer code="RU">Ruritania</issuer><date-of-issue>2001-02-03</date-of-issue><expiry-date>2011-02-03</expiry-date><remark>lost</remark></identification-document>`)}
<justification ssid="52">And of the  Herons.</justification><justification ssid="51">Of old family.</justification>
<other-information ssid="53">Website: www.heron.example</other-information><other-information ssid="54">E-mail: anne@heron.example</other-information>
<relation ssid="55" target-id="8" relation-type="related-to"/></individual><foreign-identifier>RUi.001</foreign-identifier>`,
    );
    const [listing] = listingsIn(await read(listXml([anne, heron])));
    expect(listing).toMatchObject({
      births: [
        { kind: 'date', value: '1980-04-03' },
        { kind: 'date', value: '1981 (Islamic calendar, quality low)' },
        { kind: 'place', value: 'Strelsau, Zenda, Ruritania' },
      ],
      nationalities: [{ country: 'Ruritania', kind: 'nationality' }],
      addresses: [
        { text: 'Heron Club, 1 Mole St, P.O. Box 5, 123 Strelsau, Zenda (in 2009)', country: 'Ruritania' },
        { text: '', country: 'Ruritania' },
      ],
      identifiers: [
        {
          type: 'Diplomatic passport',
          number: 'X1',
          country: 'Ruritania',
          issued: '2001-02-03',
          expires: '2011-02-03',
          note: 'lost',
        },
        { type: 'Foreign identifier', number: 'RUi.001' },
      ],
      remarks: 'Of old family.\nAnd of the Herons.\nWebsite: www.heron.example\nE-mail: anne@heron.example',
      websites: ['www.heron.example'],
      emails: ['anne@heron.example'],
      relations: [{ kind: 'related-to', name: 'HERON 8 Ltd', ref: '8' }],
    });
  });

  it('that is a vessel has its IMO number, and its date among the remarks', async () => {
    const inside = `${identity(`${name(WHOLE)}<day-month-year year="1986"/>`)}<other-information ssid="1">IMO Number: 9000001</other-information>`;
    expect(await readOne(inside, 'object', ' object-type="vessel"')).toMatchObject({
      type: 'vessel',
      births: [],
      identifiers: [{ type: 'IMO number', number: '9000001' }],
      remarks: 'IMO Number: 9000001\nDate: 1986',
    });
  });

  it('says the same in English where a text is there in four languages', async () => {
    const texts = ['fre', 'ger', 'eng', 'ita'].map(
      (lang) => `<justification ssid="1" lang="${lang}">${lang}</justification>`,
    );
    expect((await readOne(identity(name(WHOLE)) + texts.join(''))).remarks).toBe('eng');
  });

  it('does not change with the annexes that its ordinance names', async () => {
    const before = listXml([entity(1)]);
    const after = before.replace('annexes 1 and 2', 'annexes 1, 2 and 3');
    expect(countsOf(await changesBetween(await read(before), await read(after)))).toBe('0/0/0');
  });
});

describe('a place or a set that the file does not have', () => {
  const read = reader(chSeco);
  const party = `<entity>${identity(`${name(WHOLE)}<address place-id="31"><address-details>1 Mole St</address-details></address>`)}</entity>`;

  it('is unknown: what it said before is carried forward', async () => {
    const before = listXml([target(7, party), entity(8)]);
    const without = before.replace(/<place ssid="31">.*<\/place>/, '');
    const events = await read(without);
    expect(events[1]).toMatchObject({ kind: 'listing', gaps: [{ field: 'addresses' }] });
    const diff = await changesBetween(await read(before), events);
    expect([countsOf(diff), diff.gaps]).toEqual(['0/0/0', 1]);
    const unset = await read(before.replaceAll('sanctions-set ssid="21"', 'sanctions-set ssid="99"'));
    expect(countsOf(await changesBetween(await read(before), unset))).toBe('0/0/0');
  });
});

describe('the status of a target', () => {
  const read = reader(chSeco);
  const heron = (...modifications: string[]) =>
    target(7, `<entity>${identity(name(WHOLE))}</entity>`, modifications.join(''));
  const refs = async (xml: string) => listingsIn(await read(xml)).map(({ ref }) => ref);

  it('de-listed in the file is a removal by the list itself', async () => {
    const before = await read(listXml([entity(1), heron(LISTED)]));
    const after = await read(listXml([entity(1), heron(modification('de-listed', '2025-02-03'), LISTED)]));
    expect(after.map(({ kind }) => kind)).toEqual(['header', 'listing']);
    const diff = await changesBetween(before, after);
    expect([countsOf(diff), diff.removed[0]?.listing.ref, diff.setAside]).toEqual(['0/0/1', '7', []]);
  });

  it('is that of the latest day, wherever it stands, and of the first in the file on the same day', async () => {
    const [gone, amended] = [modification('de-listed', '2025-06-20'), modification('amended', '2025-06-03')];
    expect(await refs(listXml([entity(1), heron(amended, gone, LISTED)]))).toEqual(['1']);
    expect(await refs(listXml([entity(1), heron(modification('listed', '2025-06-20'), gone)]))).toEqual(['1', '7']);
    expect(await refs(listXml([entity(1), heron(gone, modification('amended', '2025-06-20'))]))).toEqual(['1']);
  });

  it('is listed again from the latest listing on', async () => {
    const again = heron(modification('listed', '2025-09-01'), modification('de-listed', '2025-06-20'), LISTED);
    expect(listingsIn(await read(listXml([again])))[0]).toMatchObject({ listedOn: '2025-09-01' });
  });

  it('that nobody knows is reported, and the target set aside rather than taken for listed or gone', async () => {
    const before = await read(listXml([entity(1), heron(LISTED)]));
    const after = await read(listXml([entity(1), heron(modification('suspended', '2025-01-01'), LISTED)]));
    expect(after.slice(2)).toEqual([
      { kind: 'unknown', path: 'modification@modification-type=suspended', example: 'suspended' },
      { kind: 'set-aside', ref: '7', name: 'HERON', reason: expect.stringContaining('"suspended"') },
    ]);
    expect(countsOf(await changesBetween(before, after))).toBe('0/0/0');
  });

  it('is not that of the copies within a modification', async () => {
    const copy = `<added><target ssid="99"><entity>${identity(name(part(1, 'whole-name', 'EGRET')))}</entity>${modification('de-listed', '2026-01-01')}</target></added><removed><identity><name/></identity></removed>`;
    const events = await read(listXml([heron(modification('amended', '2025-01-01', copy), LISTED)]));
    expect(listingsIn(events)).toMatchObject([{ ref: '7', name: 'HERON', aliases: [] }]);
    expect(events).toHaveLength(2);
  });
});

describe('a list', () => {
  const read = reader(chSeco);

  it('that is not the whole list is refused', async () => {
    const mutations = listXml([entity(1)]).replace('whole-list', 'mutations');
    await expect(read(mutations)).rejects.toThrow(RefusedVersion);
    await expect(read(mutations)).rejects.toThrow('not the whole list');
  });

  it('is dated by its root, and reports what stands beside the targets', async () => {
    const events = await read(
      listXml([entity(1)])
        .replace('</swiss-sanctions-list>', '<legend/></swiss-sanctions-list>')
        .replace('</place>', '<zone>x</zone></place>'),
    );
    expect(events[0]).toEqual({ kind: 'unknown', path: 'place/zone', example: 'x' });
    expect(events.filter(({ kind }) => kind === 'unknown')).toHaveLength(2);
    expect(events).toContainEqual({ kind: 'header', published: '2026-01-05' });
  });

  it('names types of objects and of names that nobody knows', async () => {
    const odd = target(2, `<object object-type="building">${identity(name(WHOLE))}</object>`);
    const events = await read(listXml([entity(1).replace('primary-name', 'nickname'), odd]));
    expect(events.filter(({ kind }) => kind !== 'listing')).toMatchObject([
      { kind: 'header' },
      { kind: 'unknown', path: 'name@name-type=nickname' },
      { kind: 'unknown', path: 'object@object-type=building' },
      { kind: 'set-aside', ref: '2', reason: expect.stringContaining('building') },
    ]);
  });
});
