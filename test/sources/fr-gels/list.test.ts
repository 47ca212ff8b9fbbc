import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { createHttp } from '../../../src/lib/http.js';
import { frGels } from '../../../src/sources/fr-gels/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { type Field, field, party, registerJson } from './register.js';

const entity = (n: number, name = `HERON ${n} SA`) => party(n, name, [field('ALIAS', { Alias: `Héron ${n}` })]);

listSourceContract(frGels, {
  path: '/ApiPublic/api/v1/publication/derniere-publication-fichier-json',
  file: registerJson,
  record: entity,
  refOf: String,
  torn: [
    { without: 'IdRegistre', record: entity(1).replace('"IdRegistre":1,', ''), ref: null },
    { without: 'Nom', record: entity(1, ' '), ref: '1' },
    { without: 'Nature', record: entity(1).replace('"Nature":"Personne morale",', ''), ref: '1' },
    { without: 'known Nature', record: entity(1).replace('Personne morale', 'Aéronef'), ref: '1' },
    { without: 'RegistreDetail', record: entity(1).replace(/,"RegistreDetail".*\]/, ''), ref: '1' },
  ],
  strange: {
    record: party(1, 'HERON 1 SA', [field('PSEUDONYME', { Pseudonyme: 'Aigrette' })]),
    path: 'PSEUDONYME',
    example: 'Aigrette',
  },
  foreign: '{"meta":{"total":1},"results":[{"id":1,"name":"HERON"}]}',
  cut: /not well-formed JSON, or cut short/,
});

describe('a party', () => {
  const read = reader(frGels);

  async function readOne(fields: readonly Field[], nature = 'Personne physique', name = 'HENTZAU '): Promise<Listing> {
    const [listing] = listingsIn(await read(registerJson([party(7, name, fields, nature)])));
    if (!listing) throw new Error('no listing was read');
    return listing;
  }

  it('has its number, its first name before its name, and a page of its own', async () => {
    const fields = [
      field('PRENOM', { Prenom: 'Anne  Ivanovna ' }, { Prenom: 'Anna' }),
      field('SEXE', { Sexe: 'Féminin' }),
      field('TITRE', { Titre: 'Général' }, { Titre: 'Ministre' }),
      field('NATIONALITE', { Pays: 'RURITANIE' }),
      field('MOTIFS', { Motifs: 'De vieille\nfamille.' }),
    ];
    expect(await readOne(fields)).toMatchObject({
      list: 'fr-gels',
      ref: '7',
      name: 'Anne Ivanovna HENTZAU',
      type: 'individual',
      aliases: [{ name: 'Anna HENTZAU', kind: 'aka', strength: 'strong' }],
      gender: 'Féminin',
      title: 'Général; Ministre',
      nationalities: [{ country: 'RURITANIE', kind: 'nationality' }],
      remarks: 'De vieille famille.',
      url: 'https://gels-avoirs.dgtresor.gouv.fr/Gels/RegistreDetail?idRegistre=7',
    });
    expect(await readOne([], 'Navire', 'HÉRON 2 ')).toMatchObject({ name: 'HÉRON 2', type: 'vessel' });
  });

  it('has births, addresses and documents', async () => {
    const fields = [
      field(
        'DATE_DE_NAISSANCE',
        { Jour: '3', Mois: '4', Annee: 1980 },
        { Mois: '05', Annee: '1981' },
        { Jour: null, Mois: '', Annee: '1982', Commentaire: 'environ' },
      ),
      field('LIEU_DE_NAISSANCE', { Lieu: 'Strelsau', Pays: 'RURITANIE' }, { Lieu: '', Pays: '' }),
      field('ADRESSE_PP', { Adresse: '1 rue du Môle, Strelsau', Pays: 'RURITANIE' }, { Adresse: '', Pays: 'MALI' }),
      field('PASSEPORT', { NumeroPasseport: 'X1', Commentaire: 'périmé' }),
      field('AUTRE_IDENTITE', { NumeroCarte: 'C2', Commentaire: '' }),
      field('IDENTIFICATION', { Identification: '1023202741781', Commentaire: 'OGRN' }),
      field('NUMERO_OMI', { NumeroOMI: 9000001 }),
      field('TELEPHONE', { Telephone: '+1 555 0100' }),
      field('REFERENCE_UE', { ReferenceUe: ' EU.1.2' }),
      field('REFERENCE_ONU', { ReferenceOnu: 'RUi.001' }),
      field('SITE_INTERNET', { SiteInternet: 'www.heron.example' }),
      field('COURRIEL', { Courriel: 'anne@heron.example' }),
    ];
    expect(await readOne(fields)).toMatchObject({
      births: [
        { kind: 'date', value: '1980-04-03' },
        { kind: 'date', value: '1981-05' },
        { kind: 'date', value: '1982 (environ)' },
        { kind: 'place', value: 'Strelsau, RURITANIE' },
      ],
      addresses: [
        { text: '1 rue du Môle, Strelsau', country: 'RURITANIE' },
        { text: '', country: 'MALI' },
      ],
      identifiers: [
        { type: 'Passport', number: 'X1', note: 'périmé' },
        { type: 'Identity document', number: 'C2' },
        { type: 'Identification', number: '1023202741781', note: 'OGRN' },
        { type: 'IMO number', number: '9000001' },
        { type: 'Phone number', number: '+1 555 0100' },
        { type: 'EU reference', number: 'EU.1.2' },
        { type: 'UN reference', number: 'RUi.001' },
      ],
      websites: ['www.heron.example'],
      emails: ['anne@heron.example'],
    });
  });

  it('has weak aliases where the text of the alias says so', async () => {
    const values = ['Aigrette', 'Butor (pseudonyme peu fiable)', 'Cigogne (peu fiable)', 'Grue  - faible'];
    const { aliases } = await readOne([
      field(
        'ALIAS',
        ...values.map((Alias) => ({ Alias })),
        { Alias: 'Ibis', Commentaire: 'peu fiable' },
        { Alias: '' },
      ),
    ]);
    expect(aliases.map(({ name, strength }) => `${name} ${strength}`)).toEqual([
      'Aigrette strong',
      'Butor weak',
      'Cigogne weak',
      'Grue weak',
      'Ibis weak',
    ]);
  });

  it('is of the regime that its legal basis names, or of the legal basis', async () => {
    const basis = (label: string) => ({ FondementJuridique: 12, FondementJuridiqueLabel: label });
    const regulation = 'Règlement (UE) 2026/1 (UE Ruritanie intégrité - règlement 2020/1)';
    const { programs, legalAuthorities } = await readOne([
      field('FONDEMENT_JURIDIQUE', basis(regulation), basis('Arrêté du 5 mai 2026')),
    ]);
    expect(programs).toEqual(['UE Ruritanie intégrité', 'Arrêté du 5 mai 2026']);
    expect(legalAuthorities).toEqual([regulation, 'Arrêté du 5 mai 2026']);
  });

  it('has the wallets that its identifications mention, glued or not, and no others', async () => {
    const eth = `0x${'aB'.repeat(20)}`;
    const [btc, old, tron] = [`bc1q${'0a'.repeat(19)}`, `3${'Ab'.repeat(16)}A`, `T${'Zx'.repeat(16)}Z`];
    const comment = 'Adresse de portefeuille de chaîne de blocs';
    const { wallets, identifiers } = await readOne([
      field(
        'IDENTIFICATION',
        { Identification: `ETH: ${eth}`, Commentaire: comment },
        { Identification: `BTC: ${btc}${btc}${old}  TRX: ${tron}`, Commentaire: comment },
        { Identification: `Adresses de portefeuille connues: ${tron}; ${tron}`, Commentaire: '' },
        { Identification: `Référence ${old}`, Commentaire: '' },
      ),
      field('CRYPTOMONNAIE', { Cryptomonnaie: old, Commentaire: 'XBT' }),
    ]);
    expect(wallets.map(({ address, label }) => `${label} ${address}`)).toEqual([
      `XBT ${old}`,
      `ETH ${eth}`,
      `BTC ${btc}`,
      `BTC ${btc}`,
      `BTC ${old}`,
      `TRX ${tron}`,
      `Cryptomonnaie ${tron}`,
      `Cryptomonnaie ${tron}`,
    ]);
    expect(identifiers).toHaveLength(4);
  });

  it('keeps in its remarks what nobody knows, each reported once', async () => {
    const odd = [field('ALIAS', { Alias: 'Aigrette', Fiabilite: 'B' }), field('PSEUDONYME', { Nom: 'Butor', Rang: 2 })];
    const events = await read(registerJson([party(1, 'HERON', odd), party(2, 'IBIS', odd)]));
    expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'ALIAS/Fiabilite', example: 'B' },
      { kind: 'unknown', path: 'PSEUDONYME', example: 'Butor, 2' },
    ]);
    expect(listingsIn(events)).toMatchObject([
      { name: 'HERON', aliases: [{ name: 'Aigrette' }], remarks: 'ALIAS/Fiabilite: B\nPSEUDONYME: Butor, 2' },
      { name: 'IBIS' },
    ]);
  });

  it('with a value that is no text is set aside, and says where', async () => {
    const record = entity(1).replace('"Héron 1"', '["Héron 1"]');
    const events = await read(registerJson([record, entity(2)]));
    expect(events[1]).toMatchObject({ kind: 'set-aside', ref: '1', name: 'HERON 1 SA' });
    expect(events[1]).toHaveProperty('reason', expect.stringContaining('RegistreDetail/0/Valeur/0/Alias'));
  });
});

describe('a file', () => {
  const read = reader(frGels);

  it('is dated by the instant of its publication', async () => {
    expect((await read(registerJson([entity(1)])))[0]).toEqual({
      kind: 'header',
      published: '2026-01-05T09:41:43.587Z',
    });
    const local = registerJson([entity(1)]).replace('+01:00', '');
    expect((await read(local))[0]).toEqual({ kind: 'header', published: '2026-01-05' });
    await expect(read(registerJson([entity(1)], 'hier'))).rejects.toThrow('no date');
  });

  it('may begin with a byte order mark', async () => {
    expect(listingsIn(await read(`\ufeff${registerJson([entity(1)])}`))).toHaveLength(1);
  });

  it('differs by a party when a field of it does', async () => {
    const [before, after] = [registerJson([entity(1), entity(2)]), registerJson([entity(1), party(2, 'HERON 2 SA')])];
    const diff = await changesBetween(await read(before), await read(after));
    expect([countsOf(diff), diff.amended[0]?.fields.map(({ field }) => field)]).toEqual(['0/1/0', ['aliases']]);
  });
});

describe('the change signal', () => {
  const PATH = '/ApiPublic/api/v1/publication/derniere-publication-date';
  const clock = { now: () => new Date('2026-01-05T12:00:00Z'), sleep: async () => {} };
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  let site: OfficialSite;
  let folder: string;
  beforeEach(async () => {
    site = await startOfficialSite();
    folder = await mkdtemp(join(tmpdir(), 'tocsin-fr-'));
  });
  afterEach(async () => {
    await Promise.all([site.close(), rm(folder, { recursive: true })]);
  });
  const ask = () =>
    frGels.changeSignal({
      http: createHttp({ clock, log }),
      clock,
      log,
      origin: site.url,
      format: 'json',
      folder,
      cursor: null,
      signal: new AbortController().signal,
    });

  it.each([
    ['02/10/2026 10:36:17', '02/10/2026 10:36:17'],
    ['"2026-10-02T10:36:17.12+02:00"\n', '2026-10-02T10:36:17.12+02:00'],
  ])('is the date of the last publication: %j', async (text, signal) => {
    site.serve(PATH, text, { contentType: 'text/plain' });
    expect(await ask()).toBe(signal);
  });

  it('rejects on a page, on nothing and when it is blocked', async () => {
    site.serve(PATH, htmlPage);
    await expect(ask()).rejects.toThrow('is no date');
    site.serve(PATH, '');
    await expect(ask()).rejects.toThrow('is no date');
    site.serve(PATH, failure(403));
    await expect(ask()).rejects.toThrow('403');
  });
});
