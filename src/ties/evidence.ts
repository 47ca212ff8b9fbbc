import type { TieEvidence } from '../domain/tie.js';
import { countryNamed } from '../lib/country.js';
import { dayText } from '../lib/time.js';
import { contradiction, doubt } from './contradiction.js';
import type { Facts } from './facts.js';
import { entityNamesAgree, personNamesAgree } from './names.js';
import { isRegistered, sameNumber } from './numbers.js';

/** How many listings of one list carry a number or wallet: of several, only the name says whose it is; of many, it is nobody's. */
export type CarriersOf = (kind: 'number' | 'wallet', key: string) => 'one' | 'several' | 'many';

export interface Evidence {
  readonly proofs: readonly TieEvidence[];
  /** Not enough for more than a probable tie. */
  readonly hints: readonly TieEvidence[];
}

/** What ties two listings to each other. Official references and profiles outweigh what speaks against it. */
export function evidenceBetween(a: Facts, b: Facts, carriersOf: CarriersOf): Evidence {
  if (a.listing.type !== b.listing.type) return { proofs: [], hints: [] };
  const official = [...profileEvidence(a, b), ...referenceEvidence(a, b)];
  if (official.length === 0 && contradiction(a, b) !== null) return { proofs: [], hints: [] };
  const numbers = [...numberEvidence(a, b, carriersOf), ...walletEvidence(a, b, carriersOf)];
  const agree = numbers.length > 0 && namesAgree(a, b);
  const proofs = [...official, ...numbers.filter(({ alone }) => alone || agree).map(({ evidence }) => evidence)];
  if (proofs.length > 0 || doubt(a, b) !== null) return { proofs, hints: [] };
  const named = a.listing.type === 'individual' ? personEvidence(a, b) : entityEvidence(a, b);
  return { proofs, hints: [...named, ...numbers.map(({ evidence }) => evidence)] };
}

function profileEvidence({ actor }: Facts, b: Facts): TieEvidence[] {
  return actor === null || actor.id !== b.actor?.id ? [] : [{ kind: 'actor', text: `profile of ${actor.name}` }];
}

/** The references that both listings carry: one is the other's own, or both name a third. */
function referenceEvidence(a: Facts, b: Facts): TieEvidence[] {
  return a.references
    .filter(({ register, key }) => b.references.some((other) => other.register === register && other.key === key))
    .map(({ register, text }) => ({ kind: 'official-reference', text: `${register} reference ${text}` }));
}

/**
 * A number or wallet of both. Alone it proves only where a registry gives each once: lists copy numbers into the row below,
 * and a firm is listed with the number of its owner.
 */
interface Shared {
  readonly evidence: TieEvidence;
  readonly alone: boolean;
}

function numberEvidence(a: Facts, b: Facts, carriersOf: CarriersOf): Shared[] {
  const countries = { a: a.countries, b: b.countries };
  const shared = a.numbers.filter(
    (number) =>
      b.numbers.some((other) => sameNumber(number, other, countries)) && isOwn(carriersOf('number', number.key), a, b),
  );
  const unique = new Map(shared.map((number) => [number.key, number]));
  return [...unique.values()].map(({ text, country, kind }) => ({
    evidence: { kind: 'identifier', text: country === null ? text : `${text} (${countryOf(country)})` },
    alone: isRegistered(kind),
  }));
}

function walletEvidence(a: Facts, b: Facts, carriersOf: CarriersOf): Shared[] {
  return [...a.wallets]
    .filter(([key]) => b.wallets.has(key) && isOwn(carriersOf('wallet', key), a, b))
    .map(([, address]) => ({ evidence: { kind: 'wallet', text: `wallet ${address}` }, alone: false }));
}

function isOwn(carriers: ReturnType<CarriersOf>, a: Facts, b: Facts): boolean {
  return carriers === 'one' || (carriers === 'several' && sharedName(a, b) !== null);
}

function namesAgree(a: Facts, b: Facts): boolean {
  const agree = a.listing.type === 'individual' ? personNamesAgree : entityNamesAgree;
  return a.names().some((one) => b.names().some((other) => agree(one.key, other.key)));
}

/** A strong name of both, as the first has it. */
function sharedName(a: Facts, b: Facts, words = 1): string | null {
  const others = new Set(b.names().map(({ key }) => key));
  return a.names().find(({ key }) => others.has(key) && key.split(' ').length >= words)?.text ?? null;
}

/** One word names many people. */
const MIN_WORDS = 2;

/** The same name, country and day of birth, or year and place of it. */
function personEvidence(a: Facts, b: Facts): TieEvidence[] {
  const [country, born] = [sharedCountry(a, b), sharedBirth(a, b)];
  const name = country === null || born === null ? null : sharedName(a, b, MIN_WORDS);
  return name === null ? [] : [{ kind: 'name-and-birth', text: `name “${name}”, ${born}, ${country}` }];
}

function sharedBirth(a: Facts, b: Facts): string | null {
  const day = a.births.find((one) => one.day !== null && b.births.some((other) => other.day === one.day))?.day;
  if (day) return `born ${dayText(day)}`;
  const place = [...a.birthplaces.keys()].find((town) => b.birthplaces.has(town));
  if (place === undefined) return null;
  const exact = (facts: Facts) => facts.births.filter(({ from, to }) => from === to).map(({ from }) => from);
  const year = exact(a).find((one) => exact(b).includes(one));
  return year === undefined ? null : `born ${year} in ${a.birthplaces.get(place)}`;
}

/** The same name and country of an entity. An alias alone may be the name of a parent or of the whole group. */
function entityEvidence(a: Facts, b: Facts): TieEvidence[] {
  const country = sharedCountry(a, b);
  if (a.listing.type !== 'entity' || country === null) return [];
  const known = (of: Facts, by: Facts) => by.names().some(({ key }) => key === of.names()[0]?.key);
  if (!known(a, b) || !known(b, a)) return [];
  return [{ kind: 'name-and-country', text: `name “${a.listing.name}”, ${country}` }];
}

function sharedCountry(a: Facts, b: Facts): string | null {
  const code = [...a.countries].find((each) => b.countries.has(each));
  return code === undefined ? null : countryOf(code);
}

function countryOf(code: string): string {
  return countryNamed(code) ?? code;
}
