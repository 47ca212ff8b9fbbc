import type { Command } from '../src/ports.js';
import { actionNamed } from './parts/actions.js';
import { outcomeLines } from './parts/deliveries.js';
import { NO_ADVICE } from './parts/freshness.js';
import { textOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { needManager, placeText } from './parts/subscriptions.js';

export const test = {
  name: 'test',
  description: 'Sends an alert marked TEST to this place, and says what is missing if it does not arrive',
  root: 'alerts',
  options: [{ name: 'id', description: 'the action to show; the newest one if left out', kind: 'text' }, DESTINATION],
  examples: ['test', 'test Aabcdefghijkl'],
  async run(options, context) {
    const { app, invocation } = context;
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const id = textOption(options, 'id');
    const [newest = null] = id === undefined ? await app.ledger.actions({}) : [await actionNamed(id, app)];
    const { delivery, suspended } = await app.deliveries.again({
      kind: 'test',
      action: newest,
      place,
      asker,
      invocation,
    });
    const arrived = delivery.state === 'sent';
    return {
      ...answer({
        title: arrived
          ? `The test arrived in ${placeText(place, context.place)}`
          : `The test did not arrive in ${placeText(place, context.place)}`,
        tone: arrived ? 'info' : 'problem',
        blocks: [paragraph(...outcomeLines(delivery, suspended))],
        buttons: runButton('History', 'history'),
        foot: [NO_ADVICE],
        data: [delivery],
      }),
      outcome: arrived ? 'ok' : 'failed',
    };
  },
} satisfies Command;
