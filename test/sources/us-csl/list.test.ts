import { describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Listing } from '../../../src/domain/listing.js';
import { contentId } from '../../../src/lib/text.js';
import { usCsl } from '../../../src/sources/us-csl/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { type Cells, csv, HEADER, OFAC, others, row, SOURCES } from './list-csv.js';

const CODES = ['EL', 'DPL', 'UVL', 'MEU', 'DTC', 'ISN'] as const;
const codeOf = (n: number) => CODES[n % CODES.length] ?? 'EL';
const refOf = (code: string, name: string) => `${code}-${contentId([`${code} ${name.toLowerCase()}`], 12)}`;

const record = (n: number, alias = `HERON ${n}`, more: Cells = {}) =>
  row({
    ...{ _id: `id${n}`, source: SOURCES[codeOf(n)], name: `Works ${n}`, alt_names: alias, start_date: '2024-05-06' },
    ...more,
  });

listSourceContract(usCsl, {
  path: '/downloadable_consolidated_screening_list/v1/consolidated.csv',
  file: (records) => csv(records),
  record,
  refOf: (n) => refOf(codeOf(n), `Works ${n}`),
  renamed: 'aliases',
  torn: [{ without: 'name', record: record(1, 'HERON 1', { name: ' ' }), ref: null }],
  strange: { record: record(1, 'HERON 1', { type: 'Planet' }), path: 'type/Planet', example: 'Works 1' },
  foreign: 'Source List,Entity Number,Name\n"Entity List","","Works 1"\n',
  notOurs: /lacks the columns/,
  cut: /cut short|not well-formed|missing the/,
});

describe('the lists', () => {
  const read = reader(usCsl);

  it('of OFAC are passed over without a word, the others are taken under their letters', async () => {
    const treasury = OFAC.map((source, n) =>
      row({ _id: `${n}`, source, entity_number: `${n}`, type: 'Entity', name: `OFAC ${n}` }),
    );
    const events = await read(
      csv([...treasury, ...others('EL'), row({ _id: 'a', source: SOURCES.EL, name: 'HERON' })]),
    );
    expect(listingsIn(events).map(({ name, programs }) => [name, programs])).toEqual([
      ...['DPL', 'UVL', 'MEU', 'DTC', 'ISN'].map((code) => [`OTHER ${code}`, [code]]),
      ['HERON', ['EL']],
    ]);
    expect(events.filter(({ kind }) => kind !== 'listing' && kind !== 'header')).toEqual([]);
  });

  it('that nobody knows are reported and set aside as one, and hold up neither additions nor removals', async () => {
    const stranger = (n: number) =>
      row({ _id: `s${n}`, source: 'Heron List (HL) - Department of Birds', name: `HERON ${n}` });
    const known = [...others('EL'), row({ _id: 'a', source: SOURCES.EL, name: 'IBIS' })];
    const before = await read(csv([...known, row({ _id: 'b', source: SOURCES.EL, name: 'EGRET' })]));
    const after = await read(csv([...known, ...Array.from({ length: 200 }, (_, n) => stranger(n))]));
    expect(after.filter(({ kind }) => kind === 'unknown' || kind === 'set-aside')).toEqual([
      { kind: 'unknown', path: 'source', example: 'Heron List (HL) - Department of Birds' },
      {
        kind: 'set-aside',
        ref: 'source: Heron List (HL) - Department of Birds',
        name: null,
        reason: '200 rows are of a list that nobody knows',
      },
    ]);
    expect(countsOf(await changesBetween(before, after))).toBe('0/0/1');
  });

  it('must all be there: one that was renamed, or left out, refuses the version', async () => {
    const reading = read(csv(others('EL')));
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow('the file is missing the Entity List (EL)');
    const renamed = [...others('EL'), row({ _id: 'a', source: 'Entity List - BIS', name: 'HERON' })];
    await expect(read(csv(renamed))).rejects.toThrow('missing the Entity List');
    const impostor = [
      ...others('EL'),
      row({ _id: 'a', source: 'Specially Designated Nationals (SDN) - Commerce', name: 'X' }),
    ];
    await expect(read(csv(impostor))).rejects.toThrow('missing the Entity List');
  });

  it('need their columns; one more is reported', async () => {
    const lacking = csv(['"1","2"'], '_id,source');
    await expect(read(lacking)).rejects.toThrow('lacks the columns name, addresses, alt_names');
    const more = csv(
      [...others('EL'), row({ _id: 'a', source: SOURCES.EL, name: 'HERON' })].map((line) => `${line},"grey"`),
      `${HEADER},plumage`,
    );
    const events = await read(more);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'plumage', example: 'grey' },
    ]);
    expect(listingsIn(events)).toHaveLength(6);
  });

  it('cut between two rows keep the version from being taken', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => record(n + 1));
    const whole = await read(csv(rows));
    await expect(read(csv(rows.slice(0, 4)))).rejects.toThrow('missing the');
    const diff = await changesBetween(whole, await read(csv(rows.slice(0, 50))));
    expect(countsOf(diff)).toBe('0/0/10');
  });
});

describe('a party', () => {
  const read = reader(usCsl);

  async function parties(...cells: Cells[]): Promise<Listing[]> {
    const rows = cells.map((one, n) => row({ _id: `a${n}`, source: SOURCES.EL, ...one }));
    return listingsIn(await read(csv([...others('EL'), ...rows]))).slice(5);
  }

  it('has its list and programmes, its notice, its day, its page and what is asked for a licence', async () => {
    const page = 'https://www.bis.doc.gov/index.php/policy-guidance/lists-of-parties-of-concern/entity-list';
    const [party] = await parties({
      name: 'Heron Works',
      programs: 'INKSNA; Missile Sanctions',
      federal_register_notice: '83 FR 37423; 87 FR 77505',
      start_date: '2018-08-01',
      end_date: '2056-06-29',
      standard_order: 'Y',
      license_requirement: 'For all items subject to the EAR.',
      license_policy: 'Policy of denial.',
      remarks: '50 YEAR DENIAL',
      source_information_url: page,
    });
    expect(party).toMatchObject({
      list: 'us-csl',
      ref: refOf('EL', 'Heron Works'),
      name: 'Heron Works',
      type: 'entity',
      programs: ['EL', 'INKSNA', 'Missile Sanctions'],
      legalAuthorities: ['83 FR 37423', '87 FR 77505'],
      listedOn: '2018-08-01',
      url: page,
      remarks:
        '50 YEAR DENIAL\nEnds: 2056-06-29\nStandard order: Y\nLicense requirement: For all items subject to the EAR.\nLicense policy: Policy of denial.',
    });
  });

  it('has its other names from its name and from their column, and of whom the sanction reaches a remark', async () => {
    const [party, other] = await parties(
      { name: 'OAO Heron (f.k.a. Trest 5; a.k.a. Heronmash)', alt_names: 'JSC Heron; Heron Institute; and Heron 13' },
      { name: 'Egret Company; and any successor, sub-unit, or subsidiary thereof', source: SOURCES.ISN },
    );
    expect(party).toMatchObject({
      name: 'OAO Heron',
      aliases: [
        { name: 'Trest 5', kind: 'fka' },
        { name: 'Heronmash', kind: 'aka' },
        { name: 'JSC Heron', kind: 'aka' },
        { name: 'Heron Institute', kind: 'aka' },
        { name: 'Heron 13', kind: 'aka' },
      ],
    });
    expect(other).toMatchObject({
      name: 'Egret Company',
      remarks: 'Reaches: and any successor, sub-unit, or subsidiary thereof',
    });
  });

  it('has its addresses with the name of their country, what stands inside them included', async () => {
    const [party, second] = await parties(
      {
        name: 'Heron',
        addresses: '1 Quay, Strelsau, China; and 2 Mole, Strelsau, CN; Komitas 26/114, Yerevan, AM; RU',
      },
      { name: 'Egret', addresses: '605 TRAIL LAKE DRIVE, RICHARDSON, TX, 75081, US; Unknown, None; Ruritania' },
    );
    expect(party?.addresses).toEqual([
      { text: '1 Quay, Strelsau, China; and 2 Mole, Strelsau', country: 'China' },
      { text: 'Komitas 26/114, Yerevan', country: 'Armenia' },
      { text: '', country: 'Russia' },
    ]);
    expect(second?.addresses).toEqual([
      { text: '605 TRAIL LAKE DRIVE, RICHARDSON, TX, 75081', country: 'United States' },
      { text: 'Unknown' },
      { text: 'Ruritania' },
    ]);
  });

  it('is a person or a ship where the row says what only these have', async () => {
    const [person, ship, plane] = await parties(
      {
        name: 'Rupert Hentzau',
        dates_of_birth: '1980-04-03; 1981',
        places_of_birth: 'Strelsau',
        nationalities: 'KP',
        title: 'Count',
      },
      { name: 'HERON 2', vessel_flag: 'KP', call_sign: '5VDN7' },
      { name: 'RA-1', type: 'Aircraft' },
    );
    expect(person).toMatchObject({
      type: 'individual',
      title: 'Count',
      births: [
        { kind: 'date', value: '1980-04-03' },
        { kind: 'date', value: '1981' },
        { kind: 'place', value: 'Strelsau' },
      ],
      nationalities: [{ country: 'North Korea', kind: 'nationality' }],
    });
    expect(ship).toMatchObject({
      type: 'vessel',
      vessel: [
        { label: 'Vessel Call Sign', value: '5VDN7' },
        { label: 'Vessel Flag', value: 'KP' },
      ],
    });
    expect(plane?.type).toBe('aircraft');
  });

  it('keeps its reference when the publisher numbers it anew, adds a notice or another name', async () => {
    const before = await read(
      csv([
        ...others('EL'),
        row({ _id: 'one', source: SOURCES.EL, name: 'Heron', federal_register_notice: '83 FR 1' }),
      ]),
    );
    const changed = {
      _id: 'two',
      source: SOURCES.EL,
      name: 'HERON  (a.k.a. Egret)',
      federal_register_notice: '83 FR 1; 87 FR 2',
    };
    const diff = await changesBetween(before, await read(csv([...others('EL'), row(changed)])));
    expect(countsOf(diff)).toBe('0/1/0');
    expect(diff.amended[0]?.fields.map(({ field }) => field).sort()).toEqual(['aliases', 'legalAuthorities', 'name']);
    const renumbered = others('EL').map((line) => line.replace(/^"(\w+)"/, '"new$1"'));
    const again = await read(csv([...renumbered, row({ ...changed, _id: 'three' })]));
    expect(countsOf(await changesBetween(await read(csv([...others('EL'), row(changed)])), again))).toBe('0/0/0');
  });

  it('of a name that is there twice is told apart by its notice, whatever the order', async () => {
    const first: Cells = {
      name: 'Heron',
      start_date: '2018-01-01',
      federal_register_notice: '83 FR 1',
      addresses: 'A, CN',
    };
    const second: Cells = {
      name: 'Heron',
      start_date: '2020-01-01',
      federal_register_notice: '85 FR 1',
      addresses: 'B, RU',
    };
    const [a, b] = await parties(first, second);
    const [c, d] = await parties(second, first);
    expect([a?.ref, b?.ref]).toEqual([c?.ref, d?.ref]);
    expect(a?.ref).toBe(refOf('EL', 'Heron'));
    expect(b?.ref).not.toBe(a?.ref);
    const [alone] = await parties(first);
    expect(alone?.ref).toBe(a?.ref);
    const [, elsewhere] = await parties(first, { ...first, source: SOURCES.UVL });
    expect(elsewhere?.ref).toBe(refOf('UVL', 'Heron'));
  });

  it('whose row is there twice is set aside the second time, whichever of its name it is', async () => {
    const twice: Cells = { _id: 'b', source: SOURCES.EL, name: 'Heron', start_date: '2020-01-01' };
    const first: Cells = { ...twice, _id: 'a', start_date: '2018-01-01' };
    const events = await read(csv([...others('EL'), row(twice), row(first), row(twice)]));
    const refs = listingsIn(events)
      .slice(5)
      .map(({ ref }) => ref);
    expect(refs).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'set-aside')).toMatchObject([{ ref: refs[1], name: 'Heron' }]);
  });

  it('that is there with two addresses and two numbers is one', async () => {
    const same: Cells = { name: 'Heron', start_date: '2020-12-23', federal_register_notice: '85 FR 83799' };
    const found = await parties(
      { ...same, addresses: 'A, CN' },
      { ...same, addresses: 'B, CN' },
      { ...same, addresses: 'B, CN' },
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.addresses).toEqual([
      { text: 'A', country: 'China' },
      { text: 'B', country: 'China' },
    ]);
  });

  it('without a day that exists is told, and read without it', async () => {
    const events = await read(
      csv([...others('EL'), row({ _id: 'a', source: SOURCES.EL, name: 'Heron', start_date: '2020-02-31' })]),
    );
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'start_date (no date)', example: '2020-02-31' },
    ]);
    expect(listingsIn(events).at(-1)).not.toHaveProperty('listedOn');
  });
});
