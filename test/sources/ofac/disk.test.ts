import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ofacConsolidated } from '../../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { ADD_ROWS, ALT_ROWS, csv, ENTITIES, enhanced, SDN_ROWS, sdnList, XML_ENTRIES } from './parties.js';
import { folderWith, readPath } from './reading.js';

const SET = { 'SDN.CSV': csv(SDN_ROWS), 'Alt.csv': csv(ALT_ROWS), 'add.csv': csv(ADD_ROWS), 'sdn_comments.csv': '' };

async function named(name: string, content: string): Promise<string> {
  return join(await folderWith({ [name]: content }), name);
}

describe('recognising official files on disk', () => {
  it('takes a folder with the CSV set, in any case, and leaves the rest alone', async () => {
    const folder = await folderWith({ ...SET, 'notes.txt': 'mine' });
    const { format, files } = await ofacSdn.fromDisk(folder, null);
    expect(format).toBe('csv');
    expect(files.map(({ role, modified }) => [role, modified])).toEqual(
      ['sdn', 'alt', 'add', 'comments'].map((role) => [role, null]),
    );
  });

  it('takes one CSV without its companions', async () => {
    const folder = await folderWith(SET);
    const { files } = await ofacSdn.fromDisk(join(folder, 'SDN.CSV'), null);
    expect(files.map(({ role }) => role)).toEqual(['sdn']);
  });

  it('knows a format by its content, not by its name', async () => {
    const formatOf = async (content: string) => (await ofacSdn.fromDisk(await named('list.txt', content), null)).format;
    expect(await formatOf(sdnList(XML_ENTRIES))).toBe('xml');
    expect(await formatOf(`\ufeff${enhanced(ENTITIES)}`)).toBe('enhanced');
    expect(await formatOf(`<?xml version="1.0"?><!-- a <b> --><o:sdnList xmlns:o="urn:o"/>`)).toBe('xml');
    expect(await formatOf(csv(SDN_ROWS))).toBe('csv');
  });

  it('takes the day from the name of the file or its folder', async () => {
    const publishedOf = async (path: string) => (await ofacSdn.fromDisk(path, null)).published;
    expect(await publishedOf(await named('sdn_2022-04-14T184823.csv', csv(SDN_ROWS)))).toBe('2022-04-14');
    expect(await publishedOf(await named('2025-03-28_list.xml', sdnList(XML_ENTRIES)))).toBe('2025-03-28');
    expect(await publishedOf(await named('2025-02-30.xml', sdnList(XML_ENTRIES)))).toBeNull();
    const parent = await folderWith({});
    for (const [folder, published] of [
      ['2023-12-28', '2023-12-28'],
      ['2021-07', null],
    ] as const) {
      await mkdir(join(parent, folder));
      await writeFile(join(parent, folder, 'sdn.csv'), csv(SDN_ROWS));
      expect(await publishedOf(join(parent, folder))).toBe(published);
      expect(await publishedOf(join(parent, folder, 'sdn.csv'))).toBe(published);
    }
  });

  it.each([
    ['an empty file', '', /empty \(0 bytes\)/],
    ['a web page', '<!doctype html><html></html>', /HTML page/],
    ['UTF-16', '\u00ff\u00fe', /UTF-16/],
    ['the ADVANCED format', '<?xml version="1.0"?><Sanctions/>', /root element is <Sanctions>/],
  ])('refuses %s', async (_what, content, reason) => {
    const folder = await folderWith({ 'a.xml': Buffer.from(content, 'latin1') });
    await expect(ofacSdn.fromDisk(join(folder, 'a.xml'), null)).rejects.toThrow(reason);
  });

  it('refuses a folder without the list, a path that is not there, and another format than was asked for', async () => {
    await expect(ofacSdn.fromDisk(await folderWith({ 'alt.csv': csv(ALT_ROWS) }), null)).rejects.toThrow(
      'has no sdn.csv',
    );
    await expect(ofacSdn.fromDisk('/nowhere/at/all', null)).rejects.toThrow('/nowhere/at/all cannot be read');
    const path = await named('a.xml', sdnList(XML_ENTRIES));
    await expect(ofacSdn.fromDisk(path, 'enhanced')).rejects.toThrow('a.xml is in the format xml, not enhanced');
  });
});

describe('the consolidated list on disk', () => {
  it('has file names of its own in the CSV set', async () => {
    const folder = await folderWith({ 'cons_prim.csv': csv(SDN_ROWS), 'CONS_ALT.CSV': csv(ALT_ROWS) });
    const { listings } = await readPath(ofacConsolidated, folder);
    expect(listings.get('900002')).toMatchObject({
      list: 'ofac-consolidated',
      aliases: [{ name: 'KESTREL LOGISTICS' }],
    });
    await expect(ofacSdn.fromDisk(folder, null)).rejects.toThrow('has no sdn.csv');
  });

  it('refuses the SDN list, which only its size gives away', async () => {
    const many = Array.from({ length: 5_001 }, (_, i) => SDN_ROWS[3].replace('900004', String(i + 1)));
    const path = await named('cons_prim.csv', csv(many));
    await expect(readPath(ofacConsolidated, path)).rejects.toThrow(/more than 5000 records: this is the SDN list/);
  });
});

it('a root element that every JavaScript object knows as a word is no OFAC list', async () => {
  const folder = await folderWith({ 'a.xml': '<constructor/>' });
  await expect(ofacSdn.fromDisk(`${folder}/a.xml`, null)).rejects.toThrow('its root element is <constructor>');
});
