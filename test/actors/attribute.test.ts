import { beforeAll, describe, expect, it } from 'vitest';
import { attributeAnnouncement, attributeListing, loadActors, relatedActors } from '../../src/actors/index.js';
import type { ActorLink } from '../../src/domain/action.js';
import type { Listing } from '../../src/domain/listing.js';
import type { Actors, FeedItem, NoticeEntry } from '../../src/ports.js';
import { entry, item, listing } from './builders.js';

let actors: Actors;
beforeAll(async () => {
  actors = await loadActors('data/actors');
});

function brief(links: readonly ActorLink[]): string[] {
  return links.map(({ actor, reason }) => `${actor} ${reason.kind}`);
}

function linksOf(facts: Partial<FeedItem>): { item: string[]; entries: string[][] } {
  const links = attributeAnnouncement(actors, item(facts));
  return { item: brief(links.actors), entries: links.entries.map(brief) };
}

const person = { type: 'individual' } as const;

describe('a listing', () => {
  it('concerns the actor whose reference on that list it bears', () => {
    const links = attributeListing(actors, listing({ ref: '27307', name: 'LAZARUS GROUP' }));
    expect(links).toEqual([{ actor: 'lazarus-group', reason: { kind: 'listing' } }]);
    expect(brief(attributeListing(actors, listing({ list: 'un-sc', ref: 'KPe.031' })))).toEqual([
      'reconnaissance-general-bureau listing',
    ]);
    expect(brief(attributeListing(actors, listing({ ref: '38499' })))).toEqual(['tornado-cash listing']);
  });

  it('concerns the actor that the list links it to, in the words of the list', () => {
    const relations = [{ kind: 'Linked To', name: 'LAZARUS GROUP' }];
    expect(attributeListing(actors, listing({ ref: '99999', name: 'DOE, John', ...person, relations }))).toEqual([
      { actor: 'lazarus-group', reason: { kind: 'linked', text: 'Linked To: LAZARUS GROUP' } },
    ]);
    expect(brief(attributeListing(actors, listing({ ref: '28263', ...person, relations })))).toEqual([
      'lazarus-group linked',
      'tian-yinyin listing',
    ]);
  });

  it('is linked by reference where the list gives one, whatever the name', () => {
    const tied = (name: string, ref: string) =>
      brief(
        attributeListing(actors, listing({ ref: '99999', relations: [{ kind: 'Owned or Controlled By', name, ref }] })),
      );
    expect(tied('Reconnaissance Bureau', '12210')).toEqual(['reconnaissance-general-bureau linked']);
    expect(tied('LAZARUS GROUP', '1')).toEqual([]);
  });

  it.each<[string, Partial<Listing>]>([
    ['the same reference on another list', { list: 'ofac-consolidated', ref: '27307', name: 'LAZARUS GROUP' }],
    ['the same name under another reference', { ref: '99999', name: 'LAZARUS GROUP' }],
    ['a near name', { ref: '99999', name: 'LAZARUS TRADING' }],
    ['an alias that is an actor’s name', { ref: '9', aliases: [{ name: 'ZINC', kind: 'aka', strength: 'weak' }] }],
    ['a link to a near name', { ref: '9', relations: [{ kind: 'Linked To', name: 'LAZARUS GROUP TRADING' }] }],
    ['a link to an industry name', { ref: '9', relations: [{ kind: 'Linked To', name: 'DIAMOND SLEET' }] }],
    ['a link on a list that does not list the actor', { list: 'un-sc', relations: [{ kind: 'x', name: 'ANDARIEL' }] }],
    ['a link to a person with other letters', { ref: '9', relations: [{ kind: 'Linked To', name: 'LI, Jia Dong' }] }],
    ['a remark', { ref: '9', remarks: 'a.k.a. LAZARUS GROUP; Linked To: LAZARUS GROUP' }],
  ])('is nobody’s by %s', (_title, facts) => {
    expect(attributeListing(actors, listing(facts))).toEqual([]);
  });
});

describe('an official notice', () => {
  it('of 13 September 2019 concerns exactly Andariel, Bluenoroff and Lazarus Group', () => {
    const programs = ['DPRK3'];
    const links = linksOf({
      title: 'North Korea Designations; Global Magnitsky Designation',
      links: [
        {
          title: 'Treasury Sanctions North Korean State-Sponsored Malicious Cyber Groups',
          url: 'https://home.treasury.gov/news/press-releases/sm774',
        },
      ],
      entries: [
        entry('KAYIHURA, Kale', { ...person, aliases: ['MUHWEZI, Edward Kalekezi Kayihura'], programs: ['GLOMAG'] }),
        entry('ANDARIEL', { programs }),
        entry('BLUENOROFF', { aliases: ['APT 38', 'APT38', 'STARDUST CHOLLIMA'], programs }),
        entry('LAZARUS GROUP', { aliases: ['HIDDEN COBRA', 'ZINC'], programs }),
      ],
    });
    expect(links.entries).toEqual([[], ['andariel named'], ['bluenoroff named'], ['lazarus-group named']]);
    expect(links.item).toEqual([]);
  });

  it('of 2 March 2020 concerns both persons, and Lazarus Group through them', () => {
    const facts = { ...person, programs: ['DPRK3', 'CYBER2'], linkedTo: ['LAZARUS GROUP'] };
    const links = linksOf({
      links: [
        { title: 'Treasury Sanctions Individuals Laundering Cryptocurrency for Lazarus Group', url: 'https://x.y' },
      ],
      entries: [
        entry('LI, Jiadong', facts),
        entry('TIAN, Yinyin', facts),
        entry('INDEPENDENT PETROLEUM COMPANY', { kind: 'removed', programs: ['DPRK3'] }),
      ],
    });
    expect(links.entries).toEqual([
      ['lazarus-group linked', 'li-jiadong named'],
      ['lazarus-group linked', 'tian-yinyin named'],
      [],
    ]);
    expect(links.item).toEqual([]);
  });

  it('of 6 May 2022 concerns Blender and Lazarus Group', () => {
    const links = linksOf({
      entries: [
        entry('BLENDER.IO', { aliases: ['BLENDERIO'], programs: ['CYBER2'] }),
        entry('LAZARUS GROUP', { kind: 'amended', programs: ['DPRK3'], before: 'LAZARUS GROUP [DPRK3].' }),
      ],
    });
    expect(links).toEqual({ item: [], entries: [['blender-io named'], ['lazarus-group named']] });
  });

  it('of 29 November 2023 concerns Sinbad, whose name is a common word, by its programmes', () => {
    const links = linksOf({
      entries: [entry('SINBAD', { aliases: ['SINBAD.IO'], programs: ['DPRK3', 'CYBER2'] })],
    });
    expect(links.entries).toEqual([['sinbad named']]);
  });

  it('of 21 March 2025 concerns Tornado Cash', () => {
    const links = linksOf({
      links: [{ title: 'Tornado Cash Delisting', url: 'https://home.treasury.gov/news/press-releases/sb0057' }],
      entries: [entry('TORNADO CASH', { kind: 'removed', programs: ['DPRK3', 'CYBER2'] })],
    });
    expect(links).toEqual({ item: [], entries: [['tornado-cash named']] });
  });
});

describe('an entry of a notice', () => {
  it.each<[string, NoticeEntry, string[]]>([
    ['a listed name in other letters', entry('Lazarus-Group'), ['lazarus-group named']],
    ['a strong alias, as deletions list them', entry('CHOSUN EXPO', { kind: 'removed' }), ['chosun-expo named']],
    [
      'a quoted weak alias with its programme',
      entry('"HIDDEN COBRA"', { programs: ['DPRK3'] }),
      ['lazarus-group named'],
    ],
    ['a common word with another name', entry('ZINC', { aliases: ['APT-C-26'] }), ['lazarus-group named']],
    ['an analyst name with the programme', entry('ONYX SLEET', { programs: ['DPRK3'] }), ['andariel named']],
    ['a link', entry('ACME LLC', { linkedTo: ['KIMSUKY'] }), ['kimsuky linked']],
    ['a person without programmes', entry('PARK, Jin Hyok', person), ['park-jin-hyok named']],
  ])('is an actor’s by %s', (_title, one, expected) => {
    expect(linksOf({ entries: [one] })).toEqual({ item: [], entries: [expected] });
  });

  it.each<[string, NoticeEntry]>([
    ['LAZARUS TRADING', entry('LAZARUS TRADING', { programs: ['DPRK3'] })],
    ['ANDARIEL SHIPPING LLC', entry('ANDARIEL SHIPPING LLC', { programs: ['DPRK3'] })],
    ['LAZARUS', entry('LAZARUS', { programs: ['DPRK3'] })],
    ['LAZARUS GROUP HOLDINGS LTD', entry('LAZARUS GROUP HOLDINGS LTD', { programs: ['DPRK3'] })],
    ['a weak alias alone', entry('HIDDEN COBRA', { programs: ['SDGT'] })],
    ['a common word alone', entry('ZINC', { programs: ['IRAN-EO13902'] })],
    ['a common listed name alone', entry('SINBAD', { programs: ['SDNTK'] })],
    ['an analyst name alone', entry('SAPPHIRE SLEET', { programs: ['SDGT'] })],
    ['a vessel of that name', entry('SINBAD', { type: 'vessel', programs: ['DPRK3'] })],
    ['a person of a group’s name', entry('ANDARIEL', { ...person, programs: ['DPRK3'] })],
    ['a person written otherwise', entry('Li, Jia-dong', { ...person, programs: ['DPRK3'] })],
    ['a namesake under other programmes', entry('LI, Jiadong', { ...person, programs: ['ILLICIT-DRUGS-EO14059'] })],
    ['a person who is only indicted', entry('KIM, Il', { ...person, programs: ['DPRK3'] })],
    ['a link to a near name', entry('ACME LLC', { linkedTo: ['LAZARUS GROUP LLC'] })],
    ['a link to a common name', entry('ACME LLC', { linkedTo: ['SINBAD'], programs: ['SDNTK'] })],
    ['the bare word for a bank', entry('FIRST CREDIT BANK', { programs: ['RUSSIA-EO14024'] })],
  ])('is nobody’s: %s', (_title, one) => {
    expect(linksOf({ entries: [one] })).toEqual({ item: [], entries: [[]] });
  });
});

describe('the text of an announcement', () => {
  it.each<[string, Partial<FeedItem>, string[]]>([
    ['an official name in the title', { title: 'Treasury Sanctions Kimsuky Group' }, ['kimsuky named']],
    ['an official name in the body', { text: 'Stolen by the Lazarus Group, Acme LLC said.' }, ['lazarus-group named']],
    ['a weak but telling alias', { title: 'HIDDEN COBRA – North Korean Malicious Activity' }, ['lazarus-group named']],
    ['a name before a word of the headline', { title: 'Tornado Cash Delisting' }, ['tornado-cash named']],
    ['an analyst name with a programme', { title: 'Onyx Sleet', text: 'Added under [DPRK3].' }, ['andariel named']],
    ['two analyst names', { text: 'Silent Chollima (Onyx Sleet) is active.' }, ['andariel named']],
    ['a person with a programme', { text: 'Wu Huihui was designated [DPRK3].' }, ['wu-huihui named']],
    ['a common word as it is listed', { text: 'The actor ZINC, [DPRK3].' }, ['lazarus-group named']],
  ])('names an actor by %s', (_title, facts, expected) => {
    expect(linksOf(facts).item).toEqual(expected);
  });

  it.each<[string, Partial<FeedItem>]>([
    ['a longer company name', { title: 'Treasury Sanctions Andariel Shipping LLC' }],
    ['a company form before it', { title: 'Treasury Sanctions OOO Kimsuky' }],
    ['part of a word', { text: 'Kimsukyan studies' }],
    ['names run together over a comma', { text: 'We thank Mr Lazarus, Group leader.' }],
    ['a common word', { title: 'Sanctions on zinc, a red dot and an archipelago', text: '[DPRK3] [DPRK2]' }],
    ['an analyst name alone', { title: 'Diamond Sleet is active' }],
    ['a person alone', { title: 'Li Jiadong wins the marathon' }],
    ['an indicted person’s short name', { text: 'Kim Il Sung University [DPRK3]' }],
    ['nothing', { title: '', text: '' }],
  ])('names nobody by %s', (_title, facts) => {
    expect(linksOf(facts).item).toEqual([]);
  });

  it('is not searched inside the paragraphs of its entries', () => {
    const one = entry('ACME LLC', { text: 'ACME LLC (a.k.a. KIMSUKY TOWERS), Seoul [RUSSIA-EO14024].' });
    expect(linksOf({ entries: [one] })).toEqual({ item: [], entries: [[]] });
  });

  it('does not repeat the actors of its entries', () => {
    const links = linksOf({ title: 'Lazarus Group and Kimsuky', entries: [entry('LAZARUS GROUP')] });
    expect(links).toEqual({ item: ['kimsuky named'], entries: [['lazarus-group named']] });
  });

  it('gives the name as it stands in the profile', () => {
    const { actors: named } = attributeAnnouncement(actors, item({ title: 'Who Is Temp Hermit?' }));
    expect(named).toEqual([{ actor: 'lazarus-group', reason: { kind: 'named', name: 'TEMP.HERMIT' } }]);
  });
});

describe('relations', () => {
  it('reach down from the parent, and over to the linked', () => {
    const bureau = relatedActors(actors, 'reconnaissance-general-bureau');
    expect(bureau).toEqual(
      expect.arrayContaining([
        'andariel',
        'bluenoroff',
        'lazarus-group',
        'technical-reconnaissance-bureau',
        'wu-huihui',
      ]),
    );
    expect(relatedActors(actors, 'lazarus-group')).toEqual(['chosun-expo', 'li-jiadong', 'tian-yinyin', 'wu-huihui']);
  });

  it('never reach up, to oneself or from nobody', () => {
    expect(relatedActors(actors, 'bluenoroff')).toEqual([]);
    expect(relatedActors(actors, 'wu-huihui')).toEqual(['lazarus-group']);
    expect(relatedActors(actors, 'nobody')).toEqual([]);
    for (const { id } of actors.all()) expect(relatedActors(actors, id)).not.toContain(id);
  });
});
