export const HEADINGS = [
  ...['区分', '番号', '告示日付', '告示番号', '個人・団体', '氏名（日本語）', '氏名（英語）'],
  ...['別名・別称（日本語）', '別名・別称（英語）', '旧称（日本語）', '旧称（英語）'],
  ...[
    '確定に十分でない別名（日本語）',
    '確定に十分でない別名（英語）',
    '称号（日本語）',
    '称号（英語）',
    '役職（日本語）',
    '役職（英語）',
  ],
  ...['生年月日', '出生地（日本語）', '出生地（英語）', '国籍（日本語）', '国籍（英語）', '旅券番号', '身分証番号'],
  ...['住所・所在地（国）（日本語）', '住所・所在地（都市その他の情報）（日本語）'],
  ...['住所・所在地（国）（英語）', '住所・所在地（都市その他の情報）（英語）'],
  ...['国連参照番号', 'リスト掲載日', 'その他の情報', '外務省告示情報'],
];

export type Row = Readonly<Record<string, string>>;

/** Heading row and rows; a key that is no heading becomes a column of its own. */
export function table(rows: readonly Row[]): string[][] {
  const more = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !HEADINGS.includes(key));
  const all = [...HEADINGS, ...more];
  return [all, ...rows.map((row) => all.map((heading) => row[heading] ?? ''))];
}

/** The list as the ministry publishes it. */
export function csv(rows: readonly Row[]): string {
  const lines = table(rows).map((cells) => cells.map(quoted).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function row(number: string, name: string, more: Row = {}): Row {
  return {
    区分: String(Number(number.slice(0, 3))),
    番号: number,
    告示日付: '2022.3.1',
    '個人・団体': '団体',
    '氏名（日本語）': 'ヘロン',
    '氏名（英語）': name,
    外務省告示情報: name,
    ...more,
  };
}
