import { count } from '../src/lib/text.js';
import type { Command } from '../src/ports.js';
import { deliveryLine } from './parts/deliveries.js';
import { NO_ADVICE } from './parts/freshness.js';
import { numberOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { placeText } from './parts/subscriptions.js';

const DEFAULT_SHOWN = 10;
const MAX_SHOWN = 50;

export const history = {
  name: 'history',
  description: 'What this place was sent, what it was not, and why',
  root: 'sanctions',
  options: [
    { name: 'n', description: `how many, at most ${MAX_SHOWN} (default ${DEFAULT_SHOWN})`, kind: 'number' },
    DESTINATION,
  ],
  examples: ['history', 'history 30'],
  async run(options, context) {
    const { app } = context;
    const { place } = await placeAsked(options, context);
    const n = numberOption(options, 'n', { from: 1, to: MAX_SHOWN, whole: true }) ?? DEFAULT_SHOWN;
    const rows = await app.deliveries.of(place.id, n);
    const title =
      rows.length === 0
        ? `Nothing was owed to ${placeText(place, context.place)} yet`
        : `The newest ${count(rows.length, 'delivery', 'deliveries')} to ${placeText(place, context.place)}`;
    const [newest] = rows;
    return answer({
      title,
      blocks:
        rows.length === 0
          ? [paragraph(['Alerts come when something changes that is subscribed here; “test” sends one to try it.'])]
          : itemList(rows.map(deliveryLine), MAX_SHOWN),
      buttons: newest ? runButton('Why the newest', `why ${newest.action}`) : [],
      foot: [NO_ADVICE],
      data: rows,
    });
  },
} satisfies Command;
