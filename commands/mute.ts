import type { Quiet } from '../src/domain/subscription.js';
import { count } from '../src/lib/text.js';
import { instantText } from '../src/lib/time.js';
import type { Command } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { textOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { resumeText } from './parts/quiet.js';
import { answer, paragraph, runButton } from './parts/reply.js';
import { forPlace, needManager, placeText, targetName } from './parts/subscriptions.js';
import { UNTIL, untilOption } from './parts/until.js';

export const mute = {
  name: 'mute',
  description: 'No alerts here about one target for some time, whatever is subscribed',
  root: 'alerts',
  options: [
    UNTIL,
    { name: 'target', description: 'an actor, list:ofac-sdn, program:DPRK3 …; everything if left out', kind: 'rest' },
    DESTINATION,
  ],
  examples: ['mute list:ofac-sdn until:1d', 'mute lazarus group until:7d'],
  async run(options, context) {
    const { app } = context;
    const { place, asker } = await placeAsked(options, context);
    needManager(asker, place);
    const until = untilOption(options, app.clock);
    const target = app.subscriptions.parseTarget(textOption(options, 'target') ?? 'everything');
    const what: Quiet['what'] = { kind: 'mute', target };
    const kept = await app.silences.add({ what, until }, place, asker);
    const resume = forPlace(resumeText({ what }), place, context.place);
    return answer({
      title: `${asker.name} muted ${targetName(target, app)} in ${placeText(place, context.place)} until ${instantText(until)}`,
      blocks: [
        paragraph(
          ['Then, or when somebody resumes, one summary tells what was missed.'],
          ...(kept > 0 ? [[`${count(kept, 'alert', 'alerts')} that waited to be sent will be told in it.`]] : []),
        ),
      ],
      buttons: runButton('Undo', resume),
      foot: [NO_ADVICE],
      data: [{ what, until, keptBack: kept }],
      share: true,
      about: place,
    });
  },
} satisfies Command;
