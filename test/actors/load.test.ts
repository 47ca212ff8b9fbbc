import { describe, expect, it } from 'vitest';
import { loadActors } from '../../src/actors/index.js';
import { SetupError } from '../../src/domain/errors.js';
import { withFolder } from './builders.js';

const citation = { source: 'Gazette of 1 May 2030', url: 'https://gazette.example.org/1', date: '2030-05-01' };

function profile(id: string, facts: object = {}): object {
  return {
    id,
    name: `Actor ${id}`,
    type: 'entity',
    country: 'Ruritania',
    summary: 'It is invented.',
    summaryCitation: citation,
    status: 'listed',
    listings: [{ list: 'ofac-sdn', ref: id, name: id.toUpperCase(), programs: ['RURITANIA'], citation }],
    aliases: [],
    relations: [],
    timeline: [],
    ...facts,
  };
}

function relation(kind: string, actor: string): object {
  return { kind, actor, text: 'as the gazette says', citation };
}

async function failure(files: Readonly<Record<string, unknown>>): Promise<string> {
  const error = await withFolder(files, (dir) => loadActors(dir)).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SetupError)) throw new Error(`expected a SetupError, not ${String(error)}`);
  return error.message;
}

describe('loading profiles', () => {
  it('takes good ones, sorted by id', async () => {
    const actors = await withFolder({ 'b.json': profile('b'), 'a.json': profile('a'), 'note.txt': '' }, loadActors);
    expect(actors.all().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(actors.get('a')?.name).toBe('Actor a');
    expect(actors.get('c')).toBeUndefined();
  });

  it('names neither of two actors that bear a name, but the one whose own name it is', async () => {
    const alias = (name: string, kind = 'official') => ({ name, kind, citation });
    const actors = await withFolder(
      {
        'a.json': profile('a', { aliases: [alias('Owl'), alias('Crow', 'analyst')] }),
        'b.json': profile('b', { aliases: [alias('OWL'), alias('Actor A')] }),
        'c.json': profile('c', { aliases: [alias('crow')] }),
      },
      loadActors,
    );
    expect(actors.named('owl')).toBeUndefined();
    expect(actors.named('actor a')?.id).toBe('a');
    expect(actors.named('Crow')?.id).toBe('c');
  });

  it('lists every problem of every file at once', async () => {
    const message = await failure({
      'a.json': '{ "id": ',
      'b.json': profile('b', { country: '', sumary: 'x' }),
      'c.json': profile('d'),
    });
    expect(message).toContain('a.json: is not JSON');
    expect(message).toContain('b.json: country: empty');
    expect(message).toMatch(/b\.json: .*"sumary"/);
    expect(message).toContain('c.json: its id is "d": the file must be named d.json');
    expect(message.split('\n')).toHaveLength(5);
  });

  it.each<[string, object, string]>([
    ['a fact without citation', { aliases: [{ name: 'X', kind: 'official' }] }, 'aliases[0].citation: '],
    [
      'an http address',
      { summaryCitation: { ...citation, url: 'http://x.org/' } },
      'summaryCitation.url: not an https address',
    ],
    [
      'an address that is none',
      { summaryCitation: { ...citation, url: 'page 3' } },
      'summaryCitation.url: not an https address',
    ],
    [
      'another date form',
      { summaryCitation: { ...citation, date: '1/5/2030' } },
      'summaryCitation.date: not a calendar day',
    ],
    [
      'a day that is none',
      { summaryCitation: { ...citation, date: '2030-02-30' } },
      'summaryCitation.date: not a calendar day',
    ],
    ['an unknown kind', { relations: [relation('cousin', 'a')] }, 'relations[0].kind: '],
    ['a relation to nobody', { relations: [relation('linked', 'zz')] }, 'there is no such usable profile'],
    ['a relation to itself', { relations: [relation('linked', 'a')] }, 'it has a relation to itself'],
    ['no standing listing', { listings: [] }, 'status is "listed", but no listing stands'],
    ['an indicted one with listings', { status: 'indicted' }, 'status is "indicted", but it has listings'],
    ['a historical one that stands', { status: 'historical' }, 'status is "historical": it needs listings'],
    [
      'an alias of both kinds',
      { aliases: [{ name: 'a', kind: 'analyst', citation }] },
      'alias "a" is an analyst name and an official one',
    ],
    [
      'an analyst name with strength',
      { aliases: [{ name: 'Owl', kind: 'analyst', strength: 'weak', citation }] },
      'only a list gives a strength',
    ],
    [
      'a disordered timeline',
      {
        timeline: ['2030-02-01', '2030-01-01'].map((date) => ({ date, kind: 'listed', text: 'x', citation })),
      },
      'the timeline is not in order of date',
    ],
  ])('refuses %s', async (_title, facts, problem) => {
    const message = await failure({ 'a.json': profile('a', facts) });
    expect(message).toContain('a.json: ');
    expect(message).toContain(problem);
  });

  it('refuses a relation that only one side tells', async () => {
    const a = profile('a', { relations: [relation('child', 'b')] });
    const wrong = profile('b', { relations: [relation('child', 'a')] });
    expect(await failure({ 'a.json': a, 'b.json': profile('b') })).toContain(
      'a.json: relation "child" to "b": b.json lacks the other side, "parent"',
    );
    expect(await failure({ 'a.json': a, 'b.json': wrong })).toContain('lacks the other side');
  });

  it('refuses a circle of parents', async () => {
    const both = (other: string) => ({ relations: [relation('parent', other), relation('child', other)] });
    const message = await failure({ 'a.json': profile('a', both('b')), 'b.json': profile('b', both('a')) });
    expect(message).toContain('a.json: it is its own parent, over others');
  });

  it('refuses one listing in two profiles', async () => {
    const listings = [{ list: 'ofac-sdn', ref: 'a', name: 'B', programs: ['RURITANIA'], citation }];
    expect(await failure({ 'a.json': profile('a'), 'b.json': profile('b', { listings }) })).toContain(
      'b.json: listing ofac-sdn/a stands in a.json already',
    );
  });

  it('refuses an empty and an absent folder', async () => {
    expect(await failure({})).toContain('There is no actor profile');
    await expect(loadActors('/nowhere/at/all')).rejects.toThrow('The folder of actor profiles cannot be read');
  });
});
