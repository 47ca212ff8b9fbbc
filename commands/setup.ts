import type { Line } from '../src/domain/message.js';
import type { Subscription } from '../src/domain/subscription.js';
import { count } from '../src/lib/text.js';
import type { Command, CommandContext } from '../src/ports.js';
import { freshness } from './parts/freshness.js';
import { starterPacks } from './parts/packs.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { forPlace, placeText, subscriptionLine } from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const MAX_SHOWN = 20;

export const setup = {
  name: 'setup',
  description: 'What is set up in this place, what is missing, and packs to begin with',
  root: 'sanctions-admin',
  options: [DESTINATION],
  examples: ['setup'],
  async run(options, context) {
    const { app } = context;
    const { place } = await placeAsked(options, context);
    const held = await app.subscriptions.of(place.id);
    const sent = (await app.deliveries.of(place.id, MAX_SHOWN)).some(({ state }) => state === 'sent');
    const { foot, lists, sources } = await freshness(app);
    const offered = starterPacks(sources);
    const own = (command: string) => forPlace(command, place, context.place);
    const steps: (Step | false | undefined)[] = [
      lists.read.length > 0 && done(`${count(lists.read.length, 'list is', 'lists are')} read and watched.`),
      lists.unread.length > 0 && toDo(`Not read yet: ${lists.unread.map(({ title }) => title).join(', ')}.`, 'status'),
      held.length > 0
        ? done(`${count(held.length, 'subscription', 'subscriptions')} here.`)
        : toDo(
            'Nothing is subscribed here: choose a pack below, or see what would come with',
            'subscribe everything dry-run',
          ),
      place.suspended && toDo('Alerts do not arrive here. Why, and how to mend it:', own('health')),
      !place.suspended && sent && done('Alerts arrive here.'),
      !place.suspended && !sent && toDo('Whether alerts arrive here is not tried yet:', own('test')),
      held.length > 0 && held.every(({ mention }) => !mention) && !place.direct && place.platform !== 'terminal'
        ? toDo('Nobody is called by an alert; if somebody should be:', mentionExample(held, context))
        : false,
    ];
    return answer({
      title: `Set-up of ${placeText(place, context.place)}`,
      blocks: [
        ...itemList(lines(steps, context), MAX_SHOWN),
        ...itemList(
          held.map((subscription) => subscriptionLine(subscription, app)),
          MAX_SHOWN,
        ),
        { kind: 'heading', text: 'Starter packs' },
        paragraph(
          ...offered.map(({ run, what }): Line => [{ text: typed(own(run), context), style: 'code' }, ` — ${what}`]),
        ),
      ],
      buttons: [
        ...(held.length === 0 ? offered.flatMap(({ label, run }) => runButton(label, own(run))) : []),
        ...(sent || held.length === 0 ? [] : runButton('Test', own('test'))),
        ...runButton('Health', own('health')),
      ],
      foot,
      data: [{ place: place.id, subscriptions: held, suspended: place.suspended ?? null, arrived: sent }],
    });
  },
} satisfies Command;

interface Step {
  readonly sign: '●' | '○';
  readonly text: string;
  readonly command?: string;
}

function done(text: string): Step {
  return { sign: '●', text };
}

function toDo(text: string, command: string): Step {
  return { sign: '○', text, command };
}

function lines(steps: readonly (Step | false | undefined)[], context: CommandContext): Line[] {
  return steps.flatMap((step): Line[] => {
    if (!step) return [];
    const how = step.command === undefined ? [] : [' ', { text: typed(step.command, context), style: 'code' as const }];
    return [[`${step.sign} ${step.text}`, ...how]];
  });
}

function mentionExample([first]: readonly Subscription[], { place }: CommandContext): string {
  return `edit ${first?.id ?? 'S1'} mention:${place.platform === 'discord' ? '@role' : '@group'}`;
}
