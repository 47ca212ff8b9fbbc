import { describe, expect, it } from 'vitest';
import { sources } from '../../src/sources/index.js';
import { feedSamples } from './feeds.js';
import { inventedLists } from './lists.js';
import { ofacLists } from './ofac.js';
import { type Case, runRound } from './round.js';
import { isFailure, tableOf } from './table.js';

/** Every sample meets every kind of damage; `npm run test:fuzz` runs many more. */
const FILES = 1_500;

describe('damaged files', () => {
  it('are there of every source, and of every format that is read', () => {
    const samples = [...inventedLists(), ...ofacLists(), ...feedSamples()];
    expect([...new Set(samples.map(({ source }) => source.id))].sort()).toEqual(sources.map(({ id }) => id).sort());
    const names = samples.map(({ name }) => name);
    for (const { id, formats } of sources.filter((source) => source.formats.length > 1))
      expect(names).toEqual(expect.arrayContaining(formats.map((format) => `${id} ${format}`)));
  });

  it('crash no reader, take no reader long, and delist nobody', async () => {
    const cases: Case[] = [];
    for await (const one of runRound({ seed: 20190913, files: FILES })) cases.push(one);
    expect(cases).toHaveLength(FILES);
    expect(cases.filter(isFailure)).toEqual([]);
    // A round in which nothing is refused, or nothing passes, tells nothing.
    expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(
      new Set(['refused', 'held', 'silent', 'amended', 'clean']),
    );
    expect(tableOf(cases, 'sample')).toContain('ofac-sdn enhanced');
  }, 120_000);

  it('are the same again for the same seed and number', async () => {
    const one = async () => {
      for await (const { outcome, detail } of runRound({ seed: 7, files: 0, only: 'un-sc', number: 33 }))
        return [outcome, detail];
      return null;
    };
    expect(await one()).toEqual(await one());
  });
});
