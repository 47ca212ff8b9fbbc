import {
  type Address,
  type Alias,
  type Birth,
  bareListing,
  type Identifier,
  type Listing,
  type ListingDraft,
  type PartyType,
} from '../../domain/listing.js';
import type { Party, Unknown, Value } from './schema.js';
import { walletsIn } from './wallets.js';

const TYPES: Readonly<Record<Party['Nature'], PartyType>> = {
  'Personne physique': 'individual',
  'Personne morale': 'entity',
  Navire: 'vessel',
};

type ValuesOf = (field: string) => readonly Value[];

/** Turns a party of the register into a listing; what nobody knows of it is kept in the remarks. */
export function listingOf(party: Party, unknowns: readonly Unknown[]): Listing {
  const valuesOf: ValuesOf = (field) =>
    party.RegistreDetail.filter(({ TypeChamp }) => TypeChamp === field).flatMap(({ Valeur }) => Valeur);
  const textsOf = (field: string, key: string) => valuesOf(field).flatMap((value) => value[key] || []);
  const [first = '', ...others] = textsOf('PRENOM', 'Prenom').map((given) => `${given} ${party.Nom}`);
  const ref = String(party.IdRegistre);
  const page = `https://gels-avoirs.dgtresor.gouv.fr/Gels/RegistreDetail?idRegistre=${ref}`;
  const listing: ListingDraft = bareListing('fr-gels', ref, first || party.Nom, TYPES[party.Nature], page);
  listing.aliases = [
    ...others.map((name): Alias => ({ name, kind: 'aka', strength: 'strong' })),
    ...aliasesOf(valuesOf),
  ];
  listing.legalAuthorities = textsOf('FONDEMENT_JURIDIQUE', 'FondementJuridiqueLabel');
  listing.programs = [...new Set(listing.legalAuthorities.map(regimeOf))];
  listing.addresses = [...valuesOf('ADRESSE_PM'), ...valuesOf('ADRESSE_PP')].flatMap(addressOf);
  listing.births = [
    ...valuesOf('DATE_DE_NAISSANCE').flatMap(birthDateOf),
    ...valuesOf('LIEU_DE_NAISSANCE').flatMap(birthPlaceOf),
  ];
  listing.nationalities = textsOf('NATIONALITE', 'Pays').map((country) => ({ country, kind: 'nationality' }));
  listing.identifiers = identifiersOf(valuesOf);
  listing.wallets = walletsOf(valuesOf);
  listing.websites = textsOf('SITE_INTERNET', 'SiteInternet');
  listing.emails = textsOf('COURRIEL', 'Courriel');
  readTexts(listing, textsOf, unknowns);
  return listing;
}

function readTexts(
  listing: ListingDraft,
  textsOf: (field: string, key: string) => readonly string[],
  unknowns: readonly Unknown[],
): void {
  const title = textsOf('TITRE', 'Titre').join('; ');
  const gender = textsOf('SEXE', 'Sexe').join('; ');
  const unread = unknowns.flatMap(({ path, text }) => (text ? `${path}: ${text}` : []));
  const remarks = [...textsOf('MOTIFS', 'Motifs'), ...unread].join('\n');
  if (title) listing.title = title;
  if (gender) listing.gender = gender;
  if (remarks) listing.remarks = remarks;
}

/** The register has no field for it: "(pseudonyme peu fiable)", "(peu fiable)", "- faible" end the alias itself. */
const WEAK = /\s*(?:\((?:pseudonyme\s+)?(?:peu fiable|de faible qualité|faible)\)|-\s*faible)$/i;

function aliasesOf(valuesOf: ValuesOf): Alias[] {
  return valuesOf('ALIAS').flatMap(({ Alias: text = '', Commentaire: comment = '' }) => {
    const name = text.replace(WEAK, '');
    const weak = name !== text || /peu fiable|faible/i.test(comment);
    return name ? [{ name, kind: 'aka', strength: weak ? 'weak' : 'strong' }] : [];
  });
}

/** `Règlement (UE) … (UE Ukraine intégrité territoriale - …)` is of the regime between the brackets. */
function regimeOf(legalBasis: string): string {
  return /\(((?:UE|ONU)\s.+?)\s+-\s/.exec(legalBasis)?.[1] ?? legalBasis;
}

function addressOf({ Adresse: text = '', Pays: country = '', Commentaire: comment = '' }: Value): Address[] {
  const whole = withNote(text, comment);
  if (!whole && !country) return [];
  return [country ? { text: whole, country } : { text: whole }];
}

/** `1956-04-23`, `1956-04` or `1956`. */
function birthDateOf({
  Jour: day = '',
  Mois: month = '',
  Annee: year = '',
  Commentaire: comment = '',
}: Value): Birth[] {
  const date = [year, month.padStart(month ? 2 : 0, '0'), month && day.padStart(day ? 2 : 0, '0')];
  const value = withNote(date.filter(Boolean).join('-'), comment);
  return value ? [{ kind: 'date', value }] : [];
}

function birthPlaceOf({ Lieu: place = '', Pays: country = '', Commentaire: comment = '' }: Value): Birth[] {
  const value = withNote([place, country].filter(Boolean).join(', '), comment);
  return value ? [{ kind: 'place', value }] : [];
}

/** Field, the value that holds its number, and what it is called in a listing. */
const NUMBERS = [
  ['PASSEPORT', 'NumeroPasseport', 'Passport'],
  ['AUTRE_IDENTITE', 'NumeroCarte', 'Identity document'],
  ['IDENTIFICATION', 'Identification', 'Identification'],
  ['NUMERO_OMI', 'NumeroOMI', 'IMO number'],
  ['TELEPHONE', 'Telephone', 'Phone number'],
  ['REFERENCE_UE', 'ReferenceUe', 'EU reference'],
  ['REFERENCE_ONU', 'ReferenceOnu', 'UN reference'],
] as const;

function identifiersOf(valuesOf: ValuesOf): Identifier[] {
  return NUMBERS.flatMap(([field, key, type]) =>
    valuesOf(field).flatMap((value) => {
      const { [key]: number = '', Commentaire: note = '' } = value;
      return number || note ? [{ type, number, ...(note ? { note } : {}) }] : [];
    }),
  );
}

function walletsOf(valuesOf: ValuesOf): ListingDraft['wallets'] {
  const declared = valuesOf('CRYPTOMONNAIE').flatMap(({ Cryptomonnaie: address = '', Commentaire: label = '' }) =>
    address ? [{ address, label: label || 'Cryptomonnaie' }] : [],
  );
  const mentioned = valuesOf('IDENTIFICATION').flatMap(({ Identification: text = '', Commentaire: comment = '' }) =>
    walletsIn(text, comment),
  );
  return [...declared, ...mentioned];
}

function withNote(text: string, note: string): string {
  return text && note ? `${text} (${note})` : text || note;
}
