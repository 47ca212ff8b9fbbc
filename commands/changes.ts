import { type Action, type Change, dayOf } from '../src/domain/action.js';
import { UserError } from '../src/domain/errors.js';
import type { PublicationDate } from '../src/domain/listing.js';
import type { Block, Line } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { App, Command } from '../src/ports.js';
import { changeBlock, changeData, headline } from './parts/actions.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { dayOption, neededOption, numberOption } from './parts/options.js';
import { type Party, partyNamed } from './parts/party.js';
import { answer, linked, pageOf, paragraph, runButton } from './parts/reply.js';

const PAGE = 5;
const MAX_LINES = 40;
/** Of a notice's paragraph; the action shows more of it. */
const MAX_TEXT = 500;

/** One change of the party, and the action that brought it. */
interface Step {
  readonly action: Action;
  readonly change: Change;
}

export const changes = {
  name: 'changes',
  description: 'What changed about an actor or a listing, before and after',
  root: 'sanctions',
  options: [
    {
      name: 'target',
      description: 'an actor, a name, or a listing such as ofac-sdn/27307',
      kind: 'rest',
      required: true,
      autocomplete: true,
    },
    { name: 'since', description: 'from this day on, e.g. 2022-04-01', kind: 'text' },
    { name: 'as-of', description: 'up to the end of this day, and what was listed then', kind: 'text' },
    { name: 'page', description: `which page, ${PAGE} changes each`, kind: 'number' },
  ],
  examples: ['changes lazarus group', 'changes ofac-sdn/27307 since:2022-04-01'],
  async run(options, { app }) {
    const party = partyNamed(neededOption(options, 'target', 'whose changes'), app);
    const since = dayOption(options, 'since', app.clock);
    const until = dayOption(options, 'as-of', app.clock);
    if (since !== undefined && until !== undefined && since > until)
      throw new UserError(`since:${since} lies after as-of:${until}. Turn them round.`);
    const number = numberOption(options, 'page', { from: 1, to: 10_000, whole: true }) ?? 1;
    const fresh = await freshness(app);
    const steps = await stepsOf(party, since, until, app);
    const page = pageOf(steps, number, PAGE, runText(party, since, until));
    const name = party.kind === 'actor' ? party.actor.name : party.name;
    const span = `${since === undefined ? '' : ` since ${dayText(since)}`}${until === undefined ? '' : ` up to ${dayText(until)}`}`;
    const title = `${count(steps.length, 'change', 'changes')} of ${name}${span}`;
    const pages = page.pages > 1 ? `, page ${number} of ${page.pages}` : '';
    const [newest] = steps;
    return answer({
      title: `${title}${pages}`,
      push: newest ? `${title}. Newest: ${headline(newest.action, fresh.titleOf)}` : title,
      blocks: [
        ...(party.understood === null ? [] : [paragraph([{ text: `Understood as ${name}: it ${party.understood}.` }])]),
        ...(until === undefined ? [] : [await standingThen(party, until, app, fresh)]),
        ...page.items.flatMap((step) => stepBlocks(step, party, app, fresh)),
        ...(page.items.length === 0 ? [nothing(steps.length, number)] : []),
      ],
      buttons: [
        ...page.buttons,
        ...(party.kind === 'actor' ? runButton(`Profile of ${name}`, `actor ${party.actor.id}`) : []),
      ],
      foot: fresh.foot,
      data: steps.map(({ action, change }) => {
        const { id, kind, source, published, detectedAt } = action;
        return { action: id, announced: kind === 'announcement', source, published, detectedAt, ...changeData(change) };
      }),
    });
  },
  suggest: async (_option, text, app) => app.search.suggest(text, 25),
} satisfies Command;

/** Newest first. An announcement that only names the actor in its text has no entry, and no change here. */
async function stepsOf(
  party: Party,
  since: PublicationDate | undefined,
  until: PublicationDate | undefined,
  app: App,
): Promise<Step[]> {
  const actions = await app.ledger.actions({
    ...(party.kind === 'actor' ? { actor: party.actor.id } : { listing: keyOf(party) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  });
  return actions.flatMap((action) =>
    action.changes.filter((change) => concerns(change, action, party)).map((change) => ({ action, change })),
  );
}

function concerns(change: Change, action: Action, party: Party): boolean {
  if (party.kind === 'actor') return change.actors.some(({ actor }) => actor === party.actor.id);
  return change.ref === party.ref && (action.kind === 'announcement' || action.source === party.list);
}

function stepBlocks({ action, change }: Step, party: Party, app: App, fresh: Freshness): Block[] {
  const announced = action.kind === 'announcement';
  const url = announced ? action.url : (change.listing?.url ?? change.url);
  const last: Line = [{ text: action.id, style: 'code' }, ...(url ? [' · ', linked('official page', url)] : [])];
  const about = party.kind === 'actor' ? { about: party.actor.id } : {};
  return [
    { kind: 'heading', text: `${dayText(dayOf(action))} · ${fresh.titleOf(action.source)}` },
    ...changeBlock(change, { app, limit: MAX_LINES, text: MAX_TEXT, announced, ...about, last }),
  ];
}

/** What the lists said of the party at the end of that day. */
async function standingThen(party: Party, day: PublicationDate, app: App, fresh: Freshness): Promise<Block> {
  const places = party.kind === 'actor' ? party.actor.listings : [party];
  const lines = await Promise.all(
    places.map(async ({ list, ref }) => {
      const then = await app.ledger.asOf(list, ref, day);
      const said =
        then === 'unknown'
          ? 'our history starts later'
          : then === undefined
            ? 'not listed'
            : `listed as ${then.name}, ${then.programs.join(', ')}, ${count(then.aliases.length, 'alias', 'aliases')}, ${count(then.wallets.length, 'wallet', 'wallets')}`;
      return [`${fresh.titleOf(list)} ${ref} on ${dayText(day)}: `, { text: said }];
    }),
  );
  return paragraph(...(lines.length > 0 ? lines : [['On none of the lists that we know of.']]));
}

function nothing(all: number, page: number): Block {
  return paragraph([
    all > 0
      ? `There is no page ${page}.`
      : 'No change was recorded. A list is watched from its first reading on; what changed before that is not recorded here.',
  ]);
}

function keyOf({ list, ref }: { readonly list: string; readonly ref: string }): string {
  return `${list}/${ref}`;
}

function runText(party: Party, since: PublicationDate | undefined, until: PublicationDate | undefined): string {
  const target = party.kind === 'actor' ? party.actor.id : keyOf(party);
  return `changes ${target}${since === undefined ? '' : ` since:${since}`}${until === undefined ? '' : ` as-of:${until}`}`;
}
