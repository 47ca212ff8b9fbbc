import type { Block, Line } from '../src/domain/message.js';
import { count, truncate } from '../src/lib/text.js';
import { ageText, dayText, instantText } from '../src/lib/time.js';
import type { App, Command, SourceStatus, Status } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { answer, paragraph } from './parts/reply.js';

const STATES: Readonly<Record<SourceStatus['state'], string>> = {
  ok: '● ok',
  'never-read': '○ never read',
  failing: '▲ failing',
  stale: '▲ stale',
  held: '■ held for review',
};

export const status = {
  name: 'status',
  description: 'Every source: last checked, last published, health',
  root: 'sanctions',
  options: [],
  examples: ['status'],
  async run(_options, { app }) {
    const now = await app.status();
    const troubled = now.sources.filter(({ state }) => state !== 'ok');
    const title = now.healthy
      ? 'All sources are healthy'
      : `${count(troubled.length, 'source', 'sources')} of ${now.sources.length} not ok`;
    const notes = [...now.sources.flatMap(sourceNotes), ...deliveryNotes(now, app)];
    return {
      ...answer({
        title: now.healthy || troubled.length > 0 ? title : 'Alerts are stuck',
        tone: now.healthy ? 'info' : 'problem',
        push:
          troubled.length > 0
            ? `${title}: ${troubled.map((one) => `${one.title} ${one.state.replace('-', ' ')}`).join(', ')}`
            : title,
        blocks: [table(now, app), ...(notes.length > 0 ? [paragraph(...notes)] : [])],
        foot: [deliveriesText(now), NO_ADVICE],
        data: [{ healthy: now.healthy, sources: now.sources.map(sourceData), deliveries: now.deliveries }],
      }),
      outcome: now.healthy ? 'ok' : 'failed',
    };
  },
} satisfies Command;

/** Where the held files lie on the bot's disk is nobody's business. */
function sourceData({ held, ...source }: SourceStatus): Record<string, unknown> {
  const { reason, since, published } = held ?? {};
  return { ...source, held: held ? { reason, since, published } : null };
}

function table({ sources }: Status, app: App): Block {
  const ago = (at: string | null) => (at === null ? 'never' : `${ageText(at, app.clock.now())} ago`);
  return {
    kind: 'table',
    columns: ['Source', 'State', 'Checked', 'Changed', 'Published', 'Records'],
    rows: sources.map(({ title, state, checkedAt, changedAt, published, kind, records }) => [
      title,
      STATES[state],
      ago(checkedAt),
      ago(changedAt),
      published === null ? '' : dayText(published),
      kind === 'list' ? records.toLocaleString('en-GB') : '',
    ]),
  };
}

function sourceNotes(source: SourceStatus): Line[] {
  const { id, title, error, failures, failingSince, held, unknown, setAside, gaps } = source;
  const notes: Line[] = [];
  if (held)
    notes.push([
      `${title} holds a version for review: `,
      { text: held.reason },
      '. The data before it keeps answering. To take it: ',
      { text: `release ${id} --why "…"`, style: 'code' },
      ' on the command line.',
    ]);
  if (error !== null)
    notes.push([
      `${title}: `,
      { text: truncate(error, 300) },
      ` (${count(failures, 'failure', 'failures')} in a row${failingSince ? `, since ${instantText(failingSince)}` : ''})`,
    ]);
  if (source.staleSince)
    notes.push([`${title} is stale since ${instantText(source.staleSince)}: nothing has confirmed it from then on.`]);
  if (source.blindSince)
    notes.push([
      `${title} does not say when it changes, since ${instantText(source.blindSince)}: its file is asked for instead, less often.`,
    ]);
  if (setAside > 0)
    notes.push([`${title}: ${count(setAside, 'record', 'records')} set aside; the last known state stands.`]);
  if (gaps > 0)
    notes.push([`${title}: ${count(gaps, 'part', 'parts')} that its files do not show; the last known values stand.`]);
  if (unknown.length > 0)
    notes.push([`${title} has what we do not know: `, { text: truncate(unknown.join(', '), 300), style: 'code' }]);
  return notes;
}

function deliveryNotes({ deliveries }: Status, app: App): Line[] {
  const { oldestPending, suspended, failed, rejectedOn = [] } = deliveries;
  return [
    ...rejectedOn.map((platform) => [
      `${platform === 'slack' ? 'Slack' : 'Discord'} rejects the bot's token, and its alerts wait. To see what to do: `,
      { text: 'tocsin doctor', style: 'code' as const },
      ' on the command line.',
    ]),
    ...(oldestPending === null ? [] : [[`The oldest alert waits for ${ageText(oldestPending, app.clock.now())}.`]]),
    ...(suspended > 0
      ? [[`${count(suspended, 'alert waits', 'alerts wait')} for a destination that cannot be reached.`]]
      : []),
    ...(failed > 0 ? [[`${count(failed, 'alert was', 'alerts were')} given up.`]] : []),
  ];
}

function deliveriesText({ deliveries: { pending, suspended, failed } }: Status): string {
  return `alerts: ${pending} pending, ${suspended} suspended, ${failed} failed`;
}
