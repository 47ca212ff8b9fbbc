import { reasonText } from '../src/domain/delivery.js';
import type { Line } from '../src/domain/message.js';
import type { Quiet } from '../src/domain/subscription.js';
import { count } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { Command, CommandContext } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { mine } from './parts/mine.js';
import { flagOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { quietLine } from './parts/quiet.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { forPlace, placeText, subscriptionLine } from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const MAX_SHOWN = 50;

export const subscriptions = {
  name: 'subscriptions',
  description: 'What this place is subscribed to, and whether it arrives',
  root: 'alerts',
  options: [{ name: 'mine', description: 'what you subscribed, wherever that is', kind: 'flag' }, DESTINATION],
  examples: ['subscriptions', 'subscriptions mine'],
  async run(options, context) {
    if (flagOption(options, 'mine')) return mine(context);
    const { app } = context;
    const { place } = await placeAsked(options, context);
    const own = (command: string) => forPlace(command, place, context.place);
    const held = await app.subscriptions.of(place.id);
    const quiet = await app.silences.of(place.id);
    const title = `${count(held.length, 'subscription', 'subscriptions')} in ${placeText(place, context.place)}`;
    const state = place.suspended === undefined ? 'active' : 'suspended';
    const stateOf = (id: string) => (state === 'active' && quiet.some((one) => pauses(one, id)) ? 'paused' : state);
    return answer({
      title,
      push: held.length > 0 ? `${title}, ${state}` : title,
      tone: place.suspended === undefined ? 'info' : 'problem',
      blocks: [
        paragraph(...stateLines(place, quiet.length > 0)),
        ...itemList(
          quiet.map((one) => quietLine(one, app)),
          MAX_SHOWN,
        ),
        ...itemList(
          held.map((subscription) => [
            ...subscriptionLine(subscription, app),
            ` · since ${dayText(subscription.createdAt)} · ${stateOf(subscription.id)}`,
          ]),
          MAX_SHOWN,
        ),
        paragraph([
          held.length > 0 ? 'To stop one: ' : 'Nothing yet. For example: ',
          {
            text: typed(own(held[0] ? `unsubscribe ${held[0].id}` : 'subscribe everything dry-run'), context),
            style: 'code',
          },
        ]),
      ],
      buttons: [
        ...(quiet.length > 0 ? runButton('Resume all', own('resume')) : []),
        ...held.slice(0, 5).flatMap(({ id }) => runButton(`Stop ${id}`, own(`unsubscribe ${id}`))),
      ],
      foot: [NO_ADVICE],
      data: held.map((subscription) => ({
        ...{ ...subscription, state: stateOf(subscription.id) },
        ...{ suspended: place.suspended ?? null, quiet },
      })),
    });
  },
} satisfies Command;

function pauses({ what }: Quiet, id: string): boolean {
  return what.kind === 'pause' && (what.subscription ?? id) === id;
}

/** Whether alerts arrive here; if not, since when, why, and how to mend it. */
function stateLines({ suspended }: CommandContext['place'], quiet: boolean): Line[] {
  if (!suspended) return [[quiet ? 'Alerts arrive here, except:' : 'Alerts arrive here.']];
  return [
    [
      { text: `Suspended since ${dayText(suspended.since)}: `, style: 'strong' },
      { text: reasonText(suspended.reason) },
    ],
    ['To mend it: ', { text: suspended.mend }],
    ['It is tried again now; ask once more to see whether it works.'],
  ];
}
