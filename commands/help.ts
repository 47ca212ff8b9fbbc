import { UserError } from '../src/domain/errors.js';
import type { Block, Line } from '../src/domain/message.js';
import { didYouMean, truncate } from '../src/lib/text.js';
import type { Command, CommandContext, CommandSpec, Reply } from '../src/ports.js';
import { freshness, NO_ADVICE } from './parts/freshness.js';
import { textOption } from './parts/options.js';
import { starterPacks } from './parts/packs.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { placeText, subscriptionLine } from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const MAX_SHOWN = 20;
const FIRST_THREE = [
  ['lookup hidden cobra', 'is a name, reference or wallet on a list?'],
  ['actor lazarus group', 'a whole profile: lists, names, wallets, timeline'],
  ['subscribe list:ofac-sdn', 'alerts in this place; add dry-run to see what would come'],
] as const;

export const help = {
  name: 'help',
  description: 'What can be asked here, and what this place is subscribed to',
  root: 'sanctions',
  options: [{ name: 'verb', description: 'a command, for its options and examples', kind: 'text' }],
  examples: ['help', 'help subscribe'],
  async run(options, context) {
    const verb = textOption(options, 'verb')?.toLowerCase();
    return verb === undefined ? welcome(context) : aboutCommand(verb, context);
  },
} satisfies Command;

/** Three commands to begin with, starter packs, and the subscriptions of this place. */
async function welcome(context: CommandContext): Promise<Reply> {
  const { app, place, commands } = context;
  const held = await app.subscriptions.of(place.id);
  const fresh = await freshness(app);
  return answer({
    title: 'Who is listed, by whom, since when; and alerts when it changes',
    push: `Three to begin with: ${FIRST_THREE.map(([command]) => typed(command, context)).join(', ')}`,
    blocks: [
      paragraph(...FIRST_THREE.map(([command, what]) => taught(command, what, context))),
      { kind: 'heading', text: 'Starter packs' },
      paragraph(...starterPacks(fresh.sources).map(({ run, what }) => taught(run, what, context))),
      { kind: 'heading', text: `Subscriptions of ${placeText(place)}` },
      ...(held.length > 0
        ? itemList(
            held.map((subscription) => subscriptionLine(subscription, app)),
            MAX_SHOWN,
          )
        : [paragraph(['None. Nothing is posted here unasked.'])]),
      paragraph([
        'All commands: ',
        { text: commands.map(({ name }) => name).join(', ') },
        '. More: ',
        { text: typed('help lookup', context), style: 'code' },
      ]),
    ],
    buttons: [...runButton('Recent actions', 'recent'), ...runButton('Status', 'status')],
    foot: fresh.foot,
    data: [
      {
        commands: commands.map(({ name, description }) => ({ name, description })),
        subscriptions: held,
      },
    ],
  });
}

function taught(command: string, what: string, context: CommandContext): Line {
  return [{ text: typed(command, context), style: 'code' }, ` — ${what}`];
}

function aboutCommand(verb: string, context: CommandContext): Reply {
  const { commands } = context;
  const spec = commands.find(({ name }) => name === verb);
  if (!spec) {
    const names = commands.map(({ name }) => name);
    throw new UserError(
      `“${truncate(verb, 40)}” is not a command.${didYouMean(verb, names)} Commands: ${names.join(', ')}.`,
    );
  }
  return answer({
    title: typed(spec.name, context),
    push: `${typed(spec.name, context)}: ${spec.description}`,
    blocks: [paragraph([spec.description]), ...optionBlocks(spec), ...exampleBlocks(spec, context)],
    foot: [NO_ADVICE],
    data: [{ name: spec.name, description: spec.description, options: spec.options, examples: spec.examples }],
  });
}

function optionBlocks({ options }: CommandSpec): Block[] {
  const lines = options.map(({ name, description, kind, required, choices }): Line => {
    const written = kind === 'flag' ? name : kind === 'rest' ? `<${name}>` : `${name}:…`;
    const values = choices ? ` (${choices.join(', ')})` : '';
    return [{ text: written, style: 'code' }, ` — ${description}${values}${required ? ', required' : ''}`];
  });
  return lines.length > 0 ? [{ kind: 'heading', text: 'Options' }, ...itemList(lines, MAX_SHOWN)] : [];
}

function exampleBlocks({ examples }: CommandSpec, context: CommandContext): Block[] {
  const lines = examples.map((example): Line => [{ text: typed(example, context), style: 'code' }]);
  return [{ kind: 'heading', text: 'Examples' }, ...itemList(lines, MAX_SHOWN)];
}
