import { expect, it } from 'vitest';
import type { Listing } from '../../src/domain/listing.js';
import { sources } from '../../src/sources/index.js';
import { describeShared } from '../support/shared.js';
import { fed } from './listings.js';

async function read(id: string, path: string): Promise<Listing[]> {
  const source = sources.find((candidate) => candidate.id === id);
  if (source?.kind !== 'list') throw new Error(`there is no list ${id}`);
  const listings: Listing[] = [];
  for await (const event of source.read(await source.fromDisk(path, null)))
    if (event.kind === 'listing') listings.push(event.listing);
  return listings;
}

const isReference = (number: string) => /^[A-Z]{2}[ie]\.\d+$/.test(number);

/** Figures of all evidence: `npm run bench -- ties`. */
describeShared('real lists', (data) => {
  it('are tied by every UN reference that the United Kingdom names, and by nothing that contradicts one', async () => {
    const un = await read('un-sc', data('un/2025-11-18.xml'));
    const uk = await read('uk-sl', data('uk/uk_sanctions_list_2026-09-07.xml'));
    const named = new Map(
      uk.map(({ ref, identifiers }) => [ref, identifiers.find(({ number }) => isReference(number))?.number]),
    );
    const ties = fed([...un, ...uk]);
    const proved = uk.flatMap(({ ref }) =>
      ties.tiesOf('uk-sl', ref).map((tie) => [tie.certainty, named.get(ref), tie.ref]),
    );
    expect(proved).toHaveLength(11);
    for (const [certainty, reference, found] of proved) expect([certainty, reference]).toEqual(['proved', found]);

    const hidden = uk.map((listing) => ({
      ...listing,
      identifiers: listing.identifiers.filter(({ number }) => !isReference(number)),
    }));
    const blind = fed([...un, ...hidden]);
    const found = hidden.flatMap(({ ref }) => blind.tiesOf('uk-sl', ref).map((tie) => [named.get(ref), tie.ref]));
    expect(found.length).toBeGreaterThan(3);
    for (const [reference, other] of found) expect(other).toBe(reference);
  });

  it('are never tied within a list of the Security Council or of Canada, cut into two', async () => {
    for (const [id, path] of [
      ['un-sc', 'un/2025-11-18.xml'],
      ['ca-sema', 'ca/sema_2025-05.xml'],
    ] as const) {
      const halves = (await read(id, data(path))).map((listing, position) => ({
        ...listing,
        list: `half-${position % 2}`,
      }));
      const ties = fed(halves);
      expect(halves.flatMap(({ list, ref }) => ties.tiesOf(list, ref))).toEqual([]);
    }
  });
});
