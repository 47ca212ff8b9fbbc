import { UserError } from '../src/domain/errors.js';
import { type Quiet, targetText } from '../src/domain/subscription.js';
import { count } from '../src/lib/text.js';
import type { App, Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { textOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { quietLine } from './parts/quiet.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { needManager, placeText } from './parts/subscriptions.js';

const MAX_SHOWN = 20;

export const resume = {
  name: 'resume',
  description: 'Ends pauses and mutes of this place; one summary tells what was missed',
  root: 'alerts',
  options: [{ name: 'what', description: 'S12, or what is muted; everything if left out', kind: 'rest' }, DESTINATION],
  examples: ['resume', 'resume S12', 'resume list:ofac-sdn'],
  async run(options, context) {
    const { app } = context;
    const { place, asker } = await placeAsked(options, context);
    const where = placeText(place, context.place);
    needManager(asker, place);
    const wanted = wantedOf(textOption(options, 'what'), app);
    const { ended, missed } = await app.silences.end(wanted, place, asker);
    if (ended.length === 0) throw new UserError(await nothingQuiet(app, place.id));
    return answer({
      title: `${asker.name} resumed the alerts of ${where}`,
      push: `${asker.name} resumed the alerts of ${where}: ${missedText(missed)}`,
      blocks: [
        paragraph(['Ended:']),
        ...itemList(
          ended.map((one) => quietLine(one, app)),
          MAX_SHOWN,
        ),
        paragraph([missedText(missed)]),
      ],
      buttons: missed > 0 ? runButton('History', 'history') : [],
      foot: [NO_ADVICE],
      data: [{ ended, missed }],
      share: true,
      about: place,
    });
  },
} satisfies Command;

function missedText(missed: number): string {
  if (missed === 0) return 'Nothing was missed.';
  return `${count(missed, 'alert was', 'alerts were')} missed; a summary follows.`;
}

function wantedOf(typed: string | undefined, app: App): Quiet['what'] | null {
  if (typed === undefined || /^all$/i.test(typed)) return null;
  if (/^s\d+$/i.test(typed)) return { kind: 'pause', subscription: typed.toUpperCase() };
  return { kind: 'mute', target: app.subscriptions.parseTarget(typed) };
}

async function nothingQuiet(app: App, destination: string): Promise<string> {
  const active = await app.silences.of(destination);
  if (active.length === 0) return 'Nothing is paused or muted here.';
  const names = active.map(({ what }) =>
    what.kind === 'pause' ? (what.subscription ?? 'everything (resume alone)') : targetText(what.target),
  );
  return `That is neither paused nor muted here. Paused or muted: ${names.join(', ')}.`;
}
