import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Taken } from '../../src/watch/intake.js';
import { type SdnRow, sdnCsv, unXml } from '../support/official-files.js';
import { openPipeline, type Pipeline } from './pipeline.js';

const HERON: SdnRow = { uid: 101, name: 'GREY HERON', program: 'TEST1' };
const STORK: SdnRow = { uid: 102, name: 'BLACK STORK', program: 'TEST1' };

let pipeline: Pipeline;

beforeEach(async () => {
  pipeline = await openPipeline();
});

afterEach(() => pipeline.dispose());

async function file(name: string, content: string): Promise<string> {
  const path = join(pipeline.dir, name);
  await writeFile(path, content);
  return path;
}

const kinds = (taken: Taken) => taken.action?.changes.map(({ kind, name }) => `${kind} ${name}`) ?? [];

describe('files that are given once more', () => {
  it('announce nothing, those of one day neither', async () => {
    const first = await file('sdn_2021-08-19T090000.csv', sdnCsv([]));
    const morning = await file('sdn_2021-08-20T013811.csv', sdnCsv([HERON]));
    const evening = await file('sdn_2021-08-20T185052.csv', sdnCsv([HERON, STORK]));
    for (const path of [first, morning, evening]) await pipeline.take('ofac-sdn', path);
    for (const path of [first, morning, evening]) {
      const again = await pipeline.take('ofac-sdn', path);
      expect([again.action, again.held]).toEqual([null, null]);
    }
    expect(await pipeline.store.list('actions')).toHaveLength(2);
    expect((await pipeline.entry('ofac-sdn', '102')).status).toBe('listed');
  });

  it('announce nothing with --accept either', async () => {
    const paths = [
      await file('sdn_2021-08-19.csv', sdnCsv([HERON])),
      await file('sdn_2021-08-20.csv', sdnCsv([STORK])),
    ];
    for (const path of [...paths, ...paths]) await pipeline.take('ofac-sdn', path, 'accept');
    expect(await pipeline.store.list('actions')).toHaveLength(1);
  });

  it('are taken where their publisher goes back to them on a later day', async () => {
    await pipeline.take('ofac-sdn', await file('sdn_2021-08-19.csv', sdnCsv([HERON])));
    await pipeline.take('ofac-sdn', await file('sdn_2021-08-20.csv', sdnCsv([])));
    const back = await pipeline.take('ofac-sdn', await file('sdn_2021-08-23.csv', sdnCsv([HERON])));
    expect(kinds(back)).toEqual(['added GREY HERON']);
    expect(back.action?.changes[0]?.relisting?.ref).toBe('101');
  });

  it('are taken where nothing dates them but the file itself', async () => {
    const before = await file(
      'a.xml',
      unXml([
        { ref: 'TSe.001', name: 'GREY HERON' },
        { ref: 'TSe.002', name: 'BLACK STORK' },
      ]),
    );
    const after = await file('b.xml', unXml([{ ref: 'TSe.002', name: 'BLACK STORK' }]));
    await pipeline.take('un-sc', before);
    expect(kinds(await pipeline.take('un-sc', after))).toEqual(['removed GREY HERON']);
    expect(kinds(await pipeline.take('un-sc', before))).toEqual(['added GREY HERON']);
  });

  it('are refused when they are older and were never taken', async () => {
    await pipeline.take('ofac-sdn', await file('sdn_2021-08-20.csv', sdnCsv([HERON])));
    const older = await file('sdn_2021-08-19.csv', sdnCsv([]));
    await expect(pipeline.take('ofac-sdn', older)).rejects.toThrow('older than the version of 2021-08-20');
  });
});

describe('two records of one reference', () => {
  it('leave the entry as it was known', async () => {
    await pipeline.take('ofac-sdn', await file('sdn_2021-08-19.csv', sdnCsv([HERON])));
    const doubled = sdnCsv([{ ...HERON, name: 'GRAY HERON' }, HERON]);
    const taken = await pipeline.take('ofac-sdn', await file('sdn_2021-08-20.csv', doubled));
    expect(taken.action).toBeNull();
    expect(taken.setAside).toMatchObject([{ ref: '101' }]);
    expect((await pipeline.entry('ofac-sdn', '101')).listing.name).toBe('GREY HERON');
  });
});
