import type { AuditRecord } from '../src/domain/ledger.js';
import type { Line } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import { instantText } from '../src/lib/time.js';
import type { Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { numberOption } from './parts/options.js';
import { DESTINATION, needAdministrator, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph } from './parts/reply.js';
import { placeText } from './parts/subscriptions.js';

const DEFAULT_SHOWN = 20;
const MAX_SHOWN = 50;

export const audit = {
  name: 'audit',
  description: 'Who changed what here, and when',
  root: 'sanctions-admin',
  options: [
    { name: 'n', description: `how many, at most ${MAX_SHOWN} (default ${DEFAULT_SHOWN})`, kind: 'number' },
    DESTINATION,
  ],
  examples: ['audit', 'audit 50'],
  async run(options, context) {
    const { app } = context;
    const n = numberOption(options, 'n', { from: 1, to: MAX_SHOWN, whole: true }) ?? DEFAULT_SHOWN;
    const { place, asker } = await placeAsked(options, context);
    needAdministrator(asker);
    // Who works the command line or the terminal runs the whole bot.
    const everything = context.place.platform === 'terminal' && options.destination === undefined;
    const records = await app.audit(everything ? null : place.id, n);
    const where = everything ? 'anywhere' : `in ${placeText(place, context.place)}`;
    return answer({
      title:
        records.length === 0
          ? `Nobody changed anything ${where} yet`
          : `The newest ${count(records.length, 'change', 'changes')} ${where}`,
      blocks:
        records.length === 0
          ? [paragraph(['Whoever subscribes, mutes, tests or changes anything here stands in this record.'])]
          : itemList(records.map(recordLine), MAX_SHOWN),
      foot: [NO_ADVICE],
      data: records,
    });
  },
} satisfies Command;

function recordLine({ at, who, what, why }: AuditRecord): Line {
  return [`${instantText(at)} · `, { text: who, style: 'code' }, ' ', { text: what }, why === '' ? '' : ` — ${why}`];
}
