import type { Action } from '../src/domain/action.js';
import { UserError } from '../src/domain/errors.js';
import type { Block } from '../src/domain/message.js';
import type { Destination, Subscription, Target } from '../src/domain/subscription.js';
import { count } from '../src/lib/text.js';
import type { App, Choice, Command, CommandContext, OptionValues, Reply } from '../src/ports.js';
import { actionData, headline } from './parts/actions.js';
import { type Freshness, freshness, NO_ADVICE } from './parts/freshness.js';
import { MENTION, mentionOption } from './parts/mention.js';
import { flagOption, neededOption, textOption } from './parts/options.js';
import { type Meant, placeWanted, WHERE } from './parts/place.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { SCHEDULE, scheduleOption } from './parts/schedule.js';
import {
  forPlace,
  kindsOf,
  needManager,
  placeText,
  subscribeText,
  subscriptionLine,
  targetName,
  wishText,
} from './parts/subscriptions.js';
import { typed } from './parts/typed.js';

const DRY_RUN_DAYS = 30;
const MAX_ACTIONS = 20;
const MAX_CHOICES = 25;

/** Starter packs: several targets under one word. */
const PACKS: Readonly<Record<string, readonly string[]>> = {
  'dprk-cyber': ['Lazarus Group', 'Bluenoroff', 'Andariel', 'Kimsuky'],
};

/** What one subscription is to be. */
export type Wish = Pick<Subscription, 'target' | 'kinds' | 'format' | 'schedule' | 'mention'>;

export const subscribe = {
  name: 'subscribe',
  description: 'Alert this place about an actor, a list, a programme, a country, a type, or everything',
  root: 'alerts',
  options: [
    {
      name: 'target',
      description: 'an actor, list:ofac-sdn, program:DPRK3, country:Iran, type:vessel, everything, or dprk-cyber',
      kind: 'rest',
      required: true,
      autocomplete: true,
    },
    { name: 'changes', description: 'only these: added, amended, removed, announced (apart by commas)', kind: 'text' },
    { name: 'relations', description: "an actor's linked actors too", kind: 'flag' },
    { name: 'format', description: 'full, or compact: one line', kind: 'choice', choices: ['full', 'compact'] },
    ...SCHEDULE,
    MENTION,
    ...WHERE,
    { name: 'dry-run', description: `only show what the last ${DRY_RUN_DAYS} days would have sent`, kind: 'flag' },
  ],
  examples: [
    'subscribe lazarus group',
    'subscribe list:ofac-sdn changes:added,removed',
    'subscribe everything mode:daily zone:Europe/Berlin',
    'subscribe everything dry-run',
    'subscribe dprk-cyber in:dm',
  ],
  async run(options, context) {
    const wishes = targetsOf(options, context.app);
    if (flagOption(options, 'dry-run')) return dryRun(wishes, options, context.app);
    const meant = await placeWanted(options, context);
    needManager(meant.asker, meant.place);
    return add(await wishesOf(options, meant.place, context), meant, context);
  },
  suggest: async (_option, text, app) => choices(text, app),
} satisfies Command;

/** What the options ask for in a place: several where they name a starter pack. Throws `UserError` for what cannot be. */
export async function wishesOf(options: OptionValues, place: Destination, context: CommandContext): Promise<Wish[]> {
  const wishes = targetsOf(options, context.app);
  const mention = await mentionOption(options, place, context);
  return mention ? wishes.map((wish) => ({ ...wish, mention })) : wishes;
}

function targetsOf(options: OptionValues, app: App): Wish[] {
  const typed = neededOption(options, 'target', 'what to subscribe to');
  const kinds = kindsOf(textOption(options, 'changes'));
  const format = textOption(options, 'format') === 'compact' ? 'compact' : 'full';
  const relations = flagOption(options, 'relations');
  const pack = PACKS[typed.toLowerCase()];
  const targets = (pack ?? [typed]).map((text) => app.subscriptions.parseTarget(text));
  const schedule = scheduleOption(options);
  return targets.map((target) => ({
    ...{ target: widened(target, relations || pack !== undefined), kinds, format },
    ...(schedule ? { schedule } : {}),
  }));
}

function widened(target: Target, relations: boolean): Target {
  if (!relations) return target;
  if (target.kind === 'actor') return { ...target, relations: true };
  throw new UserError('Only an actor has relations. Leave “relations” out, or name an actor.');
}

async function add(wishes: readonly Wish[], { place, asker }: Meant, context: CommandContext): Promise<Reply> {
  const { app, place: here } = context;
  const done = [];
  for (const wish of wishes) {
    const wanted = { ...wish, destination: place.id, createdBy: asker.id, createdByName: asker.name };
    const matches = await app.subscriptions.matchesNow(wish.target);
    done.push({ ...(await app.subscriptions.add(wanted, place)), matches });
  }
  const [first] = done;
  const names =
    wishes.length > 1 ? `${wishes.length} targets` : wishes.map(({ target }) => targetName(target, app)).join();
  const verb = done.every(({ created }) => !created) ? 'updated the subscription of' : 'subscribed';
  return answer({
    title: `${asker.name} ${verb} ${placeText(place, here)} to ${names}`,
    blocks: [
      ...itemList(
        done.map(({ subscription, created, matches }) => [
          ...subscriptionLine(subscription, app),
          created ? '' : ' · updated',
          matchText(subscription.target, matches),
        ]),
        MAX_ACTIONS,
      ),
      ...done.flatMap(({ subscription, matches }) => nothingYet(subscription.target, matches, app)),
      paragraph([
        done.length > 1 ? 'To stop one: ' : 'To stop: ',
        { text: typed(forPlace(`unsubscribe ${first?.subscription.id ?? ''}`, place, here), context), style: 'code' },
      ]),
    ],
    buttons: done.flatMap(({ subscription: { id } }) =>
      runButton(`Undo ${id}`, forPlace(`unsubscribe ${id}`, place, here)),
    ),
    foot: [NO_ADVICE],
    data: done.map(({ subscription, created, matches }) => ({ ...subscription, created, matchesNow: matches })),
    share: true,
    about: place,
  });
}

/** ` · 1,234 listings match today`; nothing of a feed, which lists nobody, nor of a list before it was read. */
function matchText({ kind }: Target, matches: number): string {
  if (matches > 0) return ` · ${count(matches, 'listing matches', 'listings match')} today`;
  return kind === 'actor' || kind === 'type' ? ' · no listing matches today' : '';
}

/** A programme or a country that nobody has is more likely a slip than one to come. */
function nothingYet(target: Target, matches: number, app: App): Block[] {
  if (matches > 0 || (target.kind !== 'program' && target.kind !== 'country')) return [];
  const what = targetName(target, app);
  return [paragraph([`No listing on the lists read so far has ${what}. The subscription waits until one does.`])];
}

async function dryRun(wishes: readonly Wish[], options: OptionValues, app: App): Promise<Reply> {
  const fresh = await freshness(app);
  const hits = new Map<string, Action>();
  for (const { target, kinds } of wishes)
    for (const action of await app.subscriptions.dryRun(target, kinds, DRY_RUN_DAYS)) hits.set(action.id, action);
  const actions = [...hits.values()];
  const [first] = wishes;
  const matches = await Promise.all(wishes.map(({ target }) => app.subscriptions.matchesNow(target)));
  const kept = [MENTION, ...WHERE].flatMap(({ name }) => {
    const value = textOption(options, name);
    return value === undefined ? [] : [/\s/.test(value) ? `${name}:"${value}"` : `${name}:${value}`];
  });
  const title = `Dry run: ${count(actions.length, 'alert', 'alerts')} in the last ${DRY_RUN_DAYS} days`;
  return answer({
    title,
    blocks: [
      paragraph(...wishes.map((wish, i) => [`${wishText(wish, app)}${matchText(wish.target, matches[i] ?? 0)}`])),
      ...wishes.flatMap(({ target }, i) => nothingYet(target, matches[i] ?? 0, app)),
      ...dryRunBlocks(actions, fresh),
      paragraph(['Nothing was subscribed, and nothing sent.']),
    ],
    buttons: first && wishes.length === 1 ? runButton('Subscribe', [subscribeText(first), ...kept].join(' ')) : [],
    foot: fresh.foot,
    data: actions.map(actionData),
  });
}

function dryRunBlocks(actions: readonly Action[], fresh: Freshness): Block[] {
  if (actions.length === 0) return [paragraph(['Nothing recorded in that time would have been sent.'])];
  return itemList(
    actions.map((action) => [headline(action, fresh.titleOf), ' · ', { text: action.id, style: 'code' }]),
    MAX_ACTIONS,
  );
}

async function choices(text: string, app: App): Promise<Choice[]> {
  const wanted = text.trim().toLowerCase();
  const sources = await app.sources();
  const known: Choice[] = [
    ...app.actors.all().map(({ id, name }) => ({ name, value: `actor:${id}` })),
    { name: 'everything', value: 'everything' },
    ...Object.entries(PACKS).map(([id, names]) => ({ name: `${id} (${names.join(', ')})`, value: id })),
    ...sources.map(({ id, title }) => ({ name: `${title} (list:${id})`, value: `list:${id}` })),
  ];
  return known
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.includes(wanted))
    .slice(0, MAX_CHOICES);
}
