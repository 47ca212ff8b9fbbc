import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { NoticeEntry } from '../../../src/ports.js';
import { ofacRecentActions } from '../../../src/sources/ofac-recent-actions/index.js';
import { readIndexPage, readNotice } from '../../../src/sources/ofac-recent-actions/pages.js';
import { describeShared } from '../../support/shared.js';

/** `+ name [programmes]`, with `~` for an amendment and `−` for a removal. */
function brief({ kind, name, type, programs }: NoticeEntry): string {
  const sign = { added: '+', amended: '~', removed: '−' }[kind];
  return `${sign} ${name} (${type}) ${programs.map((program) => `[${program}]`).join('')}`;
}

const LAZARUS = [
  'APPLEWORM',
  'APT-C-26',
  'GROUP 77',
  'GUARDIANS OF PEACE',
  'HIDDEN COBRA',
  'OFFICE 91',
  'RED DOT',
  'TEMP.HERMIT',
  'THE NEW ROMANTIC CYBER ARMY TEAM',
  'WHOIS HACKING TEAM',
  'ZINC',
];

describeShared('real notices of OFAC', (data) => {
  const read = (name: string) => ofacRecentActions.fromDisk(data(`ofac/recent-actions/${name}`));

  it('the index of 2026-09-26 has ten rows, each with its category', () => {
    const { rows, hasNext } = readIndexPage(
      readFileSync(data('ofac/recent-actions/index_2026-09-26_excerpt.html'), 'utf8'),
    );
    expect(hasNext).toBe(true);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ id: '20260924', category: 'Regulations and Guidance', published: '2026-09-24' });
    expect(rows[9]).toEqual({
      id: '20260904',
      title: 'Iran-related Designations; Issuance of Iran-related General License',
      published: '2026-09-04',
      category: 'Sanctions List Updates',
    });
  });

  it('2015-04-01 is an executive order: no entries', async () => {
    const item = await read('ra_20150401_article.html');
    expect(item).toMatchObject({ id: '20150401', published: '2015-04-01', entries: [] });
    expect(item.text).toContain('Malicious Cyber-Enabled Activities');
    expect(item.links).toHaveLength(1);
  });

  it('2018-11-28 heads its entries with a bold paragraph', async () => {
    const item = await read('ra_20181128_article.html');
    expect(item.title).toBe('Cyber-related Designations; Publication of New Cyber-related FAQs');
    expect(item.entries.map(brief)).toEqual([
      '+ GHORBANIYAN, Mohammad (individual) [CYBER2]',
      '+ KHORASHADIZADEH, Ali (individual) [CYBER2]',
    ]);
    expect(item.entries[0]?.aliases).toEqual([
      'GHORBANIAN, Mohammad',
      'EnExchanger',
      'Ensaniyat',
      'Ensaniyat_Exchanger',
    ]);
  });

  it('2019-09-13 adds Andariel, Bluenoroff and Lazarus Group', async () => {
    const item = await read('ra_20190913_excerpt.html');
    expect(item).toMatchObject({
      id: '20190913',
      title: 'North Korea Designations; Global Magnitsky Designation',
      url: 'https://ofac.treasury.gov/recent-actions/20190913',
      published: '2019-09-13',
    });
    expect(item.links[0]?.url).toBe('https://home.treasury.gov/news/press-releases/sm774');
    expect(item.entries.map(brief)).toEqual([
      '+ KAYIHURA, Kale (individual) [GLOMAG]',
      '+ ANDARIEL (entity) [DPRK3]',
      '+ BLUENOROFF (entity) [DPRK3]',
      '+ LAZARUS GROUP (entity) [DPRK3]',
    ]);
    expect(item.entries.map(({ aliases }) => aliases)).toEqual([
      ['MUHWEZI, Edward Kalekezi Kayihura'],
      [],
      ['APT 38', 'APT38', 'STARDUST CHOLLIMA'],
      LAZARUS,
    ]);
    expect(item.entries[1]?.text).toBe(
      'ANDARIEL, Korea, North; Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210 [DPRK3].',
    );
  });

  it('2020-03-02 adds two persons linked to Lazarus Group, and deletes two entities in seven lines', async () => {
    const { entries } = await read('ra_20200302_article.html');
    expect(entries.map(brief)).toEqual([
      '+ LI, Jiadong (individual) [DPRK3][CYBER2]',
      '+ TIAN, Yinyin (individual) [DPRK3][CYBER2]',
      '− INDEPENDENT PETROLEUM COMPANY (entity) [DPRK3]',
      '− AO NNK-PRIMORNEFTEPRODUCT (entity) [DPRK3]',
    ]);
    expect(entries.map(({ aliases }) => aliases)).toEqual([
      ['blackjack1987', 'khaleesi'],
      ['snowsjohn', 'tianyinyin0404'],
      ["AKTSIONERNOE OBSHCHESTVO 'NEZAVISIMAYA NEFTEGAZOVAYA KOMPANIYA'", 'NNK, AO'],
      ['IPC-PRIMORNEFTEPRODUCT JSC', 'NNK-PRIMORNEFTEPRODUKT, AO', 'OAO PRIMORNEFTEPRODUCT'],
    ]);
    expect(entries.map(({ linkedTo }) => linkedTo)).toEqual([
      ['LAZARUS GROUP'],
      ['LAZARUS GROUP'],
      [],
      ['INDEPENDENT PETROLEUM COMPANY'],
    ]);
    expect(entries.map(({ text }) => text.split('\n').length)).toEqual([1, 1, 3, 4]);
  });

  it('2022-05-06 adds Blender and gives Lazarus Group four addresses', async () => {
    const item = await read('ra_20220506_excerpt.html');
    expect(item).toMatchObject({ id: '20220506', published: '2022-05-06' });
    expect(item.title).toMatch(/^U\.S\. Treasury Issues First-Ever Sanctions on a Virtual Currency Mixer/);
    expect(item.entries.map(brief)).toEqual(['+ BLENDER.IO (entity) [CYBER2]', '~ LAZARUS GROUP (entity) [DPRK3]']);
    const [blender, lazarus] = item.entries;
    expect(blender?.aliases).toEqual(['@BLENDERIO_ENGLISH', '@BLENDERIO_RUSSIAN', '@MADEAMAZE_BOT', 'BLENDERIO']);
    expect(lazarus?.aliases).toEqual(LAZARUS);
    expect(lazarus?.before?.match(/ETH 0x/g)).toHaveLength(4);
    expect(lazarus?.text.match(/ETH 0x/g)).toHaveLength(8);
  });

  it('2023-11-29 parts its entries with line breaks and changes two in passing', async () => {
    const { entries } = await read('ra_20231129_article_excerpt.html');
    expect(entries.map(brief)).toEqual([
      '+ ALAVI, Seyyed Abdoljavad (individual) [SDGT][IFSR]',
      "+ A'ZAMI, Majid (individual) [SDGT]",
      '+ PALIKANDY, Mehboob Thachankandy (individual) [SDGT]',
      '+ HK SIHANG HAOCHEN TRADING LIMITED (entity) [SDGT]',
      '+ SEALINK OVERSEAS PTE. LTD. (entity) [SDGT]',
      '+ SINBAD (entity) [DPRK3][CYBER2]',
      '~ BEIJING JIAHEHENGDE TECHNOLOGY COMPANY LIMITED (entity) [RUSSIA-EO14024]',
      "~ O'REILLY, Dermot (individual) [RUSSIA-EO14024]",
    ]);
    expect(entries[2]?.linkedTo).toHaveLength(4);
    expect(entries[5]?.aliases).toEqual(['SINBAD.IO']);
    expect(entries[6]).toMatchObject({
      heading: 'Unrelated Administrative List Updates:',
      linkedTo: ['LLC LASER COMPONENTS'],
    });
    expect(entries[6]?.before).not.toContain('Linked To');
  });

  it('2024-12-31 adds four, and "None" besides', async () => {
    const { entries } = await read('ra_20241231_article.html');
    expect(entries.map(brief)).toEqual([
      '+ KOROVIN, Valery Mikhaylovich (individual) [ELECTION-EO13848][RUSSIA-EO14024]',
      '+ MENDELEEVA, Olesya Anatolevna (individual) [GLOMAG]',
      '+ COGNITIVE DESIGN PRODUCTION CENTER (entity) [IRGC][IFSR][ELECTION-EO13848]',
      '+ INTERNATIONAL NON-PROFIT FOUNDATION CENTER FOR GEOPOLITICAL EXPERTISE (entity) [CYBER2][CAATSA - RUSSIA][ELECTION-EO13848][RUSSIA-EO14024]',
    ]);
    expect(entries[3]?.aliases).toEqual(['MNF TSENTR GEOPOLITICHESKIKH EKSPERTIZ']);
  });

  it('2025-03-21 deletes Tornado Cash and changes its developer', async () => {
    const item = await read('ra_20250321_excerpt.html');
    expect(item).toMatchObject({ id: '20250321', title: 'Tornado Cash Delisting', published: '2025-03-21' });
    expect(item.entries.map(brief)).toEqual([
      '− TORNADO CASH (entity) [DPRK3][CYBER2]',
      '~ SEMENOV, Roman (individual) [DPRK3]',
    ]);
    expect(item.entries[1]?.before).toMatch(/^SEMENOV, Roman .* \[DPRK3\] \[CYBER2\]\.$/);
  });

  it('2026-02-24 adds seven with long remarks', async () => {
    const { entries } = await read('ra_20260224_article.html');
    expect(entries.map(({ name, type }) => `${name} (${type})`)).toEqual([
      'KUCHEROV, Oleg Vyacheslavovich (individual)',
      'MAMASHOYEV, Azizjon Makhmudovich (individual)',
      'VASANOVICH, Marina Evgenyevna (individual)',
      'ZELENYUK, Sergey Sergeyevich (individual)',
      'ADVANCE SECURITY SOLUTIONS (entity)',
      'MATRIX LLC (entity)',
      'SPECIAL TECHNOLOGY SERVICES LLC FZ (entity)',
    ]);
    expect(entries[5]).toMatchObject({
      aliases: ['LLC MATRITSA', 'MATRIX LIMITED', 'MATRIX LTD', 'OPERATION ZERO', 'OPZERO'],
      programs: ['CAATSA - RUSSIA', 'CYBER4', 'PAIPA'],
      linkedTo: [],
    });
  });

  it.each([
    'ra_20150401_article.html',
    'ra_20181128_article.html',
    'ra_20190913_excerpt.html',
    'ra_20200302_article.html',
    'ra_20220506_excerpt.html',
    'ra_20231129_article_excerpt.html',
    'ra_20241231_article.html',
    'ra_20250321_excerpt.html',
    'ra_20260224_article.html',
  ])('%s leaves no line unread, and is refused when it is cut', (name) => {
    const html = readFileSync(data(`ofac/recent-actions/${name}`), 'utf8');
    const origin = { id: '1', category: null };
    expect(readNotice(html, origin).unread).toEqual([]);
    for (const share of [0.1, 0.5, 0.99])
      expect(() => readNotice(html.slice(0, html.length * share), origin)).toThrow(/not a notice|cut short/);
  });
});
