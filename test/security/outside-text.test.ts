import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeAlert } from '../../src/alerts/compose.js';
import { fileOf } from '../../src/alerts/sheet.js';
import { render as renderDiscord } from '../../src/chat/discord/render.js';
import { render as renderSlack } from '../../src/chat/slack/render.js';
import type { Action } from '../../src/domain/action.js';
import type { Message } from '../../src/domain/message.js';
import { csvRow, csvRows, csvText } from '../../src/lib/csv.js';
import { aChange, aListing, anAction, anAnnouncement } from '../support/builders.js';
import { messageProblems } from '../support/discord/bodies.js';
import { describeShared } from '../support/shared.js';
import { blockProblem } from '../support/slack-blocks.js';
import { officialTexts } from './official-texts.js';
import { essence, type Platform, readOn } from './reading.js';

const PLATFORMS: readonly Platform[] = ['slack', 'discord', 'terminal'];
const OURS = 'https://example.org/notice';
const SEED = 20_190_913;

/** The text wherever a message can have one. */
function everywhere(text: string): Message {
  const line = ['by the list: ', { text, style: 'strong' as const }];
  return {
    ...{ push: `NEW · ${text}`, title: `${text} — list`, tone: 'new', format: 'full', foot: [text] },
    blocks: [
      { kind: 'text', lines: [[text], [{ text, style: 'muted' }], [{ text, url: OURS }]] },
      { kind: 'heading', text },
      { kind: 'facts', facts: [{ label: 'Name', value: [{ text, style: 'code' }] }] },
      { kind: 'changes', title: line, lines: [{ sign: '+', line }], more: 0 },
      { kind: 'list', items: [[text]], more: 0 },
      { kind: 'table', columns: ['Name', 'Since'], rows: [[text, '2019']] },
    ],
    buttons: [
      { label: text, url: OURS },
      { label: 'Details', run: 'action A1' },
    ],
  };
}

/** The text as the whole of an answer. */
function alone(text: string): Message {
  return {
    push: 'x',
    title: 'x',
    tone: 'info',
    format: 'full',
    foot: [],
    buttons: [],
    blocks: [{ kind: 'list', items: [[text]], more: 0 }],
  };
}

/** What a platform would do with the message beyond showing it. */
function harm(message: Message, links: readonly string[]): string[] {
  return PLATFORMS.flatMap((platform) =>
    readOn(platform, message).flatMap((seen) => [
      ...seen.live.map((what) => `${platform}: ${what}`),
      ...seen.links.filter((link) => !links.includes(link)).map((link) => `${platform}: a link to ${link}`),
    ]),
  );
}

/** The platforms that do not show the text as it is. */
function lost(text: string): Platform[] {
  return PLATFORMS.filter((platform) => {
    const [seen] = readOn(platform, alone(text));
    return seen === undefined || !essence(seen.text).includes(essence(text));
  });
}

function refusals(message: Message): string[] {
  const { text, blocks } = renderSlack(message, '/sanctions');
  const problem = blockProblem(blocks);
  return [
    ...(problem ? [`slack: ${problem.why}`] : []),
    ...(text.length > 40_000 ? ['slack: the text is too long'] : []),
    ...messageProblems(renderDiscord(message), 'create').map((why) => `discord: ${why}`),
  ];
}

/** Cells that a spreadsheet would run: as they stand, and where it splits rows at its own country's separator and every line break. */
function formulas(csv: string): string[] {
  const cells = csvRows(csv.replace(/^\ufeff/, '')).flat();
  const split = csv
    .replace(/^\ufeff/, '')
    .split(/[;\t\r\n]/)
    .map((part) => part.replace(/^[\s"]+/, ''));
  return [...cells, ...split].filter((cell) => /^\s*[=+\-@＝＋－＠]/u.test(cell));
}

const HOSTILE = [
  ...[
    '@everyone',
    '@here',
    '<!channel>',
    '<!here|x>',
    '<@U0123>',
    '<@&123>',
    '<#C1>',
    '<!subteam^S1>',
    '</x:1>',
    '<id:guide>',
  ],
  ...[
    '<https://evil.example|official>',
    '[official](https://evil.example)',
    '[x](<https://evil.example>)',
    'https://evil.example/?a=b&c',
  ],
  ...[
    '**b**',
    '__u__',
    '_i_',
    '~~s~~',
    '||x||',
    '`c`',
    '```\ncode\n```',
    '> q',
    '>>> q',
    '# h',
    '-# s',
    '- l',
    '1. l',
    '\\',
    '\\\\*',
    '](',
  ],
  ...[':skull:', '<a:x:1>', '<t:0:R>', '&lt;!channel&gt;', '&amp;', '<mailto:a@b.example>'],
  ...[
    '\u202e',
    '\u2066',
    '\u2067abc',
    '\u202eabc\u202c',
    '\u2067abc\u202e\u2069',
    '\u200b',
    '\u200d',
    '\u200e',
    '\ufeff',
    '\ud83d',
    '\ude00',
    '😀',
    '𠮷',
    'محمد',
    'שלום',
    'e\u0301',
    '🏴‍☠️',
  ],
  ...[
    '\u001b[2J',
    '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
    '\u009b31m',
    '\u0007',
    '\b\b\b',
    '\u0000',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\u2028',
    '\u0085',
  ],
  ...["=cmd|' /C calc'!A0", '+1', '-2+3', '@SUM(1)', '\t=1', ';=1', '"', "'", ',', '\n=1', '＝1', '; @x', '"\r\n"=1'],
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(' ', 'Ann'),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));
const long = fc.constantFrom(...HOSTILE, 'x', 'x ').map((part) => part.repeat(Math.ceil(10_000 / part.length)));

describe('whatever a publisher calls somebody', () => {
  it('is shown and nothing else, on every platform and wherever it stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(harm(everywhere(text), [OURS])).toEqual([]);
        expect(lost(text)).toEqual([]);
      }),
      { numRuns: 400, seed: SEED },
    );
  });

  it.each(HOSTILE)('%j alone, too', (text) => {
    expect(harm(everywhere(text), [OURS])).toEqual([]);
    expect(lost(text)).toEqual([]);
  });

  it('is within every limit, and no half of a character is sent', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, long), (text) => {
        const message = everywhere(text);
        expect(refusals(message)).toEqual([]);
        expect(JSON.stringify([renderSlack(message, '/sanctions'), renderDiscord(message)])).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('is shown from its beginning where 10,000 characters are too many, and is cut visibly', () => {
    fc.assert(
      fc.property(long, (text) => {
        expect(harm(everywhere(text), [OURS])).toEqual([]);
        for (const platform of ['slack', 'discord'] as const) {
          const [seen] = readOn(platform, alone(`Name ${text}`));
          expect(essence(seen?.text ?? '')).toContain(essence(`Name ${text.slice(0, 200)}`).slice(0, 100));
          if (essence(text).length > 3_000) expect(seen?.text).toContain('…');
        }
      }),
      { numRuns: 10, seed: SEED },
    );
  });

  it('is no formula in a spreadsheet of any country', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        expect(
          formulas(
            csvText([
              ['name', 'other'],
              [one, other],
            ]),
          ),
        ).toEqual([]);
        expect(formulas(csvRow([one, other]))).toEqual([]);
      }),
      { numRuns: 2_000, seed: SEED },
    );
  });

  it('is the same text in a file, but for the mark before what begins like a formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [[cell = ''] = []] = csvRows(csvText([[text, 'x']]).replace(/^\ufeff/, ''));
        expect(cell.replaceAll("'", '').replace(/\p{Surrogate}/gu, '\ufffd')).toBe(
          text.replaceAll("'", '').replace(/\p{Surrogate}/gu, '\ufffd'),
        );
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });
});

describe('whatever a publisher links to', () => {
  const bad = [
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt://example.org/%0aalert(1)',
      'data:text/html,x',
      'http://example.org/',
      'slack://x',
      'file:///etc',
      '',
    ],
    ...[
      'https://ofac.treasury.gov@evil.example/',
      'https://ofac.treasury.gov%2Fx:y@evil.example/',
      'https://:x@evil.example',
      'https://',
      '//x',
    ],
  ];
  const about = (url: string, title = 'A press release'): Action =>
    anAnnouncement({ title, url, links: [{ title, url }], changes: [aChange({ url, listing: aListing({ url }) })] });
  const shown = (url: string, title?: string) => {
    const facts = {
      ...{
        titleOf: () => 'OFAC SDN',
        homepageOf: () => OURS,
        actor: () => undefined,
        tiedTo: () => [],
        listsOf: () => [],
      },
      prompt: '/sanctions',
    };
    const message = composeAlert(about(url, title), null, [], 'full', facts);
    return PLATFORMS.flatMap((platform) => readOn(platform, message).map((seen) => ({ platform, ...seen })));
  };
  const linkOf = (text: string, url: string) =>
    (['slack', 'discord'] as const).map(
      (platform) => readOn(platform, { ...alone(''), blocks: [{ kind: 'text', lines: [[{ text, url }]] }] })[0],
    );

  it.each(bad)('%j is no link anywhere, and is printed nowhere as one', (url) => {
    for (const { links, live, text, platform } of shown(url)) {
      expect({ platform, links, live }).toEqual({ platform, links: [], live: [] });
      expect(text).not.toMatch(/evil\.example|javascript/i);
      expect(text).toContain('A press release');
    }
  });

  it('is shown by the host as computers read it: no letter of another script passes for its like', () => {
    for (const { links, text } of shown('https://ofac.tre\u0430sury.gov/x')) {
      for (const link of links) expect(new URL(link).host).toBe('ofac.xn--tresury-4fg.gov');
      expect(text).not.toContain('tre\u0430sury');
    }
  });

  it.each([
    ['https://ofac.treasury.gov/recent-actions', 'https://evil.example/x', ' (evil.example)'],
    ['www.treasury.gov', 'https://evil.example:8443/', ' (evil.example:8443)'],
    ['ofac.tre\u200basury.gov', 'https://evil.example/', ' (evil.example)'],
    ['tre\u0430sury.gov/a', 'https://treasury.gov/a', ' (treasury.gov)'],
    ['treasury.gov', 'https://www.treasury.gov/press', ''],
    ['HTTPS://Treasury.gov/press', 'https://treasury.gov/press', ''],
    ['Press release of treasury.gov', 'https://example.org/', ''],
    ['KPe.031', 'https://example.org/', ''],
  ])('whose words are %s and that leads to %s says so', (text, url, host) => {
    for (const seen of linkOf(text, url)) {
      expect(seen?.links).toEqual([url]);
      expect(seen?.text).toContain(`${text}${host}`);
      if (host === '') expect(seen?.text).not.toContain('(');
    }
  });

  it('is https to a host without a name before it, whatever was given', () => {
    const url = fc.oneof(
      fc.webUrl({ validSchemes: ['http', 'https'] }),
      fc
        .tuple(fc.constantFrom('https://', 'https:', 'https:/\\', ' https://', 'HTTPS://a@', 'https://a:b@'), hostile)
        .map((parts) => parts.join('')),
      fc.tuple(fc.constant('https://example.org/'), hostile).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(url, hostile, (given, title) => {
        for (const { links, live } of shown(given, title)) {
          expect(live).toEqual([]);
          for (const link of links) {
            expect(link).toMatch(/^https:\/\/[\x21-\x7e]+$/);
            expect(new URL(link)).toMatchObject({ protocol: 'https:', username: '', password: '' });
          }
        }
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});

describe('a file of an action', () => {
  it('holds what the action says, and runs nothing of it', () => {
    const listing = aListing({ aliases: [{ name: ';=1', kind: 'aka', strength: 'weak' }] });
    const action = anAction({ changes: HOSTILE.map((name) => aChange({ name, programs: [name], listing })) });
    const { file } = fileOf([{ action, changes: null }], (source) => source);
    expect(formulas(file.text)).toEqual([]);
    expect(csvRows(file.text.replace(/^\ufeff/, ''))).toHaveLength(HOSTILE.length + 1);
  });
});

describeShared('every text of the official files at hand', (data) => {
  let texts: ReadonlyMap<string, ReadonlySet<string>>;
  let chosen: string[];
  /** Those with a character that any platform may act upon, and of the others one in twenty. */
  const UNUSUAL = /[^\p{L}\p{N} ,.()'/;&"-]/u;

  beforeAll(async () => {
    texts = await officialTexts(data);
    const all = [...new Set([...texts.values()].flatMap((own) => [...own]))].filter((text) => text !== '');
    chosen = all.filter((text, i) => (UNUSUAL.test(text) && i % 4 === 0) || i % 20 === SEED % 20);
  }, 60_000);

  it('is of fifteen sources, names in other scripts among them', () => {
    expect(texts.size).toBe(15);
    for (const [source, own] of texts) expect([source, own.size > 6]).toEqual([source, true]);
    expect(texts.get('ofac-sdn')?.size).toBeGreaterThan(100_000);
    expect(chosen.filter((text) => /\p{sc=Arabic}|\p{sc=Cyrillic}|\p{sc=Han}/u.test(text)).length).toBeGreaterThan(100);
  });

  it('is shown whole, and nothing of it acts', { timeout: 60_000 }, () => {
    const long = 600;
    for (const text of chosen) {
      const message = alone(text);
      const wrong = [...harm(message, []), ...(text.length <= long ? lost(text) : [])];
      expect({ text, wrong }).toEqual({ text, wrong: [] });
    }
  });

  it('is within the limits with all that stands around it', { timeout: 60_000 }, () => {
    const few = [...chosen.filter((_, i) => i % 100 === 0), ...chosen.filter((text) => text.length > 1_500)];
    for (const text of few)
      expect({ text, wrong: [...refusals(everywhere(text)), ...harm(everywhere(text), [OURS])] }).toEqual({
        text,
        wrong: [],
      });
  });

  it('is no formula in a file, and is itself again when the file is read', () => {
    const cells = [...texts.values()].flatMap((own) => [...own]);
    const file = csvText(cells.map((cell) => [cell]));
    expect(formulas(file)).toEqual([]);
    const read = csvRows(file.replace(/^\ufeff/, '')).map(([cell = '']) => cell.replaceAll("'", ''));
    expect(read).toEqual(cells.filter((cell) => cell !== '').map((cell) => cell.replaceAll("'", '')));
  });
});
