import { auDfat } from '../../src/sources/au-dfat/index.js';
import { caSema } from '../../src/sources/ca-sema/index.js';
import { chSeco } from '../../src/sources/ch-seco/index.js';
import { euFsf } from '../../src/sources/eu-fsf/index.js';
import { frGels } from '../../src/sources/fr-gels/index.js';
import { ilNbctf } from '../../src/sources/il-nbctf/index.js';
import { jpMof } from '../../src/sources/jp-mof/index.js';
import { nzRussia } from '../../src/sources/nz-russia/index.js';
import { uaNsdc } from '../../src/sources/ua-nsdc/index.js';
import { ukSl } from '../../src/sources/uk-sl/index.js';
import { unSc } from '../../src/sources/un-sc/index.js';
import { usCsl } from '../../src/sources/us-csl/index.js';
import * as au from '../sources/au-dfat/workbook.js';
import * as ca from '../sources/ca-sema/list-xml.js';
import * as ch from '../sources/ch-seco/list-xml.js';
import * as eu from '../sources/eu-fsf/list-xml.js';
import * as fr from '../sources/fr-gels/register.js';
import * as il from '../sources/il-nbctf/workbook.js';
import * as jp from '../sources/jp-mof/table.js';
import * as nz from '../sources/nz-russia/workbook.js';
import * as uk from '../sources/uk-sl/list-xml.js';
import * as un from '../sources/un-sc/list-xml.js';
import * as csl from '../sources/us-csl/list-csv.js';
import { xlsx } from '../support/xlsx.js';
import { PARTIES, type Party } from './parties.js';
import { bytesOf, type ListSample, oneFile } from './sample.js';

/** Every list but those of OFAC, of the same invented parties in the shape of each publisher. */
export function inventedLists(): readonly ListSample[] {
  const people = PARTIES.filter(({ person }) => person);
  const firms = PARTIES.filter(({ person }) => !person);
  const japan = PARTIES.map(japanese);
  const ukraine = (parties: readonly Party[]) => bytesOf(JSON.stringify(parties.map(ukrainian)));
  return [
    oneFile('un-sc', unSc, 'list.xml', un.listXml(people.map(unitedNations), firms.map(unitedNations))),
    oneFile('eu-fsf', euFsf, 'list.xml', eu.fsfXml(PARTIES.map(european))),
    oneFile('uk-sl', ukSl, 'list.xml', uk.ukXml(PARTIES.map(british))),
    oneFile('ch-seco', chSeco, 'list.xml', ch.listXml(PARTIES.map(swiss))),
    oneFile('ca-sema', caSema, 'list.xml', ca.listXml(PARTIES.map(canadian))),
    oneFile('fr-gels', frGels, 'list.json', fr.registerJson(PARTIES.map(french))),
    oneFile('au-dfat', auDfat, 'list.xlsx', au.workbook(PARTIES.flatMap(australian))),
    oneFile('jp-mof csv', jpMof, 'list.csv', jp.csv(japan)),
    oneFile('jp-mof xlsx', jpMof, 'list.xlsx', xlsx([{ name: 'list', rows: jp.table(japan) }])),
    oneFile('il-nbctf', ilNbctf, 'list.xlsx', il.workbook(PARTIES.map(israeli))),
    oneFile(
      'nz-russia',
      nzRussia,
      'list.xlsx',
      nz.workbook(PARTIES.slice(0, 40).map(newZealand), PARTIES.slice(40).map(ship)),
    ),
    oneFile('us-csl', usCsl, 'list.csv', csl.csv(PARTIES.map(american))),
    {
      name: 'ua-nsdc',
      source: uaNsdc,
      files: { 'individual.json': ukraine(people), 'legal.json': ukraine(firms) },
      entry: '',
      targets: ['individual.json', 'legal.json'],
    },
  ];
}

const three = (n: number) => String(n).padStart(3, '0');
const iso = ({ day, month, year }: Party['born']) => `${year}-${month}-${day}`;
const slashed = ({ day, month, year }: Party['born']) => `${day}/${month}/${year}`;

function unitedNations(party: Party): string {
  const kind = party.person ? 'INDIVIDUAL' : 'ENTITY';
  const names = party.person
    ? `<FIRST_NAME>${party.given}</FIRST_NAME><SECOND_NAME>${party.family}</SECOND_NAME>`
    : `<FIRST_NAME>${party.name}</FIRST_NAME>`;
  const birth = party.person
    ? `<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>${iso(party.born)}</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>${party.number}</NUMBER></INDIVIDUAL_DOCUMENT>`
    : '';
  const inside = `<COMMENTS1>${party.remark}</COMMENTS1>
<${kind}_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>${party.alias}</ALIAS_NAME></${kind}_ALIAS>
<${kind}_ADDRESS><STREET>${party.street}</STREET><CITY>${party.city}</CITY><COUNTRY>${party.country}</COUNTRY></${kind}_ADDRESS>
${birth}`;
  return un
    .individual(`RU${party.person ? 'i' : 'e'}.${three(party.n)}`, inside, names)
    .replaceAll(/<(\/?)INDIVIDUAL>/g, `<$1${kind}>`)
    .replace('<DATAID>1<', `<DATAID>${6_900_000 + party.n * 7}<`);
}

function european(party: Party): string {
  const { n, born, number, street, city, remark, alias } = party;
  const birth = `year="${born.year}" monthOfYear="${born.month}" dayOfMonth="${born.day}" birthdate="${iso(born)}" circa="false" calendarType="GREGORIAN" city="${city}" zipCode="" place="" region=""`;
  const inside = [
    eu.alias(alias),
    party.person ? eu.fact('birthdate', birth) : '',
    eu.fact(
      'identification',
      `identificationTypeCode="passport" identificationTypeDescription="Passport" number="${number}" latinNumber="" diplomatic="false" knownExpired="false" knownFalse="false" reportedLost="false" revokedByIssuer="false" issuedBy="" nameOnDocument="" region=""`,
    ),
    eu.fact(
      'address',
      `street="${street}" city="${city}" poBox="" zipCode="" place="" region="" asAtListingTime="false"`,
    ),
  ];
  return eu.entity(`${inside.join('')}<remark>${remark}</remark>`, {
    ref: `EU.${n}.${n * 13}`,
    id: String(100 + n),
    names: eu.alias(party.name),
    type: party.person
      ? '<subjectType code="person" classificationCode="P"/>'
      : '<subjectType code="enterprise" classificationCode="E"/>',
  });
}

function british(party: Party): string {
  const { n, street, city, country, born, number } = party;
  const details = party.person
    ? uk.individual(
        `${uk.list('DOBs', 'DOB', slashed(born))}<PassportDetails><Passport><PassportNumber>${number}</PassportNumber></Passport></PassportDetails>${uk.list('Nationalities', 'Nationality', country)}`,
      )
    : '';
  const addresses = `<Addresses><Address><AddressLine1>${street}</AddressLine1><AddressLine2>${city}</AddressLine2><AddressCountry>${country}</AddressCountry></Address></Addresses>`;
  return uk
    .designation(
      `<OtherInformation>${party.remark}</OtherInformation>${addresses}${uk.list('PhoneNumbers', 'PhoneNumber', party.phone)}${details}`,
      {
        id: `RUR${String(n).padStart(4, '0')}`,
        names:
          uk.name('Primary Name', party.person ? [party.given, party.family] : [party.name]) +
          uk.name('Alias', party.alias.split(' '), 'Good quality a.k.a'),
        kind: party.person ? 'Individual' : 'Entity',
        date: slashed(party.listed),
      },
    )
    .replace('</UniqueID>', `</UniqueID><OFSIGroupID>${12_000 + n}</OFSIGroupID>`);
}

function swiss(party: Party): string {
  const names =
    ch.name(ch.part(1, 'whole-name', party.name)) +
    ch.name(ch.part(1, 'whole-name', party.alias), 'name-type="alias" quality="good"');
  const birth = party.person
    ? `<day-month-year ssid="${9000 + party.n}" day="${Number(party.born.day)}" month="${Number(party.born.month)}" year="${party.born.year}"/>`
    : '';
  const inside = `${names}<address ssid="${7000 + party.n}" place-id="31" main="true"><address-details>${party.street}</address-details></address>${birth}`;
  const kind = party.person ? 'individual' : 'entity';
  return ch.target(
    5000 + party.n * 3,
    `<${kind}>${ch.identity(inside)}<justification ssid="${8000 + party.n}">${party.remark}</justification></${kind}>`,
  );
}

function canadian(party: Party): string {
  const who: Readonly<Record<string, string>> = party.person
    ? { LastName: party.family, GivenName: party.given, DateOfBirthOrShipBuildDate: iso(party.born) }
    : { EntityOrShip: party.name };
  return ca
    .record({
      Country: ca.PLACE.Country,
      ...who,
      Schedule: `1, Part ${party.person ? 1 : 2}`,
      Item: String(party.n),
      Aliases: party.alias,
      DateOfListing: iso(party.listed),
    })
    .replaceAll('><', '>\n<');
}

function french(party: Party): string {
  const { born, n } = party;
  const fields = [
    ...(party.person
      ? [
          fr.field('PRENOM', { Prenom: party.given }),
          fr.field('DATE_DE_NAISSANCE', { Jour: born.day, Mois: born.month, Annee: born.year, Commentaire: '' }),
        ]
      : []),
    fr.field('ALIAS', { Alias: party.alias, Commentaire: '' }),
    fr.field(party.person ? 'ADRESSE_PP' : 'ADRESSE_PM', {
      Adresse: `${party.street}, ${party.city}`,
      Pays: party.country,
    }),
    fr.field('MOTIFS', { Motifs: party.remark }),
  ];
  const nature = party.person ? 'Personne physique' : 'Personne morale';
  return fr.party(4000 + n, party.person ? party.family : party.name, fields, nature);
}

function australian(party: Party): au.Row[] {
  const { n, street, city, country, born, remark, listed } = party;
  const more = {
    Type: party.person ? 'Individual' : 'Entity',
    Address: `${street}, ${city}, ${country}`,
    'Additional Information': remark,
    'Listing Information': `Listed on ${slashed(listed)}`,
    ...(party.person ? { 'Date of Birth': slashed(born), Citizenship: country } : {}),
  };
  const reference = 7000 + n;
  return [au.row(reference, party.name, more), au.alias(`${reference}a`, party.alias, { Type: more.Type })];
}

function japanese(party: Party): jp.Row {
  return jp.row(`028-${String(party.n).padStart(6, '0')}`, party.name, {
    '個人・団体': party.person ? '個人' : '団体',
    '氏名（日本語）': '',
    '別名・別称（英語）': party.alias,
    '住所・所在地（国）（英語）': party.country,
    '住所・所在地（都市その他の情報）（英語）': `${party.street}, ${party.city}`,
    その他の情報: party.remark,
    ...(party.person ? { 生年月日: iso(party.born), 旅券番号: party.number } : {}),
  });
}

function israeli(party: Party): il.Row {
  return il.row(party.n, party.name, {
    'Organization Name - English - aka': party.alias,
    'Street - English': party.street,
    'City / Village - English': party.city,
    'Country - English': party.country,
    Telephone: party.phone,
    'Designation Justification - English': party.remark,
    'Date of permenant designation (DD/MM/YYYY)': slashed(party.listed),
  });
}

function newZealand(party: Party): nz.Row {
  const more = {
    'Alias/Alternate Spellings': party.alias,
    Address: `${party.street}, ${party.city}`,
    'Date of Sanction': 44_000 + party.n,
    'General Rationale for Sanction': party.remark,
    ...(party.person ? { DOB: slashed(party.born), Citizenship: party.country, 'Passport Number': party.number } : {}),
  };
  return party.person
    ? nz.person(`IND-${party.n}`, party.given, party.family, more)
    : nz.entity(`ENT-${party.n}`, party.name, more);
}

function ship(party: Party): nz.Row {
  return nz.ship(`SHI-${party.n}`, party.family, {
    'IMO Number': 9_000_000 + party.n,
    'Alias/Alternate Names': party.alias,
    'Sanction Status': 'Sanctioned',
  });
}

const CODES = Object.values(csl.SOURCES);

function american(party: Party): string {
  return csl.row({
    _id: `a0${party.number}${party.n}`,
    source: CODES[party.n % CODES.length] ?? '',
    name: party.name,
    alt_names: party.alias,
    addresses: `${party.street}, ${party.city}, XX`,
    start_date: iso(party.listed),
    federal_register_notice: `89 FR ${30_000 + party.n}`,
    license_requirement: 'For all items subject to the EAR',
    remarks: party.remark,
  });
}

function ukrainian(party: Party): Readonly<Record<string, unknown>> {
  return {
    ...{ sid: 3000 + party.n, name: party.name, translit: party.alias, aliases: null, citizenships: ['RU'] },
    ...{ bd: party.person ? iso(party.born) : null, dd: null, status: 'active', identifiers: null, attributes: null },
  };
}
