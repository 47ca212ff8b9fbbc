import type { Actor } from '../src/domain/actor.js';
import { UserError } from '../src/domain/errors.js';
import type { PublicationDate } from '../src/domain/listing.js';
import type { Block } from '../src/domain/message.js';
import { didYouMean, truncate } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { App, Choice, Command } from '../src/ports.js';
import { freshness } from './parts/freshness.js';
import { introduction } from './parts/introduction.js';
import { dayOption, neededOption } from './parts/options.js';
import { removedAfter, type Standing, standings } from './parts/profile.js';
import {
  actionBlocks,
  aliasBlocks,
  aliasesOf,
  matrix,
  relationBlocks,
  timelineBlocks,
  walletBlocks,
  walletsOf,
} from './parts/profile-blocks.js';
import { answer, paragraph, runButton } from './parts/reply.js';

const MAX_CHOICES = 25;

export const actor = {
  name: 'actor',
  description: 'The profile of a curated actor: lists, names, wallets, relations, timeline',
  root: 'sanctions',
  options: [
    { name: 'name', description: 'an actor by any of its names', kind: 'rest', required: true, autocomplete: true },
    { name: 'as-of', description: 'as the lists stood at the end of this day, e.g. 2022-04-14', kind: 'text' },
  ],
  examples: ['actor lazarus group', 'actor lazarus group as-of:2022-04-14'],
  async run(options, { app }) {
    const found = actorNamed(neededOption(options, 'name', 'which actor'), app);
    const day = dayOption(options, 'as-of', app.clock);
    const fresh = await freshness(app);
    const rows = await standings(found, day, app, fresh);
    const aliases = aliasesOf(found, rows, fresh);
    const wallets = walletsOf(rows);
    const recorded = await app.ledger.actions({ actor: found.id, ...(day === undefined ? {} : { until: day }) });
    const title = day === undefined ? found.name : `${found.name} as of ${dayText(day)}`;
    return answer({
      title,
      push: `${title}: ${pushText(found, rows, day, fresh.titleOf)}`,
      blocks: [
        introduction(found, rows, day),
        ...(day === undefined ? [] : asOfNotes(found, rows, day)),
        ...matrix(rows, fresh),
        ...aliasBlocks(aliases),
        ...walletBlocks(wallets, app),
        ...relationBlocks(found, app),
        ...timelineBlocks(found, day),
        ...actionBlocks(recorded, fresh),
      ],
      buttons: [
        ...runButton('Changes', `changes ${found.id}`),
        ...runButton(`Subscribe to ${found.name}`, `subscribe actor:${found.id}`),
      ],
      foot: fresh.foot,
      data: [
        {
          ...{ id: found.id, name: found.name, type: found.type, country: found.country, status: found.status },
          ...{ summary: found.summary, day: day ?? null },
          listings: rows.filter(({ ref }) => ref !== null).map(({ listing: _, ...row }) => row),
          notListedOn: rows.filter(({ ref, state }) => ref === null && state === 'unlisted').map(({ list }) => list),
          notWatched: rows.filter(({ state }) => state === 'unwatched').map(({ list }) => list),
          ...{ aliases, wallets, relations: found.relations, timeline: found.timeline },
          actions: recorded.map(({ id, kind, source, published }) => ({ id, kind, source, published })),
          asOf: fresh.asOf,
        },
      ],
    });
  },
  suggest: async (_option, text, app) => choices(text, app),
} satisfies Command;

/** By id, name or any alias, or what search is sure of. Throws `UserError` that names the nearest. */
function actorNamed(text: string, app: App): Actor {
  const name = text.replace(/^actor:/i, '');
  const known = app.actors.get(name.toLowerCase()) ?? app.actors.named(name);
  if (known) return known;
  const [best] = app.search.find(name, { limit: 1 });
  const own = best?.actor == null ? undefined : app.actors.get(best.actor);
  if (own) return own;
  const names = app.actors.all().map((candidate) => candidate.name);
  const listed = best ? ` ${best.name} is listed, but has no curated profile: try “lookup ${truncate(name, 40)}”.` : '';
  throw new UserError(`No curated actor is called “${truncate(name, 60)}”.${listed}${didYouMean(name, names)}`);
}

function pushText(
  found: Actor,
  rows: readonly Standing[],
  day: PublicationDate | undefined,
  titleOf: (list: string) => string,
): string {
  const on = (...states: readonly Standing['state'][]) =>
    [...new Set(rows.filter(({ state }) => states.includes(state)).map(({ list }) => titleOf(list)))].join(', ');
  const listed = on('listed', 'profile');
  if (listed !== '' && found.status === 'historical' && removedAfter(found, day) === null)
    return `removed, as the timeline cites; our copy of ${listed} ${day === undefined ? 'still carries' : 'carried'} it`;
  if (listed !== '') return `listed on ${listed}`;
  if (rows.some(({ state, ref }) => state === 'unknown' && ref !== null)) return 'not known, our history starts later';
  if (found.status === 'indicted') return 'indicted, on none of the lists checked';
  const removed = on('removed');
  return removed === '' ? 'on none of the lists checked' : `no longer listed on ${removed}`;
}

/** Past answers come from what we recorded; where that does not reach, the cited timeline is all there is. */
function asOfNotes(found: Actor, rows: readonly Standing[], day: PublicationDate): Block[] {
  const missing = rows.some(({ state, ref }) => state === 'unknown' && ref !== null);
  const first = found.listings.flatMap(({ since }) => since ?? []).sort()[0];
  return [
    paragraph(
      [`Status, programmes and wallets are those at the end of ${dayText(day)}; what the profile says is of today.`],
      ...(missing ? [['Our history starts later than that for what is marked as not known.']] : []),
      ...(missing && first !== undefined
        ? [[`By the sources cited in the timeline it was first listed on ${dayText(first)}.`]]
        : []),
    ),
  ];
}

function choices(text: string, app: App): Choice[] {
  const wanted = text.trim().toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  return app.actors
    .all()
    .filter(({ id, name, aliases }) => fits(id) || fits(name) || aliases.some((alias) => fits(alias.name)))
    .slice(0, MAX_CHOICES)
    .map(({ id, name }) => ({ name, value: id }));
}
