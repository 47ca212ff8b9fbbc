import { expect, it } from 'vitest';
import { judgeVersion } from '../../../src/ledger/version.js';
import { chSeco } from '../../../src/sources/ch-seco/index.js';
import { changesBetween, eventsOf, listingsIn } from '../../contracts/list-source.js';
import { describeShared } from '../../support/shared.js';

describeShared('the excerpt of the real list of Switzerland', (data) => {
  const path = data('ch/seco_whole_list_2026-08-27_excerpt.xml');

  it('lists two of its three targets, the other is de-listed, and nothing is unknown', async () => {
    const [header, ...events] = await eventsOf(chSeco, path);
    expect(header).toEqual({ kind: 'header', published: '2026-08-27' });
    expect(events).toMatchObject([
      {
        kind: 'listing',
        gaps: [],
        listing: {
          ref: '46130',
          name: 'Belagroprombank',
          type: 'entity',
          programs: ['Belarus'],
          sanctionsTypes: ['article 16 and 17 -- Restrictions on the money and capital market'],
          listedOn: '2021-08-11',
        },
      },
      {
        kind: 'listing',
        gaps: [],
        listing: {
          ref: '34461',
          name: 'Hui Chon',
          type: 'vessel',
          programs: ['North Korea'],
          aliases: [{ name: 'Hwang Gum San 2', kind: 'aka', strength: 'strong' }],
          identifiers: [{ type: 'IMO number', number: '8405270' }],
          listedOn: '2016-05-18',
        },
      },
    ]);
    expect(listingsIn(events)).toHaveLength(events.length);
  });

  it('is refused as a version: it is far from whole', async () => {
    const diff = await changesBetween([], await eventsOf(chSeco, path));
    expect(() => judgeVersion(diff, chSeco.minimum)).toThrow('it has 2 records, fewer than the 5000');
  });
});
