import type { ListSource } from '../../src/ports.js';
import { ofacConsolidated } from '../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../src/sources/ofac-sdn/index.js';
import { csv, enhanced, sdnList } from '../sources/ofac/parties.js';
import { PARTIES, type Party } from './parties.js';
import { bytesOf, type ListSample, oneFile } from './sample.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Both lists of OFAC in each of their formats, of invented parties. */
export function ofacLists(): readonly ListSample[] {
  return [
    ...ofList(ofacSdn, 'SDN List', ['SDN', 'ALT', 'ADD', 'SDN_COMMENTS']),
    ...ofList(ofacConsolidated, 'Non-SDN Palestinian Legislative Council List', [
      'CONS_PRIM',
      'CONS_ALT',
      'CONS_ADD',
      'CONS_COMMENTS',
    ]),
  ];
}

function ofList(source: ListSource, list: string, names: readonly [string, string, string, string]): ListSample[] {
  const [sdn, alt, add] = names.map((name) => `${name}.CSV`);
  const files = {
    [sdn ?? '']: bytesOf(csv(PARTIES.map(row))),
    [alt ?? '']: bytesOf(csv(PARTIES.map((party) => `${ref(party)},${party.n},"aka","${party.alias}",-0- `))),
    [add ?? '']: bytesOf(
      csv(PARTIES.map((party) => `${ref(party)},${party.n},"${party.street}","${party.city}","${party.country}",-0- `)),
    ),
  };
  return [
    oneFile(`${source.id} enhanced`, source, 'list.xml', enhanced(PARTIES.map((party) => entity(party, list)))),
    oneFile(`${source.id} xml`, source, 'list.xml', sdnList(PARTIES.map(entry))),
    { name: `${source.id} csv`, source, files, entry: '', targets: [sdn ?? '', sdn ?? '', alt ?? '', add ?? ''] },
  ];
}

const ref = ({ n }: Party) => String(12_000 + n * 11);
const official = ({ person, family, given, name }: Party) => (person ? `${family}, ${given}` : name);
const dayOf = ({ day, month, year }: Party['born']) => `${day} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;

function row(party: Party): string {
  const facts = party.person
    ? `DOB ${dayOf(party.born)}; POB ${party.city}, ${party.country}; Passport ${party.number} (${party.country}); ${party.remark}`
    : `Phone Number ${party.phone.replaceAll(' ', '')}; ${party.remark}`;
  return `${ref(party)},"${official(party)}",${party.person ? '"individual"' : '-0- '},"NORTHMARK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${facts}"`;
}

function entry(party: Party): string {
  const names = party.person
    ? `<firstName>${party.given}</firstName><lastName>${party.family}</lastName>`
    : `<lastName>${party.name}</lastName>`;
  const birth = party.person
    ? `<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>${dayOf(party.born)}</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>`
    : '';
  return `<sdnEntry><uid>${ref(party)}</uid>${names}<sdnType>${party.person ? 'Individual' : 'Entity'}</sdnType><remarks>${party.remark}</remarks>
<programList><program>NORTHMARK</program></programList>
<idList><id><uid>${party.n}</uid><idType>Passport</idType><idNumber>${party.number}</idNumber><idCountry>${party.country}</idCountry></id></idList>
<akaList><aka><uid>${party.n}</uid><type>a.k.a.</type><category>strong</category><lastName>${party.alias}</lastName></aka></akaList>
<addressList><address><uid>${party.n}</uid><address1>${party.street}</address1><city>${party.city}</city><country>${party.country}</country></address></addressList>${birth}</sdnEntry>`;
}

function entity(party: Party, list: string): string {
  const { n } = party;
  const name = (text: string, primary: boolean) =>
    `<name id="${n}"><isPrimary>${primary}</isPrimary>${primary ? '' : '<aliasType refId="1400">A.K.A.</aliasType>'}<isLowQuality>false</isLowQuality><translations><translation id="${n}"><isPrimary>true</isPrimary><script refId="215">Latin</script><formattedFullName>${text}</formattedFullName></translation></translations></name>`;
  const part = (type: string, value: string) =>
    `<addressPart id="${n}"><type refId="1">${type}</type><value>${value}</value></addressPart>`;
  const birth = party.person
    ? `<feature id="${n}"><type featureTypeId="8">Birthdate</type><versionId>1</versionId><value>${dayOf(party.born)}</value><isPrimary>true</isPrimary></feature>`
    : '';
  return `<entity id="${ref(party)}"><generalInfo><identityId>${n}</identityId><entityType refId="600">${party.person ? 'Individual' : 'Entity'}</entityType><remarks>${party.remark}</remarks></generalInfo>
<sanctionsLists><sanctionsList refId="1550" id="${n}" datePublished="${party.listed.year}-${party.listed.month}-${party.listed.day}">${list}</sanctionsList></sanctionsLists>
<sanctionsPrograms><sanctionsProgram refId="1" id="${n}">NORTHMARK</sanctionsProgram></sanctionsPrograms><sanctionsTypes><sanctionsType refId="1" id="${n}">Block</sanctionsType></sanctionsTypes>
<names>${name(official(party), true)}${name(party.alias, false)}</names>
<addresses><address id="${n}"><country refId="1">${party.country}</country><translations><translation id="${n}"><isPrimary>true</isPrimary><script refId="215">Latin</script><addressParts>${part('ADDRESS1', party.street)}${part('CITY', party.city)}</addressParts></translation></translations></address></addresses>
<features>${birth}<feature id="${n}9"><type featureTypeId="9">Phone Number</type><versionId>1</versionId><value>${party.phone}</value><isPrimary>true</isPrimary></feature></features>
<identityDocuments><identityDocument id="${n}"><type refId="1571">Passport</type><documentNumber>${party.number}</documentNumber><isValid>true</isValid><issuingCountry refId="1">${party.country}</issuingCountry></identityDocument></identityDocuments></entity>`;
}
