import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/domain/errors.js';
import { openStoreForReading } from '../../src/store/index.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { entry, note } from '../contracts/store.js';
import { emptyFolder, impatient, keysOf, open } from './folder.js';

const SNAPSHOT = 'listings.ofac-sdn.1.json';
const ASIDE = `${SNAPSHOT}.corrupt-2024-05-06T07-08-09-010Z`;

describe('a folder that is not as it was left', () => {
  let dir: string;
  const at = (name: string) => join(dir, name);
  const refusal = async () => {
    const opened = await open(dir, { clock: impatient }).catch((error: unknown) => error);
    if (!(opened instanceof SetupError)) throw new Error('the store opened');
    expect(await readdir(dir), 'the lock is given up').not.toContain('lock');
    return opened.message;
  };

  beforeEach(async () => {
    dir = await emptyFolder();
    const store = await open(dir);
    await store.transaction(async (tx) => {
      tx.put('audit', 'a', note('a'));
      tx.put('listings', 'ofac-sdn/1', entry('ofac-sdn', '1'));
    });
    await store.close();
  });

  const damages: readonly [what: string, (text: string) => string, found: string][] = [
    ['is empty', () => '', 'it is not whole JSON (0 bytes)'],
    ['was cut short', (text) => text.slice(0, -20), 'it is not whole JSON'],
    ['is other JSON', () => '{"listings":[]}', 'it is not a snapshot'],
    ['holds another collection', (text) => text.replace('"listings"', '"audit"'), 'it holds rows of "audit"'],
    ['has a row that is none', (text) => text.replace('"ofac-sdn/1",', ''), 'row 1 is not a key with a value'],
    ['has another list’s row', (text) => text.replace('ofac-sdn/1', 'un-sc/1'), 'row "un-sc/1" does not belong there'],
    ['lacks a field', (text) => text.replace('"status":"listed",', ''), 'row "ofac-sdn/1" has the wrong shape'],
    ['has an unknown field', (text) => text.replace('"status"', '"x":1,"status"'), 'has the wrong shape'],
    ['is older than the journal', (text) => text.replace('"sequence":1', '"sequence":0'), 'it ends at change 0'],
  ];
  for (const [what, harm, found] of damages) {
    it(`sets a snapshot aside that ${what}, and refuses to start without it, then and later`, async () => {
      const harmed = harm(await readFile(at(SNAPSHOT), 'utf8'));
      await writeFile(at(SNAPSHOT), harmed);
      const message = await refusal();
      expect(message).toContain(`${at(SNAPSHOT)} is damaged: `);
      expect(message).toContain(found);
      expect(message).toContain(`set aside as ${ASIDE}. `);
      expect(message).toContain('Restore the whole folder from a backup');
      expect(await readFile(at(ASIDE), 'utf8')).toBe(harmed);
      const later = await refusal();
      expect(later).toContain(`${at(SNAPSHOT)} is missing (set aside earlier as ${ASIDE})`);
    });
  }

  it('never overwrites what was set aside before', async () => {
    await writeFile(at(ASIDE), 'earlier');
    await writeFile(at(SNAPSHOT), 'broken');
    expect(await refusal()).toContain(`set aside as ${ASIDE}-2. `);
    expect(await readFile(at(ASIDE), 'utf8')).toBe('earlier');
    expect(await readFile(at(`${ASIDE}-2`), 'utf8')).toBe('broken');
  });

  it('starts again once the file is back', async () => {
    const sound = await readFile(at(SNAPSHOT), 'utf8');
    await writeFile(at(SNAPSHOT), 'broken');
    await refusal();
    await writeFile(at(SNAPSHOT), sound);
    const store = await open(dir);
    expect(await store.get('listings', 'ofac-sdn/1')).toEqual(entry('ofac-sdn', '1'));
    await store.close();
  });

  it('refuses to start with a snapshot or the journal gone', async () => {
    await rename(at('audit.1.json'), at('elsewhere'));
    expect(await refusal()).toContain(`${at('audit.1.json')} is missing: without it, what Tocsin knew is lost. `);
    await rename(at('elsewhere'), at('audit.1.json'));
    await rename(at('journal.1.ndjson'), at('elsewhere'));
    expect(await refusal()).toContain(`${at('journal.1.ndjson')} is missing: `);
  });

  it('does not take a folder for new whose journal was set aside', async () => {
    dir = await emptyFolder();
    await writeFile(at('journal.3.ndjson'), 'nonsense\n');
    expect(await refusal()).toContain('its first line is not a header');
    expect(await refusal()).toContain('journal.3.ndjson is missing (set aside earlier as journal.3.ndjson.corrupt-');
  });

  it('leaves files of a newer format alone and says which software to run', async () => {
    for (const name of [SNAPSHOT, 'journal.1.ndjson']) {
      const sound = await readFile(at(name), 'utf8');
      await writeFile(at(name), sound.replace('"version":2', '"version":3'));
      const message = await refusal();
      expect(message).toBe(
        `${at(name)} has format 3, written by a newer Tocsin; this one knows formats up to 2. Run the newer one again, or restore a backup made before the update.`,
      );
      await writeFile(at(name), sound);
    }
    await (await open(dir)).close();
  });

  it('is not touched by a reader, who says the same', async () => {
    await writeFile(at(SNAPSHOT), 'broken');
    const before = (await readdir(dir)).sort();
    await expect(openStoreForReading(dir)).rejects.toThrow(
      `${at(SNAPSHOT)} is damaged: it is not whole JSON (6 bytes).`,
    );
    expect((await readdir(dir)).sort()).toEqual(before);
  });

  it('leaves files of others alone', async () => {
    await writeFile(at('history.json'), 'not ours');
    await writeFile(at('notes.txt'), 'not ours');
    const store = await open(dir);
    expect(await keysOf(store)).toEqual(['a']);
    await store.close();
    expect(await readFile(at('history.json'), 'utf8')).toBe('not ours');
  });
});

describe('an older format', () => {
  const old = { at: '2020-01-01T00:00:00.000Z', who: 'U1', what: 'subscribed' };
  const header = '{"version":0,"base":4,"snapshots":{"audit.json":4}}\n';
  const migrations = {
    ...MIGRATIONS,
    0: (collection: string, _key: string, value: unknown) =>
      collection === 'audit' && typeof value === 'object' ? { ...value, why: 'not recorded then' } : value,
  };

  async function oldFolder(): Promise<string> {
    const dir = await emptyFolder();
    const rows = [['1', old]];
    await writeFile(join(dir, 'audit.json'), JSON.stringify({ version: 0, collection: 'audit', sequence: 4, rows }));
    await writeFile(join(dir, 'journal.ndjson'), header);
    return dir;
  }

  it('is brought up row by row and written anew before anything is added', async () => {
    const dir = await oldFolder();
    const store = await open(dir, { migrations });
    expect(await store.get('audit', '1')).toEqual({ ...old, why: 'not recorded then' });
    expect(JSON.parse(await readFile(join(dir, 'audit.4.json'), 'utf8'))).toMatchObject({ version: 2, sequence: 4 });
    expect(await readFile(join(dir, 'journal.4.ndjson'), 'utf8')).toBe(header.replace('0', '2'));
    expect((await readdir(dir)).sort()).toEqual(['audit.4.json', 'journal.4.begun', 'journal.4.ndjson', 'lock']);
    await store.transaction(async (tx) => tx.put('audit', '2', note('new')));
    await store.close();
    expect(await keysOf(await openStoreForReading(dir))).toEqual(['1', '2']);
  });

  it('is refused where no step leads up from it', async () => {
    const dir = await oldFolder();
    await expect(open(dir)).rejects.toThrow('format 0 is not known: no release of Tocsin wrote it');
  });
});
