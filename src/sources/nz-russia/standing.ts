import { dayOfCell } from '../../lib/cell-values.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { TableRow } from '../../lib/table.js';
import { MEASURES, type SharedColumn } from './schema.js';

/** Whether a row is in force: `off` where the register says that it was deleted, otherwise why it cannot be told. */
export type Standing = { readonly kind: 'listed' | 'off' } | { readonly kind: 'unclear'; readonly reason: string };

type SharedRow = Pick<TableRow<SharedColumn>, 'text'>;

export function standingOf(row: SharedRow): Standing {
  const deleted = row.text('deleted').toLowerCase();
  const status = row.text('status').toLowerCase();
  if (/^(yes|y|true)$/.test(deleted)) return { kind: 'off' };
  if (!/^(|no|n|false)$/.test(deleted)) return unclear('Record Deleted Flag', row.text('deleted'));
  return status === '' || status === 'sanctioned' ? { kind: 'listed' } : unclear('Sanction Status', row.text('status'));
}

function unclear(column: string, word: string): Standing {
  return { kind: 'unclear', reason: `its ${column} is "${word.slice(0, 60)}"` };
}

/** The bans and freezes that a row says yes to. */
export function measuresOf(row: SharedRow, report: ReportUnknown): string[] {
  return MEASURES.filter(([column, name]) => {
    const word = row.text(column).toLowerCase();
    if (!/^(yes|y|true|no|n|false|n\/a|-|)$/.test(word)) report(`${name}=${word.slice(0, 60)}`, word);
    return /^(yes|y|true)$/.test(word);
  }).map(([, name]) => name);
}

/** The day of the sanction; a text that is no day is reported, and the listing has none. */
export function sinceOf(row: SharedRow, report: ReportUnknown): string | null {
  const text = row.text('since');
  const day = dayOfCell(text);
  if (day === null && text !== '') report('Date of Sanction (no day)', text);
  return day;
}
