import type { Actor } from '../../src/domain/actor.js';
import type { PublicationDate } from '../../src/domain/listing.js';
import type { Block, Line } from '../../src/domain/message.js';
import { dayText } from '../../src/lib/time.js';
import { removedAfter, type Standing } from './profile.js';
import { cited } from './profile-blocks.js';
import { paragraph } from './reply.js';

/** What a reader must know before anything else. */
function standingLines(actor: Actor, rows: readonly Standing[], day: PublicationDate | undefined): Line[] {
  switch (actor.status) {
    case 'indicted':
      return [[{ text: 'Indicted only: found on none of the lists that were checked.', style: 'strong' }]];
    case 'historical':
      return historicalLines(actor, rows, day);
    case 'listed':
      return [];
  }
}

function historicalLines(actor: Actor, rows: readonly Standing[], day: PublicationDate | undefined): Line[] {
  const later = removedAfter(actor, day);
  if (later !== null) return [[`Removed since: ${dayText(later)}, by the sources cited.`]];
  const carried =
    day === undefined
      ? 'The copy of the list that this answer is from still carries it.'
      : 'The copy of the list for that day carried it nevertheless.';
  return [
    [{ text: 'Historical: was listed, and the removal is confirmed by an official source.', style: 'strong' }],
    ...(rows.some(({ state }) => state === 'listed') ? [[carried]] : []),
  ];
}

export function introduction(actor: Actor, rows: readonly Standing[], day: PublicationDate | undefined): Block {
  const { summary, summaryCitation } = actor;
  return paragraph(
    [`${actor.type === 'entity' ? 'Entity' : 'Individual'} · ${actor.country}`],
    ...standingLines(actor, rows, day),
    [{ text: summary }, ' (', cited(summaryCitation.source, summaryCitation.url), ')'],
  );
}
