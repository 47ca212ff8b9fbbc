import type { Change } from '../domain/action.js';
import { type Message, plain } from '../domain/message.js';
import { csvText } from '../lib/csv.js';
import { count } from '../lib/text.js';
import type { TextFile } from '../ports.js';
import { changeLines } from './describe.js';
import type { Told } from './digest.js';
import { changesTold } from './pages.js';

const COLUMNS = [
  'action',
  'source',
  'published',
  'kind',
  'change',
  'reference',
  'name',
  'type',
  'programmes',
  'countries',
  'aliases',
  'wallets',
  'listed on',
  'what changed',
  'link',
] as const;

/** A file, and the message that it comes with. */
interface Sheet {
  readonly message: Message;
  readonly file: TextFile;
}

/** Every entry of these actions that their place is told of, as CSV with a header; an announcement without any is a row. */
export function fileOf(told: readonly Told[], titleOf: (source: string) => string): Sheet {
  const rows = told.flatMap((one) => rowsOf(one, titleOf));
  const name = told.length === 1 ? (told[0]?.action.id ?? 'action') : 'digest';
  const what = told.length === 1 ? '' : ` of ${count(told.length, 'action', 'actions')}`;
  const title = `All ${count(rows.length, 'entry', 'entries')}${what} as a file`;
  return {
    message: { push: title, tone: 'info', title, blocks: [], buttons: [], foot: [], format: 'compact' },
    file: { name: `${name}.csv`, text: csvText([COLUMNS, ...rows]) },
  };
}

function rowsOf({ action, changes }: Told, titleOf: (source: string) => string): string[][] {
  const facts = [action.id, titleOf(action.source), action.published ?? '', action.kind];
  const entries = changesTold(action, changes).map((change) => [...facts, ...entryOf(change)]);
  if (entries.length > 0 || action.kind !== 'announcement') return entries;
  return [[...facts, '', '', action.title, '', '', '', '', '', '', '', action.url]];
}

function entryOf(change: Change): string[] {
  const { kind, ref, name, type, programs, countries, listing, url } = change;
  return [
    ...[kind, ref ?? '', name, type ?? '', programs.join('; '), countries.join('; ')],
    (listing?.aliases ?? []).map((alias) => alias.name).join('; '),
    (listing?.wallets ?? []).map(({ address }) => address).join('; '),
    ...[listing?.listedOn ?? '', whatChanged(change), listing?.url ?? url ?? ''],
  ];
}

/** In words: a cell that begins with a sign would be a formula. */
const SIGN_WORDS = { '+': 'added', '~': 'changed', '−': 'removed' } as const;

/** A text as it was and is, whole; of a list what came and went. */
function whatChanged(change: Change): string {
  const parts = change.fields.flatMap((field) => {
    const { before, after } = field;
    if (typeof before === 'string' && typeof after === 'string') return `${field.field}: ${before} → ${after}`;
    const lines = changeLines({ ...change, fields: [field] });
    return lines.map(({ sign, line }) => `${SIGN_WORDS[sign]} ${plain(line)}`);
  });
  return parts.join('; ');
}
