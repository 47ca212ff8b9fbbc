import type { PartyType } from '../domain/listing.js';
import { sameCountry } from '../lib/country.js';

/** What is known of whoever is looked for, beside the name. */
export interface Evidence {
  /** A year of birth, or a day that begins with it. */
  readonly born?: string;
  /** A name or a code. */
  readonly country?: string;
}

/** What the lists say of a party, beside its names. */
export interface PartyFacts {
  readonly type: PartyType;
  /** Years, as texts of four figures. */
  readonly born: readonly string[];
  readonly countries: readonly string[];
}

export interface Weighed {
  readonly score: number;
  /** `born 1971 as listed`, for the explanation. */
  readonly said: readonly string[];
}

/** How much of what the name left open a fact that agrees makes sure, and what is left where it does not. */
const BORN_AGREES = 0.3;
const BORN_APART = 0.85;
const COUNTRY_AGREES = 0.12;
const COUNTRY_APART = 0.94;
/** Lists write "circa", and calendars differ: years as near as this agree, and those a little farther apart say nothing. */
const SAME_YEARS = 1;
const UNSURE_YEARS = 3;
/** Only a name that is exact is sure. */
const MOST_RAISED = 0.99;

/** A score by name, raised or lowered by what else is known. What the list does not say changes nothing. */
export function weighEvidence(score: number, { born, country }: Evidence, facts: PartyFacts): Weighed {
  const said: string[] = [];
  let weighed = score;
  const agree = (share: number) => {
    weighed = Math.max(weighed, Math.min(MOST_RAISED, weighed + (1 - weighed) * share));
  };
  const year = yearsIn(born ?? '')[0];
  if (year !== undefined && facts.born.length > 0) {
    const apart = Math.min(...facts.born.map((listed) => Math.abs(Number(listed) - Number(year))));
    if (apart <= SAME_YEARS) agree(BORN_AGREES);
    else if (apart > UNSURE_YEARS) weighed *= BORN_APART;
    said.push(`born ${year}, ${apart === 0 ? 'as listed' : `listed ${facts.born.join(' or ')}`}`);
  }
  if (country !== undefined && facts.countries.length > 0) {
    const same = facts.countries.some((listed) => sameCountry(listed, country));
    if (same) agree(COUNTRY_AGREES);
    else weighed *= COUNTRY_APART;
    said.push(`of ${country}, ${same ? 'as listed' : `listed ${facts.countries.join(', ')}`}`);
  }
  return { score: Math.floor(weighed * 100 + 1e-9) / 100, said };
}

/** How far below a threshold a name may score and still reach it by what else is known. */
export const EVIDENCE_REACH = 0.1;

/** The years that a date names, each once: "circa 1965", "1970 to 1972", "15 Aug 1984". */
export function yearsIn(date: string): string[] {
  return [...new Set(date.match(/(?<!\d)(?:1[89]|20)\d\d(?!\d)/g))];
}
