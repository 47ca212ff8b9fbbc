import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.js';
import { ask } from '../support/ask.js';
import { aCitation, anActor, anEntry, aSource, memoryApp, SOURCES, textOf } from '../support/builders.js';

const heron = anActor({ aliases: [{ name: 'Shadow Wing', kind: 'analyst', citation: aCitation }] });
const HERON = anEntry({
  ref: '2001',
  name: 'GREY HERON',
  programs: ['TEST3'],
  listedOn: '2019-09-13',
  url: 'https://example.org/2001',
  aliases: [{ name: 'REED STALKER', kind: 'aka', strength: 'weak' }],
});
const app = memoryApp({ actors: [heron], entries: [HERON, anEntry()] });

describe('a match', () => {
  test('says who, how sure, why, where, since when, and under which programme', async () => {
    const { message, visibility, outcome } = await ask(app, 'lookup reed stalker');
    const text = textOf(message);
    expect(message.title).toBe('1 match for “reed stalker”');
    expect(text).toContain('Grey Heron · entity · score 0.95');
    expect(text).toContain('Matches weak alias REED STALKER of GREY HERON exactly.');
    expect(text).toContain('● OFAC SDN 2001 · listed since 13 Sep 2019 · TEST3');
    expect(message.push).toContain('Grey Heron (0.95), listed on OFAC SDN');
    expect([visibility, outcome]).toEqual(['private', 'ok']);
  });

  test('says what it was checked against and how old that is', async () => {
    const { message } = await ask(app, 'lookup reed stalker');
    expect(message.foot).toEqual([
      'OFAC SDN of 20 May 2024, checked 4 min ago',
      'UN Security Council of 20 May 2024, checked 4 min ago',
      'data only, not legal advice',
    ]);
  });

  test('links the official entry and leads to profile, changes and subscription', async () => {
    const { message } = await ask(app, 'lookup grey heron');
    const spans = message.blocks.flatMap((block) => (block.kind === 'text' ? block.lines.flat() : []));
    expect(spans).toContainEqual({ text: '2001', url: 'https://example.org/2001' });
    expect(message.buttons).toEqual([
      { label: 'Profile of Grey Heron', run: 'actor grey-heron' },
      { label: 'Changes', run: 'changes grey-heron' },
      { label: 'Subscribe to Grey Heron', run: 'subscribe actor:grey-heron' },
    ]);
  });

  test('is shown to everyone only if asked for', async () => {
    expect((await ask(app, 'lookup grey heron share')).visibility).toBe('channel');
  });

  test('of a removed party says so', async () => {
    const past = memoryApp({ entries: [anEntry({}, { status: 'removed', removedOn: '2022-11-08' })] });
    const { message } = await ask(past, 'lookup acme harbour trading');
    expect(textOf(message)).toContain('○ OFAC SDN 1001 · removed 8 Nov 2022');
    expect(message.push).toContain('no longer listed');
  });

  test('of an indicted person says that no list has it', async () => {
    const person = anActor({ id: 'jan-doe', name: 'Jan Doe', type: 'individual', status: 'indicted', listings: [] });
    const { message } = await ask(memoryApp({ actors: [person] }), 'lookup jan doe');
    expect(textOf(message)).toContain('○ On none of the lists checked.');
    expect(message.push).toContain('on none of the lists checked');
  });
});

describe('--json', () => {
  test('is one line of exactly the documented shape', async () => {
    const { data } = await ask(app, 'lookup shadow wing');
    expect(data).toEqual([
      {
        query: 'shadow wing',
        matches: [
          {
            id: 'grey-heron',
            actor: 'grey-heron',
            name: 'Grey Heron',
            type: 'entity',
            score: 0.97,
            matchedName: 'Shadow Wing',
            ofacScore: 100,
            why: 'matches the analyst name (on no list) Shadow Wing of Grey Heron exactly',
            listings: [
              { list: 'ofac-sdn', ref: '2001', status: 'listed', programs: ['TEST3'], listedOn: '2019-09-13' },
            ],
            ties: [],
            notFoundOn: ['un-sc'],
          },
        ],
        asOf: { 'ofac-sdn': '2024-06-01T11:56:00.000Z', 'un-sc': '2024-06-01T11:56:00.000Z' },
      },
    ]);
  });
});

describe('other lists', () => {
  const passport = { type: 'Passport', number: 'N012430661', country: 'Iran' };
  const facts = { type: 'individual' as const, births: [{ kind: 'date' as const, value: '04 Mar 1970' }] };
  const from = { nationalities: [{ country: 'Iran', kind: 'nationality' as const }] };
  const sdn = anEntry({ ...facts, ...from, ref: '7', name: 'RASSENDYLL, Rudolf', identifiers: [passport] });
  const un = anEntry({ ...facts, list: 'un-sc', ref: 'IRi.009', name: 'RUDOLF RASSENDYLL', identifiers: [passport] });
  const ca = anEntry({ ...facts, ...from, list: 'ca-sema', ref: 'Iran 1', name: 'Rudolf Rassendyll' });
  const sources = [...SOURCES, aSource({ id: 'ca-sema', title: 'Canada' }), aSource({ id: 'uk-sl', title: 'UK' })];

  test('say who else lists the party, why we say it is the same, and who was not found to', async () => {
    const { message, data } = await ask(memoryApp({ entries: [sdn, un, ca], sources }), 'lookup 7');
    const text = textOf(message);
    expect(text).toContain(
      '● also listed: UN Security Council IRi.009 RUDOLF RASSENDYLL (same Passport N012430661 (Iran))',
    );
    expect(text).toContain(
      '● also listed: Canada Iran 1 Rudolf Rassendyll (probably the same: name “RASSENDYLL, Rudolf”, born 4 Mar 1970, Iran)',
    );
    expect(text).toContain('○ not found on UK');
    expect(message.push).toContain('listed on OFAC SDN, UN Security Council');
    expect(message.push).not.toContain('Canada');
    expect(data).toMatchObject([
      {
        matches: [
          {
            ties: [
              {
                list: 'un-sc',
                ref: 'IRi.009',
                status: 'listed',
                certainty: 'proved',
                evidence: [{ kind: 'identifier' }],
              },
              { list: 'ca-sema', certainty: 'probable', evidence: [{ kind: 'name-and-birth' }] },
            ],
            notFoundOn: ['uk-sl'],
          },
        ],
      },
    ]);
  });

  test('that removed it are said to have: it is not listed there', async () => {
    const gone = { ...un, status: 'removed' as const, removedOn: '2024-05-20' };
    const { message } = await ask(memoryApp({ entries: [sdn, gone], sources }), 'lookup 7');
    expect(textOf(message)).toContain('○ listed before, removed: UN Security Council IRi.009');
    expect(message.push).not.toContain('UN Security Council');
  });

  test('through a third are said to be through it', async () => {
    const cites = { identifiers: [{ type: 'UN reference', number: 'IRi.009' }] };
    const uk = anEntry({ ...facts, ...cites, list: 'uk-sl', ref: 'IRN1', name: 'R. Rassendyll', births: [] });
    const { message } = await ask(memoryApp({ entries: [sdn, un, uk], sources }), 'lookup 7');
    expect(textOf(message)).toContain(
      '● also listed: UK IRN1 R. Rassendyll (same Passport N012430661 (Iran) as UN Security Council IRi.009; of that one, UN reference IRi.009)',
    );
  });
});

describe('no match', () => {
  test('is never “not sanctioned”: it says what was checked and what was not', async () => {
    const { message, data, outcome } = await ask(app, 'lookup nobody of note');
    const text = textOf(message);
    expect(message.title).toBe('No match for “nobody of note”');
    expect(text).toContain('score of 0.80 or more on OFAC SDN, UN Security Council.');
    expect(text).toContain('“Not found” is never “not sanctioned”');
    expect(text).toContain('not legal advice');
    expect(message.push).toContain('Not found is not the same as not sanctioned');
    expect(data).toMatchObject([{ matches: [] }]);
    expect(outcome).toBe('ok');
  });

  test('shows what lies below the threshold, as no match', async () => {
    const { message, data } = await ask(app, 'lookup grey stork');
    expect(textOf(message)).toContain('Below the threshold, so not matches:\nGREY HERON (grey-heron), score 0.5');
    expect(data).toMatchObject([{ matches: [] }]);
  });

  test('names the lists that were not read', async () => {
    const sources = [
      ...SOURCES.slice(0, 1),
      aSource({ id: 'un-sc', title: 'UN', state: 'never-read', checkedAt: null }),
    ];
    const { message } = await ask(memoryApp({ sources }), 'lookup x');
    expect(textOf(message)).toContain('Not read yet, so not checked: UN.');
  });

  test('where no list was read nothing was checked', async () => {
    const sources = [aSource({ state: 'never-read', checkedAt: null })];
    const { message } = await ask(memoryApp({ sources }), 'lookup x');
    expect(textOf(message)).toContain('Not read yet, so not checked: OFAC SDN.');
    expect(textOf(message)).not.toContain('or more on');
    expect(message.push).toContain('but no list was checked');
    const one = memoryApp({
      sources: [aSource(), aSource({ id: 'un-sc', title: 'UN', checkedAt: null, state: 'never-read' })],
    });
    expect((await ask(one, 'lookup x list:un-sc')).message.push).toContain('but no list was checked');
    expect((await ask(one, 'lookup x')).message.push).toContain('on the lists checked');
  });

  test('says when a list is held, failing or stale', async () => {
    const sources = [aSource({ state: 'failing' }), aSource({ id: 'un-sc', title: 'UN', state: 'held' })];
    const { message } = await ask(memoryApp({ sources }), 'lookup x');
    expect(message.foot.join()).toContain('OFAC SDN of 20 May 2024, checked 4 min ago, checks are failing');
    expect(message.foot.join()).toContain('UN of 20 May 2024, checked 4 min ago, a newer version is held for review');
  });
});

describe('what else is known', () => {
  const born = memoryApp({
    entries: [anEntry({ name: 'KESTREL, Anna', type: 'individual', births: [{ kind: 'date', value: '1965' }] })],
  });

  test('a year of birth is weighed', async () => {
    const { data } = await ask(born, 'lookup anna kestrel born:1981');
    expect(data).toMatchObject([
      { matches: [{ score: 0.85, why: expect.stringContaining('born 1981, listed 1965') }] },
    ]);
  });

  test('what is no year is refused', async () => {
    await expect(ask(born, 'lookup anna kestrel born:spring')).rejects.toThrow(/born is a year such as 1971/);
  });
});

describe('what list: or type: leaves out', () => {
  const OTHER = anEntry({ list: 'un-sc', ref: 'KPe.1', name: 'GREY STORK' });
  const both = memoryApp({ actors: [heron], entries: [HERON, OTHER] });

  test('is on another list', async () => {
    const { message, data } = await ask(app, 'lookup grey heron list:un-sc');
    const text = textOf(message);
    expect(text).toContain(
      'Left out by list:un-sc:\nGREY HERON (grey-heron), score 1.00, listed elsewhere: OFAC SDN 2001',
    );
    expect(text).not.toContain('Below the threshold');
    expect(message.push).toContain('Grey Heron is listed elsewhere: OFAC SDN 2001');
    expect(data).toMatchObject([{ matches: [] }]);
  });

  test('is of another type', async () => {
    const { message } = await ask(app, 'lookup grey heron type:vessel');
    expect(textOf(message)).toContain(
      'Left out by type:vessel:\nGREY HERON (grey-heron), score 1.00, of another type: entity, listed: OFAC SDN 2001',
    );
  });

  test('is both', async () => {
    expect(textOf((await ask(app, 'lookup grey heron list:un-sc type:vessel')).message)).toContain(
      'Left out by list:un-sc type:vessel:\nGREY HERON (grey-heron), score 1.00, of another type: entity, listed elsewhere: OFAC SDN 2001',
    );
  });

  test('was on another list', async () => {
    const past = memoryApp({ entries: [anEntry({}, { status: 'removed', removedOn: '2022-11-08' })] });
    expect(textOf((await ask(past, 'lookup acme harbour trading list:un-sc')).message)).toContain(
      'ACME HARBOUR TRADING (ofac-sdn/1001), score 1.00, no longer listed',
    );
  });

  test('is apart from what lies below the threshold, which is of that list and type', async () => {
    const text = textOf((await ask(both, 'lookup grey stork list:ofac-sdn')).message);
    expect(text).toContain('Left out by list:ofac-sdn:\nGREY STORK (un-sc/KPe.1), score 1.00, listed elsewhere: UN');
    expect(text).toMatch(/Below the threshold, so not matches:\nGREY HERON \(grey-heron\), score 0\.\d\d/);
  });
});

describe('filters', () => {
  test('list, type, limit and min-score reach the search', async () => {
    const count = async (text: string) => (await ask(app, text)).message.title;
    expect(await count('lookup grey heron list:un-sc')).toMatch(/^No match/);
    expect(await count('lookup grey heron type:vessel')).toMatch(/^No match/);
    expect(await count('lookup grey stork min-score:0.4')).toMatch(/^1 match for/);
    expect(await count('lookup grey harbour min-score:0 limit:1')).toMatch(/^The best 1 match, of more, for/);
  });

  test.each([
    ['lookup x list:un', /“un” is not watched here. Did you mean un-sc\?/],
    ['lookup x list:ofac-recent-actions', /not watched here/],
    ['lookup x limit:0', /limit is a whole number from 1 to 1000, not 0/],
    ['lookup x limit:2.5', /whole number/],
    ['lookup x min-score:7', /min-score is a number from 0 to 1, not 7/],
  ])('%s is refused', async (text, message) => {
    await expect(ask(app, text)).rejects.toThrow(UserError);
    await expect(ask(app, text)).rejects.toThrow(message);
  });
});

test('a very long name is cut in the notification only', async () => {
  const name = `ZEBRA ${'𝔘'.repeat(400)}`;
  const { message } = await ask(memoryApp({ entries: [anEntry({ name })] }), 'lookup 1001');
  expect([...message.push]).toHaveLength(250);
  expect(message.push.endsWith('…')).toBe(true);
  expect(textOf(message)).toContain(name);
});

test('listed names with any characters come through unharmed', async () => {
  const hostile = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(hostile, async (part) => {
      const name = `ZEBRA <!channel> @everyone *x* ${part}`;
      const own = memoryApp({ entries: [anEntry({ name })] });
      const { message } = await ask(own, 'lookup 1001');
      expect(textOf(message)).toContain(`${name} · entity`);
      expect([...message.push].length).toBeLessThanOrEqual(250);
    }),
    { numRuns: 50 },
  );
});
