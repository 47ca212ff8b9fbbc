import type { Table } from '../../lib/table.js';

/** The list's columns since 2026; half of them come in Japanese and in English. */
const COLUMNS = {
  number: '番号',
  category: '区分',
  notified: '告示日付',
  kind: '個人・団体',
  name: '氏名（英語）',
  nameJa: '氏名（日本語）',
  alias: '別名・別称（英語）',
  aliasJa: '別名・別称（日本語）',
  former: '旧称（英語）',
  formerJa: '旧称（日本語）',
  weak: '確定に十分でない別名（英語）',
  weakJa: '確定に十分でない別名（日本語）',
  title: '称号（英語）',
  titleJa: '称号（日本語）',
  position: '役職（英語）',
  positionJa: '役職（日本語）',
  birthDate: '生年月日',
  birthPlace: '出生地（英語）',
  birthPlaceJa: '出生地（日本語）',
  nationality: '国籍（英語）',
  nationalityJa: '国籍（日本語）',
  passport: '旅券番号',
  idNumber: '身分証番号',
  country: '住所・所在地（国）（英語）',
  countryJa: '住所・所在地（国）（日本語）',
  city: '住所・所在地（都市その他の情報）（英語）',
  cityJa: '住所・所在地（都市その他の情報）（日本語）',
  unReference: '国連参照番号',
  unListed: 'リスト掲載日',
  other: 'その他の情報',
  notice: '外務省告示情報',
} as const;

export type Column = keyof typeof COLUMNS;

export const TABLE: Table<Column> = {
  name: 'the list',
  columns: COLUMNS,
  needed: ['number', 'category', 'notified', 'kind', 'name', 'nameJa', 'alias', 'weak', 'birthDate', 'other'],
  ignored: ['告示番号'],
};
