import { describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { ADD_ROWS, ALT_ROWS, csv, ENTITIES, enhanced, SDN_ROWS, sdnList, XML_ENTRIES } from './parties.js';
import { folderWith, readPath, readText } from './reading.js';

async function all() {
  const folder = await folderWith({ 'SDN.CSV': csv(SDN_ROWS), 'alt.csv': csv(ALT_ROWS), 'Add.csv': csv(ADD_ROWS) });
  return {
    csv: (await readPath(ofacSdn, folder)).listings,
    xml: (await readText(ofacSdn, 'a.xml', sdnList(XML_ENTRIES))).listings,
    enhanced: (await readText(ofacSdn, 'b.xml', enhanced(ENTITIES))).listings,
  };
}

/** What every format carries, as sets: order says nothing. */
function shared(listing: Listing | undefined): unknown {
  if (!listing) return undefined;
  const { sanctionsTypes, legalAuthorities, listedOn, remarks, relations, aliases, ...rest } = listing;
  const common = {
    ...rest,
    aliases: aliases.filter(({ script }) => script === undefined),
    relations: relations.map(({ name }) => name),
  };
  return Object.fromEntries(
    Object.entries(common).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value,
    ]),
  );
}

describe('one party in the three formats', () => {
  it.each(['900001', '900002', '900003', '900004'])('gives the same listing of %s', async (ref) => {
    const formats = await all();
    expect(shared(formats.csv.get(ref))).toBeDefined();
    expect(shared(formats.xml.get(ref))).toEqual(shared(formats.csv.get(ref)));
    expect(shared(formats.enhanced.get(ref))).toEqual(shared(formats.csv.get(ref)));
  });

  it('puts every fact of a person where it belongs', async () => {
    const { csv: listings } = await all();
    expect(listings.get('900001')).toMatchObject({
      name: 'MARLOWE, Ines',
      type: 'individual',
      title: 'Director, Kestrel Forwarding; Trustee',
      gender: 'Female',
      programs: ['NORTHMARK', 'TIDE-EO1'],
      aliases: [
        { name: 'MARLOWE, Inez', kind: 'aka', strength: 'strong' },
        { name: "O'HARE, Ines; the Younger", kind: 'fka', strength: 'weak' },
        { name: 'TERN', kind: 'aka', strength: 'weak' },
      ],
      addresses: [{ text: '', country: 'Malta' }],
      births: [
        { kind: 'date', value: '03 Mar 1971' },
        { kind: 'date', value: 'circa 1972' },
        { kind: 'place', value: 'Port Vell, Northmark' },
      ],
      nationalities: [
        { country: 'Cuba', kind: 'nationality' },
        { country: 'Malta', kind: 'citizenship' },
      ],
      identifiers: [
        { type: 'Passport', number: 'K 12345', country: 'Malta', issued: '1999', expires: '01 Jan 2031' },
        { type: 'Tax ID No.', number: '77 (Stuttgart)', country: 'Germany' },
      ],
      wallets: [
        { address: '1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA', label: 'XBT' },
        { address: '0xAbCd000000000000000000000000000000000001', label: 'ETH' },
      ],
      emails: ['ines@kestrel.example'],
      relations: [{ kind: 'Linked To', name: 'KESTREL FORWARDING CO., LTD.' }],
      url: 'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=900001',
    });
  });

  it('labels vessel data alike, and takes IMO and MMSI for identifiers', async () => {
    const { csv: listings } = await all();
    expect(listings.get('900003')).toMatchObject({
      vessel: [
        { label: 'Vessel Call Sign', value: '9HXX9' },
        { label: 'Vessel Type', value: 'Crude Oil Tanker' },
        { label: 'Vessel Tonnage', value: '318,000' },
        { label: 'Vessel Gross Registered Tonnage', value: '163,660' },
        { label: 'Vessel Flag', value: 'Malta' },
        { label: 'Vessel Owner', value: 'Kestrel' },
        { label: 'Former Vessel Flag', value: 'Panama' },
        { label: 'Former Vessel Flag', value: 'Cuba' },
      ],
      identifiers: [
        { type: 'Vessel Registration Identification', number: 'IMO 9000003' },
        { type: 'MMSI', number: '215000003' },
      ],
    });
  });

  it('words an address as ADD.CSV does', async () => {
    const { enhanced: listings } = await all();
    expect(listings.get('900002')?.addresses).toEqual([
      { text: '1 Quay Street, Floor 2, Unit 7, Sliema, Northern Region SLM 1001', country: 'Malta' },
    ]);
  });

  it('keeps what has no field in the remarks: verbatim from CSV, remark and sorted features from XML', async () => {
    const formats = await all();
    expect(formats.csv.get('900002')?.remarks).toMatch(/^SWIFT\/BIC KESTMTMT; .*; all offices worldwide\.$/);
    const composed = 'all offices worldwide; Organization Established Date 1969';
    expect(formats.xml.get('900002')?.remarks).toBe(composed);
    expect(formats.enhanced.get('900002')?.remarks).toBe(composed);
  });
});

describe('what only ENHANCED says', () => {
  it('gives listing date, sanctions types, authorities and names in their own script', async () => {
    const { enhanced: listings } = await all();
    expect(listings.get('900001')).toMatchObject({
      listedOn: '2030-05-06',
      sanctionsTypes: ['Block'],
      legalAuthorities: ['Tide Order 1'],
      aliases: [{ name: 'إينيس', kind: 'original-script', strength: 'strong', script: 'Arabic' }, {}, {}, {}],
    });
  });

  it('names the related party even where the file has only its reference, further down', async () => {
    const { enhanced: listings } = await all();
    const relation = { kind: 'Owned or Controlled By', name: 'KESTREL FORWARDING CO., LTD.', ref: '900002' };
    expect(listings.get('900001')?.relations).toEqual([relation]);
    expect(listings.get('900003')?.relations).toEqual([relation]);
  });

  it('is a gap in the other formats', async () => {
    const xml = await readText(ofacSdn, 'a.xml', sdnList(XML_ENTRIES));
    expect(xml.gaps.get('900001')).toEqual([
      { field: 'sanctionsTypes' },
      { field: 'legalAuthorities' },
      { field: 'listedOn' },
    ]);
    expect((await readText(ofacSdn, 'b.xml', enhanced(ENTITIES))).gaps.get('900001')).toEqual([]);
  });
});
