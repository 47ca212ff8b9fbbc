import type { Identifier, Wallet } from '../../domain/listing.js';
import { scriptOf, splitOutsideBrackets } from '../../lib/cell-values.js';
import { calendarDay } from '../../lib/day.js';
import type { TableRow } from '../../lib/table.js';
import type { Column } from './schema.js';

export type Row = TableRow<Column>;

/** "Unknown", and the dashes that stand for nothing. */
const NOTHING = /^(不明|なし|[-‐―ー]+|n\/?a)$/i;

/** The values of a cell: they stand on lines, or between semicolons of either width that are in no brackets. */
export function valuesOf(row: Row, column: Column): string[] {
  return row
    .lines(column)
    .flatMap((line) => splitOutsideBrackets(line, ';；'))
    .filter((value) => !NOTHING.test(value));
}

/** In English, or in Japanese where there is no English. */
export function eitherOf(row: Row, english: Column, japanese: Column): string[] {
  const values = valuesOf(row, english);
  return values.length > 0 ? values : valuesOf(row, japanese);
}

/** What stands in brackets behind a name and says more than the name. */
const ABOUT = /生年月日|出生地|国籍|旅券|passport|original\s*sc|\bDOB\b|\bPOB\b|nationality/i;

/** `サイフ（生年月日1963/4/11；…）` is a name and what is said of it. */
export function nameAndNote(value: string): { readonly name: string; readonly note: string } {
  const [, name = '', note = ''] =
    /^(.+?)\s*[（(]([^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]$/.exec(value) ?? [];
  return name !== '' && ABOUT.test(note) ? { name, note: value } : { name: value, note: '' };
}

/** The first day of `2001.9.22 2008.6.25改訂`, or of one written with 年, 月, 日; null where there is none. */
export function firstDay(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})(?!\d)/.exec(text.normalize('NFKC')) ?? [];
  return calendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** Names that the text gives as `(original script: …)`, each once. */
export function originalNames(text: string): string[] {
  const names = [...text.matchAll(/original\s*scri?pt\s*[:：]\s*([^()（）]{2,200}?)\s*[)）]/gi)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names.filter((name) => scriptOf(name) !== null))];
}

/** `アフガニスタン旅券 P04581926（2024年…発行）`: the number by which it is found, and the whole as worded. */
export function documentOf(type: string, value: string): Identifier {
  const bare = splitOutsideBrackets(value.normalize('NFKC').replace(/\([^()]*\)/g, ''), ' :');
  const numbers = bare.flatMap((word) => /[A-Z]{0,4}\d[\dA-Z/.-]{4,}$/i.exec(word)?.[0] ?? []);
  const [number] = numbers;
  return number === undefined || numbers.length > 1 || number === value
    ? { type, number: value }
    : { type, number, note: value };
}

/** Addresses stand in free text; what is glued to letters or digits is none. */
const WALLET =
  /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{25,71}|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,33})(?![0-9A-Za-z])/g;

/** The digital currency addresses in a text, each once; a currency's sign before one is its label. */
export function walletsIn(text: string): Wallet[] {
  const wallets = new Map<string, Wallet>();
  for (const { 0: address, index } of text.matchAll(WALLET)) {
    if (wallets.has(address) || !(/[a-z]/.test(address) && /\d/.test(address))) continue;
    const label = /\b([A-Z]{3,5})\s*[:：]?\s*$/.exec(text.slice(Math.max(0, index - 12), index))?.[1];
    wallets.set(address, { address, label: label ?? 'Digital currency address' });
  }
  return [...wallets.values()];
}
