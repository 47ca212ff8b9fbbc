import { UserError } from '../src/domain/errors.js';
import type { Destination } from '../src/domain/subscription.js';
import { count, truncate } from '../src/lib/text.js';
import type { Command, CommandContext } from '../src/ports.js';
import { parseCommand } from './parse.js';
import { NO_ADVICE } from './parts/freshness.js';
import { flagOption, neededOption } from './parts/options.js';
import { DESTINATION, needAdministrator, placeWanted, WHERE } from './parts/place.js';
import { answer, itemList, runButton } from './parts/reply.js';
import { placeText, subscriptionLine } from './parts/subscriptions.js';
import { subscribe, type Wish, wishesOf } from './subscribe.js';

const MAX_LINES = 100;

export const importing = {
  name: 'import',
  description: 'Subscribes this place to what another one exported; all of it or, where one is wrong, nothing',
  root: 'sanctions-admin',
  options: [
    {
      name: 'subscriptions',
      description: 'as export gives them, apart by semicolons: everything mode:weekly; list:un-sc',
      kind: 'rest',
      required: true,
    },
    DESTINATION,
  ],
  examples: ['import "list:ofac-sdn changes:added; everything mode:weekly"'],
  async run(options, context) {
    const { app } = context;
    const text = neededOption(options, 'subscriptions', 'what to import');
    const { place, asker } = await placeWanted(options, context);
    needAdministrator(asker);
    const wishes = await wishesIn(text, place, context);
    const done = [];
    for (const wish of wishes) {
      const wanted = { ...wish, destination: place.id, createdBy: asker.id, createdByName: asker.name };
      done.push(await app.subscriptions.add(wanted, place));
    }
    const created = done.filter((one) => one.created).length;
    return answer({
      title: `${asker.name} imported ${count(done.length, 'subscription', 'subscriptions')} into ${placeText(place, context.place)}`,
      push: `${asker.name} imported subscriptions into ${placeText(place, context.place)}: ${created} new, ${done.length - created} updated`,
      blocks: itemList(
        done.map((one) => [...subscriptionLine(one.subscription, app), one.created ? '' : ' · updated']),
        MAX_LINES,
      ),
      buttons: runButton('Subscriptions', 'subscriptions'),
      foot: [NO_ADVICE],
      data: done.map((one) => ({ ...one.subscription, created: one.created })),
      share: true,
      about: place,
    });
  },
} satisfies Command;

/** Everything is read before anything is subscribed. Throws `UserError` that names the first wrong one. */
async function wishesIn(text: string, place: Destination, context: CommandContext): Promise<Wish[]> {
  const lines = text
    .split(/[;\n]/)
    .map((line) => line.trim().replace(/^subscribe\s+/i, ''))
    .filter((line) => line !== '');
  if (lines.length > MAX_LINES) throw new UserError(`At most ${MAX_LINES} subscriptions at once, not ${lines.length}.`);
  const wishes: Wish[] = [];
  for (const line of lines) {
    try {
      const { options } = parseCommand(`subscribe ${line}`, [subscribe]);
      if (flagOption(options, 'dry-run')) throw new UserError('A dry run cannot be imported.');
      if (WHERE.some(({ name }) => options[name] !== undefined))
        throw new UserError(
          'All of them are imported into one place: say it once, as destination, outside of the quotes.',
        );
      wishes.push(...(await wishesOf(options, place, context)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Nothing was imported. “${truncate(line, 80)}”: ${error.message}`);
    }
  }
  return wishes;
}
