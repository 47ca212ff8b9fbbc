import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadActors } from '../../src/actors/index.js';
import type { Actor, Citation } from '../../src/domain/actor.js';
import type { Actors } from '../../src/ports.js';
import { loadReference, type Reference } from '../../src/reference/index.js';

const WANTED = [
  ...['lazarus-group', 'bluenoroff', 'andariel', 'kimsuky', 'reconnaissance-general-bureau'],
  ...['technical-reconnaissance-bureau', '110th-research-center', 'park-jin-hyok', 'chosun-expo', 'chinyong-it'],
  ...['cheil-credit-bank', 'korea-kwangson-banking', 'foreign-trade-bank', 'tornado-cash', 'blender-io', 'sinbad'],
  ...['tian-yinyin', 'li-jiadong', 'wu-huihui', 'jon-chang-hyok', 'kim-il', 'rim-jong-hyok'],
];

let actors: Actors;
let reference: Reference;
beforeAll(async () => {
  actors = await loadActors('data/actors');
  reference = await loadReference('data/reference');
});

function citationsOf(actor: Actor): Citation[] {
  const facts = [...actor.listings, ...actor.aliases, ...actor.relations, ...actor.timeline];
  return [actor.summaryCitation, ...facts.map((fact) => fact.citation)];
}

function actor(id: string): Actor {
  const found = actors.get(id);
  if (!found) throw new Error(`no actor ${id}`);
  return found;
}

describe('the curated profiles', () => {
  it('are all valid, and every file is one of them', () => {
    const files = readdirSync('data/actors').map((file) => file.replace(/\.json$/, ''));
    expect(actors.all().map(({ id }) => id)).toEqual(files.sort());
  });

  it.each(WANTED)('hold %s', (id) => {
    expect(actors.get(id)?.id).toBe(id);
  });

  it('cite official publishers for everything but the names that analysts use', () => {
    const official =
      /^https:\/\/([a-z.-]+\.)?(treasury\.gov|treas\.gov|un\.org|gov\.uk|gouv\.fr|europa\.eu|justice\.gov)\//;
    for (const one of actors.all()) {
      const facts = [...one.listings, ...one.relations, ...one.timeline];
      const aliases = one.aliases.filter(({ kind }) => kind === 'official');
      for (const { citation } of [...facts, ...aliases]) expect(citation.url, one.id).toMatch(official);
      for (const { kind, citation } of one.aliases)
        if (kind === 'analyst') expect(citation.url, one.id).toMatch(/^https:\/\/attack\.mitre\.org\/groups\/G\d{4}$/);
    }
  });

  it('cite nothing older than what it proves', () => {
    for (const one of actors.all()) {
      for (const { date, citation } of one.timeline) expect(citation.date >= date, `${one.id} ${date}`).toBe(true);
      for (const { since = '', until = '', citation } of one.listings)
        expect(citation.date >= since && citation.date >= until, one.id).toBe(true);
      expect(citationsOf(one).length).toBeGreaterThan(1);
    }
  });

  it('name only lists and programmes that the reference data knows', () => {
    const lists = new Set([...reference.authorities.values()].flatMap((authority) => Object.keys(authority.lists)));
    for (const one of actors.all()) {
      for (const { list, programs } of one.listings) {
        expect(lists, `${one.id} ${list}`).toContain(list);
        if (list === 'ofac-sdn')
          for (const program of programs) expect([...reference.programs.keys()]).toContain(program);
      }
    }
  });

  it.each(['lazarus-group', 'bluenoroff', 'andariel'])('show the action of 13 September 2019 for %s', (id) => {
    const events = actor(id).timeline.filter(({ date }) => date === '2019-09-13');
    expect(events.map(({ kind, citation }) => [kind, citation.url])).toEqual([
      ['announced', 'https://home.treasury.gov/news/press-releases/sm774'],
      ['listed', 'https://ofac.treasury.gov/recent-actions/20190913'],
    ]);
    expect(actor(id).relations).toContainEqual(
      expect.objectContaining({ kind: 'parent', actor: 'reconnaissance-general-bureau' }),
    );
  });

  it('show Tornado Cash as history, under both references', () => {
    expect(actor('tornado-cash').status).toBe('historical');
    expect(actor('tornado-cash').listings.map(({ ref, since, until }) => [ref, since, until])).toEqual([
      ['38499', '2022-08-08', '2022-11-08'],
      ['39796', '2022-11-08', '2025-03-21'],
    ]);
  });

  it('never show an industry name as a listed one', () => {
    for (const name of ['Sapphire Sleet', 'Diamond Sleet', 'Onyx Sleet', 'BeagleBoyz', 'NICKEL GLADSTONE']) {
      const alias = actors.named(name)?.aliases.find((one) => one.name === name);
      expect(alias?.kind, name).toBe('analyst');
    }
    const apt38 = actor('bluenoroff').aliases.find(({ name }) => name === 'APT38');
    expect(apt38).toMatchObject({ kind: 'official', strength: 'weak' });
    expect(actors.all().filter((one) => one.aliases.some(({ name }) => name === 'APT38'))).toHaveLength(1);
  });

  it('do not give dates that no file confirms', () => {
    for (const [id, ref] of [
      ['park-jin-hyok', '24918'],
      ['chosun-expo', '24917'],
      ['reconnaissance-general-bureau', '12210'],
      ['korea-kwangson-banking', '11581'],
    ] as const)
      expect(actor(id).listings.find((listing) => listing.ref === ref)?.since, id).toBeUndefined();
  });
});

describe('finding an actor by name', () => {
  it.each([
    ['lazarus-group', 'lazarus-group'],
    ['Lazarus Group', 'lazarus-group'],
    ['  hidden   COBRA ', 'lazarus-group'],
    ['temp.hermit', 'lazarus-group'],
    ['ZINC', 'lazarus-group'],
    ['diamond sleet', 'lazarus-group'],
    ['apt-38', 'bluenoroff'],
    ["chongch’al ch'ongguk", 'reconnaissance-general-bureau'],
    ['PARK, Jin Hyok', 'park-jin-hyok'],
    ['park jin hyok', 'park-jin-hyok'],
    ['田寅寅', 'tian-yinyin'],
    ['bureau general de reconnaissance', 'reconnaissance-general-bureau'],
    ['rim jong hyok', 'rim-jong-hyok'],
  ])('%s is %s', (name, id) => {
    expect(actors.named(name)?.id).toBe(id);
  });

  it.each(['', '!!!', 'lazarus', 'lazarus groups', 'kim', 'hidden', 'cobra'])('"%s" is nobody', (name) => {
    expect(actors.named(name)).toBeUndefined();
  });
});
