import { z } from 'zod';
import { tidy } from '../../lib/text.js';

/** Texts, and the numbers that some fields hold instead (IdRegistre, Annee, FondementJuridique). */
const Scalar = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : tidy(String(value))));

const Detail = z.looseObject({ TypeChamp: z.string().min(1), Valeur: z.array(z.record(z.string(), Scalar)) });

/** One party of the register, as far as its shape goes; what the fields say is read one by one. */
export const Party = z.looseObject({
  IdRegistre: z.int().positive(),
  Nature: z.enum(['Personne physique', 'Personne morale', 'Navire']),
  Nom: z.string().transform(tidy).pipe(z.string().min(1)),
  RegistreDetail: z.array(Detail),
});
export type Party = z.infer<typeof Party>;
export type Register = z.infer<typeof Register>;
export type Value = Readonly<Record<string, string>>;

/** What can be said of a party that does not fit. */
export const Torn = z.looseObject({
  IdRegistre: z.int().positive().nullable().catch(null),
  Nom: z.string().transform(tidy).nullable().catch(null),
});

/** The file's frame; records that do not fit are set aside one by one. */
export const Register = z.object({
  Publications: z.object({
    DatePublication: z.string(),
    PublicationDetail: z.array(z.unknown()),
  }),
});

/** Every field of the publisher's own schema and every value in it. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ADRESSE_PM: ['Adresse', 'Pays', 'Commentaire'],
  ADRESSE_PP: ['Adresse', 'Pays', 'Commentaire'],
  ALIAS: ['Alias', 'Commentaire'],
  AUTRE_IDENTITE: ['NumeroCarte', 'Commentaire'],
  COURRIEL: ['Courriel'],
  CRYPTOMONNAIE: ['Cryptomonnaie', 'Commentaire'],
  DATE_DE_NAISSANCE: ['Jour', 'Mois', 'Annee', 'Commentaire'],
  FONDEMENT_JURIDIQUE: ['FondementJuridique', 'FondementJuridiqueLabel'],
  IDENTIFICATION: ['Identification', 'Commentaire'],
  LIEU_DE_NAISSANCE: ['Lieu', 'Pays', 'Commentaire'],
  MOTIFS: ['Motifs'],
  NATIONALITE: ['Pays', 'Commentaire'],
  NUMERO_OMI: ['NumeroOMI'],
  PASSEPORT: ['NumeroPasseport', 'Commentaire'],
  PRENOM: ['Prenom'],
  REFERENCE_ONU: ['ReferenceOnu', 'Commentaire'],
  REFERENCE_UE: ['ReferenceUe', 'Commentaire'],
  SEXE: ['Sexe'],
  SITE_INTERNET: ['SiteInternet'],
  TELEPHONE: ['Telephone'],
  TITRE: ['Titre'],
};

const KNOWN = new Set(['IdRegistre', 'Nature', 'Nom', 'RegistreDetail']);
const KNOWN_IN_DETAIL = new Set(['TypeChamp', 'Valeur']);

/** Something of a party that the schema does not know. */
export interface Unknown {
  readonly path: string;
  readonly text: string;
}

/** What nobody knows of a party: fields, values within a field, and keys beside them. */
export function unknownsOf(party: Party): Unknown[] {
  const found: Unknown[] = [];
  for (const [key, value] of Object.entries(party)) if (!KNOWN.has(key)) found.push({ path: key, text: said(value) });
  for (const detail of party.RegistreDetail) {
    const { TypeChamp: field, Valeur: values } = detail;
    for (const [key, value] of Object.entries(detail))
      if (!KNOWN_IN_DETAIL.has(key)) found.push({ path: `RegistreDetail/${key}`, text: said(value) });
    const names = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    for (const value of values) {
      if (!names) found.push({ path: field, text: Object.values(value).filter(Boolean).join(', ') });
      else
        for (const [key, text] of Object.entries(value))
          if (!names.includes(key)) found.push({ path: `${field}/${key}`, text });
    }
  }
  return found;
}

function said(value: unknown): string {
  return tidy(typeof value === 'string' ? value : JSON.stringify(value));
}
