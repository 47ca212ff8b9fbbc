import type { Command } from '../src/ports.js';
import { actionNamed, headline } from './parts/actions.js';
import { outcomeLines } from './parts/deliveries.js';
import { freshness, NO_ADVICE } from './parts/freshness.js';
import { neededOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { needManager, placeText } from './parts/subscriptions.js';

export const replay = {
  name: 'replay',
  description: 'Sends the alert about an action to this place once more, labelled as a replay',
  root: 'alerts',
  options: [
    { name: 'action', description: 'the id of an action, or its beginning', kind: 'text', required: true },
    DESTINATION,
  ],
  examples: ['replay Aabcdefghijkl'],
  async run(options, context) {
    const { app, invocation } = context;
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const action = await actionNamed(neededOption(options, 'action', 'which action'), app);
    const { titleOf } = await freshness(app);
    const { delivery, suspended } = await app.deliveries.again({ kind: 'replay', action, place, asker, invocation });
    return {
      ...answer({
        title: `${asker.name} replays an alert in ${placeText(place, context.place)}`,
        tone: delivery.state === 'sent' ? 'info' : 'problem',
        blocks: [paragraph([headline(action, titleOf)], ...outcomeLines(delivery, suspended))],
        buttons: runButton('Details', `action ${action.id}`),
        foot: [action.id, NO_ADVICE],
        data: [delivery],
      }),
      outcome: delivery.state === 'failed' ? 'failed' : 'ok',
    };
  },
} satisfies Command;
