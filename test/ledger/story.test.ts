import { describe, expect, it } from 'vitest';
import type { Action, ActorLink, Announcement, Change, ListAction } from '../../src/domain/action.js';
import { followed } from '../../src/ledger/story.js';
import { aChange, anAction, anAnnouncement } from '../support/builders.js';

const OWN: ActorLink = { actor: 'grey-heron', reason: { kind: 'listing' } };
const NAMED: ActorLink = { actor: 'grey-heron', reason: { kind: 'named', name: 'GREY HERON' } };
const LINKED: ActorLink = { actor: 'grey-heron', reason: { kind: 'linked', text: 'Linked To: GREY HERON' } };
let nth = 0;

function entry(over: Partial<Change> = {}): Change {
  return aChange({ ref: null, ...over });
}
function id(): string {
  nth += 1;
  return `A${nth}`;
}
function listed(day: string, changes: Change[], over: Partial<ListAction> = {}): ListAction {
  return anAction({ id: id(), published: day, detectedAt: `${day}T15:00:00.000Z`, changes, ...over });
}
function notice(day: string, changes: Change[], over: Partial<Announcement> = {}): Announcement {
  const facts = { published: day, detectedAt: `${day}T14:00:00.000Z`, changes, announces: ['ofac-sdn'] };
  return anAnnouncement({ id: id(), ...facts, ...over });
}
/** A press release: it names actors, and says of no list that it announces it. */
function press(day: string, over: Partial<Announcement> = {}): Announcement {
  const { announces: _, ...rest } = notice(day, [], { source: 'treasury-press', url: `https://example.org/${day}` });
  return { ...rest, ...over };
}
function ties(action: Action, ...earlier: Action[]) {
  return followed(action, [...earlier, action]).map(({ action: of, tie, changes }) => [of, tie, changes]);
}

describe('a list change and its announcement', () => {
  const announced = notice('2024-05-20', [entry(), entry({ name: 'OTHER', kind: 'removed' })]);

  it('are one story by official name, type and kind, with the positions that are told', () => {
    const change = listed('2024-05-21', [aChange({ name: 'THIRD' }), aChange({ name: 'Acme  Harbour Trading' })]);
    expect(followed(change, [announced])).toEqual([
      { action: announced.id, tie: 'entry', changes: [1], evidence: 'same name and type: ACME HARBOUR TRADING' },
    ]);
  });

  it('are one story by reference, whatever they are called', () => {
    const known = notice('2024-05-20', [entry({ ref: '1001', name: 'OLD NAME', type: null })]);
    const [link] = followed(listed('2024-05-20', [aChange()]), [known]);
    expect(link).toMatchObject({ tie: 'entry', evidence: 'same reference: OLD NAME (1001)' });
  });

  it('are one story by the name that an amendment replaces', () => {
    const renamed = aChange({
      kind: 'amended',
      name: 'NEW NAME',
      fields: [{ field: 'name', before: 'ACME HARBOUR TRADING', after: 'NEW NAME' }],
    });
    expect(ties(listed('2024-05-20', [renamed]), notice('2024-05-20', [entry({ kind: 'amended' })]))).toHaveLength(1);
  });

  it('are one story in either order', () => {
    const change = listed('2024-05-20', [aChange()]);
    expect(ties(announced, change)).toEqual([[change.id, 'entry', [0]]]);
  });

  it.each([
    ['another kind of change', listed('2024-05-20', [aChange({ kind: 'amended' })])],
    ['another type of party', listed('2024-05-20', [aChange({ type: 'individual' })])],
    ['a name that only begins alike', listed('2024-05-20', [aChange({ name: 'ACME HARBOUR TRADING TWO' })])],
    ['another list', listed('2024-05-20', [aChange()], { source: 'un-sc' })],
    ['the namesake that another reference stands for', listed('2024-05-20', [aChange()]), '1002'],
    ['a week and a day later', listed('2024-05-28', [aChange()])],
    ['three days before the notice', listed('2024-05-17', [aChange()])],
  ])('are not one story: %s', (_why, change, ref: string | null = null) => {
    const told = { ...announced, changes: announced.changes.map((one) => ({ ...one, ref })) };
    expect(ties(change, told)).toEqual([]);
    expect(ties(told, change)).toEqual([]);
  });

  it('of two weeks in a row are two stories', () => {
    const wallet = () => [aChange({ kind: 'amended' })];
    const first = notice('2024-05-14', [entry({ kind: 'amended' })]);
    const one = listed('2024-05-14', wallet());
    const second = notice('2024-05-17', [entry({ kind: 'amended' })]);
    const taken: Action[] = [first];
    for (const next of [one, second, listed('2024-05-17', wallet())]) {
      const follows = followed(next, taken);
      taken.push(follows.length > 0 ? { ...next, follows } : next);
    }
    expect(taken.map(({ follows }) => follows?.map(({ action }) => action))).toEqual([
      undefined,
      [first.id],
      undefined,
      [second.id],
    ]);
  });

  it('are tied by the part that the list brings later', () => {
    const changes = [aChange({ ref: '1', name: 'ONE' }), aChange({ ref: '2', name: 'TWO' })];
    const both = notice(
      '2024-05-20',
      changes.map((change) => ({ ...change, ref: null })),
    );
    const one = listed('2024-05-20', changes.slice(0, 1));
    const tied = { ...one, follows: followed(one, [both]) };
    expect(ties(listed('2024-05-21', changes.slice(1)), both, tied)).toEqual([[both.id, 'entry', [0]]]);
    expect(ties(listed('2024-05-21', changes.slice(0, 1)), both, tied)).toEqual([]);
  });
});

describe('announcements of one event', () => {
  it('are tied by a link to the other page, however it is written', () => {
    const release = press('2024-05-20');
    const links = [{ title: 'Release', url: 'http://www.example.org/2024-05-20/' }];
    const told = notice('2024-05-21', [entry()], { links });
    expect(followed(told, [release])).toMatchObject([
      { tie: 'page', changes: null, evidence: 'it links to that page' },
    ]);
    expect(followed(release, [told])).toMatchObject([{ tie: 'page', evidence: 'that page links to it' }]);
  });

  it('are tied by their entries where both announce one list', () => {
    const deltas = notice('2024-05-20', [aChange()], { source: 'ofac-changes' });
    expect(ties(notice('2024-05-20', [entry()]), deltas)).toEqual([[deltas.id, 'entry', [0]]]);
  });

  it('of one source are never one story', () => {
    expect(ties(notice('2024-05-20', [entry()]), notice('2024-05-20', [entry()]))).toEqual([]);
  });

  it('that only name one actor are not one story', () => {
    const first = press('2024-05-20', { actors: [NAMED] });
    expect(ties(press('2024-05-20', { source: 'cisa-advisories', url: 'https://a', actors: [NAMED] }), first)).toEqual(
      [],
    );
  });
});

describe('a text that names an actor', () => {
  const named = press('2024-05-20', { actors: [NAMED] });

  it("follows a change of the actor's own listing within two days, and says no more than that", () => {
    const change = listed('2024-05-18', [aChange({ name: 'X' }), aChange({ actors: [OWN] })]);
    expect(followed(named, [change])).toEqual([
      { action: change.id, tie: 'actor', changes: null, evidence: 'both are about GREY HERON' },
    ]);
    expect(ties(listed('2024-05-22', [aChange({ name: 'X' }), aChange({ actors: [OWN] })]), named)).toEqual([
      [named.id, 'actor', [1]],
    ]);
    for (const day of ['2024-05-17', '2024-05-23'])
      expect(ties(listed(day, [aChange({ actors: [OWN] })]), named)).toEqual([]);
  });

  it('follows what is only linked to the actor within a day', () => {
    const linked = [aChange({ actors: [LINKED] })];
    expect(ties(named, listed('2024-05-21', linked))).toHaveLength(1);
    expect(ties(named, listed('2024-05-22', linked))).toEqual([]);
  });
});

describe('the gazette', () => {
  const printed = (day: string) =>
    notice(day, [entry()], { source: 'federal-register', event: 'gazetted', url: 'https://example.org/fr' });

  it('comes weeks later, and follows the list and the notice, newest first', () => {
    const announced = notice('2024-05-20', [entry()]);
    const change = listed('2024-05-20', [aChange()]);
    expect(ties(printed('2024-07-03'), announced, change)).toEqual([
      [change.id, 'entry', [0]],
      [announced.id, 'entry', [0]],
    ]);
    expect(ties(printed('2024-07-05'), announced, change)).toEqual([]);
  });

  it('that makes the law is followed by its list weeks later', () => {
    const law = { source: 'eu-oj', event: 'gazetted' as const, announces: ['ofac-sdn'], actors: [NAMED] };
    const change = listed('2024-06-12', [aChange({ actors: [OWN] })]);
    expect(ties(change, press('2024-05-20', law))).toHaveLength(1);
    expect(ties(change, press('2024-04-20', law))).toEqual([]);
    expect(ties(change, press('2024-05-20', { ...law, announces: [] }))).toEqual([]);
  });

  it('that only names an actor follows weeks later too, and says no more than that', () => {
    const text = press('2024-06-20', { source: 'eu-oj', event: 'gazetted', actors: [NAMED] });
    const change = listed('2024-05-20', [aChange({ actors: [OWN] })]);
    expect(ties(text, change)).toEqual([[change.id, 'actor', null]]);
  });

  it('that only repeats what a list said never comes long before', () => {
    const repeated = press('2024-05-20', { source: 'federal-register', event: 'gazetted', actors: [NAMED] });
    expect(ties(listed('2024-05-25', [aChange({ actors: [OWN] })]), repeated)).toHaveLength(1);
    expect(ties(listed('2024-07-03', [aChange({ actors: [OWN] })]), repeated)).toEqual([]);
  });
});

it('names no more earlier actions than an alert has room for', () => {
  const releases = [4, 4, 5, 5, 6, 6].map((day, n) =>
    press(`2024-05-0${day}`, { source: `press-${n}`, actors: [NAMED] }),
  );
  const follows = followed(listed('2024-05-06', [aChange({ actors: [OWN] })]), releases);
  expect(follows.map(({ action }) => action)).toEqual(
    releases
      .slice(2)
      .toReversed()
      .map((release) => release.id),
  );
});

it('does not look into what was recorded months ago', () => {
  const old = (day: string): Action => ({
    ...listed(day, []),
    get changes(): Change[] {
      throw new Error('was looked into');
    },
  });
  const answer = notice('2024-05-20', [entry()]);
  const change = listed('2024-05-20', [aChange()]);
  expect(ties(change, old('2004-05-20'), old('2024-02-19'), answer, old('2024-08-19'))).toHaveLength(1);
  expect(ties(answer, old('2004-05-20'), old('2024-02-19'), change, old('2024-08-19'))).toHaveLength(1);
});
