import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { judgeVersion } from '../../../src/ledger/version.js';
import type { ReadEvent } from '../../../src/ports.js';
import { frGels } from '../../../src/sources/fr-gels/index.js';
import { changesBetween, countsOf, listingsIn, reader } from '../../contracts/list-source.js';
import { describeShared } from '../../support/shared.js';
import { field, party } from './register.js';

const Texts = z.array(z.string());
const Index = z.object({
  as_of: z.string(),
  entries: z.array(
    z.object({
      IdRegistre: z.number(),
      Nature: z.string(),
      Nom: z.string(),
      Prenoms: Texts,
      DatesNaissance: z.array(
        z.object({ jour: z.string().default(''), mois: z.string().default(''), annee: z.string() }),
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

/** The flattened copy of a mirror in the shape in which the publisher has it. */
async function unflattened(path: string): Promise<string> {
  const index = Index.parse(JSON.parse(gunzipSync(await readFile(path)).toString('utf8')));
  const records = index.entries.map((entry) => {
    const texts = (type: string, key: string, values: readonly string[]) =>
      field(type, ...values.map((value) => ({ [key]: value })));
    const fields = [
      texts('PRENOM', 'Prenom', entry.Prenoms),
      texts('ALIAS', 'Alias', entry.Alias),
      texts('NATIONALITE', 'Pays', entry.Nationalites),
      texts('LIEU_DE_NAISSANCE', 'Lieu', entry.LieuxNaissance),
      texts('PASSEPORT', 'NumeroPasseport', entry.Passeports),
      texts('REFERENCE_UE', 'ReferenceUe', entry.ReferencesUe),
      texts('NUMERO_OMI', 'NumeroOMI', entry.NumeroOMI),
      field(
        'DATE_DE_NAISSANCE',
        ...entry.DatesNaissance.map(({ jour, mois, annee }) => ({ Jour: jour, Mois: mois, Annee: annee })),
      ),
      field('ADRESSE_PM', ...entry.Adresses.map(({ adresse, pays }) => ({ Adresse: adresse, Pays: pays }))),
      field(
        'IDENTIFICATION',
        ...entry.Identifications.map(({ identification, commentaire }) => ({
          Identification: identification,
          Commentaire: commentaire,
        })),
      ),
    ];
    return party(
      entry.IdRegistre,
      entry.Nom,
      fields.filter(({ Valeur }) => Valeur.length > 0),
      entry.Nature,
    );
  });
  return `{"Publications":{"DatePublication":"${index.as_of}","PublicationDetail":[${records.join(',')}]}}`;
}

describeShared('the real register of France', (data) => {
  const read = reader(frGels);
  let [older, newer]: ReadEvent[][] = [[], []];
  beforeAll(async () => {
    older = await read(await unflattened(data('fr/slim_index_2026-05-20.json.gz')));
    newer = await read(await unflattened(data('fr/slim_index_2026-05-29.json.gz')));
  });

  it('has as many entries of each nature as it says, and nothing unknown', async () => {
    const listings = listingsIn(newer ?? []);
    const types = listings.map(({ type }) => type);
    expect(['individual', 'entity', 'vessel'].map((type) => types.filter((one) => one === type).length)).toEqual([
      4506, 1669, 38,
    ]);
    expect(newer?.length).toBe(6213 + 1);
    expect(newer?.[0]).toEqual({ kind: 'header', published: '2026-05-29T08:41:43.587Z' });
    expect(listings.filter(({ name }) => name !== name.trim() || name === '')).toEqual([]);
    expect(judgeVersion(await changesBetween([], newer ?? []), frGels.minimum)).toBeNull();
  });

  it('2026-05-20 → 05-29: 18 added, 1 removed; of 14 that differ one differs in its spacing only', async () => {
    const diff = await changesBetween(older ?? [], newer ?? []);
    expect(countsOf(diff)).toBe('18/13/1');
    expect(judgeVersion(diff, frGels.minimum)).toBeNull();
    const fields = new Map(
      diff.amended.map(({ entry, fields: all }) => [entry.listing.ref, all.map((one) => one.field)]),
    );
    expect(fields.get('1750')).toEqual(['nationalities']);
    expect(fields.get('7413')).toEqual(['births']);
    expect(fields.has('7415')).toBe(false);
    expect(countsOf(await changesBetween(newer ?? [], newer ?? []))).toBe('0/0/0');
  });

  it('names the wallets of Garantex, and weak aliases as such', () => {
    const garantex = listingsIn(newer ?? []).find(({ ref }) => ref === '7932');
    expect(garantex?.wallets.map(({ label }) => label)).toEqual(['ETH', 'BTC', 'BTC', 'BTC', 'BSC', 'TRX']);
    expect(garantex?.wallets[0]?.address).toBe('0x002471b8A185f9980708d0eAEC5B289714F56f8d');
    const weak = listingsIn(newer ?? []).flatMap(({ aliases }) =>
      aliases.filter(({ strength }) => strength === 'weak'),
    );
    expect(weak.map(({ name }) => name)).toContain('Aziz Cairo');
    expect(weak.filter(({ name }) => /fiable|faible/.test(name))).toEqual([]);
  });
});
