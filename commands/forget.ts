import { UserError } from '../src/domain/errors.js';
import type { Line } from '../src/domain/message.js';
import { placeNamed } from '../src/domain/subscription.js';
import { count, truncate } from '../src/lib/text.js';
import type { Command, CommandContext, OptionValues, Person, Reply, Stored } from '../src/ports.js';
import { NO_ADVICE } from './parts/freshness.js';
import { flagOption, textOption } from './parts/options.js';
import { DESTINATION, needAdministrator, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { forPlace, placeText } from './parts/subscriptions.js';

export const forget = {
  name: 'forget',
  description: 'Erases what is stored about you, or about this place',
  root: 'sanctions-admin',
  options: [
    { name: 'what', description: 'me; or place, for administrators', kind: 'choice', choices: ['me', 'place'] },
    { name: 'confirm', description: 'really do it; without it you are told what there is', kind: 'flag' },
    { name: 'person', description: 'on the command line: whose, e.g. slack/U0123', kind: 'text' },
    DESTINATION,
  ],
  examples: ['forget', 'forget me confirm', 'forget place'],
  async run(options, context) {
    const erase = flagOption(options, 'confirm');
    return textOption(options, 'what') === 'place'
      ? forgetPlace(options, context, erase)
      : forgetPerson(options, context, erase);
  },
} satisfies Command;

async function forgetPerson(options: OptionValues, context: CommandContext, erase: boolean): Promise<Reply> {
  const { app, place } = context;
  const person = personOf(options, context);
  const own = place.direct && place.platform === person.platform ? place : null;
  const stored = await app.forgetting.person(person, own, erase);
  const whose = textOption(options, 'person') === undefined ? 'you' : `${person.platform}/${person.id}`;
  const again = textOption(options, 'person') === undefined ? 'forget me confirm' : `forget person:${whose} confirm`;
  return answer({
    title: erase ? `Forgotten: what was stored about ${whose}` : `What is stored about ${whose}`,
    blocks: [
      ...itemList(linesOf(stored, erase), 10),
      paragraph(
        erase
          ? ['That it was done stands in the audit log, without a name.']
          : [
              'What you subscribed for others stays there, without your name. Messages that were sent stay where they are.',
            ],
      ),
    ],
    buttons: erase ? [] : runButton('Forget it', again),
    foot: [NO_ADVICE],
    data: [{ ...stored, erased: erase }],
  });
}

async function forgetPlace(options: OptionValues, context: CommandContext, erase: boolean): Promise<Reply> {
  const { place, asker } = await placeAsked(options, context);
  if (!place.direct) needAdministrator(asker);
  const stored = await context.app.forgetting.place(place.id, erase);
  const where = placeText(place, context.place);
  return answer({
    title: erase ? `Forgotten: what was stored about ${where}` : `What is stored about ${where}`,
    blocks: [
      ...itemList(linesOf(stored, erase), 10),
      paragraph(
        erase
          ? ['Nothing is sent there any more. That it was done stands in the audit log, without a name.']
          : ['There is no way back: “export” first if the subscriptions may be wanted again.'],
      ),
    ],
    buttons: erase ? [] : runButton('Forget it', forPlace('forget place confirm', place, context.place)),
    foot: [NO_ADVICE],
    data: [{ ...stored, erased: erase }],
  });
}

/** Everybody speaks for themselves; whoever runs the bot, for those who wrote to them. */
function personOf(options: OptionValues, { asker, place }: CommandContext): Person {
  const named = textOption(options, 'person');
  if (named === undefined) return { platform: place.platform, id: asker.id, name: asker.name };
  if (place.platform !== 'terminal') throw new UserError('Only those who run the bot may do this for somebody else.');
  const { platform, channel } = placeNamed(named) ?? {};
  if (platform === undefined || channel === undefined || platform === 'terminal')
    throw new UserError(`“${truncate(named, 40)}” is nobody. Give a person such as slack/U0123 or discord/1234.`);
  return { platform, id: channel, name: null };
}

function linesOf({ subscriptions, anonymous, deliveries, records }: Stored, erased: boolean): Line[] {
  return [
    [`${count(subscriptions, 'subscription', 'subscriptions')} ${erased ? 'ended' : 'that would end'}`],
    [
      `${count(anonymous, 'subscription', 'subscriptions')} of channels, which ${erased ? 'name' : 'would name'} nobody`,
    ],
    [`${count(deliveries, 'delivery', 'deliveries')} on record`],
    [`${count(records, 'line', 'lines')} of the audit log, tests and replays`],
  ];
}
