import { describe, expect, test } from 'vitest';
import { type ComposeFacts, composeAlert } from '../../src/alerts/compose.js';
import { labelled } from '../../src/alerts/label.js';
import { wordedTitle } from '../../src/chat/title.js';
import type { Action, Change } from '../../src/domain/action.js';
import type { Message } from '../../src/domain/message.js';
import type { Subscription, Target } from '../../src/domain/subscription.js';
import { aChange, aListing, anAction, anActor, anAnnouncement, textOf } from '../support/builders.js';

const TITLES: Readonly<Record<string, string>> = {
  'ofac-sdn': 'OFAC SDN',
  'ofac-recent-actions': 'OFAC recent actions',
  'cisa-advisories': 'CISA advisories',
};

const facts: ComposeFacts = {
  titleOf: (source) => TITLES[source] ?? source,
  homepageOf: () => 'https://example.org/list',
  actor: (id) => (id === 'grey-heron' ? anActor() : undefined),
  tiedTo: () => [],
  listsOf: () => [
    { title: 'OFAC SDN', listed: true },
    { title: 'UN', listed: false },
  ],
  prompt: '/sanctions',
};
const own = [{ actor: 'grey-heron', reason: { kind: 'listing' as const } }];
const wallet = (address: string) => ({ address, label: 'ETH' });
const remark = (before: string | null, after: string | null) => ({ field: 'remarks' as const, before, after });

function alert(action: Action, subscriptions: readonly Subscription[] = []): Message {
  return composeAlert(action, null, subscriptions, 'full', facts);
}

test('calls whom its subscriptions name, each once, and nobody else', () => {
  const group = { kind: 'group', id: 'S1', name: 'oncall' } as const;
  const both = [
    { ...subscribed({ kind: 'everything' }), mention: group },
    { ...subscribed({ kind: 'list', list: 'ofac-sdn' }), mention: { kind: 'user', id: 'U1' } as const },
    { ...subscribed({ kind: 'type', type: 'entity' }), mention: group },
    subscribed({ kind: 'program', program: 'TEST1' }),
  ];
  expect(alert(anAction(), both).mentions).toEqual([group, { kind: 'user', id: 'U1' }]);
  expect(alert(anAction(), both.slice(3))).not.toHaveProperty('mentions');
  expect(labelled(alert(anAction(), both), 'TEST', 'no alert')).not.toHaveProperty('mentions');
});

function alertOf(...changes: Change[]): Message {
  return alert(anAction({ changes }));
}

function subscribed(target: Target): Subscription {
  return {
    ...{ id: 'S12', destination: 'slack/C1', target, kinds: [], format: 'full' },
    ...{ createdAt: '2024-01-01T00:00:00.000Z', createdBy: 'U1', createdByName: 'Ada' },
  };
}

describe('an amendment', () => {
  const heron = (...fields: Change['fields']) =>
    alertOf(aChange({ kind: 'amended', ref: '2001', name: 'GREY HERON', programs: ['TEST3'], fields, actors: own }));

  test('says a wallet once, although the remark repeats it', () => {
    const before = "Digital Currency Address - ETH 0xA1; a.k.a. 'REED'.";
    const after = "Digital Currency Address - ETH 0xA1; alt. Digital Currency Address - ETH 0xB2; a.k.a. 'REED'.";
    const message = heron(
      { field: 'wallets', before: [wallet('0xA1')], after: [wallet('0xA1'), wallet('0xB2')] },
      remark(before, after),
    );
    expect(textOf(message)).toContain('+ wallet ETH 0xB2');
    expect(textOf(message)).not.toContain('remarks');
    expect(message.push).toBe('AMENDED · OFAC SDN · GREY HERON (+1 ETH wallet) · TEST3 · 20 May 2024');
  });

  test('quotes what a remark says beside that', () => {
    const message = heron(
      { field: 'wallets', before: [], after: [wallet('0xB2')] },
      remark('Gender Male.', 'Gender Male; ETH 0xB2; Secondary sanctions risk: section 510.'),
    );
    expect(textOf(message)).toContain('~ remarks: added “Secondary sanctions risk: section 510”');
  });

  test('calls nothing deleted that stands behind the place where a file cut the remark', () => {
    const text = textOf(heron(remark("one; two; a.k.a. 'REED'; a.k.a. 'WADER'.", "one; new; two; a.k.a. 'RE")));
    expect(text).toContain('~ remarks: added “new”');
    expect(text).not.toContain('deleted');
    expect(text).not.toContain('WADER');
  });

  test('shows a reworded phrase before and after', () => {
    expect(textOf(heron(remark('born in 1965; tall', 'born in 1966; tall')))).toContain('~ remarks: “1965;” → “1966;”');
  });
});

test('a party that changed its reference in one action is one story', () => {
  const again = { ref: '1', name: 'GREY HERON', removedOn: '2024-05-20', evidence: 'same name and type' };
  const added = aChange({ ref: '2', name: 'GREY HERON', listing: aListing({ ref: '2' }), relisting: again });
  const message = alertOf(aChange({ kind: 'removed', ref: '1', name: 'GREY HERON' }), added);
  expect(message.push).toMatch(/^RELISTED · OFAC SDN · GREY HERON · /);
  expect(textOf(message)).toContain('Listed before under reference 1, removed 20 May 2024 (same name and type).');
});

test('a removal brings nothing', () => {
  const listing = aListing({ aliases: [{ name: 'ACME', kind: 'aka', strength: 'strong' }] });
  expect(alertOf(aChange({ kind: 'removed', listing })).push).toBe(
    'REMOVED · OFAC SDN · ACME HARBOUR TRADING · TEST1 · 20 May 2024',
  );
});

describe('a large action', () => {
  const parties = Array.from({ length: 40 }, (_, i) =>
    aChange({ kind: 'amended', ref: `${i}`, name: `PARTY ${i}`, fields: [remark('a', 'a; Secondary sanctions risk')] }),
  );

  test('names curated actors first, says how many more there are, where, and of what day', () => {
    const message = alertOf(...parties, aChange({ kind: 'removed', name: 'GREY HERON', actors: own }));
    expect(message.title).toBe('1 removed, 40 amended — OFAC SDN');
    expect(message.push).toContain('1 removed, 40 amended: GREY HERON; PARTY 0; ');
    expect(textOf(message)).toMatch(/Published: 20 May 2024[\s\S]*− GREY HERON[\s\S]*~ PARTY 18 /);
    expect(message.blocks.map((block) => (block.kind === 'changes' ? block.more : 0))).toContain(21);
    expect(textOf(message)).toContain('All 41 entries, page by page: /sanctions action Aabcdefghijkl');
  });

  test('tells once what changed everywhere', () => {
    const odd = aChange({ kind: 'amended', name: 'ODD', fields: [remark('a', 'a; Gender Male')] });
    expect(textOf(alertOf(...parties, odd))).toMatch(
      /40 of 41 entries change in the same way:\s+~ remarks: added “Secondary sanctions risk”/,
    );
  });

  test('stays within 250 characters', () => {
    const long = parties.map((change) => ({ ...change, name: change.name + 'x'.repeat(200), actors: own }));
    expect([...alertOf(...long).push].length).toBeLessThanOrEqual(250);
  });
});

describe('an announcement', () => {
  test('says that it is one, of what day, as what, and where to read on', () => {
    const links = [{ title: 'Treasury acts', url: 'https://example.org/sm774' }];
    const message = alert(anAnnouncement({ changes: [aChange({ text: 'ACME (a.k.a. "A")' })], links }));
    expect([message.tone, message.push.slice(0, 9)]).toEqual(['announced', 'ANNOUNCED']);
    expect(textOf(message)).toContain('Announced as: new');
    expect(textOf(message)).toContain('Announced: 20 May 2024');
    expect(textOf(message)).toContain('Treasury acts');
  });

  test('of another publisher is no licence, and never a listing', () => {
    const message = alert(anAnnouncement({ source: 'cisa-advisories', title: 'GREY HERON Tools', category: 'Alert' }));
    expect([message.tone, message.push]).toEqual([
      'announced',
      'ANNOUNCED · CISA advisories · GREY HERON Tools · 20 May 2024',
    ]);
    expect(textOf(message)).not.toMatch(/listed|designat|licence/i);
  });

  test.each([
    ['announced', 'ANNOUNCED', 'An official announcement, not an entry of a list.', 'Announced: 20 May 2024'],
    ['gazetted', 'GAZETTED', 'the list file itself may show it earlier or later', 'Published: 20 May 2024'],
    ['indicted', 'INDICTED', 'A charge by prosecutors, which a court has yet to decide', 'Published: 20 May 2024'],
    ['advisory', 'ADVISORY', 'A warning by an authority, not an entry of a list.', 'Published: 20 May 2024'],
  ] as const)('of a kind is worded as that: %s', (event, push, said, day) => {
    const message = alert(anAnnouncement({ source: 'cisa-advisories', title: 'GREY HERON Tools', event }));
    expect(message.tone).toBe(event);
    expect(message.push).toBe(`${push} · CISA advisories · GREY HERON Tools · 20 May 2024`);
    expect(wordedTitle(message)).toBe(`🔵 ${push.charAt(0)}${push.slice(1).toLowerCase()} · GREY HERON Tools`);
    expect(textOf(message)).toContain(said);
    expect(textOf(message)).toContain(day);
    expect(textOf(message)).not.toMatch(/\blisted\b|designat|licence/i);
  });

  test('of no entry says whom it names and by which name, and offers to follow them', () => {
    const named = (name: string) => [{ actor: 'grey-heron', reason: { kind: 'named' as const, name } }];
    const source = 'cisa-advisories';
    const message = alert(anAnnouncement({ source, actors: named('DUSK WADER') }));
    expect(textOf(message)).toContain('Names: Grey Heron (as “DUSK WADER”)');
    expect(message.buttons).toContainEqual({ label: 'Subscribe to Grey Heron', run: 'subscribe actor:grey-heron' });
    expect(textOf(alert(anAnnouncement({ source, actors: named('Grey Heron') })))).toContain('Names: Grey Heron\n');
  });

  test('of OFAC, of no entry, is a licence or guidance', () => {
    const message = alert(anAnnouncement({ title: 'General License 46', category: 'General Licenses' }));
    expect(message.push).toBe('LICENCE OR GUIDANCE · OFAC recent actions · General License 46 · 20 May 2024');
    expect(textOf(message)).toContain('Category: General Licenses');
  });
});

test('the foot says why it is shown, and nobody is offered what they have', () => {
  const change = aChange({ kind: 'amended', name: 'GREY HERON', actors: own });
  const labels = (subscription: Subscription) =>
    alert(anAction({ changes: [change] }), [subscription]).buttons.map(({ label }) => label);
  const actor = subscribed({ kind: 'actor', actor: 'grey-heron', relations: false });
  expect(labels(actor)).toContain('Profile of Grey Heron');
  expect(labels(subscribed({ kind: 'everything' }))).toContain('Subscribe to Grey Heron');
  expect(alert(anAction(), [actor]).foot).toContain('because of S12 (actor:grey-heron)');
});
