import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { ukSl } from '../../../src/sources/uk-sl/index.js';
import { damaged, diffOf, eventsOf, listingsIn } from '../../support/list-reading.js';
import { type DesignationOptions, designation, individual, list, name, ukXml } from './list-xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-uk-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = (content: string | Uint8Array) => eventsOf(ukSl, folder, content);

async function readOne(inside = '', options: DesignationOptions = {}): Promise<Listing> {
  const [listing] = listingsIn(await read(ukXml([designation(inside, options)])));
  if (!listing) throw new Error('no listing was read');
  return listing;
}

describe('a record', () => {
  it('is known by its UniqueID, with its name, type, regime, sanctions and date', async () => {
    const events = await read(ukXml([designation('', { imposed: 'Asset freeze|Travel Ban|Asset freeze' })]));
    expect(events).toMatchObject([
      { kind: 'header', published: '2026-09-09' },
      {
        kind: 'listing',
        gaps: [],
        listing: {
          list: 'uk-sl',
          ref: 'RUR0001',
          name: 'Anne HERON',
          type: 'individual',
          programs: ['The Ruritania Regulations 2020'],
          sanctionsTypes: ['Asset freeze', 'Travel Ban'],
          listedOn: '2024-01-22',
          remarks: 'Designation source: UK',
        },
      },
    ]);
  });

  it('has a name of up to six parts and aliases by their quality, whatever the casing and the order', async () => {
    const names = [
      name('Primary name', []),
      name('Primary Name', ['Zoe ', 'HERON']),
      name('primary name', ['Anne', ' von', 'der', 'Mole', 'zu', 'HERON']),
      name('Primary Name Variation', ['Ann', 'Heron']),
      name('Primary name variation', ['Ann', 'Heron'], 'Low quality a.k.a'),
      name('Alias', ['Annie'], 'Low quality a.k.a'),
      name('ALIAS', ['Egret'], 'Good quality a.k.a'),
    ];
    const others = `<NonLatinNames><NonLatinName><NameNonLatinScript>آنا </NameNonLatinScript><NonLatinScriptType>Arabic</NonLatinScriptType></NonLatinName>
      <NonLatinName><NameNonLatinScript>Änne Herön</NameNonLatinScript></NonLatinName><NonLatinName/></NonLatinNames>`;
    for (const order of [names, names.toReversed()]) {
      const listing = await readOne(others, { names: order.join('') });
      expect(listing.name).toBe('Anne von der Mole zu HERON');
      expect(listing.aliases).toEqual([
        { name: 'Zoe HERON', kind: 'aka', strength: 'strong' },
        { name: 'Ann Heron', kind: 'aka', strength: 'strong' },
        { name: 'Annie', kind: 'aka', strength: 'weak' },
        { name: 'Egret', kind: 'aka', strength: 'strong' },
        { name: 'آنا', kind: 'original-script', strength: 'strong', script: 'Arabic' },
        { name: 'Änne Herön', kind: 'aka', strength: 'strong' },
      ]);
    }
  });

  it('has births in the wording of the list, documents once, and nothing of what is blank', async () => {
    const passport = (number: string, more: string) =>
      `<Passport>${number && `<PassportNumber>${number}</PassportNumber>`}<PassportAdditionalInformation>${more}</PassportAdditionalInformation></Passport>`;
    const listing = await readOne(
      `<OFSIGroupID>12703</OFSIGroupID><UNReferenceNumber>RUi.001 </UNReferenceNumber>${list('Titles', 'Title', 'Sir', 'Dr')}
      ${list('PhoneNumbers', 'PhoneNumber', '+1 2')}
      ${individual(
        `${list('DOBs', 'DOB', 'dd/mm/1945', 'dd/09/1958', '00/00/1975', '15/08/19yy', 'dd/mm/1945')}
        <PassportDetails>${passport('X1', 'issued in Zenda')}${passport('X1', 'issued in  Zenda')}${passport('', ' ')}${passport('', 'lost')}</PassportDetails>
        ${list('Nationalities', 'Nationality', 'Ruritania', 'Ruritania')}
        <NationalIdentifierDetails><NationalIdentifier><NationalIdentifierNumber> 77</NationalIdentifierNumber></NationalIdentifier></NationalIdentifierDetails>
        ${list('Positions', 'Position', 'Minister|General')}${list('Genders', 'Gender', 'Female')}
        <BirthDetails><Location><TownOfBirth>Zenda</TownOfBirth><CountryOfBirth>Ruritania</CountryOfBirth></Location><Location><CountryOfBirth>Ruritania</CountryOfBirth></Location></BirthDetails>`,
      )}`,
    );
    expect(listing).toMatchObject({
      title: 'Dr; Sir; General; Minister',
      gender: 'Female',
      nationalities: [{ country: 'Ruritania', kind: 'nationality' }],
    });
    expect(listing.births.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'date dd/mm/1945',
      'date dd/09/1958',
      'date 00/00/1975',
      'date 15/08/19yy',
      'place Zenda, Ruritania',
      'place Ruritania',
    ]);
    expect(listing.identifiers).toEqual([
      { type: 'UN reference', number: 'RUi.001' },
      { type: 'OFSI Group ID', number: '12703' },
      { type: 'Passport', number: 'X1', note: 'issued in Zenda' },
      { type: 'Passport', number: '', note: 'lost' },
      { type: 'National identifier', number: '77' },
      { type: 'Phone number', number: '+1 2' },
    ]);
  });

  it('is an entity with its addresses, relations and both texts', async () => {
    const listing = await readOne(
      `<OtherInformation>Old  firm.</OtherInformation><UKStatementofReasons>
HERON &amp;amp; Sons is &amp;quot;involved&amp;quot;.
It moves &lt;b&gt; &amp;unknown; &amp;#8217;.</UKStatementofReasons>
      <Addresses><Address><AddressLine1>1 Mole St</AddressLine1><AddressLine6>Zenda</AddressLine6><AddressPostalCode>12</AddressPostalCode><AddressCountry>Ruritania</AddressCountry></Address>
      <Address><AddressLine2>Ruritania</AddressLine2></Address><Address/></Addresses>
      ${list('EmailAddresses', 'EmailAddress', 'a@example.org; b@example.org')}${list('Websites', 'Website', 'office@example.org', 'https://example.org/@heron', 'none known')}
      <EntityDetails><Entity>${list('TypeOfEntities', 'TypeOfEntity', 'Bank')}${list('Subsidiaries', 'Subsidiary', 'Heron II')}${list('ParentCompanies', 'ParentCompany', 'Heron Holding')}${list('BusinessRegistrationNumbers', 'BusinessRegistrationNumber', 'INN: 5')}</Entity></EntityDetails>`,
      { kind: 'Entity', names: name('Primary Name', ['HERON BANK']) },
    );
    expect(listing).toMatchObject({
      name: 'HERON BANK',
      type: 'entity',
      addresses: [{ text: '1 Mole St, Zenda, 12', country: 'Ruritania' }, { text: 'Ruritania' }],
      emails: ['a@example.org', 'b@example.org', 'office@example.org'],
      websites: ['https://example.org/@heron', 'none known'],
      identifiers: [{ type: 'Business registration number', number: 'INN: 5' }],
      relations: [
        { kind: 'Parent company', name: 'Heron Holding' },
        { kind: 'Subsidiary', name: 'Heron II' },
      ],
      remarks:
        'Old firm.\nHERON & Sons is "involved".\nIt moves <b> &unknown; ’.\nType of entity: Bank\nDesignation source: UK',
    });
  });

  it('is a ship with its IMO number as a fact and as digits', async () => {
    const listing = await readOne(
      `<ShipDetails><Ship>${list('IMONumbers', 'IMONumber', 'IMO9562233')}${list('CurrentOwnerOperators', 'CurrentOwnerOperator', 'Heron Lines ')}${list('PreviousOwnerOperators', 'PreviousOwnerOperator', 'Egret Lines')}${list('CurrentBelievedFlagOfShips', 'CurrentBelievedFlagOfShip', 'Ruritania')}${list('PreviousFlags', 'PreviousFlag', 'Zenda')}${list('TypeOfShipDetails', 'TypeOfShip', 'Tanker')}${list('TonnageOfShipDetails', 'TonnageOfShip', '7')}${list('LengthOfShipDetails', 'LengthOfShip', '8')}${list('YearsBuilt', 'YearBuilt', '2011')}</Ship></ShipDetails>`,
      { kind: 'Ship', names: name('Primary Name', ['Sea Heron']) },
    );
    expect(listing).toMatchObject({ type: 'vessel', identifiers: [{ type: 'IMO number', number: '9562233' }] });
    expect(listing.vessel.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'IMO number: IMO9562233',
      'Type of ship: Tanker',
      'Current believed flag: Ruritania',
      'Previous flag: Zenda',
      'Current owner/operator: Heron Lines',
      'Previous owner/operator: Egret Lines',
      'Tonnage: 7',
      'Length: 8',
      'Year built: 2011',
    ]);
  });

  it.each([
    ['a UniqueID', designation('', { id: ' ' }), null, 'Anne HERON', 'no UniqueID'],
    ['a name', designation('', { names: name('Primary Name', []) }), 'RUR0001', null, 'no name'],
    ['a type', designation('', { kind: '' }), 'RUR0001', 'Anne HERON', 'no IndividualEntityShip'],
    ['a known type', designation('', { kind: 'Balloon' }), 'RUR0001', 'Anne HERON', 'Balloon'],
  ])('without %s is set aside', async (_what, record, ref, called, reason) => {
    const events = await read(ukXml([record, designation('', { id: 'RUR0002' })]));
    expect(events[1]).toEqual({ kind: 'set-aside', ref, name: called, reason: expect.stringContaining(reason) });
    expect(events[2]).toMatchObject({ kind: 'listing', listing: { ref: 'RUR0002' } });
  });

  it('whose reference was there already is set aside', async () => {
    expect((await read(ukXml([designation(), designation()]))).slice(1)).toMatchObject([
      { kind: 'listing' },
      { kind: 'set-aside', ref: 'RUR0001', reason: expect.stringContaining('twice') },
    ]);
  });
});

describe('what is not known', () => {
  it('is reported once a path, with an example, and the record is read all the same', async () => {
    const odd = {
      names: name('Alias - formerly', ['Anne HERON'], 'Medium quality a.k.a'),
      date: '2024-01-22',
    };
    const inside = '<Wallet>abc</Wallet>';
    const record = designation(inside, odd).replace('</AssetFreeze>', '</AssetFreeze><CyberBan>true</CyberBan>');
    const xml = ukXml([record, record.replace('RUR0001', 'RUR0002')]).replace(
      '</Designations>',
      '<Total>2</Total></Designations>',
    );
    const events = await read(xml);
    expect(events.flatMap((event) => (event.kind === 'unknown' ? [[event.path, event.example]] : []))).toEqual([
      ['Designation/SanctionsImposedIndicators/CyberBan', 'true'],
      ['Designation/Wallet', 'abc'],
      ['Designation/Names/Name/NameType=Alias - formerly', 'Alias - formerly'],
      ['Designation/Names/Name/AliasStrength=Medium quality a.k.a', 'Medium quality a.k.a'],
      ['Designation/Names without a primary name', 'Anne HERON'],
      ['Designation/DateDesignated (its form)', '2024-01-22'],
      ['Total', ''],
    ]);
    expect(listingsIn(events)).toMatchObject([{ ref: 'RUR0001' }, { ref: 'RUR0002' }]);
    expect(listingsIn(events)[0]?.listedOn).toBeUndefined();
  });
});

describe('a file', () => {
  const many = Array.from({ length: 50 }, (_, i) =>
    designation('<OtherInformation>née</OtherInformation>', { id: `RUR${i}` }),
  );

  it.each(damaged(ukXml(many), '<CONSOLIDATED_LIST/>'))('of %s is refused', async (_name, content, says) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow(says);
  });

  it('that lists nobody is refused', async () => {
    await expect(read(ukXml([]))).rejects.toThrow('lists nobody');
  });
});

describe('the next version', () => {
  const record = (id: string, inside = '') => designation(inside, { id });

  it('is no change when only dates, order and white space differ', async () => {
    const phones = ['+1 2', '+1 3'];
    const before = await read(
      ukXml([record('RUR0001', list('PhoneNumbers', 'PhoneNumber', ...phones)), record('RUR0002')]),
    );
    const next = ukXml(
      [record('RUR0002'), record('RUR0001', list('PhoneNumbers', 'PhoneNumber', ...phones.toReversed()))],
      '10/09/2026',
    );
    const diff = await diffOf(before, await read(next.replaceAll('01/02/2024', '10/09/2026')));
    expect(diff).toMatchObject({ added: [], amended: [], removed: [], learned: [], records: 2 });
  });

  it('shows what was amended, added and removed', async () => {
    const before = await read(ukXml([record('RUR0001'), record('RUR0002')]));
    const amended = record('RUR0001', list('Websites', 'Website', 'example.org'));
    const diff = await diffOf(before, await read(ukXml([amended, record('RUR0003')])));
    expect(diff.amended.map(({ entry, fields }) => [entry.listing.ref, fields.map(({ field }) => field)])).toEqual([
      ['RUR0001', ['websites']],
    ]);
    expect([diff.added[0]?.listing.ref, diff.removed[0]?.listing.ref]).toEqual(['RUR0003', 'RUR0002']);
  });
});

describe('words that every JavaScript object knows are unknown like any other', () => {
  it('a type sets the record aside', async () => {
    const events = await read(ukXml([designation(), designation('', { id: 'RUR0002', kind: 'constructor' })]));
    const reason = 'it is a constructor, which nobody knows';
    expect(events).toContainEqual({ kind: 'set-aside', ref: 'RUR0002', name: 'Anne HERON', reason });
    expect(listingsIn(events)).toHaveLength(1);
  });

  it('an HTML entity is left as it is', async () => {
    const listing = await readOne('<OtherInformation>a &amp;constructor; b</OtherInformation>');
    expect(listing.remarks).toContain('a &constructor; b');
  });
});

it('a date that is none dates nothing and is reported', async () => {
  const events = await read(ukXml([designation('', { date: '30/02/2024' })], '09/19/2026'));
  expect(events).toEqual([
    { kind: 'unknown', path: 'DateGenerated (its form)', example: '09/19/2026' },
    { kind: 'header', published: null },
    { kind: 'unknown', path: 'Designation/DateDesignated (its form)', example: '30/02/2024' },
    expect.objectContaining({ kind: 'listing' }),
  ]);
  expect(listingsIn(events)[0]).not.toHaveProperty('listedOn');
});
