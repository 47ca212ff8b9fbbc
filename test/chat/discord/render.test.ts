import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderLine } from '../../../src/chat/discord/markdown.js';
import { render } from '../../../src/chat/discord/render.js';
import { type Block, type Line, type Message, TONES, type Tone } from '../../../src/domain/message.js';
import { messageProblems } from '../../support/discord/bodies.js';
import { describeShared } from '../../support/shared.js';
import { aMessage } from './harness.js';

function text(line: Line, room = 1000): string {
  return renderLine(line, room).text;
}

describe('a mention', () => {
  const mentions = [
    { kind: 'role', id: '223456789012345678', name: '@everyone' },
    { kind: 'user', id: '323456789012345678' },
  ] as const;

  test('is in the content, for embeds never ping, and rings that role alone', () => {
    const { content, allowed_mentions } = render(aMessage({ mentions }));
    expect(content).toBe(`<@&223456789012345678> ${aMessage().push}`);
    expect(allowed_mentions).toEqual({ parse: [], roles: ['223456789012345678'] });
    expect(render(aMessage()).allowed_mentions).toEqual({ parse: [] });
  });

  test.each(['full', 'compact'] as const)('leaves a %s message within the limits', (format) => {
    const body = render(aMessage({ mentions, format, push: '@everyone *'.repeat(400) }));
    expect(messageProblems(body, 'create')).toEqual([]);
    expect(body.content).toMatch(/^<@&223456789012345678> \\@everyone/);
  });
});

describe('a full message', () => {
  test('has the push text as content, and an embed with sign, word, facts, changes and foot', () => {
    const { content, embeds, components } = render(aMessage());
    expect(content).toBe('NEW · Test list · Grey Heron (+1 alias) · TEST3');
    expect(embeds).toEqual([
      {
        title: '🔴 New designation — Test list',
        description: '**Grey Heron** (entity, Ruritania)',
        color: TONES.new.colour,
        fields: [
          { name: 'Programme', value: 'TEST3', inline: true },
          { name: '\u200b', value: '+ alias “Blue Heron”\n-# +23 more', inline: false },
        ],
        footer: { text: 'A1B2 · S12 (actor) · data only, not legal advice' },
      },
    ]);
    expect(components).toEqual([
      {
        type: 1,
        components: [
          { type: 2, style: 5, label: 'Official notice', url: 'https://example.org/notice' },
          { type: 2, style: 2, label: 'Details', custom_id: 'run:action A1B2' },
        ],
      },
    ]);
  });

  test('says the word of its colour where the title does not', () => {
    expect(render(aMessage({ tone: 'removed', title: 'Grey Heron' })).embeds[0]?.title).toBe('🟢 Removed · Grey Heron');
    expect(render(aMessage({ tone: 'info', title: 'Grey Heron' })).embeds[0]?.title).toBe('Grey Heron');
  });

  test('puts a heading over what it heads', () => {
    const blocks: Block[] = [
      { kind: 'heading', text: 'Aliases' },
      { kind: 'list', items: [['Blue Heron'], ['White Heron']], more: 0 },
    ];
    expect(render(aMessage({ blocks })).embeds[0]?.description).toBe('**Aliases**\n• Blue Heron\n• White Heron');
  });

  test('goes on in another embed where one is full', () => {
    const list = (name: string): Block[] => [
      { kind: 'heading', text: name },
      { kind: 'list', items: Array.from({ length: 40 }, (_, i): Line => [`${name} ${i} ${'x'.repeat(50)}`]), more: 0 },
    ];
    const { embeds } = render(aMessage({ blocks: [...list('one'), ...list('two')] }));
    expect(embeds.map(({ description }) => description?.slice(0, 7))).toEqual(['**one**', '**two**']);
    expect(embeds[1]?.footer?.text).not.toContain('Shortened');
  });

  test('puts the title of an entry without lines over the text about it', () => {
    const facts: Block = { kind: 'facts', facts: [{ label: 'Announced', value: ['14 Apr 2022'] }] };
    const entry: Block = { kind: 'changes', title: ['GREY HERON — announced'], lines: [], more: 0 };
    const { embeds } = render(aMessage({ blocks: [facts, entry, { kind: 'text', lines: [['The notice’s text.']] }] }));
    expect(embeds[0]?.fields.at(-1)).toEqual({
      ...{ name: 'GREY HERON — announced', value: 'The notice’s text.', inline: false },
    });
  });

  test('aligns the columns of a narrow table, and writes a wide one line by line', () => {
    const narrow: Block = { kind: 'table', columns: ['List', 'Since'], rows: [['ofac-sdn', '2019']] };
    expect(render(aMessage({ blocks: [narrow] })).embeds[0]?.description).toBe('`List      Since`\n`ofac-sdn  2019`');
    const wide: Block = {
      kind: 'table',
      columns: ['List', 'Why', 'Since', 'Until'],
      rows: [
        ['un-sc', 'x'.repeat(80), '2019', ''],
        ['ofac-sdn', '', '', '2021'],
      ],
    };
    expect(render(aMessage({ blocks: [wide] })).embeds[0]?.description).toBe(
      `**un-sc** · ${'x'.repeat(80)} · since 2019\n**ofac-sdn** · until 2021`,
    );
  });

  test('says in the foot what it had to leave out', () => {
    const items = Array.from({ length: 400 }, (_, i): Line => [`Entry number ${i} of a very long list`]);
    const { embeds } = render(aMessage({ blocks: [{ kind: 'list', items, more: 0 }] }));
    const shown = (embeds[0]?.description ?? '').split('\n').length;
    expect(shown).toBeGreaterThan(50);
    expect(embeds.at(-1)?.footer?.text).toMatch(
      new RegExp(`^Shortened to fit Discord: ${400 - shown} lines left out · `),
    );
  });
});

test('an instant is shown in each reader’s own time zone, a day as it was published', () => {
  expect(text(['14 Apr 2022 18:52 UTC'])).toBe('<t:1649962320:f>');
  expect(text(['14 Apr 2022'])).toBe('14 Apr 2022');
});

test('a compact message is its push text and one row of buttons', () => {
  const buttons = Array.from({ length: 9 }, (_, i) => ({ label: `B${i}`, run: `action ${i}` }));
  const { embeds, components } = render(aMessage({ format: 'compact', buttons }));
  expect(embeds).toEqual([]);
  expect(components).toHaveLength(1);
  expect(components[0]?.components).toHaveLength(5);
});

test('an answer whose summary begins with its title has the title once', () => {
  const { content, embeds } = render(aMessage({ tone: 'info', title: 'Grey Heron', push: 'Grey Heron: listed' }));
  expect([content, embeds[0]?.title]).toEqual(['Grey Heron: listed', undefined]);
});

describe('buttons', () => {
  const shown = (buttons: Message['buttons']) =>
    render(aMessage({ buttons })).components.flatMap((row) => row.components.map((button) => button.label));

  test('only lead to https', () => {
    expect(
      shown([
        { label: 'plain', url: 'http://example.org/' },
        { label: 'bad', url: 'javascript:alert(1)' },
      ]),
    ).toEqual([]);
  });

  test('that run the same command stand once, and none runs a command cut short', () => {
    expect(
      shown([
        { label: 'a', run: 'x' },
        { label: 'b', run: 'x' },
        { label: 'c', run: 'y'.repeat(120) },
      ]),
    ).toEqual(['a']);
  });

  test('too long for a link become a line of text', () => {
    const url = `https://example.org/${'p'.repeat(600)}`;
    const { content, components } = render(aMessage({ buttons: [{ label: 'Notice', url }] }));
    expect(components).toEqual([]);
    expect(content).toContain(`[Notice](<${url}>)`);
  });
});

describe('text from outside', () => {
  test.each([
    ['@everyone and @here', '\\@everyone and \\@here'],
    ['<@1> <#2> <!channel> <t:0:R>', '\\<\\@1> \\<#2> \\<!channel> \\<t\\:0\\:R>'],
    ['[click](https://evil.example)', '\\[click\\](https\\://evil.example)'],
    ['https://evil.example', 'https\\://evil.example'],
    ['**bold** ~~gone~~ ||spoiler|| `code`', '\\*\\*bold\\*\\* \\~\\~gone\\~\\~ \\|\\|spoiler\\|\\| \\`code\\`'],
    [':skull: at 14:32', '\\:skull: at 14:32'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['> quote', '\\> quote'],
    ['1. list', '1\\. list'],
    ['one\n# two', 'one # two'],
    ['محمد', 'محمد'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['\ud83d lone', '\ufffd lone'],
  ])('%j is inert', (outside, inert) => {
    expect(text([outside])).toBe(inert);
  });

  test('keeps every character of an address, without a way out of it', () => {
    expect(text([{ text: '0x098B_716*', style: 'code' }])).toBe('`0x098B_716*`');
    expect(text([{ text: 'a`@everyone`b', style: 'code' }])).toBe('`aˋ@everyoneˋb`');
  });

  test('cannot break out of a link', () => {
    expect(text([{ text: 'a](https://evil.example)', url: 'https://example.org/a_(b)' }])).toBe(
      '[a\\](https\\://evil.example)](https://example.org/a%5F%28b%29)',
    );
    expect(text([{ text: 'plain', url: 'http://example.org' }])).toBe('plain');
  });

  test('is cut between code points, with a mark, and never inside an escape', () => {
    expect(renderLine(['🔴🔴🔴🔴🔴🔴🔴🔴'], 12)).toEqual({ text: '🔴🔴🔴🔴🔴…', cut: true });
    expect(renderLine(['********'], 12)).toEqual({ text: '\\*\\*\\*\\*\\*…', cut: true });
    expect(renderLine([{ text: 'x'.repeat(50), style: 'strong' }], 20).text).toBe(`**${'x'.repeat(14)}…**`);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 3000 }),
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\u200b',
    '\u3000',
    '@everyone',
    '<@1>',
    '```',
    '\\',
    '\ud800',
    '#',
    '`',
    '🏴‍☠️'.repeat(700),
  ),
  fc.constantFrom('*', '`', '\\', '\u202e', 'م', 'x ').map((unit) => unit.repeat(5000)),
);
const url = fc.oneof(
  fc.webUrl(),
  hostile,
  fc.constantFrom('https://example.org/()', `https://example.org/${'x'.repeat(600)}`),
);
const span = fc.oneof(
  hostile,
  fc.record(
    { text: hostile, style: fc.constantFrom('strong' as const, 'code' as const, 'muted' as const), url },
    { requiredKeys: ['text'] },
  ),
);
const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 6 });
const lines = fc.array(line, { maxLength: 40 });
const more = fc.nat(1000);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), lines }),
  fc.record({ kind: fc.constant('heading' as const), text: hostile }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: hostile, value: line }), { maxLength: 40 }),
  }),
  fc.record(
    {
      kind: fc.constant('changes' as const),
      title: line,
      lines: fc.array(fc.record({ sign: fc.constantFrom('+' as const, '~' as const, '−' as const), line }), {
        maxLength: 40,
      }),
      more,
    },
    { requiredKeys: ['kind', 'lines', 'more'] },
  ),
  fc.record({ kind: fc.constant('list' as const), items: lines, more }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(hostile, { maxLength: 5 }),
    rows: fc.array(fc.array(hostile, { maxLength: 5 }), { maxLength: 30 }),
  }),
);
const message: fc.Arbitrary<Message> = fc.record({
  push: hostile,
  tone: fc.constantFrom<Tone>(
    ...(['new', 'amended', 'removed', 'announced', 'gazetted', 'indicted', 'advisory'] as const),
    ...(['licence', 'correction', 'problem', 'info'] as const),
  ),
  title: hostile,
  blocks: fc.array(block, { maxLength: 12 }),
  buttons: fc.array(fc.oneof(fc.record({ label: hostile, url }), fc.record({ label: hostile, run: hostile })), {
    maxLength: 40,
  }),
  foot: fc.array(hostile, { maxLength: 6 }),
  format: fc.constantFrom('full' as const, 'compact' as const),
});

test('whatever is said is a message that Discord takes', () => {
  fc.assert(
    fc.property(message, (said) => {
      const body = render(said);
      expect(messageProblems(body, 'create')).toEqual([]);
      expect(messageProblems(body, 'followUp')).toEqual([]);
      const seen = [
        body.content ?? '',
        ...body.embeds.flatMap((embed) => [embed.description ?? '', embed.title ?? '']),
      ];
      const bare = seen.map((part) => part.replace(/\\.|`[^`\n]*`/gu, 'x'));
      for (const part of bare) expect(part).not.toMatch(/@everyone|<@|```|[*_~|]{3}/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('what is left of a line is never longer than its room', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 10, max: 1024 }), (spans, room) => {
      expect(renderLine(spans, room).text.length).toBeLessThanOrEqual(room);
    }),
    { numRuns: 500 },
  );
}, 60_000);

describeShared('every name that OFAC lists', (data) => {
  test('is rendered whole, and in a message that Discord takes', () => {
    const rows = parse(readFileSync(data('ofac/2023-12-28/sdn.csv')), { relax_quotes: true, relax_column_count: true });
    const names = (rows as unknown[][]).flatMap((row) => (typeof row[1] === 'string' ? [row[1]] : []));
    expect(names.length).toBeGreaterThan(12_000);
    const rendered = names.filter((name) => {
      const body = render(
        aMessage({ push: `NEW · ${name}`, blocks: [{ kind: 'facts', facts: [{ label: 'Name', value: [name] }] }] }),
      );
      const shown = body.embeds[0]?.fields[0]?.value.replace(/\\(?=[^\w\s])/g, '');
      return messageProblems(body, 'create').length === 0 && shown === name;
    });
    expect(rendered).toHaveLength(names.length);
  });
});
