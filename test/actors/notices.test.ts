import { readdirSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { attributeAnnouncement, attributeListing, loadActors } from '../../src/actors/index.js';
import type { Actors } from '../../src/ports.js';
import { ofacRecentActions } from '../../src/sources/ofac-recent-actions/index.js';
import { ofacSdn } from '../../src/sources/ofac-sdn/index.js';
import { describeShared } from '../support/shared.js';

let actors: Actors;
beforeAll(async () => {
  actors = await loadActors('data/actors');
});

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'ra_20190913_excerpt.html': ['andariel named', 'bluenoroff named', 'lazarus-group named'],
  'ra_20200302_article.html': ['lazarus-group linked', 'li-jiadong named', 'tian-yinyin named'],
  'ra_20220506_excerpt.html': ['blender-io named', 'lazarus-group named'],
  'ra_20231129_article_excerpt.html': ['sinbad named'],
  'ra_20250321_excerpt.html': ['roman-semenov named', 'tornado-cash named'],
};

describeShared('real notices, as they are read', (data) => {
  it('concern the actors they name, and nobody else', async () => {
    const folder = data('ofac/recent-actions');
    const notices = readdirSync(folder).filter((file) => /^ra_\d{8}_.*\.html$/.test(file));
    expect(notices).toEqual(expect.arrayContaining(Object.keys(EXPECTED)));
    for (const file of notices) {
      const links = attributeAnnouncement(actors, await ofacRecentActions.fromDisk(`${folder}/${file}`));
      const found = links.entries.flat().map(({ actor, reason }) => `${actor} ${reason.kind}`);
      expect([...new Set(found)].sort(), file).toEqual(EXPECTED[file] ?? []);
      expect(links.actors, file).toEqual([]);
    }
  });
});

const BANK = "FOREIGN TRADE BANK OF THE DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA";
/** Counted in the file: the references whose remarks say so. */
const LINKED: Readonly<Record<string, readonly string[]>> = {
  'lazarus-group Linked To: LAZARUS GROUP': ['28263', '28264', '42496'],
  'korea-kwangson-banking Linked To: KOREA KWANGSON BANKING CORP': ['21744', '42498'],
  [`foreign-trade-bank Linked To: ${BANK}`]: ['18554', '22583', '22623', '24518'],
  'wu-huihui Linked To: WU, Huihui': ['42497'],
};

describeShared('the real SDN list, as it is read', (data) => {
  it('concerns each actor by its own listing and by those that the list links to it', async () => {
    const version = await ofacSdn.fromDisk(data('ofac/2023-12-28'), null);
    const found: string[] = [];
    for await (const event of ofacSdn.read(version)) {
      if (event.kind !== 'listing') continue;
      for (const { actor, reason } of attributeListing(actors, event.listing)) {
        found.push(`${event.listing.ref} ${actor} ${reason.kind === 'linked' ? reason.text : reason.kind}`);
      }
    }
    const own = actors
      .all()
      .flatMap(({ id, listings }) => listings.map(({ list, ref }) => ({ id, list, ref })))
      .filter(({ list, ref }) => list === 'ofac-sdn' && ref !== '38499')
      .map(({ id, ref }) => `${ref} ${id} listing`);
    const linked = Object.entries(LINKED).flatMap(([words, refs]) => refs.map((ref) => `${ref} ${words}`));
    expect(found.sort()).toEqual([...own, ...linked].sort());
  });
});
