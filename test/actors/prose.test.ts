import { beforeAll, describe, expect, it, test } from 'vitest';
import { attributeAnnouncement, loadActors } from '../../src/actors/index.js';
import type { Actors } from '../../src/ports.js';
import { item } from './builders.js';
import { HOSTILE_TEXTS, KNOWN_ERRORS, RELEASES, type SampleText, TEXTS_ABOUT_ACTORS } from './texts.js';

let actors: Actors;
beforeAll(async () => {
  actors = await loadActors('data/actors');
});

const namedBy = ({ title, text = '' }: SampleText) =>
  attributeAnnouncement(actors, item({ title, text: `${title}\n${text}` })).actors.map(({ actor }) => actor);

describe('a text about actors', () => {
  test.each(TEXTS_ABOUT_ACTORS.map((sample) => [`${sample.title}: ${sample.text}`, sample] as const))(
    '%s',
    (_t, sample) => {
      expect(namedBy(sample)).toEqual([...sample.actors].sort());
    },
  );
});

describe('a text that only sounds like them', () => {
  test.each(HOSTILE_TEXTS.map((sample) => [`${sample.title}: ${sample.text}`, sample] as const))('%s', (_t, sample) => {
    expect(namedBy(sample)).toEqual([]);
  });
});

it('errs on a second set of releases only where that is known', () => {
  const errors: string[] = [];
  let right = 0;
  for (const sample of RELEASES) {
    const named = namedBy(sample);
    right += named.filter((actor) => sample.actors.includes(actor)).length;
    for (const actor of named) if (!sample.actors.includes(actor)) errors.push(`takes for ${actor}: ${sample.title}`);
    for (const actor of sample.actors) if (!named.includes(actor)) errors.push(`misses ${actor}: ${sample.title}`);
  }
  expect(errors.sort()).toEqual([...KNOWN_ERRORS].sort());
  const taken = errors.filter((error) => error.startsWith('takes')).length;
  const missed = errors.length - taken;
  expect(right / (right + taken)).toBeGreaterThanOrEqual(0.97);
  expect(right / (right + missed)).toBeGreaterThanOrEqual(0.93);
});

it('is measured on every actor, twice at least', () => {
  const counts = new Map(actors.all().map(({ id }) => [id, 0]));
  for (const sample of TEXTS_ABOUT_ACTORS) for (const id of sample.actors) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect([...counts].filter(([, n]) => n < 2)).toEqual([
    ['rim-jong-hyok', 1],
    ['roman-semenov', 1],
  ]);
});

it('no common word of any actor names it alone, not even as the list spells it, in a text on its country', () => {
  for (const actor of actors.all()) {
    for (const { name, common } of actor.aliases) {
      if (!common) continue;
      const text = `He bought ${name} in ${actor.country}.`;
      expect(namedBy({ title: 'A Case', text, actors: [] }), name).not.toContain(actor.id);
    }
  }
});

it('no name of a group counts in small letters, unless it is one', () => {
  for (const actor of actors.all()) {
    if (actor.type === 'individual') continue;
    for (const name of [actor.name, ...actor.aliases.map((alias) => alias.name)]) {
      const text = `some ${name.toLowerCase()} or other`;
      expect(namedBy({ title: 'A Case', text, actors: [] }), name).toEqual([]);
    }
  }
});

it('every official name of a group that is no common word names it, as the list spells it', () => {
  for (const actor of actors.all()) {
    if (actor.type === 'individual') continue;
    const common = new Set(actor.aliases.filter((alias) => alias.common).map(({ name }) => name.toUpperCase()));
    for (const { name, kind } of actor.aliases) {
      if (kind === 'analyst' || common.has(name.toUpperCase())) continue;
      expect(namedBy({ title: 'A Case', text: `It was ${name} again.`, actors: [] }), name).toContain(actor.id);
    }
  }
});

it('reads an act of the size of a round of sanctions in good time', () => {
  const text = 'The entry of KIM, Il and of Park Trading Corp; zinc, ZINC and Lazarus of North Korea. '.repeat(30_000);
  const started = performance.now();
  attributeAnnouncement(actors, item({ title: 'An Act', text }));
  expect(performance.now() - started).toBeLessThan(10_000);
});
