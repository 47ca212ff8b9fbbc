import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Listing } from '../../../src/domain/listing.js';
import { jpMof } from '../../../src/sources/jp-mof/index.js';
import { listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { cursorWith, pollOf } from '../../support/list-reading.js';
import { htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { xlsx } from '../../support/xlsx.js';
import { csv, HEADINGS, type Row, row, table } from './table.js';

const FOLDER = '/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions';
const Record_ = z.record(z.string(), z.string());
const numberOf = (n: number) => `028-${String(n).padStart(6, '0')}`;
const heron = (n: number, name = `HERON ${n} LTD`) => row(numberOf(n), name);
const page = (...names: readonly string[]) =>
  `<!DOCTYPE html><html><body><a href="/top.html">財務省</a><div class="unique-block">${names
    .map((name) => `<a href="./${name}">一覧</a>`)
    .join('')}</div></body></html>`;

listSourceContract(jpMof, {
  path: `${FOLDER}/shisantouketsu20260105.csv`,
  around: (site) => site.serve(`${FOLDER}/list.html`, page('shisantouketsu20260105.csv')),
  signal: 'shisantouketsu20260105.csv',
  file: (records) => csv(records.map((record) => Record_.parse(JSON.parse(record)))),
  record: (n, name) => JSON.stringify(heron(n, name)),
  refOf: numberOf,
  torn: [
    { without: '番号', record: JSON.stringify({ ...heron(1), 番号: '' }), ref: null },
    { without: 'names', record: JSON.stringify({ ...heron(1, ' '), '氏名（日本語）': '' }), ref: numberOf(1) },
    { without: 'kind', record: JSON.stringify({ ...heron(1), '個人・団体': '' }), ref: numberOf(1) },
    { without: 'known kind', record: JSON.stringify({ ...heron(1), '個人・団体': '船舶' }), ref: numberOf(1) },
  ],
  strange: {
    record: JSON.stringify({ ...heron(1), 船舶番号: '9000001' }),
    path: 'columns/船舶番号',
    example: '9000001',
  },
  foreign: '<export><sanctionEntity/></export>',
  cut: /cut short|lacks|no row with the heading|not valid UTF-8/,
  notOurs: /no row with the heading "番号"/,
});

describe('a party', () => {
  const read = reader(jpMof);
  const readOne = async (more: Row): Promise<Listing> => {
    const [listing] = listingsIn(
      await read(csv([row('002-000160', 'Rupert Hentzau', { '個人・団体': '個人', ...more })])),
    );
    if (!listing) throw new Error('no listing was read');
    return listing;
  };

  it('has its names in English, in Japanese and in its own script, without what stands in brackets behind them', async () => {
    const listing = await readOne({
      '氏名（日本語）': 'ルパート・ヘンツァウ',
      '別名・別称（英語）': 'Rupert of Hentzau; Rudi (DOB: 3 Feb. 1970; POB: Strelsau)',
      '別名・別称（日本語）': 'ルディ（生年月日1970/2/3； 1971/2/3、国籍ルリタニア）； ルパート（伯爵）',
      '旧称（英語）': 'Rupert Rassendyll',
      '確定に十分でない別名（英語）': 'Black Rupert',
      その他の情報: '(original script: Рупрехт Генцау)近衛隊長',
      外務省告示情報: 'Rupert Hentzau (original script: Рупрехт Генцау) (original script: see above)',
    });
    expect(listing).toMatchObject({ list: 'jp-mof', ref: '002-000160', name: 'Rupert Hentzau', type: 'individual' });
    expect(listing.aliases).toEqual([
      { name: 'ルパート・ヘンツァウ', kind: 'original-script', strength: 'strong', script: 'Japanese' },
      { name: 'Рупрехт Генцау', kind: 'original-script', strength: 'strong', script: 'Cyrillic' },
      { name: 'Rupert of Hentzau', kind: 'aka', strength: 'strong' },
      { name: 'Rudi', kind: 'aka', strength: 'strong' },
      { name: 'ルディ', kind: 'aka', strength: 'strong', script: 'Japanese' },
      { name: 'ルパート（伯爵）', kind: 'aka', strength: 'strong', script: 'Japanese' },
      { name: 'Rupert Rassendyll', kind: 'fka', strength: 'strong' },
      { name: 'Black Rupert', kind: 'aka', strength: 'weak' },
    ]);
    expect(listing.remarks).toBe(
      '(original script: Рупрехт Генцау)近衛隊長\nRudi (DOB: 3 Feb. 1970; POB: Strelsau)\nルディ（生年月日1970/2/3； 1971/2/3、国籍ルリタニア）',
    );
  });

  it('has births, nationalities, documents and addresses', async () => {
    expect(
      await readOne({
        告示日付: '2001.9.22 2008.6.25改訂 2026.4.17改訂',
        生年月日: '1970/2/3；1955年から1958年の間; 不明',
        '出生地（日本語）': 'ストレルザウ',
        '国籍（英語）': 'Ruritania、Graustark',
        '称号（英語）': 'Count; Sir',
        '役職（英語）': 'Captain (of the guard; 1990)',
        旅券番号: 'ルリタニア旅券 P04581926（2024年8月7日に発行、2034年8月7日に失効）；X123456',
        身分証番号: 'CM920231090NZA',
        '住所・所在地（国）（英語）': 'Ruritania',
        '住所・所在地（都市その他の情報）（英語）': 'Zenda,; Strelsau',
        国連参照番号: 'RUi.002',
        リスト掲載日: '2001 年 1 月 25 日',
      }),
    ).toMatchObject({
      programs: ['Category 2'],
      listedOn: '2001-09-22',
      title: 'Count; Sir; Captain (of the guard; 1990)',
      births: [
        { kind: 'date', value: '1970/2/3' },
        { kind: 'date', value: '1955年から1958年の間' },
        { kind: 'place', value: 'ストレルザウ' },
      ],
      nationalities: [
        { country: 'Ruritania', kind: 'nationality' },
        { country: 'Graustark', kind: 'nationality' },
      ],
      addresses: [
        { text: 'Zenda', country: 'Ruritania' },
        { text: 'Strelsau', country: 'Ruritania' },
      ],
      identifiers: [
        {
          type: 'Passport',
          number: 'P04581926',
          note: 'ルリタニア旅券 P04581926（2024年8月7日に発行、2034年8月7日に失効）',
        },
        { type: 'Passport', number: 'X123456' },
        { type: 'ID number', number: 'CM920231090NZA' },
        { type: 'UN reference', number: 'RUi.002' },
      ],
      remarks: 'リスト掲載日: 2001 年 1 月 25 日',
    });
  });

  it('has the wallets that its texts name, each once', async () => {
    const [eth, btc, tron] = [`0x${'aB1'.repeat(13)}c`, `3${'Ab1'.repeat(11)}`, `T${'Zx9'.repeat(11)}`];
    const text = `仮想通貨アドレス：ETH：${eth}、${btc}；USDT ${tron}。参照番号12345678901234567890123456789`;
    const { wallets } = await readOne({ その他の情報: text, 外務省告示情報: `団体 ${text}` });
    expect(wallets).toEqual([
      { address: eth, label: 'ETH' },
      { address: btc, label: 'Digital currency address' },
      { address: tron, label: 'USDT' },
    ]);
  });

  it('has its Japanese name where there is no English one', async () => {
    expect(await readOne({ '氏名（英語）': '', '氏名（日本語）': 'ヘロン商会' })).toMatchObject({
      name: 'ヘロン商会',
      aliases: [],
    });
  });

  it('has no day of listing where the text is none, which is reported', async () => {
    const events = await read(csv([{ ...heron(1), 告示日付: '2001.13.40' }]));
    expect(listingsIn(events)[0]?.listedOn).toBeUndefined();
    expect(events[0]).toEqual({ kind: 'unknown', path: '告示日付 (no day)', example: '2001.13.40' });
  });
});

describe('a file', () => {
  const read = reader(jpMof);

  it('with a row of other length is refused', async () => {
    const lines = csv([heron(1), heron(2)]).split('\r\n');
    lines[1] = `${lines[1]},more`;
    await expect(read(lines.join('\r\n'))).rejects.toThrow('row 2 has 33 cells, the first 32');
  });

  it('cut within its last cell is refused', async () => {
    await expect(read(csv([heron(1), heron(2)]).slice(0, -5))).rejects.toThrow('cut short');
  });

  it('without a column that is needed is refused', async () => {
    await expect(read(`${HEADINGS.filter((heading) => heading !== '生年月日').join(',')}\r\n`)).rejects.toThrow(
      'lacks what every version had: "生年月日"',
    );
  });
});

describe('where it comes from', () => {
  let site: OfficialSite;
  let folder = '';
  beforeEach(async () => {
    site = await startOfficialSite();
    folder = await mkdtemp(join(tmpdir(), 'tocsin-jp-'));
  });
  afterEach(async () => {
    await Promise.all([site.close(), rm(folder, { recursive: true })]);
  });
  const poll = (over = {}) => pollOf(site.url, folder, { format: 'csv', ...over });
  const newer = 'shisantouketsu20260909.csv';

  it('is the newest file that the page links, and its name is the signal and the day', async () => {
    site.serve(`${FOLDER}/list.html`, page('shisantouketsu20260828.csv', newer, 'shisantouketsu20260909.pdf'));
    site.serve(`${FOLDER}/${newer}`, csv([heron(1)]));
    expect(await jpMof.changeSignal(poll())).toBe(newer);
    expect(await jpMof.fetch(poll())).toMatchObject({ version: { format: 'csv', published: '2026-09-09' } });
  });

  it('is asked for with validators only under the name they were given for', async () => {
    const etag = '"1"';
    site.serve(`${FOLDER}/list.html`, page(newer));
    site.serve(`${FOLDER}/${newer}`, csv([heron(1)]), { etag });
    const cursor = { ...cursorWith('jp-mof', { etag, lastModified: null, validFor: null }), format: 'csv' };
    expect(await jpMof.fetch(poll({ cursor: { ...cursor, signal: newer } }))).toBe('unchanged');
    expect(await jpMof.fetch(poll({ cursor: { ...cursor, signal: 'shisantouketsu20260828.csv' } }))).toHaveProperty(
      'etag',
    );
  });

  it.each([
    [htmlPage, 'links no list'],
    [page('shisantouketsu20260909.xlsx'), 'links shisantouketsu20260909.xlsx, but no csv'],
  ])('is not guessed', async (html, says) => {
    site.serve(`${FOLDER}/list.html`, html);
    await expect(jpMof.changeSignal(poll())).rejects.toThrow(says);
  });

  it('may be a workbook of the same columns', async () => {
    const path = join(folder, 'shisantouketsu20260909.xlsx');
    await writeFile(path, xlsx([{ name: '一覧', rows: table([{ ...heron(1), 生年月日: '1970/2/3\r\n1971/2/3' }]) }]));
    const version = await jpMof.fromDisk(path, null);
    expect(version).toMatchObject({ format: 'xlsx', published: '2026-09-09' });
    const events = [];
    for await (const event of jpMof.read(version)) events.push(event);
    expect(listingsIn(events)).toMatchObject([
      { ref: numberOf(1), births: [{ value: '1970/2/3' }, { value: '1971/2/3' }] },
    ]);
  });
});
