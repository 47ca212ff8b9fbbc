import { type Delivery, type DeliveryState, reasonText } from '../../src/domain/delivery.js';
import type { Line } from '../../src/domain/message.js';
import { count } from '../../src/lib/text.js';
import { instantText } from '../../src/lib/time.js';
import type { CommandContext } from '../../src/ports.js';
import { linked } from './reply.js';

const STATES: Readonly<Record<DeliveryState, string>> = {
  pending: '… waits',
  sending: '… being sent',
  sent: '● sent',
  failed: '○ not sent',
  suspended: '… waits for this place',
  withheld: '○ not sent by itself',
};

/** `● sent 20 May 2024 15:01 UTC · Aabc… · because of S1`, with a link to the message where there is one. */
export function deliveryLine(row: Delivery): Line {
  const when = instantText(row.settledAt ?? row.createdAt);
  const why = row.reason === undefined ? '' : `: ${reasonText(row.reason)}`;
  const told = row.state === 'withheld' && row.digest !== undefined ? '; a digest told of it' : '';
  return [
    linked(`${STATES[row.state]} ${when}`, row.url),
    ` · ${whatText(row)} `,
    { text: row.action, style: 'code' },
    ...(row.subscriptions.length > 0 ? [` · because of ${row.subscriptions.join(', ')}`] : []),
    `${why}${told}`,
    ...(row.attempts > 1 ? [` · ${row.attempts} attempts`] : []),
    ...(row.possibleDuplicate ? [' · possible duplicate'] : []),
  ];
}

function whatText({ parcel }: Delivery): string {
  switch (parcel?.kind) {
    case undefined:
      return 'alert';
    case 'page':
      return `page ${parcel.page}/${parcel.pages} of`;
    case 'csv':
      return 'file of';
    case 'digest':
      return `digest of ${count(parcel.items.length, 'action', 'actions')} up to`;
    case 'test':
    case 'replay':
      return `${parcel.kind} by ${parcel.by} of`;
  }
}

/** Where a delivery is, in a sentence, and what to do where it did not arrive. */
export function outcomeLines(row: Delivery, suspended: CommandContext['place']['suspended']): Line[] {
  if (row.state === 'sent') return [['It arrived.', ...(row.url ? [' ', linked('Open it', row.url)] : [])]];
  if (suspended)
    return [
      [{ text: 'It did not arrive: ', style: 'strong' }, reasonText(suspended.reason), '.'],
      ['To mend it: ', { text: suspended.mend }],
    ];
  const why = row.reason === undefined ? '' : `: ${reasonText(row.reason)}`;
  if (row.state === 'failed') return [[{ text: `It was not sent${why}.`, style: 'strong' }]];
  return [[`It is on its way${why}. “history” shows what becomes of it.`]];
}
