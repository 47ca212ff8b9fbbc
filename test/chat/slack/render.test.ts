import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render, renderings } from '../../../src/chat/slack/render.js';
import type { Block, Line, Message, Tone } from '../../../src/domain/message.js';
import { TONES } from '../../../src/domain/message.js';
import { describeShared } from '../../support/shared.js';
import { blockProblem, buttonsOf, readBlocks, visibleText } from '../../support/slack-blocks.js';
import { alert, textMessage } from './samples.js';

const show = (message: Message) => {
  const { text, blocks } = render(message, '/sanctions');
  return { text, blocks: readBlocks(blocks), seen: visibleText(blocks) };
};
const withBlocks = (...blocks: Block[]): Message => ({ ...alert, blocks });

describe('an alert', () => {
  it('has its kind as a word in the header, facts, changes, buttons and foot', () => {
    const { text, blocks, seen } = show(alert);
    expect(text).toBe(alert.push);
    expect(blocks[0]).toMatchObject({ type: 'header', text: { text: '🔴 New designation — Example List' } });
    for (const part of ['Programme: \nEX1', 'alias “طائر مالك الحزين”', '+23 more', '+2 more', 'listed', '—']) {
      expect(seen).toContain(part);
    }
    expect(seen).toContain('abc123 · detected +4 min · S12 (actor) · data only, not legal advice');
    expect(buttonsOf(blocks)).toMatchObject([
      { url: 'https://example.com/notice' },
      { value: 'action abc123' },
      { value: 'subscribe actor:grey-heron' },
    ]);
  });

  it.each(Object.keys(TONES))('says %s in a word', (tone) => {
    const [key] = Object.keys(TONES).filter((known): known is Tone => known === tone);
    if (key === undefined) throw new Error('unknown tone');
    const { seen } = show({ ...alert, tone: key, title: 'Example List' });
    expect(seen).toContain(TONES[key].word);
    expect(seen).toContain('Example List');
  });

  it('is the summary and one row of buttons when compact', () => {
    const { blocks } = show({ ...alert, format: 'compact' });
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions']);
    expect(visibleText(blocks)).toContain(alert.push);
  });

  it('shows its summary when it has nothing else', () => {
    expect(show({ ...textMessage('No match'), title: '' }).seen).toBe('No match');
  });
});

describe('a mention', () => {
  const mentions = [
    { kind: 'group', id: 'S0ONCALL1', name: '<!channel>' },
    { kind: 'user', id: 'U0BOB1' },
  ] as const;

  it('stands before everything else, in the text and in the blocks, by its id alone', () => {
    const { text, blocks } = show({ ...alert, mentions });
    expect(text).toBe(`<!subteam^S0ONCALL1> <@U0BOB1> ${alert.push}`);
    expect(JSON.stringify(blocks[0])).toContain('{"type":"usergroup","usergroup_id":"S0ONCALL1"}');
    expect(JSON.stringify(blocks[0])).toContain('{"type":"user","user_id":"U0BOB1"}');
    expect(JSON.stringify({ text, blocks })).not.toContain('<!channel>');
  });

  it('calls from a compact alert too, and from the plainest rendering, whose text Slack is to read', () => {
    expect(show({ ...alert, mentions, format: 'compact' }).blocks[0]).toMatchObject({ type: 'rich_text' });
    const plainest = [...renderings({ ...alert, mentions }, '/sanctions')].at(-1);
    expect(plainest).toEqual({ text: `<!subteam^S0ONCALL1> <@U0BOB1> ${alert.push}`, blocks: [], mrkdwn: true });
    expect([...renderings(alert, '/sanctions')].at(-1)).not.toHaveProperty('mrkdwn');
  });

  it('leaves the text within its limit', () => {
    expect(show({ ...alert, mentions, push: 'x'.repeat(5_000) }).text).toHaveLength(4_000);
  });
});

describe('text from outside', () => {
  const hostile = ['<!channel>', '@everyone', '<@U1>', '<https://a.example|b>', '*a* _b_ ~c~ `d`', '&amp;', ':x:'];

  it.each(hostile)('is shown as it is, and never parsed: %s', (name) => {
    const { text, blocks, seen } = show({ ...withBlocks({ kind: 'text', lines: [[name]] }), push: name, title: name });
    expect(seen).toContain(name);
    expect(text).not.toMatch(/[<>]/);
    expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|"type":"(broadcast|user|usergroup|channel)"|"emoji":true/);
  });

  it('keeps right-to-left and 4-byte names whole', () => {
    const names = ['مجموعة لازاروس', '𠮷野家', '\u202eevil\u202c', 'Ҳаёт 🏴‍☠️'];
    const { seen } = show(withBlocks({ kind: 'list', items: names.map((name) => [name]), more: 0 }));
    for (const name of names) expect(seen).toContain(name);
  });

  it('replaces what cannot be sent at all', () => {
    expect(show(textMessage('a\ud800b\u0000c')).text).toBe('a\ufffdb\ufffdc');
  });

  it.each(['http://example.com', 'javascript:alert(1)', 'slack://x', 'not a url', `https://e.com/${'x'.repeat(3000)}`])(
    'becomes no link: %s',
    (url) => {
      const line: Line = [{ text: 'notice', url }];
      const { blocks, seen } = show({
        ...withBlocks({ kind: 'text', lines: [line] }),
        buttons: [{ label: 'Open', url }],
      });
      expect(JSON.stringify(blocks)).not.toMatch(/"(url|type)":"(link|[a-z]+:)/);
      expect(seen).toContain('notice');
    },
  );
});

describe('a message too large for Slack', () => {
  const many: Block[] = Array.from({ length: 120 }, (_, i) => ({ kind: 'text', lines: [[`line ${i}`]] }));

  it.each([
    ['blocks', withBlocks(...many)],
    ['text', withBlocks({ kind: 'text', lines: [['x'.repeat(10_000)]] })],
    ['lines', withBlocks({ kind: 'list', items: Array.from({ length: 900 }, () => ['grey heron']), more: 0 })],
    ['rows', withBlocks({ kind: 'table', columns: ['a'], rows: Array.from({ length: 300 }, () => ['b']) })],
    ['a title', { ...alert, title: 'ñ'.repeat(200) }],
  ])('is cut, and says so with the command that shows the rest: %s', (_, message) => {
    const { blocks, seen } = show(message);
    expect(blockProblem(blocks)).toBeNull();
    expect(seen).toContain('… cut, full text: /sanctions action abc123');
    expect(buttonsOf(blocks)).toHaveLength(3);
  });

  it.each(['', 'a'])('is cut between code points', (shift) => {
    const { seen } = show({ ...alert, title: shift + '𠮷'.repeat(200) });
    expect(seen).toContain('𠮷…');
    expect(seen).not.toMatch(/\p{Surrogate}/u);
  });

  it('says nothing about a cut when nothing was cut', () => {
    expect(show(alert).seen).not.toContain('cut');
  });

  it('has one table block, and further tables as text', () => {
    const table: Block = { kind: 'table', columns: ['Name', 'Since'], rows: [['Grey Heron', '2022']] };
    const { blocks, seen } = show(withBlocks(table, table));
    expect(blocks.filter(({ type }) => type === 'table')).toHaveLength(1);
    expect(seen).toContain('Name        Since\nGrey Heron  2022');
  });
});

describe('every message', () => {
  const hostile = [
    '',
    ' ',
    '@everyone',
    '<!channel>',
    '<@U1>',
    '\u202e\u2066abc',
    '𠮷'.repeat(200),
    'x'.repeat(10_000),
    '\ud800',
    '\n\n',
    '&<>"',
  ];
  const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 400 }));
  const url = fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), text);
  const style = fc.constantFrom('strong' as const, 'code' as const, 'muted' as const);
  const span = fc.record({ text, url, style }, { requiredKeys: ['text'] });
  const line = fc.array(fc.oneof(text, span), { maxLength: 4 });
  const lines = fc.array(line, { maxLength: 30, size: 'max' });
  const more = fc.nat(500);
  const sign = fc.constantFrom('+' as const, '~' as const, '−' as const);
  const changeLines = fc.array(fc.record({ sign, line }), { maxLength: 30 });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), lines }),
    fc.record({ kind: fc.constant('heading' as const), text }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: fc.array(fc.record({ label: text, value: line }), { maxLength: 25 }),
    }),
    fc.record({ kind: fc.constant('changes' as const), title: line, lines: changeLines, more }),
    fc.record({ kind: fc.constant('list' as const), items: lines, more }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(text, { maxLength: 25 }),
      rows: fc.array(fc.array(text, { maxLength: 25 }), { maxLength: 130 }),
    }),
  );
  const button = fc.oneof(fc.record({ label: text, url }), fc.record({ label: text, run: text }));
  const message: fc.Arbitrary<Message> = fc.record({
    push: text,
    tone: fc.constantFrom(...Object.keys(TONES).filter((tone): tone is Tone => tone in TONES)),
    title: text,
    blocks: fc.array(block, { maxLength: 60, size: 'max' }),
    buttons: fc.array(button, { maxLength: 40, size: 'max' }),
    foot: fc.array(text, { maxLength: 12, size: 'max' }),
    format: fc.constantFrom('full' as const, 'compact' as const),
  });

  it('passes Slack’s checks', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(message, (any) => {
        for (const { text, blocks } of renderings(any, '/sanctions')) {
          expect(blockProblem(blocks)).toBeNull();
          expect(visibleText(blocks)).not.toMatch(/\p{Surrogate}/u);
          expect(text.trim()).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(40_000);
          expect(text).not.toMatch(/[<>\p{Surrogate}]/u);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describeShared('every name of the SDN list of 28 December 2023', (data) => {
  it('is shown whole and passes Slack’s checks', () => {
    const rows: string[][] = parse(readFileSync(data('ofac/2023-12-28/sdn.csv'), 'latin1'), {
      relax_column_count: true,
    });
    const names = rows.map((row) => row[1]).filter((name) => name !== undefined);
    expect(names.length).toBeGreaterThan(12_000);
    for (const name of names) {
      const { text, blocks } = render(
        { ...withBlocks({ kind: 'text', lines: [[{ text: name, style: 'strong' }]] }), push: `NEW · ${name}` },
        '/sanctions',
      );
      expect(blockProblem(blocks)).toBeNull();
      expect(visibleText(blocks)).toContain(name);
      expect(text).toBe(`NEW · ${name.replaceAll('&', '&amp;')}`);
    }
  });
});
