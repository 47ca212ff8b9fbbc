import { reasonText } from '../src/domain/delivery.js';
import type { Line } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { Command, CommandContext } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { placeText, subscriptionLine } from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const MAX_SHOWN = 50;

export const subscriptions = {
  name: 'subscriptions',
  description: 'What this place is subscribed to, and whether it arrives',
  root: 'alerts',
  options: [],
  examples: ['subscriptions'],
  async run(_options, context) {
    const { app, place } = context;
    const held = await app.subscriptions.of(place.id);
    const title = `${count(held.length, 'subscription', 'subscriptions')} in ${placeText(place)}`;
    const state = place.suspended === undefined ? 'active' : 'suspended';
    return answer({
      title,
      push: held.length > 0 ? `${title}, ${state}` : title,
      tone: place.suspended === undefined ? 'info' : 'problem',
      blocks: [
        paragraph(...stateLines(place)),
        ...itemList(
          held.map((subscription) => [
            ...subscriptionLine(subscription, app),
            ` · since ${dayText(subscription.createdAt)} · ${state}`,
          ]),
          MAX_SHOWN,
        ),
        paragraph([
          held.length > 0 ? 'To stop one: ' : 'Nothing yet. For example: ',
          {
            text: typed(held[0] ? `unsubscribe ${held[0].id}` : 'subscribe everything dry-run', context),
            style: 'code',
          },
        ]),
      ],
      buttons: held.slice(0, 5).flatMap(({ id }) => runButton(`Stop ${id}`, `unsubscribe ${id}`)),
      foot: [NO_ADVICE],
      data: held.map((subscription) => ({ ...subscription, state, suspended: place.suspended ?? null })),
    });
  },
} satisfies Command;

/** Whether alerts arrive here; if not, since when, why, and how to mend it. */
function stateLines({ suspended }: CommandContext['place']): Line[] {
  if (!suspended) return [['Alerts arrive here.']];
  return [
    [
      { text: `Suspended since ${dayText(suspended.since)}: `, style: 'strong' },
      { text: reasonText(suspended.reason) },
    ],
    ['To mend it: ', { text: suspended.mend }],
    ['It is tried again now; ask once more to see whether it works.'],
  ];
}
