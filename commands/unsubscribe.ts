import { UserError } from '../src/domain/errors.js';
import { type Subscription, targetText } from '../src/domain/subscription.js';
import { truncate } from '../src/lib/text.js';
import type { App, Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { neededOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { forPlace, needManager, placeText, subscribeText, targetName, wishText } from './parts/subscriptions.js';

export const unsubscribe = {
  name: 'unsubscribe',
  description: 'Stop alerts about a target in this place',
  root: 'alerts',
  options: [
    { name: 'id', description: 'S12, or the target as it was subscribed', kind: 'rest', required: true },
    DESTINATION,
  ],
  examples: ['unsubscribe S12', 'unsubscribe list:ofac-sdn'],
  async run(options, context) {
    const { app } = context;
    const typed = neededOption(options, 'id', 'which subscription');
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const held = await app.subscriptions.of(place.id);
    const wanted = meant(typed, held, app);
    const removed = wanted && (await app.subscriptions.remove(wanted.id, place.id, asker));
    if (!removed) throw new UserError(notHere(typed, held));
    return answer({
      title: `${asker.name} unsubscribed ${placeText(place, context.place)} from ${targetName(removed.target, app)}`,
      blocks: [paragraph([{ text: removed.id, style: 'code' }, ` is gone. It was: ${wishText(removed, app)}.`])],
      buttons: runButton('Undo', forPlace(subscribeText(removed), place, context.place)),
      foot: [NO_ADVICE],
      data: [removed],
      share: true,
      about: place,
    });
  },
} satisfies Command;

/** The subscription of this place with that id, or with that target. */
function meant(typed: string, held: readonly Subscription[], app: App): Subscription | undefined {
  const byId = held.find(({ id }) => id.toLowerCase() === typed.toLowerCase());
  if (byId || /^s\d+$/i.test(typed)) return byId;
  const target = targetText(app.subscriptions.parseTarget(typed));
  return held.find((subscription) => targetText(subscription.target) === target);
}

function notHere(typed: string, held: readonly Subscription[]): string {
  const own = held.map(({ id, target }) => `${id} (${targetText(target)})`).join(', ');
  return `“${truncate(typed, 60)}” is not subscribed here. ${own === '' ? 'Nothing is.' : `Subscribed are ${truncate(own, 500)}.`}`;
}
