import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { euFsf } from '../../../src/sources/eu-fsf/index.js';
import { damaged, diffOf, eventsOf, listingsIn } from '../../support/list-reading.js';
import { ACT, alias, type EntityOptions, entity, fact, fsfXml } from './list-xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-eu-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = (content: string | Uint8Array) => eventsOf(euFsf, folder, content);

async function readOne(inside = '', options: EntityOptions = {}): Promise<Listing> {
  const [listing] = listingsIn(await read(fsfXml([entity(inside, options)])));
  if (!listing) throw new Error('no listing was read');
  return listing;
}

describe('a record', () => {
  it('is known by its EU reference, name, type, programme and act', async () => {
    const events = await read(fsfXml([entity()]));
    expect(events).toMatchObject([
      { kind: 'header', published: '2026-09-09T14:47:04.449Z' },
      {
        kind: 'listing',
        gaps: [],
        listing: {
          list: 'eu-fsf',
          ref: 'EU.1.10',
          name: 'Anne HERON',
          type: 'individual',
          programs: ['RUR'],
          legalAuthorities: ['2024/1 (OJ L1)'],
          listedOn: '2024-01-22',
          url: 'https://eur-lex.europa.eu/eli/1',
        },
      },
    ]);
  });

  it('is known by its logicalId where it has no EU reference', async () => {
    expect((await readOne('', { ref: ' ' })).ref).toBe('13');
  });

  it('is an entity where it is an enterprise, and dated only by its designation', async () => {
    const listing = await readOne('', {
      type: '<subjectType code="enterprise"/>',
      attributes: 'unitedNationId="LYi.28"',
    });
    expect(listing).toMatchObject({ type: 'entity', identifiers: [{ type: 'UN reference', number: 'LYi.28' }] });
    expect(listing.listedOn).toBeUndefined();
  });

  it('has several acts and links the latest, but no page outside of the Union', async () => {
    const older = ACT.replace('2024-01-22', '2020-01-01').replace('2024/1', '2020/1').replace('eli/1', 'eli/0');
    const both = await readOne('', { act: older + ACT });
    expect(both).toMatchObject({
      url: 'https://eur-lex.europa.eu/eli/1',
      programs: ['RUR'],
      legalAuthorities: ['2020/1 (OJ L1)', '2024/1 (OJ L1)'],
    });
    const foreign = await readOne('', {
      act: ACT.replace('https://eur-lex.europa.eu/eli/1', 'https://example.org/europa.eu/'),
    });
    expect(foreign.url).toMatch(/^https:\/\/data\.europa\.eu\//);
  });

  it('is called by the first entered strong name in Latin letters, whatever the order', async () => {
    const names = [
      alias('آنا', 'logicalId="1"'),
      alias('Annie', 'logicalId="2"', '(low quality alias)'),
      alias('Anne Egret', 'logicalId="3"', 'former name of Anne Heron'),
      alias('Anna', 'logicalId="4" strong="false"'),
      alias('Anne HERON', 'logicalId="7" function="Minister" title="Dr." gender="F"', 'Wanted.\nLast seen in Zenda.'),
      alias('Ann Heron', 'logicalId="9" function="Member"', 'good quality alias'),
      alias('Ann Heron', 'logicalId="10" nameLanguage="EN"', 'lo quality alias'),
      alias('Анна', 'logicalId="8" nameLanguage="EN"'),
    ];
    for (const order of [names, names.toReversed()]) {
      const listing = await readOne('<remark>Of old family.</remark>', { names: order.join('') });
      expect(listing).toMatchObject({ name: 'Anne HERON', title: 'Dr.; Member; Minister', gender: 'Female' });
      expect(listing.remarks).toBe(
        'Of old family.\nWanted.\nLast seen in Zenda.\nAnne Egret: former name of Anne Heron',
      );
      expect(listing.aliases.map(({ name, kind, strength }) => `${name} ${kind} ${strength}`).sort()).toEqual(
        [
          'Ann Heron aka strong',
          'Anna aka weak',
          'Anne Egret fka strong',
          'Annie aka weak',
          'آنا original-script strong',
          'Анна original-script strong',
        ].sort(),
      );
    }
  });

  it('is called by a strong name in another script rather than a weak one, and by its parts without the whole', async () => {
    expect((await readOne('', { names: alias('Annie', '', 'low quality alias') + alias('آنا') })).name).toBe('آنا');
    const parts = alias('').replace(
      'firstName="" middleName="" lastName=""',
      'firstName="Anne" middleName="de" lastName="H"',
    );
    expect((await readOne('', { names: parts })).name).toBe('Anne de H');
  });

  it('has births in every wording', async () => {
    const birth = (attributes: string, remark = '', where: 'ruritania' | 'nowhere' = 'nowhere') =>
      fact(
        'birthdate',
        `circa="false" calendarType="GREGORIAN" ${attributes}`,
        remark && `<remark>${remark}</remark>`,
        where,
      );
    const { births } = await readOne(
      [
        birth('birthdate="1958-07-02" dayOfMonth="2" monthOfYear="7" year="1958"', 'in the spring'),
        birth('monthOfYear="8" year="1961" city="Zenda"', '', 'ruritania'),
        birth('year="1960" city="Zenda"', '', 'ruritania'),
        birth('year="1965"').replace('circa="false"', 'circa="true"'),
        birth('yearRangeFrom="1960" yearRangeTo="1979"', '(approx. 50 years old)'),
        birth('yearRangeFrom="1960"'),
        birth('birthdate="1982-04-19" dayOfMonth="24" monthOfYear="6" year="1402"', 'hijri').replace(
          'GREGORIAN',
          'ISLAMIC',
        ),
        birth('year="1343"').replace('GREGORIAN', 'ISLAMIC'),
        birth('city="Strelsau" place="Old Town" region="East" zipCode="12"', 'uncertain'),
        birth(''),
      ].join(''),
    );
    expect(births.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'date 1958-07-02 (in the spring)',
      'date 1961-08',
      'place Zenda, RURITANIA',
      'date 1960',
      'date circa 1965',
      'date between 1960 and 1979 (approx. 50 years old)',
      'date between 1960 and ?',
      'date 1982-04-19 (1402-06-24 in the ISLAMIC calendar; hijri)',
      'date 1343 in the ISLAMIC calendar',
      'place Old Town, 12, Strelsau, East (uncertain)',
    ]);
  });

  it('has addresses, contacts, citizenships and documents', async () => {
    const contact = (key: string, value: string) => `<contactInfo key="${key}" value="${value}"/>`;
    const document = 'identificationTypeCode="passport" identificationTypeDescription="National passport"';
    const listing = await readOne(
      [
        fact(
          'address',
          'street="1 Mole St.," poBox="12" zipCode="34" city="Zenda" asAtListingTime="true"',
          `<remark>Office</remark>${contact('PHONE', '+1 2')}${contact('EMAIL', 'a@example.org; b@example.org')}${contact('WEB', 'example.org')}${contact('FAX', '+1 3')}`,
          'ruritania',
        ),
        fact('address', 'street="" asAtListingTime="false"', contact('PHONE', '+1 2')),
        fact('citizenship', '', '', 'ruritania'),
        fact('citizenship', '', '<remark>since birth</remark>', 'ruritania'),
        fact('citizenship', ''),
        fact(
          'identification',
          `${document} number="X1" latinNumber="Y1" issueDate="2001-02-03" validTo="2011-02-03" knownExpired="true" reportedLost="false" issuedBy="Zenda" nameOnDocument="A. H."`,
          '<remark>seen once</remark>',
          'ruritania',
        ),
        fact('identification', `${document} number="-"`, '<remark>Place of registration: Zenda</remark>'),
        fact('identification', `${document} number="" latinNumber="Z1"`),
      ].join(''),
    );
    expect(listing).toMatchObject({
      addresses: [{ text: '1 Mole St., P.O. Box 12, 34, Zenda (as at listing time; Office)', country: 'RURITANIA' }],
      emails: ['a@example.org', 'b@example.org'],
      websites: ['example.org'],
      nationalities: [{ country: 'RURITANIA', kind: 'citizenship' }],
      remarks: 'RURITANIA: since birth',
    });
    expect(listing.identifiers).toEqual([
      {
        type: 'National passport',
        number: 'X1',
        country: 'RURITANIA',
        issued: '2001-02-03',
        expires: '2011-02-03',
        note: 'in Latin characters Y1; name on document: A. H.; issued by Zenda; known to be expired; seen once',
      },
      { type: 'National passport', number: '', note: 'Place of registration: Zenda' },
      { type: 'National passport', number: 'Z1' },
      { type: 'Phone', number: '+1 2' },
      { type: 'Fax', number: '+1 3' },
    ]);
  });

  it.each([
    ['a reference', entity('', { ref: '', id: '' }), null, 'Anne HERON', 'euReferenceNumber'],
    ['a name', entity('', { names: alias(' ') }), 'EU.1.10', null, 'no name'],
    ['a subject type', entity('', { type: '' }), 'EU.1.10', 'Anne HERON', 'no subjectType'],
    ['a known subject type', entity('', { type: '<subjectType code="ship"/>' }), 'EU.1.10', 'Anne HERON', 'ship'],
  ])('without %s is set aside', async (_what, record, ref, name, reason) => {
    const events = await read(fsfXml([record, entity('', { ref: 'EU.2.20' })]));
    expect(events[1]).toEqual({ kind: 'set-aside', ref, name, reason: expect.stringContaining(reason) });
    expect(events[2]).toMatchObject({ kind: 'listing', listing: { ref: 'EU.2.20' } });
  });

  it('whose reference was there already is set aside', async () => {
    expect((await read(fsfXml([entity(), entity()]))).slice(1)).toMatchObject([
      { kind: 'listing' },
      { kind: 'set-aside', ref: 'EU.1.10', reason: expect.stringContaining('twice') },
    ]);
  });
});

describe('what is not known', () => {
  it('is reported once a path, with an example, and the record is read all the same', async () => {
    const odd = [
      '<wallet>abc</wallet>',
      '<contactInfo key="TELEX" value="77"/>',
      fact('birthdate', 'calendarType="JULIAN" year="1900" hour="12"'),
    ].join('');
    const date = 'designationDate="22/01/2024"';
    const xml = fsfXml([entity(odd, { attributes: date }), entity(odd, { ref: 'EU.2.20', attributes: date })]);
    const events = await read(
      xml.replace('globalFileId', 'schema="2" globalFileId').replace('</export>', '<delisted/></export>'),
    );
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual(
      [
        ['export/@schema', '2'],
        ['sanctionEntity/wallet', 'abc'],
        ['sanctionEntity/contactInfo/@key=TELEX', 'TELEX'],
        ['sanctionEntity/birthdate/@hour', '12'],
        ['sanctionEntity/birthdate/@calendarType=JULIAN', 'JULIAN'],
        ['sanctionEntity/@designationDate (its form)', '22/01/2024'],
        ['delisted', ''],
      ].map(([path, example]) => ({ kind: 'unknown', path, example })),
    );
    expect(listingsIn(events)).toMatchObject([
      { births: [{ value: '1900 in the JULIAN calendar' }], identifiers: [{ type: 'TELEX', number: '77' }] },
      { ref: 'EU.2.20' },
    ]);
  });
});

describe('a file', () => {
  const many = Array.from({ length: 50 }, (_, i) => entity('<remark>née</remark>', { ref: `EU.${i}.1` }));

  it.each(damaged(fsfXml(many), '<sdnList><sdnEntry/></sdnList>'))('of %s is refused', async (_name, content, says) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow(says);
  });

  it('that lists nobody is refused', async () => {
    await expect(read(fsfXml([]))).rejects.toThrow('lists nobody');
  });
});

describe('the next version', () => {
  const record = (ref: string, more = '') => entity(more, { ref, names: alias('Anne HERON', 'logicalId="5"') });

  it('is no change when only dates, ids, order and white space differ', async () => {
    const before = await read(fsfXml([record('EU.1.1', '<remark>Old  family.</remark>'), record('EU.2.2')]));
    const next = fsfXml(
      [record('EU.2.2'), record('EU.1.1', '<remark>Old\nfamily.</remark>')],
      '2026-09-10T16:47:04+02:00',
    );
    const diff = await diffOf(before, await read(next.replaceAll('logicalId="13"', 'logicalId="14"')));
    expect(diff).toMatchObject({ added: [], amended: [], removed: [], learned: [], records: 2 });
  });

  it('shows what was amended, added and removed', async () => {
    const before = await read(fsfXml([record('EU.1.1'), record('EU.2.2')]));
    const passport = fact('identification', 'identificationTypeCode="passport" number="X1"');
    const diff = await diffOf(before, await read(fsfXml([record('EU.1.1', passport), record('EU.3.3')])));
    expect(diff.amended.map(({ entry, fields }) => [entry.listing.ref, fields.map(({ field }) => field)])).toEqual([
      ['EU.1.1', ['identifiers']],
    ]);
    expect([diff.added[0]?.listing.ref, diff.removed[0]?.listing.ref]).toEqual(['EU.3.3', 'EU.2.2']);
  });
});

describe('words that every JavaScript object knows are unknown like any other', () => {
  it.each(['constructor', 'toString', '__proto__'])('a subject type of %s sets the record aside', async (code) => {
    const wrong = entity('', { ref: 'EU.2.20', type: `<subjectType code="${code}"/>` });
    const events = await read(fsfXml([entity(), wrong]));
    const reason = `its subject type is ${code}, which nobody knows`;
    expect(events).toContainEqual({ kind: 'set-aside', ref: 'EU.2.20', name: 'Anne HERON', reason });
    expect(listingsIn(events)).toHaveLength(1);
  });

  it('a gender and a kind of contact are kept as they are, an element is reported', async () => {
    const inside = '<contactInfo key="constructor" value="42"/><constructor/>';
    const events = await read(fsfXml([entity(inside, { names: alias('Anne HERON', 'gender="constructor"') })]));
    expect(listingsIn(events)[0]).toMatchObject({
      gender: 'constructor',
      identifiers: [{ type: 'constructor', number: '42' }],
    });
    expect(events).toContainEqual({ kind: 'unknown', path: 'sanctionEntity/constructor', example: '' });
  });
});

describe('a date that is none', () => {
  it('in the header, the name of a file or a record dates nothing and is reported', async () => {
    const attributes = 'designationDate="2024-02-30"';
    const events = await read(fsfXml([entity('', { attributes })], '2026-99-09T16:47:04+02:00'));
    expect(events).toEqual([
      { kind: 'unknown', path: 'export/@generationDate (no date)', example: '2026-99-09T16:47:04+02:00' },
      { kind: 'header', published: null },
      { kind: 'unknown', path: 'sanctionEntity/@designationDate (its form)', example: '2024-02-30' },
      expect.objectContaining({ kind: 'listing' }),
    ]);
    expect(listingsIn(events)[0]).not.toHaveProperty('listedOn');
    await writeFile(join(folder, '2025-99-99.xml'), fsfXml([entity()]));
    expect((await euFsf.fromDisk(join(folder, '2025-99-99.xml'), null)).published).toBeNull();
  });
});
