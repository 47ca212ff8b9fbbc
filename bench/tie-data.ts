/** The real files that ties are measured on, as listings. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Listing } from '../src/domain/listing.js';
import { listingOf } from '../src/sources/fr-gels/record.js';
import { sources } from '../src/sources/index.js';

export const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/** Every listing of an official file, read by the source's own reader. */
export async function readList(id: string, path: string): Promise<Listing[]> {
  const source = sources.find((candidate) => candidate.id === id);
  if (source?.kind !== 'list') throw new Error(`there is no list ${id}`);
  const listings: Listing[] = [];
  for await (const event of source.read(await source.fromDisk(DATA + path, null)))
    if (event.kind === 'listing') listings.push(event.listing);
  return listings;
}

const Texts = z.array(z.string());
const Index = z.object({
  entries: z.array(
    z.object({
      IdRegistre: z.number(),
      Nature: z.enum(['Personne physique', 'Personne morale', 'Navire']),
      Nom: z.string(),
      Prenoms: Texts,
      DatesNaissance: z.array(
        z.object({ jour: z.string().optional(), mois: z.string().optional(), annee: z.string() }),
      ),
      Alias: Texts,
      Nationalites: Texts,
      LieuxNaissance: Texts,
      Identifications: z.array(z.object({ identification: z.string(), commentaire: z.string() })),
      Adresses: z.array(z.object({ adresse: z.string(), pays: z.string() })),
      Passeports: Texts,
      ReferencesUe: Texts,
      NumeroOMI: Texts,
    }),
  ),
});

/** The French register from the flattened copy of a mirror: values complete, nationality and reasons aside. */
export async function readFrench(path: string): Promise<Listing[]> {
  const { entries } = Index.parse(JSON.parse(gunzipSync(await readFile(DATA + path)).toString('utf8')));
  return entries.map((entry) => {
    const texts = (TypeChamp: string, key: string, values: readonly string[]) => ({
      TypeChamp,
      Valeur: values.map((value) => ({ [key]: value.trim() })),
    });
    const detail = [
      texts('PRENOM', 'Prenom', entry.Prenoms),
      texts('ALIAS', 'Alias', entry.Alias),
      texts('NATIONALITE', 'Pays', entry.Nationalites),
      texts('LIEU_DE_NAISSANCE', 'Lieu', entry.LieuxNaissance),
      texts('PASSEPORT', 'NumeroPasseport', entry.Passeports),
      texts('REFERENCE_UE', 'ReferenceUe', entry.ReferencesUe),
      texts('NUMERO_OMI', 'NumeroOMI', entry.NumeroOMI),
      {
        TypeChamp: 'DATE_DE_NAISSANCE',
        Valeur: entry.DatesNaissance.map(({ jour = '', mois = '', annee }) => ({
          Jour: jour,
          Mois: mois,
          Annee: annee,
        })),
      },
      {
        TypeChamp: entry.Nature === 'Personne physique' ? 'ADRESSE_PP' : 'ADRESSE_PM',
        Valeur: entry.Adresses.map(({ adresse, pays }) => ({ Adresse: adresse, Pays: pays })),
      },
      {
        TypeChamp: 'IDENTIFICATION',
        Valeur: entry.Identifications.map(({ identification, commentaire }) => ({
          Identification: identification,
          Commentaire: commentaire,
        })),
      },
    ];
    return listingOf({ ...entry, Nom: entry.Nom.trim(), RegistreDetail: detail }, []);
  });
}
