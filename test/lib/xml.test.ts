import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../src/domain/errors.js';
import { readXml, runTogether, type XmlElement, type XmlEvent, type XmlShape } from '../../src/lib/xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-xml-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(shape: XmlShape, content: string): Promise<XmlEvent[]> {
  const path = join(folder, 'file.xml');
  await writeFile(path, content);
  const events: XmlEvent[] = [];
  for await (const event of readXml(path, shape)) events.push(event);
  return events;
}

const SHAPE: XmlShape = { root: 'harbour', records: ['ship'], inside: { ship: { name: {}, tide: null } } };

describe('the inside of a record', () => {
  it('is known, passed over, or reported as unknown and read all the same', async () => {
    const ship = '<ship><name>Egret</name><tide><name>high</name></tide><flag>blue</flag></ship>';
    const events = await read(SHAPE, `<harbour>${ship}${ship}</harbour>`);
    expect(events.map(({ kind }) => kind)).toEqual(['root', 'unknown', 'record', 'record']);
    expect(events[1]).toEqual({ kind: 'unknown', path: 'ship/flag', text: 'blue' });
    expect(events[3]).toMatchObject({ element: { children: [{ name: 'name' }, { name: 'flag', text: 'blue' }] } });
  });

  it('gives the text of the first child where an unknown element has none of its own', async () => {
    const events = await read(SHAPE, '<harbour><ship><crew>\n <mate>Heron</mate></crew></ship></harbour>');
    expect(events[1]).toEqual({ kind: 'unknown', path: 'ship/crew', text: 'Heron' });
  });

  it('is the same with and without prefixes', async () => {
    const ship = '<x:ship><x:name>Egret</x:name><x:tide/></x:ship>';
    const events = await read(SHAPE, `<x:harbour xmlns:x="https://example.org">${ship}</x:harbour>`);
    expect(events.map(({ kind }) => kind)).toEqual(['root', 'record']);
    expect(events[1]).toMatchObject({ element: { children: [{ name: 'name', text: 'Egret' }] } });
  });

  it.each(['constructor', '__proto__', 'toString'])('reports an element named %s, at every depth', async (name) => {
    const odd = `<${name}>odd</${name}>`;
    const events = await read(SHAPE, `<harbour><ship>${odd}<name>Egret${odd}</name></ship></harbour>`);
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: `ship/${name}`, text: 'odd' },
      { kind: 'unknown', path: `ship/name/${name}`, text: 'odd' },
    ]);
    expect(events.at(-1)).toMatchObject({ kind: 'record', element: { children: [{ name }, { name: 'name' }] } });
  });

  it.each(['constructor', '__proto__'])(
    'has no say over a record named %s that the shape says nothing of',
    async (name) => {
      const shape: XmlShape = { root: 'harbour', records: [name], inside: {} };
      const events = await read(shape, `<harbour><${name}><flag/></${name}></harbour>`);
      expect(events.map(({ kind }) => kind)).toEqual(['root', 'record']);
    },
  );
});

describe('two records that ran into one', () => {
  it('are refused where one stands in the other: the end of the first was lost', async () => {
    const reading = read(SHAPE, '<harbour><ship><name>Egret</name><ship><name>Heron</name></ship></ship></harbour>');
    await expect(reading).rejects.toThrow(RefusedVersion);
    await expect(reading).rejects.toThrow('a <ship> stands inside of a record');
  });

  it('are known by a part that stands there twice', () => {
    const part = (name: string): XmlElement => ({ name, attributes: {}, children: [], text: '' });
    const record = { ...part('ship'), children: [part('name'), part('flag'), part('flag'), part('name')] };
    expect(runTogether(record, new Set(['name']))).toContain('its name stands there twice');
    expect(runTogether(record, new Set(['tide']))).toBeNull();
  });
});
