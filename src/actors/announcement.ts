import type { ActorLink } from '../domain/action.js';
import type { Actor } from '../domain/actor.js';
import type { Actors, FeedItem, NoticeEntry } from '../ports.js';
import { sameListedName } from './attribute.js';
import { namedInProse } from './named.js';
import { bare, fold, namesOf } from './names.js';
import { proseOf } from './prose.js';

export interface AnnouncementLinks {
  /** Actors that the text as a whole names, beyond those of its entries. */
  readonly actors: ActorLink[];
  /** For each of `item.entries`, in order, the actors it concerns. */
  readonly entries: ActorLink[][];
}

/**
 * Which actors an announcement concerns. An entry concerns an actor by bearing its listed name or by being linked to it;
 * a weak, common or analyst name needs a second signal: a programme of the actor, or another of its names. Titles and
 * text outside of the entries may name an actor too. Similar names never count.
 */
export function attributeAnnouncement(actors: Actors, item: FeedItem): AnnouncementLinks {
  const entries = item.entries.map((entry) => actors.all().flatMap((actor) => linkOf(actor, entry)));
  const inEntries = new Set(entries.flat().map((link) => link.actor));
  const named = [...namedInProse(actors.all(), proseOf(item))].flatMap(([actor, name]): ActorLink[] =>
    inEntries.has(actor) ? [] : [{ actor, reason: { kind: 'named', name } }],
  );
  return { actors: named, entries };
}

function linkOf(actor: Actor, entry: NoticeEntry): ActorLink[] {
  const name = entryName(actor, entry);
  if (name !== null) return [{ actor: actor.id, reason: { kind: 'named', name } }];
  const linked = entry.linkedTo.find((text) => pointsTo(actor, text, entry));
  if (linked !== undefined) return [{ actor: actor.id, reason: { kind: 'linked', text: `Linked To: ${linked}` } }];
  return [];
}

/** Whether a notice's words ("Linked To: LAZARUS GROUP") are the name of one of the actor's listings. */
function pointsTo(actor: Actor, text: string, entry: NoticeEntry): boolean {
  return namesOf(actor).some(
    ({ name, primary, common }) =>
      primary && sameListedName(actor, name, text) && (!common || sharesProgram(actor, entry, familyOf)),
  );
}

/** The actor's name that the entry bears, as its list writes it. */
function entryName(actor: Actor, entry: NoticeEntry): string | null {
  if (entry.type !== actor.type) return null;
  const borne = namesOf(actor).find(({ name }) => sameListedName(actor, name, bare(entry.name)));
  if (!borne) return null;
  const shared = sharesProgram(actor, entry);
  if (borne.weight === 'listed') {
    // Under programmes that are none of the person's, the same name is more likely a namesake.
    const namesake = actor.type === 'individual' && entry.programs.length > 0 && !shared;
    return namesake ? null : borne.name;
  }
  return shared || hasAnotherName(actor, entry, borne.folded) ? borne.name : null;
}

function sharesProgram(actor: Actor, entry: NoticeEntry, as = (program: string) => program): boolean {
  const programs = entry.programs.map(as);
  return actor.listings.some((listing) => listing.programs.some((program) => programs.includes(as(program))));
}

/** DPRK4 links to DPRK2: the orders that follow each other against one country are numbered. */
function familyOf(program: string): string {
  return program.replace(/\d+$/, '');
}

function hasAnotherName(actor: Actor, entry: NoticeEntry, except: string): boolean {
  const own = new Set(namesOf(actor).map(({ folded }) => folded));
  return entry.aliases.map(fold).some((folded) => folded !== except && own.has(folded));
}
