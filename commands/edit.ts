import { UserError } from '../src/domain/errors.js';
import { truncate } from '../src/lib/text.js';
import type { Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { MENTION, mentionOption } from './parts/mention.js';
import { neededOption, textOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { SCHEDULE, scheduleOption } from './parts/schedule.js';
import { forPlace, kindsOf, needManager, placeText, subscribeText, subscriptionLine } from './parts/subscriptions.js';

export const edit = {
  name: 'edit',
  description: 'Changes how a subscription of this place is told: which changes, when, how long',
  root: 'alerts',
  options: [
    { name: 'id', description: 'which one, e.g. S12', kind: 'text', required: true },
    { name: 'changes', description: 'only these: added, amended, removed, announced; or all', kind: 'text' },
    { name: 'format', description: 'full, or compact: one line', kind: 'choice', choices: ['full', 'compact'] },
    ...SCHEDULE,
    MENTION,
    DESTINATION,
  ],
  examples: ['edit S12 mode:daily hour:9 zone:Europe/Berlin', 'edit S12 mode:instant changes:added'],
  async run(options, context) {
    const { app } = context;
    const id = neededOption(options, 'id', 'which subscription');
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const held = await app.subscriptions.of(place.id);
    const before = held.find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (!before)
      throw new UserError(
        `“${truncate(id, 40)}” is not subscribed here. Subscribed are ${held.map((one) => one.id).join(', ') || 'none'}.`,
      );
    const changes = textOption(options, 'changes');
    const schedule = scheduleOption(options, before.schedule);
    const named = await mentionOption(options, place, context);
    const mention = textOption(options, 'mention') === undefined ? before.mention : named;
    const wish = {
      kinds: changes === undefined ? before.kinds : kindsOf(changes),
      format: textOption(options, 'format') === undefined ? before.format : formatOf(options.format),
      ...(schedule ? { schedule } : {}),
      ...(mention ? { mention } : {}),
    };
    const edited = await app.subscriptions.edit(before.id, place.id, wish, asker);
    if (!edited) throw new UserError(`${before.id} was unsubscribed just now.`);
    return answer({
      title: `${asker.name} changed ${edited.id} of ${placeText(place, context.place)}`,
      blocks: [paragraph(['Now: ', ...subscriptionLine(edited, app)], ['Before: ', ...subscriptionLine(before, app)])],
      buttons: runButton('Undo', forPlace(subscribeText(before), place, context.place)),
      foot: [NO_ADVICE],
      data: [edited],
      share: true,
      about: place,
    });
  },
} satisfies Command;

function formatOf(value: unknown): 'full' | 'compact' {
  return value === 'compact' ? 'compact' : 'full';
}
