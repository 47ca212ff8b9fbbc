import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { jpMof } from '../../../src/sources/jp-mof/index.js';
import { listingsIn, reader } from '../../contracts/list-source.js';
import { describeShared } from '../../support/shared.js';

describeShared('the real rows of Japan', (data) => {
  const read = reader(jpMof);

  it('are read whole, and nothing of them is unknown', async () => {
    const events = await read(await readFile(data('jp/mof_shisantouketsu_2026-08-28_first11rows_trimmed.csv')));
    expect(events.filter(({ kind }) => kind !== 'listing')).toEqual([]);
    const listings = listingsIn(events);
    expect(listings).toHaveLength(11);
    expect(listings[0]).toMatchObject({
      ref: '001-000001',
      name: 'Milosevic Slobodan',
      type: 'individual',
      aliases: [{ name: 'ミロシェヴィッチ・スロボダン', kind: 'original-script', script: 'Japanese' }],
      births: [
        { kind: 'date', value: '1941/8/20' },
        { kind: 'place', value: 'Pozarevac, Republic of Serbia' },
      ],
      programs: ['Category 1'],
      listedOn: '2002-03-01',
    });
    expect(listings[10]).toMatchObject({
      ref: '002-000002',
      name: 'MOHAMMAD HASSAN AKHUND',
      aliases: [{ script: 'Japanese' }, { name: 'محمد حسن آخوند', kind: 'original-script', script: 'Arabic' }],
      births: [
        { value: '1955年から1958年の間' },
        { value: '1945年から1950年の間' },
        { value: 'Pashmul village, Panjwai District, Kandahar Province, Afghanistan' },
      ],
      nationalities: [{ country: 'Afghanistan' }],
      addresses: [{ text: 'Kabul', country: 'Afghanistan' }],
      identifiers: [
        { type: 'Passport', number: 'P04581926' },
        { type: 'UN reference', number: 'TAi.002' },
      ],
      listedOn: '2001-09-22',
      title:
        'Mullah; Haji; First Deputy, Council of Ministers under the Taliban regime (1996-2001); Foreign Minister under the Taliban regime (1996-2001); Governor of Kandahar under the Taliban regime (1996-2001); Political Advisor of Mullah Mohammed Omar',
    });
  });
});
