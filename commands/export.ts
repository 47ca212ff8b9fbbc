import { count } from '../src/lib/text.js';
import type { Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { DESTINATION, needAdministrator, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph } from './parts/reply.js';
import { placeText, subscribeText } from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const MAX_SHOWN = 100;

export const exporting = {
  name: 'export',
  description: 'The subscriptions of this place as text, for another place to import',
  root: 'sanctions-admin',
  options: [DESTINATION],
  examples: ['export'],
  async run(options, context) {
    const { app } = context;
    const { place, asker } = await placeAsked(options, context);
    needAdministrator(asker);
    const held = await app.subscriptions.of(place.id);
    const lines = held.map((subscription) => subscribeText(subscription).replace(/^subscribe /, ''));
    return answer({
      title: `${count(held.length, 'subscription', 'subscriptions')} of ${placeText(place, context.place)}`,
      blocks: [
        ...itemList(
          lines.map((text) => [{ text, style: 'code' }]),
          MAX_SHOWN,
        ),
        paragraph([
          'Elsewhere: ',
          { text: typed(`import ${lines.join('; ') || 'everything'}`, context), style: 'code' },
        ]),
      ],
      foot: [NO_ADVICE],
      data: held.map((subscription, i) => ({ import: lines[i], ...subscription })),
    });
  },
} satisfies Command;
