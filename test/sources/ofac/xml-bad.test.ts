import { describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { ReadEvent } from '../../../src/ports.js';
import { ofacConsolidated } from '../../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { ENTITIES, enhanced, sdnList, XML_ENTRIES } from './parties.js';
import { folderWith, read, readText } from './reading.js';

const ENTRY = XML_ENTRIES[3];
const ENTITY = ENTITIES[3];
const FORMATS = [
  {
    format: 'xml',
    whole: sdnList(XML_ENTRIES),
    with: (record: string) => sdnList([...XML_ENTRIES, record]),
    record: ENTRY,
  },
  {
    format: 'enhanced',
    whole: enhanced(ENTITIES),
    with: (record: string) => enhanced([...ENTITIES, record]),
    record: ENTITY,
  },
] as const;

/** Reads the content as if it had been downloaded in that format, without looking at it first. */
async function readAs(format: string, content: string | Uint8Array) {
  const folder = await folderWith({ list: content });
  const files = [{ role: 'list', path: `${folder}/list`, modified: null }];
  return read(ofacSdn, { format, published: null, files });
}

describe.each(FORMATS)('a file that is not whole $format', ({ format, whole }) => {
  const other = FORMATS.find((candidate) => candidate.format !== format)?.whole ?? '';
  const lines = whole.split('\n');
  it.each([
    ['0 bytes', '', /empty \(0 bytes\)/],
    ['cut at 10 %', whole.slice(0, whole.length * 0.1), /well-formed/],
    ['cut at 50 %', whole.slice(0, whole.length * 0.5), /well-formed/],
    ['cut at 99 %', whole.slice(0, whole.length * 0.99), /well-formed/],
    ['HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', /HTML page/],
    ["another list's format", other, /root element is <(sdnList|sanctionsData)>, expected/],
    ['CSV', '36,"AERO",-0- \r\n\u001a', /not XML/],
    ['UTF-16', Buffer.from(`\ufeff${whole}`, 'utf16le'), /UTF-16/],
    ['invalid UTF-8', Buffer.concat([Buffer.from(whole), Buffer.from([0xe9])]), /not valid UTF-8/],
    ['a doctype with entities', [lines[0], '<!DOCTYPE a [<!ENTITY b "c">]>', ...lines.slice(1)].join('\n'), /doctype/],
  ])('is refused: %s', async (_what, content, reason) => {
    const reading = readAs(format, content);
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toBeInstanceOf(RefusedVersion);
  });
});

describe.each(FORMATS)('one wrong record of $format', ({ format, whole, with: withRecord, record }) => {
  const own = record.replace(/900004/, '900009');
  it.each([
    ['stands twice', record, /stands twice/, '900004'],
    ['has no reference', own.replace(/<uid>900009<\/uid>| id="900009"/, ''), /has no (uid|id)/, null],
    ['has no name', own.replace(/<lastName>.*?<\/lastName>|<names>.*<\/names>/, ''), /has no name/, '900009'],
    ['has an unknown type', own.replace('>Aircraft<', '>Submarine<'), /type is unknown: Submarine/, '900009'],
    ['has no type', own.replace(/<sdnType>.*?<\/sdnType>|<entityType.*?<\/entityType>/, ''), /has no type/, '900009'],
  ])('is set aside and named where it %s', async (_what, wrong, reason, ref) => {
    const { events, listings } = await readAs(format, withRecord(wrong));
    expect(events.filter(({ kind }) => kind !== 'header')).toEqual([
      expect.objectContaining({ kind: 'set-aside', ref, reason: expect.stringMatching(reason) }),
    ]);
    expect(listings.size).toBe(4);
  });

  it('is the first of two with one reference, which stays', async () => {
    const { listings } = await readAs(format, withRecord(record.replaceAll('9H-TIDE', '9H-TWIN')));
    expect(listings.get('900004')?.name).toBe('9H-TIDE');
    expect(whole).toContain('9H-TIDE');
  });
});

describe('what nobody knows is reported once a path, and nothing is dropped', () => {
  const unknownOf = async (format: string, content: string) =>
    (await readAs(format, content)).events.filter(({ kind }) => kind === 'unknown');

  it('an element, inside and outside of records', async () => {
    const xml = sdnList(XML_ENTRIES).replaceAll('<uid>1</uid><country>', '<uid>1</uid><tide>high</tide><country>');
    expect(await unknownOf('xml', xml.replace('</sdnList>', '<tides/></sdnList>'))).toEqual([
      { kind: 'unknown', path: 'sdnEntry/nationalityList/nationality/tide', example: 'high' },
      { kind: 'unknown', path: 'sdnEntry/citizenshipList/citizenship/tide', example: 'high' },
      { kind: 'unknown', path: 'tides', example: '' },
    ]);
    const big = enhanced(ENTITIES).replaceAll('<versionId>1</versionId>', '<tide>high</tide>');
    expect(await unknownOf('enhanced', big)).toEqual([
      { kind: 'unknown', path: 'entities/entity/features/feature/tide', example: 'high' },
    ]);
  });

  it('a kind of feature, which goes to the remarks', async () => {
    for (const { format, whole, label } of [
      { ...FORMATS[0], label: 'sdnEntry/idList/id/Tide Level' },
      { ...FORMATS[1], label: 'entities/entity/features/feature/Tide Level' },
    ]) {
      const content = whole.replaceAll('>Organization Established Date<', '>Tide Level<');
      const { listings, events } = await readAs(format, content);
      expect(events).toContainEqual({ kind: 'unknown', path: label, example: '1969' });
      expect(listings.get('900002')?.remarks).toBe('all offices worldwide; Tide Level 1969');
    }
  });

  it('a kind of document, alias or address part', async () => {
    const content = enhanced(ENTITIES)
      .replace('>Passport<', '>Tide Pass<')
      .replaceAll('>N.K.A.<', '>X.K.A.<')
      .replace('>ADDRESS3<', '>BERTH<');
    const { listings, events } = await readAs('enhanced', content);
    expect(events.filter(({ kind }) => kind === 'unknown').map((event) => 'path' in event && event.path)).toEqual([
      'entities/entity/identityDocuments/identityDocument/Tide Pass',
      'entities/entity/names/name/aliasType/X.K.A.',
      'entities/entity/addresses/address/part/BERTH',
    ]);
    expect(listings.get('900001')?.identifiers[0]?.type).toBe('Tide Pass');
    expect(listings.get('900002')?.aliases[0]?.name).toBe('KESTREL LOGISTICS');
    expect(listings.get('900002')?.addresses[0]?.text).toContain('Unit 7');
  });

  it('an alias type or category of sdnList', async () => {
    const content = sdnList(XML_ENTRIES).replace('>n.k.a.<', '>x.k.a.<').replace('>weak<', '>faint<');
    expect((await unknownOf('xml', content)).map((event) => 'path' in event && event.path)).toEqual([
      'sdnEntry/akaList/aka/category/faint',
      'sdnEntry/akaList/aka/type/x.k.a.',
    ]);
  });

  it('programmes and currencies are open: a new one is no news', async () => {
    const content = enhanced(ENTITIES).replaceAll('NORTHMARK', 'NEW-EO9').replace('- XBT', '- TIDECOIN');
    const { listings, events } = await readAs('enhanced', content);
    expect(events.map(({ kind }) => kind)).toEqual(['header']);
    expect(listings.get('900001')?.wallets[0]?.label).toBe('TIDECOIN');
  });
});

describe('a list and its count', () => {
  it('refuses a file whose Record_Count is not the number of its entries', async () => {
    await expect(readText(ofacSdn, 'a.xml', sdnList(XML_ENTRIES, 5))).rejects.toThrow(
      'the file says it holds 5 entries, but 4 were read',
    );
  });

  it('dates the version', async () => {
    const header = { kind: 'header', published: '2031-03-28' };
    expect((await readText(ofacSdn, 'a.xml', sdnList(XML_ENTRIES))).events).toEqual([header]);
    expect((await readText(ofacSdn, 'a.xml', enhanced(ENTITIES))).events).toEqual([header]);
  });
});

describe('an ENHANCED file that holds several lists', () => {
  const [first, second, ...others] = ENTITIES;
  const mixed = enhanced([
    first,
    second.replace('>SDN List<', '>CAPTA List<'),
    ...others.map((entity) =>
      entity.replace(
        '<sanctionsLists>',
        '<sanctionsLists><sanctionsList refId="1" id="2" datePublished="2029-01-01">FSE List</sanctionsList>',
      ),
    ),
  ]);

  it('is split by list, each with its own listing date', async () => {
    const sdn = (await readText(ofacSdn, 'a.xml', mixed)).listings;
    expect([...sdn.keys()]).toEqual(['900003', '900004', '900001']);
    expect(sdn.get('900003')?.listedOn).toBe('2030-05-06');
    const consolidated = (await readText(ofacConsolidated, 'a.xml', mixed)).listings;
    expect([...consolidated.keys()]).toEqual(['900002', '900003', '900004']);
    expect(consolidated.get('900003')).toMatchObject({ list: 'ofac-consolidated', listedOn: '2029-01-01' });
  });

  it('names related parties of the other list', async () => {
    const { listings } = await readText(ofacSdn, 'a.xml', mixed);
    expect(listings.get('900001')?.relations[0]?.name).toBe('KESTREL FORWARDING CO., LTD.');
  });

  it('is refused where none of it belongs', async () => {
    await expect(readText(ofacConsolidated, 'a.xml', enhanced(ENTITIES))).rejects.toThrow(
      /none of the file's 4 entities/,
    );
  });
});

describe('a party of an ENHANCED file that is set aside', () => {
  it.each([
    ['named further up', (boss: string) => [boss, ENTITIES[0]]],
    ['named further down', (boss: string) => [ENTITIES[0], boss]],
  ])('is still known by its name to the others: %s', async (_where, inOrder) => {
    const content = enhanced(inOrder(ENTITIES[1].replace('>Entity<', '>Submarine<')));
    const { listings, events } = await readAs('enhanced', content);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'set-aside', ref: '900002' }));
    expect(listings.get('900001')?.relations).toEqual([
      { kind: 'Owned or Controlled By', name: 'KESTREL FORWARDING CO., LTD.', ref: '900002' },
    ]);
  });

  it('as the second of its reference, leaves the name of the first to the others', async () => {
    const twin = ENTITIES[1].replace('>KESTREL FORWARDING CO., LTD.<', '>TWIN<');
    const { listings } = await readAs('enhanced', enhanced([...ENTITIES, twin]));
    expect(listings.get('900001')?.relations[0]?.name).toBe('KESTREL FORWARDING CO., LTD.');
  });
});

describe('what is empty adds nothing and is reported', () => {
  const examplesIn = (events: readonly ReadEvent[]) =>
    events.flatMap((event) => (event.kind === 'unknown' ? [`${event.path}: ${event.example}`] : []));

  it('features, documents, programmes and names of ENHANCED', async () => {
    const begin = '<fromDateBegin>1971-03-03</fromDateBegin>';
    const content = enhanced(ENTITIES)
      .replace('<value>03 Mar 1971</value>', `<valueDate id="1">${begin}</valueDate>`)
      .replace('<value>1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA</value>', '')
      .replace(/(<expirationDate id="1">).*?<\/expirationDate>/, '$1<toDateEnd>2031-01-01</toDateEnd></expirationDate>')
      .replace('>TIDE-EO1<', '><')
      .replace('>TERN<', '> <')
      .replace('<documentNumber>77 (Stuttgart)</documentNumber>', '')
      .replace('<documentNumber>215000003</documentNumber>', '');
    const { listings, events } = await readAs('enhanced', content);
    const ines = listings.get('900001');
    expect(ines?.births.map(({ value }) => value)).toEqual(['circa 1972', 'Port Vell, Northmark']);
    expect(ines?.wallets.map(({ label }) => label)).toEqual(['ETH']);
    expect(ines?.programs).toEqual(['NORTHMARK']);
    expect(ines?.aliases.map(({ name }) => name)).not.toContain('');
    expect(ines?.identifiers).toEqual([
      { type: 'Passport', number: 'K 12345', country: 'Malta', issued: '1999' },
      { type: 'Tax ID No.', number: '', country: 'Germany' },
    ]);
    expect(listings.get('900003')?.identifiers.map(({ type }) => type)).toEqual(['Vessel Registration Identification']);
    const entity = 'entities/entity';
    expect(examplesIn(events).sort()).toEqual([
      `${entity}/features/feature/Birthdate (empty): 1971-03-03`,
      `${entity}/features/feature/Digital Currency Address - XBT (empty): `,
      `${entity}/identityDocuments/identityDocument/MMSI (empty): `,
      `${entity}/identityDocuments/identityDocument/Tax ID No. (empty): `,
      `${entity}/identityDocuments/identityDocument/expirationDate (no period): 2031-01-01`,
      `${entity}/names/name (empty): MARLOWE, Ines`,
      `${entity}/sanctionsPrograms/sanctionsProgram (empty): MARLOWE, Ines`,
    ]);
  });

  it('a relation of ENHANCED to nobody', async () => {
    const nobody = ENTITIES[0].replace(' entityId="900002"', '');
    const { listings, events } = await readAs('enhanced', enhanced([nobody, ...ENTITIES.slice(1)]));
    expect(listings.get('900001')?.relations).toEqual([]);
    expect(examplesIn(events)).toEqual(['entities/entity/relationships/relationship (empty): Owned or Controlled By']);
  });

  it('facts of sdnList', async () => {
    const content = sdnList(XML_ENTRIES)
      .replace('>03 Mar 1971<', '><')
      .replace('<placeOfBirth>Port Vell, Northmark</placeOfBirth>', '')
      .replace('<country>Cuba</country><mainEntry>', '<mainEntry>')
      .replace('<country>Malta</country><mainEntry>', '<mainEntry>')
      .replace('<idNumber>1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA</idNumber>', '<idNumber/>')
      .replace('<lastName>TERN</lastName>', '')
      .replace('>TIDE-EO1<', '><')
      .replace('<idNumber>Female</idNumber>', '');
    const { listings, events } = await readAs('xml', content);
    const ines = listings.get('900001');
    expect(ines).toMatchObject({ births: [{ value: 'circa 1972' }], nationalities: [], programs: ['NORTHMARK'] });
    expect(ines?.wallets.map(({ label }) => label)).toEqual(['ETH']);
    expect(ines?.aliases.map(({ name }) => name)).toEqual(['MARLOWE, Inez', "O'HARE, Ines; the Younger"]);
    expect(ines).not.toHaveProperty('gender');
    const items = [
      'akaList/aka',
      'citizenshipList/citizenship',
      'dateOfBirthList/dateOfBirthItem',
      'idList/id/Digital Currency Address - XBT',
      'idList/id/Gender',
      'nationalityList/nationality',
      'placeOfBirthList/placeOfBirthItem',
      'programList/program',
    ];
    expect(examplesIn(events).sort()).toEqual(items.map((item) => expect.stringContaining(`sdnEntry/${item} (empty)`)));
  });
});

describe('a date that is none', () => {
  it('leaves a version undated and is reported', async () => {
    const xml = await readAs('xml', sdnList(XML_ENTRIES).replace('03/28/2031', '13/45/2031'));
    expect(xml.events).toEqual([
      { kind: 'header', published: null },
      { kind: 'unknown', path: 'publshInformation/Publish_Date (no date)', example: '13/45/2031' },
    ]);
    const big = await readAs('enhanced', enhanced(ENTITIES).replace('2031-03-28T', '2031-99-99T'));
    expect(big.events).toEqual([
      { kind: 'header', published: null },
      { kind: 'unknown', path: 'publicationInfo/dataAsOf (no date)', example: '2031-99-99T00:00:00' },
    ]);
  });

  it('dates no listing and no document', async () => {
    const content = enhanced(ENTITIES)
      .replaceAll('datePublished="2030-05-06"', 'datePublished="2030-02-30"')
      .replaceAll('2031-01-01', '2031-13-01');
    const { events, listings } = await readAs('enhanced', content);
    expect(listings.get('900001')).not.toHaveProperty('listedOn');
    expect(listings.get('900001')?.identifiers[0]).not.toHaveProperty('expires');
    expect(events.slice(1)).toEqual([
      {
        kind: 'unknown',
        path: 'entities/entity/sanctionsLists/sanctionsList/@datePublished (no date)',
        example: '2030-02-30',
      },
      {
        kind: 'unknown',
        path: 'entities/entity/identityDocuments/identityDocument/expirationDate (no period)',
        example: expect.stringContaining('2031-13-01'),
      },
    ]);
  });
});
