import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { euFsf } from '../../../src/sources/eu-fsf/index.js';
import { diffOf, eventsOf, listingsIn } from '../../support/list-reading.js';
import { describeShared } from '../../support/shared.js';

describeShared('the file of 5 August 2026 (17 of its entities)', (data) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-eu-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const content = () => readFileSync(data('eu/fsf_1_1_2026-08-05.xml'), 'utf8');
  const read = (text: string) => eventsOf(euFsf, folder, text);

  async function listing(ref: string): Promise<Listing | undefined> {
    return listingsIn(await read(content())).find((one) => one.ref === ref);
  }

  it('is understood to its last attribute', async () => {
    const events = await read(content());
    expect(events.filter(({ kind }) => kind !== 'listing')).toEqual([
      { kind: 'header', published: '2026-08-05T14:47:04.449Z' },
    ]);
    expect(listingsIn(events)).toHaveLength(17);
  });

  it('calls every party by its main name', async () => {
    const names = new Map(listingsIn(await read(content())).map(({ ref, name }) => [ref, name]));
    expect(names.get('EU.27.28')).toBe('Saddam Hussein Al-Tikriti');
    expect(names.get('EU.39.56')).toBe('Qusay Saddam Hussein Al-Tikriti');
    expect(names.get('EU.367.96')).toBe('Abdul Manan Agha');
    expect(names.get('EU.3092.36')).toBe('Ibrahim Hassan Tali Al-Asiri');
    expect(names.get('EU.2797.3')).toBe('Anatoliy Alekseevich SIDOROV');
    expect(names.get('EU.8060.95')).toBe('Sovcombank');
  });

  it('knows weak names only from remarks, and Cyrillic under the language EN', async () => {
    const asiri = await listing('EU.3092.36');
    expect(asiri?.aliases.filter(({ strength }) => strength === 'weak').map(({ name }) => name)).toEqual([
      'Abu Saleh',
      'Abosslah',
      'Abu-Salaah',
    ]);
    expect((await listing('EU.2797.3'))?.aliases).toEqual([
      { name: 'Анатолий Алексеевич СИДОРОВ', kind: 'original-script', strength: 'strong' },
    ]);
  });

  it('gives births of the Hijri calendar their own words', async () => {
    expect((await listing('EU.6131.26'))?.births).toEqual([
      { kind: 'date', value: '1965' },
      { kind: 'place', value: 'Farsan, IRAN (ISLAMIC REPUBLIC OF)' },
      { kind: 'date', value: '1343 in the ISLAMIC calendar (Iranian Hijri calendar)' },
      { kind: 'date', value: '1964' },
    ]);
  });

  it('is no change the next day, in another order', async () => {
    const [head = '', ...records] = content()
      .replace('</export>', '')
      .split(/(?=<sanctionEntity )/);
    const reordered = records.toReversed().map((record) =>
      record.replace(/(<nameAlias .*<\/nameAlias>)/s, (names) =>
        names
          .split(/(?=<nameAlias )/)
          .toReversed()
          .join(''),
      ),
    );
    const next = `${head.replace('2026-08-05T', '2026-08-06T').replace('184961', '184962')}${reordered.join('')}</export>`;
    const diff = await diffOf(await read(content()), await read(next));
    expect(diff).toMatchObject({ records: 17, added: [], amended: [], removed: [], unknown: [], setAside: [] });
  });

  it('is refused when it is cut', async () => {
    const whole = content();
    for (const share of [0.1, 0.5, 0.99])
      await expect(read(whole.slice(0, whole.length * share))).rejects.toThrow('not well-formed');
  });
});
