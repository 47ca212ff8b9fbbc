import type { Field, Instant, Listing, PartyType, PublicationDate } from './listing.js';

/** A field before and after. List fields hold their whole value, text fields a string; null means absent. */
export interface FieldChange {
  readonly field: Field;
  readonly before: unknown;
  readonly after: unknown;
}

export type ChangeKind = 'added' | 'amended' | 'removed';

/** Why a change concerns an actor. */
export type ActorReason =
  | { readonly kind: 'listing' /* the actor's own listing */ }
  | { readonly kind: 'linked' /** The list's words: "Linked To: LAZARUS GROUP". */; readonly text: string }
  | { readonly kind: 'named' /** The listed name that an announcement uses. */; readonly name: string };

export interface ActorLink {
  readonly actor: string;
  readonly reason: ActorReason;
}

/** The same party was removed before under another reference. Shown as evidence, never as certainty. */
export interface Relisting {
  readonly ref: string;
  readonly name: string;
  readonly removedOn: PublicationDate | Instant;
  readonly evidence: string;
}

/**
 * One entry that an action concerns. In an announcement `ref` is the reference that it gives or of the listing it could
 * be matched to, or null, and `text` is the notice's own paragraph.
 */
export interface Change {
  readonly kind: ChangeKind;
  readonly ref: string | null;
  readonly name: string;
  readonly type: PartyType | null;
  readonly programs: readonly string[];
  readonly countries: readonly string[];
  /** Empty for `added` and `removed`: the listing says it all. */
  readonly fields: readonly FieldChange[];
  readonly actors: readonly ActorLink[];
  /** The official page about this entry. */
  readonly url?: string;
  /** The listing as added, or as it was last seen before it was removed; absent for amendments and announcements. */
  readonly listing?: Listing;
  readonly relisting?: Relisting;
  readonly text?: string;
}

/**
 * What ties an action to an earlier one, strongest first: one points to the other's page, both are about the same entry, or
 * one only names a curated actor that the other changed.
 */
export type StoryTie = 'page' | 'entry' | 'actor';

/** An earlier action of the same story. */
export interface StoryLink {
  readonly action: string;
  readonly tie: StoryTie;
  /** Positions of this action's own changes that are tied; null where it is tied as a whole. */
  readonly changes: readonly number[] | null;
  /** What ties the two together, in words for people. */
  readonly evidence: string;
}

interface ActionFacts {
  /** Derived from content: `A` and 12 base32 characters. Deriving it again gives the same id. */
  readonly id: string;
  readonly source: string;
  /** As the publisher dates it; null where the file carries no date. */
  readonly published: PublicationDate | Instant | null;
  readonly detectedAt: Instant;
  readonly changes: readonly Change[];
  /** Earlier actions of the same story, newest first: the announcement that a list change answers, or the reverse. */
  readonly follows?: readonly StoryLink[];
}

/** All changes of one list version. */
export interface ListAction extends ActionFacts {
  readonly kind: 'list';
}

/** What an announcement is. None of these is "listed": only the list itself says that. */
export const ANNOUNCEMENT_EVENTS = ['announced', 'gazetted', 'indicted', 'advisory'] as const;
export type AnnouncementEvent = (typeof ANNOUNCEMENT_EVENTS)[number];

/** What the reader is told an announcement is, so that nobody takes it for a listing. */
export const EVENT_NOTES: Readonly<Record<AnnouncementEvent, string>> = {
  announced: 'An official announcement, not an entry of a list.',
  gazetted: 'Printed in the official gazette; the list file itself may show it earlier or later.',
  indicted: 'A charge by prosecutors, which a court has yet to decide; not an entry of a list.',
  advisory: 'A warning by an authority, not an entry of a list.',
};

/** One item of a feed. "Announced" is not "listed". */
export interface Announcement extends ActionFacts {
  readonly kind: 'announcement';
  /** Absent: `announced`. */
  readonly event?: AnnouncementEvent;
  /** The lists whose changes its source announces. */
  readonly announces?: readonly string[];
  readonly title: string;
  readonly url: string;
  /** The publisher's own category, e.g. "Sanctions List Updates"; null where only the notice itself was read. */
  readonly category: string | null;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Actors that the text as a whole names; those of single entries stand in `changes`. */
  readonly actors: readonly ActorLink[];
}

export type Action = ListAction | Announcement;

/** What kind of news an announcement is. */
export function eventOf({ event = 'announced' }: Pick<Announcement, 'event'>): AnnouncementEvent {
  return event;
}

/** The day that history is ordered and asked by: the publisher's date, else the day we saw it. */
export function dayOf(action: Action): PublicationDate {
  return (action.published ?? action.detectedAt).slice(0, 10);
}

/** Every actor that an action concerns, each once. */
export function actorsOf(action: Action): string[] {
  const links = [...action.changes.flatMap((change) => change.actors)];
  if (action.kind === 'announcement') links.push(...action.actors);
  return [...new Set(links.map((link) => link.actor))];
}
