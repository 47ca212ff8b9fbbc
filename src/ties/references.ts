import type { Listing } from '../domain/listing.js';

/** Registers whose references other lists name. */
export type Register = 'UN' | 'EU' | 'OFAC';

/** A reference of an official register, in the form in which lists are compared. */
export interface OfficialReference {
  readonly register: Register;
  readonly key: string;
  /** As the list writes it. */
  readonly text: string;
}

/** Lists whose own references are those of a register. OFAC numbers a party once, on whichever of its lists it stands. */
const OWN: Readonly<Record<string, Register>> = {
  'un-sc': 'UN',
  'eu-fsf': 'EU',
  'ofac-sdn': 'OFAC',
  'ofac-consolidated': 'OFAC',
};

/** `TAi.002`: the regime, individual or entity, and a number that some lists write without its zeros (`LYi.28`). */
const UN = /^([A-Z]{2}[ie])\s?\.\s?0*(\d{1,4})$/i;
/** `EU.12598.59` */
const EU = /^EU\.(\d+)\.(\d+)$/i;

/** Every reference that a list gives to an entry or names beside it, whatever the label: their forms are unmistakable. */
export function referencesOf(listing: Listing): OfficialReference[] {
  const named = listing.identifiers.flatMap(({ number }) => readReference(number.trim()) ?? []);
  const register = OWN[listing.list];
  if (register === undefined) return named;
  const own = readReference(listing.ref);
  const key = own?.register === register ? own.key : listing.ref;
  return [{ register, key, text: listing.ref }, ...named.filter((reference) => reference.key !== key)];
}

function readReference(text: string): OfficialReference | null {
  if (!text.includes('.')) return null;
  const [, regime, number] = UN.exec(text) ?? [];
  if (regime) return { register: 'UN', key: `${regime.toUpperCase()}.${number}`, text };
  const [, id, check] = EU.exec(text) ?? [];
  return id ? { register: 'EU', key: `EU.${id}.${check}`, text } : null;
}
