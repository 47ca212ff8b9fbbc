import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../../src/chat/terminal/render.js';
import { clean, widthOf } from '../../../src/chat/terminal/text.js';
import type { Block, Message } from '../../../src/domain/message.js';

function message(facts: Partial<Message>): Message {
  const bare = {
    tone: 'info',
    title: 'Title',
    push: 'Push',
    blocks: [],
    buttons: [],
    foot: [],
    format: 'full',
  } as const;
  return { ...bare, ...facts };
}

const plainly = (facts: Partial<Message>, width = 60) => renderTerminal(message(facts), { width, colour: false });
const block = (one: Block, width = 60) =>
  plainly({ blocks: [one] }, width)
    .split('\n')
    .slice(1);

const alert = message({
  push: 'AMENDED · OFAC SDN · Acme Shipping · DPRK3 · 14 Apr 2022',
  tone: 'amended',
  title: 'Listing amended — OFAC SDN',
  blocks: [
    { kind: 'text', lines: [[{ text: 'Acme Shipping', style: 'strong' }, ' (entity, Korea, North)']] },
    {
      kind: 'facts',
      facts: [
        { label: 'Programme', value: ['DPRK3'] },
        { label: 'Reference', value: [{ text: '27307', url: 'https://example.test/27307' }] },
      ],
    },
    {
      kind: 'changes',
      lines: [
        { sign: '+', line: ['wallet ETH ', { text: '0x098B', style: 'code' }] },
        { sign: '−', line: ['alias “Acme”'] },
      ],
      more: 23,
    },
  ],
  buttons: [
    { label: 'Official notice', url: 'https://example.test/notice' },
    { label: 'Details', run: 'action Aabc' },
  ],
  foot: ['Aabc', 'S1 (everything)'],
});

describe('a message in the terminal', () => {
  it('has its sign and word, its facts in a column, its changes, what to do next, and its foot', () => {
    expect(renderTerminal(alert, { width: 80, colour: false }).split('\n')).toEqual([
      '🟠 Listing amended — OFAC SDN',
      '  Acme Shipping (entity, Korea, North)',
      '',
      '  Programme  DPRK3',
      '  Reference  27307 <https://example.test/27307>',
      '',
      '  + wallet ETH 0x098B',
      '  − alias “Acme”',
      '  … +23 more',
      '',
      '  Official notice: https://example.test/notice',
      '  Details:         /sanctions action Aabc',
      '',
      '  Aabc · S1 (everything)',
    ]);
  });

  it('is its push text and its buttons when compact', () => {
    const compact = { ...alert, format: 'compact' } as const;
    expect(renderTerminal(compact, { width: 80, colour: false, prompt: 'tocsin' }).split('\n')).toEqual([
      '🟠 AMENDED · OFAC SDN · Acme Shipping · DPRK3 · 14 Apr 2022',
      '  Official notice: https://example.test/notice',
      '  Details:         tocsin action Aabc',
    ]);
  });

  it('keeps a blank between a long label and its command, and shows a wallet address once', () => {
    const buttons = [
      { label: 'Details', run: 'action A1' },
      { label: 'Subscribe to a group with a name of more than forty characters', run: 'subscribe actor:x' },
    ];
    const wallet = { text: '0xA1', style: 'code' as const, url: 'https://example.org/0xA1' };
    const shown = plainly({ title: 'Done', push: 'Done', buttons, blocks: [{ kind: 'text', lines: [[wallet]] }] });
    expect(shown).toContain('characters: /sanctions subscribe actor:x');
    expect(shown).not.toContain('example.org');
  });

  it('says the word of its tone where the title does not', () => {
    expect(plainly({ tone: 'problem', title: 'un-sc cannot be read', push: 'un-sc cannot be read' })).toBe(
      '🟣 Source problem · un-sc cannot be read',
    );
  });

  it('says its push text where it has nothing else to say', () => {
    expect(plainly({ title: 'Done', push: 'S12 is gone.' })).toBe('Done\n  S12 is gone.');
  });

  it('is coloured only when asked, and says the same without', () => {
    const coloured = renderTerminal(alert, { width: 80, colour: true });
    expect(coloured).toContain('\u001b[1m\u001b[33m🟠 Listing amended — OFAC SDN');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderTerminal(alert, { width: 80, colour: false }));
  });

  it('wraps by what is seen: wide characters count twice, continued lines keep their indent', () => {
    const lines = block({ kind: 'list', items: [['制裁 '.repeat(12)], ['short']], more: 0 }, 30);
    expect(lines).toEqual([
      '  • 制裁 制裁 制裁 制裁 制裁',
      '    制裁 制裁 制裁 制裁 制裁',
      '    制裁 制裁',
      '  • short',
    ]);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(30);
  });

  it('leaves addresses whole, so that they can be copied', () => {
    const url = `https://example.test/${'a'.repeat(60)}`;
    expect(plainly({ buttons: [{ label: 'Open', url }] }, 40)).toContain(url);
    expect(block({ kind: 'text', lines: [['see ', { text: 'page', url }]] }, 40).join('\n')).toContain(url);
  });

  it('links to https only', () => {
    const shown = plainly({
      blocks: [{ kind: 'text', lines: [[{ text: 'page', url: 'javascript:alert(1)' }]] }],
      buttons: [{ label: 'Open', url: 'http://example.test' }],
    });
    expect(shown).toBe('Title\n  page');
  });

  it('fits a table into the width without cutting a cell', () => {
    const lines = block(
      {
        kind: 'table',
        columns: ['List', 'Programme'],
        rows: [
          ['OFAC SDN', 'a name that is far too long for it'],
          ['制裁', '–'],
        ],
      },
      30,
    );
    expect(lines).toEqual([
      '  List      Programme',
      '  ────────  ──────────────────',
      '  OFAC SDN  a name that is far',
      '            too long for it',
      '  制裁      –',
    ]);
  });
});

describe('names from outside', () => {
  it.each([
    ['escape sequences', 'A\u001b[2J\u001b]0;x\u0007B', 'A␛[2J␛]0;x␇B'],
    ['line ends', 'A\r\nB\nC\u2028D\u0085E\tF', 'A B C D E F'],
    ['C1 controls', 'A\u009b2JB', 'A\u{fffd}2JB'],
    ['delete', 'A\u007fB', 'A\u2421B'],
    ['direction overrides', 'A\u202eB\u2066C', 'A[U+202E]B[U+2066]C'],
    ['half surrogates', 'A\ud83dB', 'A\u{fffd}B'],
    ['right-to-left names', 'لازاروس', '\u2068لازاروس\u2069'],
    ['any other script', 'Ларус 朝鮮 Ñandú 🏴', 'Ларус 朝鮮 Ñandú 🏴'],
  ])('show %s harmlessly', (_what, name, shown) => {
    expect(clean(name)).toBe(shown);
  });

  it('cannot steer the terminal from anywhere in a message', () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}\u001b[31m\r\n\u202e`);
    fc.assert(
      fc.property(nasty, fc.boolean(), (text, colour) => {
        const line = [text, { text, style: 'code' as const, url: `https://example.test/${text}` }];
        const shown = renderTerminal(
          message({
            title: text,
            push: text,
            tone: 'new',
            blocks: [
              { kind: 'text', lines: [line] },
              { kind: 'heading', text },
              { kind: 'facts', facts: [{ label: text, value: line }] },
              { kind: 'changes', title: line, lines: [{ sign: '+', line }], more: 1 },
              { kind: 'list', items: [line], more: 0 },
              { kind: 'table', columns: [text, text], rows: [[text, text]] },
            ],
            buttons: [
              { label: text, run: text },
              { label: text, url: `https://example.test/${text}` },
            ],
            foot: [text],
          }),
          { width: 40, colour },
        );
        const unpainted = shown.replace(/\u001b\[(0|1|2|3[1-6]|4|9[0-7]|2[2-4]|39)m/g, (code) => (colour ? '' : code));
        // Our own colours are taken off first; one that came from outside shows in the runs without colour.
        expect(unpainted).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]/u);
      }),
      { numRuns: 300 },
    );
  });
});
