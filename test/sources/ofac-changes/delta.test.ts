import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { type Delta, readDelta } from '../../../src/sources/ofac-changes/delta.js';
import { ofacChanges } from '../../../src/sources/ofac-changes/index.js';
import { describeShared } from '../../support/shared.js';
import { deltaXml, INFO, LINKED, nameXml, ON_SDN, PROGRAM, party } from './delta-xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-delta-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array): Promise<Delta> {
  const path = join(folder, 'delta.xml');
  await writeFile(path, content);
  return readDelta(path);
}

const entriesOf = async (...entities: string[]) => (await read(deltaXml(entities))).entries;

describe('a delta', () => {
  it('says what was added, with everything that is new of it', async () => {
    const address =
      '<addresses><address id="1"><country refId="1">Ruritania</country><translations><translation id="1"><isPrimary>true</isPrimary><script refId="1">Latin</script><addressParts><addressPart id="1"><type refId="1">CITY</type><value>Strelsau</value></addressPart></addressParts></translation></translations></address></addresses>';
    const wallet =
      '<features><feature id="1"><type featureTypeId="345">Digital Currency Address - ETH</type><value>0xabc</value></feature></features>';
    const inside = `${ON_SDN}${PROGRAM}${address}${wallet}${LINKED}`;
    const names = `<names>${nameXml('HERON', true)}${nameXml('EGRET', false)}</names>`;
    const delta = await read(deltaXml([party(901, { action: ' ADD ', inside: inside + names })]));
    expect(delta).toEqual({
      published: '2026-01-16',
      category: 'Standard Action',
      nameless: 0,
      unknown: [],
      entries: [
        {
          kind: 'added',
          ref: '901',
          name: 'HERON',
          aliases: ['EGRET'],
          type: 'entity',
          programs: ['DPRK3'],
          linkedTo: ['LAZARUS GROUP'],
          heading: 'SDN List',
          text: 'HERON (a.k.a. EGRET); Strelsau, Ruritania; Digital Currency Address - ETH 0xabc [DPRK3] (Linked To: LAZARUS GROUP).',
        },
      ],
    });
  });

  it('says what was removed, though its parts are marked as removed too', async () => {
    const names = `<names>${nameXml('HENTZAU, Rupert', true, 'remove')}</names>`;
    const [entry] = await entriesOf(party(902, { action: 'remove', type: 'Individual', inside: PROGRAM + names }));
    expect(entry).toMatchObject({ kind: 'removed', ref: '902', name: 'HENTZAU, Rupert', type: 'individual' });
    expect(entry?.text).toBe('HENTZAU, Rupert (individual) [DPRK3].');
  });

  it.each([undefined, '', 'modify', 'change', 'Update'])('takes the action %s for an amendment', async (action) => {
    const delta = await read(deltaXml([party(903, { name: 'HERON', ...(action === undefined ? {} : { action }) })]));
    expect(delta.entries).toMatchObject([{ kind: 'amended', ref: '903', name: 'HERON', text: 'HERON: amended.' }]);
    expect(delta.unknown).toEqual([]);
  });

  it('takes an action that nobody knows for an amendment, and reports it', async () => {
    const delta = await read(deltaXml([party(904, { action: 'revoke', name: 'HERON' })]));
    expect(delta.entries).toMatchObject([{ kind: 'amended', ref: '904' }]);
    expect(delta.unknown).toMatchObject([{ path: 'entities/entity/@action/revoke', example: '904' }]);
  });

  it('words what happened inside an amended party, and leaves out what it lost', async () => {
    const names = `<names>${nameXml('HERON', true)}${nameXml('EGRET', false, 'add')}${nameXml('IBIS', false, 'remove')}</names>`;
    const feature =
      '<features><feature id="1"><type featureTypeId="345">Digital Currency Address - ETH</type><value action="update" oldValue="0xabc">0xdef</value></feature></features>';
    const [entry] = await entriesOf(party(905, { inside: names + feature }));
    expect(entry?.aliases).toEqual(['EGRET']);
    expect(entry?.text).toBe('HERON: added name EGRET; removed name IBIS; changed value: 0xabc → 0xdef.');
  });

  it('names by its number a party that comes without a name, and counts one without either', async () => {
    const inside = '<features><feature id="1" action="add"><type>Gender</type><value>Male</value></feature></features>';
    const nobody = party(1, {}).replace(' id="1"', '');
    const delta = await read(deltaXml([party(906, { type: '', inside }), nobody]));
    expect(delta.entries).toMatchObject([
      { kind: 'amended', ref: '906', name: '', type: null, text: 'OFAC 906: added feature Gender Male.' },
    ]);
    expect(delta.nameless).toBe(1);
  });

  it('stops at forty changes of one party', async () => {
    const features = Array.from(
      { length: 50 },
      (_, n) => `<feature id="${n}" action="add"><type>Gender</type><value>${n}</value></feature>`,
    );
    const [entry] = await entriesOf(party(907, { name: 'HERON', inside: `<features>${features.join('')}</features>` }));
    expect(entry?.text).toContain('feature Gender 39; and 10 more.');
  });

  it('reports what nobody knows, and reads the rest', async () => {
    const delta = await read(
      deltaXml([party(908, { action: 'add', name: 'HERON', type: 'Planet', inside: '<moons>2</moons>' })]),
    );
    expect(delta.unknown.map(({ path }) => path)).toEqual([
      'entities/entity/moons',
      'entities/entity/generalInfo/entityType/Planet',
    ]);
    expect(delta.entries).toMatchObject([{ kind: 'added', type: null }]);
  });
});

describe('what is no delta', () => {
  const good = deltaXml([
    party(901, { action: 'add', name: 'HÉRON' }),
    party(902, { action: 'remove', name: 'EGRET' }),
  ]);

  it.each([
    ['nothing', '', /empty/],
    ['a page', '<!DOCTYPE html><html><body>Maintenance</body></html>', /HTML/],
    ['cut in half', good.slice(0, good.length / 2), /not well-formed/],
    ['cut before its last tag', good.slice(0, good.lastIndexOf('</sanctionsData>')), /not well-formed/],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /UTF-/],
    ['not UTF-8', Buffer.from(good, 'latin1'), /UTF-8/],
    ['another root', good.replaceAll('sanctionsData', 'sdnList'), /<sdnList>, expected <sanctionsData>/],
    [
      'a whole list',
      deltaXml([], INFO, 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML'),
      /no delta/,
    ],
    ['filtered', deltaXml([], INFO.replace('</publicationInfo>', '<filters/></publicationInfo>')), /filtered/],
    ['without its publication', deltaXml([], ''), /of which publication/],
    ['of no day', deltaXml([], INFO.replace('2026-01-16', '2026-02-30')), /when it was published/],
  ] as const)('%s is refused', async (_what, content, reason) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow(reason);
  });
});

describe('a delta from disk', () => {
  const content = deltaXml([
    party(901, { action: 'add', name: 'HERON' }),
    party(902, { action: 'add', name: 'IBIS' }),
    party(903, { action: 'remove', name: 'EGRET' }),
  ]);

  it('is the announcement of its publication', async () => {
    await writeFile(join(folder, '803.xml'), content);
    const item = await ofacChanges.fromDisk(join(folder, '803.xml'));
    expect(item).toMatchObject({
      id: '803',
      title: 'OFAC change 803 of 16 Jan 2026: 2 added, 1 removed',
      url: 'https://sanctionslistservice.ofac.treas.gov/changes/803',
      published: '2026-01-16',
      category: 'Standard Action',
    });
    expect(item.text).toContain('only the list itself says who is listed');
    expect(item.text).toContain('HERON.\nIBIS.\nEGRET.');
  });

  it('is known by its day where the archive names it so, and refused where nothing names it', async () => {
    await writeFile(join(folder, '2026-01-16_delta.xml'), content);
    expect(await ofacChanges.fromDisk(join(folder, '2026-01-16_delta.xml'))).toMatchObject({
      id: '2026-01-16',
      title: 'OFAC change of 16 Jan 2026: 2 added, 1 removed',
    });
    await writeFile(join(folder, 'delta.xml'), content);
    await expect(ofacChanges.fromDisk(join(folder, 'delta.xml'))).rejects.toThrow(/name the file after/);
  });
});

describeShared('real files of OFAC that are no deltas', (data) => {
  const enhanced = () => data('ofac/enhanced/enhanced_IRGC_2024-08-28.xml');

  it('are refused', async () => {
    await expect(readDelta(enhanced())).rejects.toThrow('the file is no delta');
    await expect(readDelta(data('ofac/consolidated/2025-03-28_consolidated.xml'))).rejects.toThrow('<sdnList>');
  });

  it('hold the same entities: dressed as a delta, each of 293 is read whole', async () => {
    const list = await readFile(enhanced(), 'utf8');
    const dressed = list
      .replace(/<publicationInfo>[\s\S]*?<\/publicationInfo>/, INFO)
      .replaceAll(/https:[^"]*ENHANCED_XML(?=")/g, 'https://www.treasury.gov/ofac/DeltaFile/1.0')
      .replaceAll('<entity id', '<entity action="add" id');
    const { entries, unknown, nameless } = await read(dressed);
    expect([entries.length, unknown, nameless]).toEqual([293, [], 0]);
    for (const { ref, name, type, programs, heading } of entries) {
      expect([ref, name, type].every(Boolean)).toBe(true);
      expect(programs).toContain('IRGC');
      expect(heading).not.toBe('');
    }
    expect(entries[0]?.text).toMatch(
      /^IRGC GROUND FORCES \(a\.k\.a\. ISLAMIC REVOLUTION GUARDS CORPS GROUND FORCE\); Tehran, Iran/,
    );
  });
});
