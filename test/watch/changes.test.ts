import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deltaXml, ON_SDN, PROGRAM, party } from '../sources/ofac-changes/delta-xml.js';
import { openPipeline, type Pipeline } from './pipeline.js';

const ENHANCED = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML';
const list = (...entities: string[]) =>
  deltaXml(entities, '<publicationInfo><dataAsOf>2026-01-15T00:00:00</dataAsOf></publicationInfo>', ENHANCED);
const listed = (id: number, name: string) => party(id, { name, inside: ON_SDN + PROGRAM });

let pipeline: Pipeline;
beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

async function take(source: string, name: string, content: string) {
  const path = join(pipeline.dir, name);
  await writeFile(path, content);
  return pipeline.take(source, path, 'accept');
}

/** A list of two parties of one name and Lazarus, then what a delta announces of them. */
async function announced(...entities: string[]) {
  await take(
    'ofac-sdn',
    'SDN_ENHANCED.XML',
    list(listed(1, 'HERON'), listed(2, 'HERON'), listed(27307, 'LAZARUS GROUP')),
  );
  await take('ofac-changes', '801.xml', deltaXml([]));
  const { action } = await take('ofac-changes', '802.xml', deltaXml(entities));
  if (action?.kind !== 'announcement') throw new Error('nothing was announced');
  return action;
}

describe('what OFAC’s change service announces', () => {
  it('is tied to the listing by its number, where the name alone fits two', async () => {
    const { changes } = await announced(party(2, { name: 'HERON' }), party(3, { action: 'add', name: 'HERON' }));
    expect(changes).toMatchObject([
      { kind: 'amended', ref: '2', name: 'HERON', type: 'entity', programs: ['DPRK3'] },
      { kind: 'added', ref: '3', name: 'HERON', programs: [] },
    ]);
  });

  it('is told of by its listed name where it comes with its number only, and reaches those who follow the party', async () => {
    const id = await pipeline.subscribe('slack/C1', { kind: 'actor', actor: 'lazarus-group', relations: false });
    const { changes } = await announced(party(27307, { type: '' }), party(999, { type: '' }));
    expect(changes).toMatchObject([
      { ref: '27307', name: 'LAZARUS GROUP', type: 'entity', actors: [{ actor: 'lazarus-group' }] },
      { ref: '999', name: '999', type: null, actors: [] },
    ]);
    expect(await pipeline.owed()).toMatchObject([{ destination: 'slack/C1', subscriptions: [id], changes: [0] }]);
  });

  it('changes no list: the list itself decides', async () => {
    await announced(party(1, { action: 'remove', name: 'HERON' }), party(4, { action: 'add', name: 'IBIS' }));
    expect(await pipeline.entry('ofac-sdn', '1')).toMatchObject({ status: 'listed' });
    await expect(pipeline.entry('ofac-sdn', '4')).rejects.toThrow('has no 4');
  });
});
