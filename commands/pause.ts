import { UserError } from '../src/domain/errors.js';
import type { Quiet } from '../src/domain/subscription.js';
import { count, truncate } from '../src/lib/text.js';
import { instantText } from '../src/lib/time.js';
import type { Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { textOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { resumeText } from './parts/quiet.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { forPlace, needManager, placeText } from './parts/subscriptions.js';
import { UNTIL, untilOption } from './parts/until.js';

export const pause = {
  name: 'pause',
  description: 'No alerts here for some time; one summary tells what was missed',
  root: 'alerts',
  options: [
    UNTIL,
    { name: 'id', description: 'one subscription, e.g. S12; all of them if left out', kind: 'text' },
    DESTINATION,
  ],
  examples: ['pause until:7d', 'pause until:2w id:S12'],
  async run(options, context) {
    const { app } = context;
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const until = untilOption(options, app.clock);
    const held = await app.subscriptions.of(place.id);
    const typed = textOption(options, 'id');
    const one = held.find(({ id }) => id.toLowerCase() === typed?.toLowerCase());
    if (held.length === 0) throw new UserError('Nothing is subscribed here, so there is nothing to pause.');
    if (typed !== undefined && !one)
      throw new UserError(
        `“${truncate(typed, 40)}” is not subscribed here. Subscribed are ${held.map(({ id }) => id).join(', ')}.`,
      );
    const what: Quiet['what'] = { kind: 'pause', subscription: one?.id ?? null };
    const kept = await app.silences.add({ what, until }, place, asker);
    const resume = forPlace(resumeText({ what }), place, context.place);
    return answer({
      title: `${asker.name} paused ${one?.id ?? `all alerts of ${placeText(place, context.place)}`} until ${instantText(until)}`,
      blocks: [
        paragraph(
          ['Then, or when somebody resumes, one summary tells what was missed.'],
          ...(kept > 0 ? [[`${count(kept, 'alert', 'alerts')} that waited to be sent will be told in it.`]] : []),
        ),
      ],
      buttons: runButton('Resume', resume),
      foot: [NO_ADVICE],
      data: [{ what, until, keptBack: kept }],
      share: true,
      about: place,
    });
  },
} satisfies Command;
