import { tidy } from '../../lib/text.js';
import type { XmlElement, XmlInside, XmlShape } from '../../lib/xml.js';

/** Each fact under the element that held it until August 2026, and under the bilingual one that holds it since. */
const ELEMENTS = {
  country: ['Country', 'Country-Pays'],
  lastName: ['LastName', 'LastName-NomDeFamille'],
  givenName: ['GivenName', 'GivenName-Prenom'],
  entityOrShip: ['EntityOrShip', 'EntityOrShip-EntiteOuNavire'],
  titleOrShipType: ['TitleOrShip', 'TitleOrShipType-TitreOuTypeDeNavire'],
  imo: ['ShipIMONumber', 'ShipIMONumber-NumeroOMIDuNavire'],
  birthOrBuildDate: [
    'DateOfBirthOrShipBuildDate',
    'DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire',
  ],
  schedule: ['Schedule', 'Schedule-Annexe'],
  item: ['Item', 'Item-NumeroDarticle'],
  aliases: ['Aliases', 'Aliases-Alias'],
  listedOn: ['DateOfListing', 'DateOfListing-DateDinscription'],
} as const;

export type Fact = keyof typeof ELEMENTS;
/** What a record says, line breaks kept; empty where it says nothing. */
export type Facts = Readonly<Record<Fact, string>>;

const FACTS = new Map<string, Fact>();
for (const fact of Object.keys(ELEMENTS) as Fact[]) for (const name of ELEMENTS[fact]) FACTS.set(name, fact);

/** Every element of a record, of which it has one at most. */
export const ELEMENT_NAMES: ReadonlySet<string> = new Set(FACTS.keys());

const RECORD: XmlInside = Object.fromEntries([...FACTS.keys()].map((name) => [name, {}]));

/** The Consolidated Canadian Autonomous Sanctions List: a flat table of records. */
export const SHAPE: XmlShape = { root: 'data-set', records: ['record'], inside: { record: RECORD } };

/** The facts of a record, whichever names its elements have. */
export function factsOf(record: XmlElement): Facts {
  const facts: Record<Fact, string> = {
    country: '',
    lastName: '',
    givenName: '',
    entityOrShip: '',
    titleOrShipType: '',
    imo: '',
    birthOrBuildDate: '',
    schedule: '',
    item: '',
    aliases: '',
    listedOn: '',
  };
  for (const { name, text } of record.children) {
    const fact = FACTS.get(name);
    if (fact) facts[fact] ||= tidy(text);
  }
  return facts;
}
