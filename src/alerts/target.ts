import { UserError } from '../domain/errors.js';
import { PARTY_TYPES, type PartyType } from '../domain/listing.js';
import type { Target } from '../domain/subscription.js';
import { countryNamed, countryNames } from '../lib/country.js';
import { didYouMean, truncate } from '../lib/text.js';
import type { Actors } from '../ports.js';

export interface TargetFacts {
  readonly actors: Actors;
  readonly sources: readonly { readonly id: string }[];
}

const KINDS = ['actor', 'list', 'program', 'country', 'type', 'everything'] as const;

/**
 * Reads a subscription's target as people type it: `actor:lazarus-group`, `list:ofac-sdn`, `program:DPRK3`,
 * `country:Iran`, `country:KP`, `type:vessel`, `everything`, or an actor's name alone. Throws `UserError` that says what is
 * allowed.
 */
export function parseTarget(text: string, facts: TargetFacts): Target {
  const typed = text.trim();
  if (/^(everything|all|\*)$/i.test(typed)) return { kind: 'everything' };
  const [, kind = '', value = ''] = /^([a-z]+)\s*:\s*(.+)$/i.exec(typed) ?? [];
  switch (kind.toLowerCase()) {
    case '':
      return actorTarget(typed, facts.actors);
    case 'actor':
      return actorTarget(value, facts.actors);
    case 'list':
      return listTarget(value, facts.sources);
    case 'program':
    case 'programme':
      return { kind: 'program', program: value.toUpperCase() };
    case 'country':
      return countryTarget(value);
    case 'type':
      return typeTarget(value);
    default:
      throw new UserError(
        `“${kind}:” is not a kind of target.${didYouMean(kind, KINDS.slice(0, -1), ':')} Use ${KINDS.join(', ')}.`,
      );
  }
}

function actorTarget(name: string, actors: Actors): Target {
  const actor = actors.get(name.toLowerCase()) ?? actors.named(name);
  if (actor) return { kind: 'actor', actor: actor.id, relations: false };
  const names = actors.all().map((candidate) => candidate.name);
  throw new UserError(
    `No curated actor is called “${name}”.${didYouMean(name, names)} Use an actor's name, or list:ofac-sdn, program:DPRK3, country:Iran, type:vessel, everything.`,
  );
}

function listTarget(id: string, sources: TargetFacts['sources']): Target {
  const wanted = id.toLowerCase();
  if (sources.some((source) => source.id === wanted)) return { kind: 'list', list: wanted };
  const ids = sources.map((source) => source.id);
  throw new UserError(`“${id}” is not watched here.${didYouMean(id, ids)} Lists and feeds: ${ids.join(', ')}.`);
}

/** A country has one name here, whichever of its names or codes was typed. */
function countryTarget(typed: string): Target {
  const country = countryNamed(typed);
  if (country !== null) return { kind: 'country', country };
  throw new UserError(
    `“${truncate(typed, 40)}” is no country that is known here. Use its name or its ISO code: country:Iran, country:KP.${didYouMean(typed, countryNames())}`,
  );
}

function typeTarget(value: string): Target {
  const type = PARTY_TYPES.find((known) => known === value.toLowerCase());
  if (type) return { kind: 'type', type: type satisfies PartyType };
  throw new UserError(`“${value}” is not a type. Types: ${PARTY_TYPES.join(', ')}.`);
}
