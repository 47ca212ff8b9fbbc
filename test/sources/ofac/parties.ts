// Invented parties, as OFAC would write them in each of its formats.

export const SDN_ROWS = [
  `900001,"MARLOWE, Ines","individual","NORTHMARK] [TIDE-EO1","Director, Kestrel Forwarding; Trustee",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 03 Mar 1971; alt. DOB circa 1972; POB Port Vell, Northmark; nationality Cuba; citizen Malta; Email Address ines@kestrel.example; Gender Female; Digital Currency Address - XBT 1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA; alt. Digital Currency Address - ETH 0xAbCd000000000000000000000000000000000001; Secondary sanctions risk: section 9 of the Tide Order; Passport K 12345 (Malta) issued 1999 expires 01 Jan 2031; Tax ID No. 77 (Stuttgart) (Germany); Director, Kestrel Forwarding; Trustee; f.k.a. 'O'HARE, Ines; the Younger'; a.k.a. 'TERN'; Linked To: KESTREL FORWARDING CO., LTD."`,
  `900002,"KESTREL FORWARDING CO., LTD.",-0- ,"NORTHMARK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"SWIFT/BIC KESTMTMT; Website www.kestrel.example; alt. Website kestrel.example/tide; Organization Established Date 1969; Phone Number 35600000001; Registration Number C 9 (Malta); all offices worldwide."`,
  `900003,"GREY HERON",vessel,"NORTHMARK",-0- ,"9HXX9","Crude Oil Tanker","318,000","163,660","Malta","Kestrel","Former Vessel Flag Panama; alt. Former Vessel Flag Cuba; Vessel Registration Identification IMO 9000003; MMSI 215000003; Linked To: KESTREL FORWARDING CO., LTD."`,
  `900004,"9H-TIDE","aircraft","NORTHMARK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Manufacture Date 1983; Aircraft Model IL-76; Aircraft Operator Tern Air; Aircraft Manufacturer's Serial Number (MSN) 33448; Aircraft Construction Number (also called L/N or S/N or F/N) 8401."`,
] as const;
export const ALT_ROWS = [`900001,1,"aka","MARLOWE, Inez",-0- `, `900002,2,"nka","KESTREL LOGISTICS",-0- `] as const;
export const ADD_ROWS = [
  `900001,1,-0- ,-0- ,-0- ,-0- `,
  `900001,2,-0- ,-0- ,"Malta",-0- `,
  `900002,3,"1 Quay Street, Floor 2, Unit 7","Sliema, Northern Region SLM 1001","Malta",-0- `,
] as const;

/** Rows as OFAC serves them: CRLF, and the end mark on a line of its own. */
export function csv(rows: readonly string[]): string {
  return `${rows.join('\r\n')}\r\n\u001a`;
}

const ids = (...items: readonly (readonly [string, string, string?, string?, string?])[]) =>
  `<idList>${items
    .map(
      ([type, number, country, issued, expires], i) =>
        `<id><uid>${i + 1}</uid><idType>${type}</idType><idNumber>${number}</idNumber>${tag('idCountry', country)}${tag('issueDate', issued)}${tag('expirationDate', expires)}</id>`,
    )
    .join('')}</idList>`;
const tag = (name: string, text: string | undefined) => (text === undefined ? '' : `<${name}>${text}</${name}>`);

export const XML_ENTRIES = [
  `<sdnEntry><uid>900001</uid><firstName>Ines</firstName><lastName>MARLOWE</lastName><title>Director, Kestrel Forwarding; Trustee</title><sdnType>Individual</sdnType><remarks>(Linked To: KESTREL FORWARDING CO., LTD.)</remarks><programList><program>TIDE-EO1</program><program>NORTHMARK</program></programList>${ids(
    ['Passport', 'K 12345', 'Malta', '1999', '01 Jan 2031'],
    ['Tax ID No.', '77 (Stuttgart)', 'Germany'],
    ['Email Address', 'ines@kestrel.example'],
    ['Gender', 'Female'],
    ['Secondary sanctions risk:', 'section 9 of the Tide Order'],
    ['Digital Currency Address - ETH', '0xAbCd000000000000000000000000000000000001'],
    ['Digital Currency Address - XBT', '1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  )}<akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>MARLOWE</lastName><firstName>Inez</firstName></aka><aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>TERN</lastName></aka><aka><uid>3</uid><type>f.k.a.</type><category>weak</category><lastName>O'HARE</lastName><firstName>Ines; the Younger</firstName></aka></akaList><addressList><address><uid>2</uid><country>Malta</country></address></addressList><nationalityList><nationality><uid>1</uid><country>Cuba</country><mainEntry>true</mainEntry></nationality></nationalityList><citizenshipList><citizenship><uid>1</uid><country>Malta</country><mainEntry>true</mainEntry></citizenship></citizenshipList><dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>03 Mar 1971</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem><dateOfBirthItem><uid>2</uid><dateOfBirth>circa 1972</dateOfBirth><mainEntry>false</mainEntry></dateOfBirthItem></dateOfBirthList><placeOfBirthList><placeOfBirthItem><uid>1</uid><placeOfBirth>Port Vell, Northmark</placeOfBirth><mainEntry>true</mainEntry></placeOfBirthItem></placeOfBirthList></sdnEntry>`,
  `<sdnEntry><uid>900002</uid><lastName>KESTREL FORWARDING CO., LTD.</lastName><sdnType>Entity</sdnType><remarks>all offices worldwide</remarks><programList><program>NORTHMARK</program></programList>${ids(
    ['SWIFT/BIC', 'KESTMTMT'],
    ['Website', 'www.kestrel.example'],
    ['Website', 'kestrel.example/tide'],
    ['Phone Number', '35600000001'],
    ['Organization Established Date', '1969'],
    ['Registration Number', 'C 9', 'Malta'],
  )}<akaList><aka><uid>2</uid><type>n.k.a.</type><category>strong</category><lastName>KESTREL LOGISTICS</lastName></aka></akaList><addressList><address><uid>3</uid><address1>1 Quay Street</address1><address2>Floor 2</address2><address3>Unit 7</address3><city>Sliema</city><stateOrProvince>Northern Region</stateOrProvince><postalCode>SLM 1001</postalCode><country>Malta</country></address></addressList></sdnEntry>`,
  `<sdnEntry><uid>900003</uid><lastName>GREY HERON</lastName><sdnType>Vessel</sdnType><remarks>(Linked To: KESTREL FORWARDING CO., LTD.)</remarks><programList><program>NORTHMARK</program></programList>${ids(
    ['Vessel Registration Identification', 'IMO 9000003'],
    ['MMSI', '215000003'],
    ['Former Vessel Flag', 'Panama'],
    ['Former Vessel Flag', 'Cuba'],
  )}<vesselInfo><callSign>9HXX9</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Malta</vesselFlag><vesselOwner>Kestrel</vesselOwner><tonnage>318,000</tonnage><grossRegisteredTonnage>163,660</grossRegisteredTonnage></vesselInfo></sdnEntry>`,
  `<sdnEntry><uid>900004</uid><lastName>9H-TIDE</lastName><sdnType>Aircraft</sdnType><programList><program>NORTHMARK</program></programList>${ids(
    ['Aircraft Model', 'IL-76'],
    ['Aircraft Operator', 'Tern Air'],
    ['Aircraft Manufacture Date', '1983'],
    ["Aircraft Manufacturer's Serial Number (MSN)", '33448'],
    ['Aircraft Construction Number (also called L/N or S/N or F/N)', '8401'],
  )}</sdnEntry>`,
] as const;

/** An sdnList file; the count is that of the entries unless it is given. */
export function sdnList(entries: readonly string[], count = entries.length): string {
  return `<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="urn:any"><publshInformation><Publish_Date>03/28/2031</Publish_Date><Record_Count>${count}</Record_Count></publshInformation>\n${entries.join('\n')}\n</sdnList>`;
}

const lists = (name = 'SDN List', date = '2030-05-06') =>
  `<sanctionsLists><sanctionsList refId="1" id="1" datePublished="${date}">${name}</sanctionsList></sanctionsLists>`;
const programs = (...codes: readonly string[]) =>
  `<sanctionsPrograms>${codes.map((code) => `<sanctionsProgram refId="1" id="1">${code}</sanctionsProgram>`).join('')}</sanctionsPrograms><sanctionsTypes><sanctionsType refId="1" id="1">Block</sanctionsType></sanctionsTypes><legalAuthorities><legalAuthority refId="1" id="1">Tide Order 1</legalAuthority></legalAuthorities>`;
const translation = (name: string, script = 'Latin', primary = true) =>
  `<translation id="1"><isPrimary>${primary}</isPrimary><script refId="1">${script}</script><formattedLastName>x</formattedLastName><formattedFullName>${name}</formattedFullName><nameParts><namePart id="1"><type refId="1">Entity Name</type><value>x</value></namePart></nameParts></translation>`;
const primary = (...translations: readonly string[]) =>
  `<name id="1"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>${translations.join('')}</translations></name>`;
const alias = (type: string, low: boolean, ...translations: readonly string[]) =>
  `<name id="1"><isPrimary>false</isPrimary><aliasType refId="1">${type}</aliasType><isLowQuality>${low}</isLowQuality><translations>${translations.join('')}</translations></name>`;
const feature = (type: string, value: string) =>
  `<feature id="1"><type featureTypeId="1">${type}</type><versionId>1</versionId><value>${value}</value><isPrimary>true</isPrimary></feature>`;
const features = (...items: readonly (readonly [string, string])[]) =>
  `<features>${items.map(([type, value]) => feature(type, value)).join('')}</features>`;
const period = (name: string, from: string, to: string) =>
  `<${name} id="1"><fromDateBegin>${from}</fromDateBegin><fromDateEnd>${from}</fromDateEnd><toDateBegin>${to}</toDateBegin><toDateEnd>${to}</toDateEnd><isApproximate>false</isApproximate><isDateRange>false</isDateRange></${name}>`;
const document = (type: string, number: string, country: string, more = '') =>
  `<identityDocument id="1"><type refId="1">${type}</type><name nameId="1" nameTranslationId="1">x</name><documentNumber>${number}</documentNumber><isValid>true</isValid>${country ? `<issuingCountry refId="1">${country}</issuingCountry>` : ''}${more}</identityDocument>`;
const general = (type: string, more = '') =>
  `<generalInfo><identityId>1</identityId><entityType refId="1">${type}</entityType>${more}</generalInfo>`;
const linked = (name: string) =>
  `<relationships><relationship id="1"><type refId="1">Owned or Controlled By</type><relatedEntity entityId="900002">${name}</relatedEntity></relationship></relationships>`;
const addressPart = (type: string, value: string) =>
  `<addressPart id="1"><type refId="1">${type}</type><value>${value}</value></addressPart>`;
const addressOf = (country: string, ...parts: readonly string[]) =>
  `<address id="1"><country refId="1">${country}</country><translations><translation id="1"><isPrimary>true</isPrimary><script refId="1">Latin</script><addressParts>${parts.join('')}</addressParts></translation></translations></address>`;

export const ENTITIES = [
  `<entity id="900001">${general('Individual', '<title>Director, Kestrel Forwarding; Trustee</title>')}${lists()}${programs('NORTHMARK', 'TIDE-EO1')}<names>${primary(translation('MARLOWE, Ines'), translation('\u202bإينيس\u202c', 'Arabic', false))}${alias('F.K.A.', true, translation("O'HARE, Ines; the Younger"))}${alias('A.K.A.', true, translation('TERN'))}${alias('A.K.A.', false, translation('MARLOWE, Inez'))}</names><addresses><address id="1"/>${addressOf('Malta')}</addresses>${features(
    ['Birthdate', '03 Mar 1971'],
    ['Birthdate', 'circa 1972'],
    ['Place of Birth', 'Port Vell, Northmark'],
    ['Nationality Country', 'Cuba'],
    ['Citizenship Country', 'Malta'],
    ['Email Address', 'ines@kestrel.example'],
    ['Gender', 'Female'],
    ['Secondary sanctions risk:', 'section 9 of the Tide Order'],
    ['Digital Currency Address - XBT', '1KestrelAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['Digital Currency Address - ETH', '0xAbCd000000000000000000000000000000000001'],
  )}<identityDocuments>${document('Passport', 'K 12345', 'Malta', period('issueDate', '1999-01-01', '1999-12-31') + period('expirationDate', '2031-01-01', '2031-01-01'))}${document('Tax ID No.', '77 (Stuttgart)', 'Germany')}</identityDocuments>${linked('')}</entity>`,
  `<entity id="900002">${general('Entity', '<remarks>all offices worldwide</remarks>')}${lists()}${programs('NORTHMARK')}<names>${primary(translation('KESTREL FORWARDING CO., LTD.'))}${alias('N.K.A.', false, translation('KESTREL LOGISTICS'))}</names><addresses>${addressOf('Malta', addressPart('CITY', 'Sliema'), addressPart('ADDRESS1', '1 Quay Street'), addressPart('ADDRESS2', 'Floor 2'), addressPart('ADDRESS3', 'Unit 7'), addressPart('POSTAL CODE', 'SLM 1001'), addressPart('STATE/PROVINCE', 'Northern Region'))}</addresses>${features(
    ['SWIFT/BIC', 'KESTMTMT'],
    ['Website', 'www.kestrel.example'],
    ['Website', 'kestrel.example/tide'],
    ['Phone Number', '35600000001'],
    ['Organization Established Date', '1969'],
  )}<identityDocuments>${document('Registration Number', 'C 9', 'Malta')}</identityDocuments></entity>`,
  `<entity id="900003">${general('Vessel')}${lists()}${programs('NORTHMARK')}<names>${primary(translation('GREY HERON'))}</names><addresses/>${features(
    ['Vessel Call Sign', '9HXX9'],
    ['VESSEL TYPE', 'Crude Oil Tanker'],
    ['Vessel Flag', 'Malta'],
    ['Vessel Owner', 'Kestrel'],
    ['Vessel Tonnage', '318,000'],
    ['Vessel Gross Registered Tonnage', '163,660'],
    ['Former Vessel Flag', 'Panama'],
    ['Former Vessel Flag', 'Cuba'],
  )}<identityDocuments>${document('Vessel Registration Identification', 'IMO 9000003', '')}${document('MMSI', '215000003', '')}</identityDocuments>${linked('KESTREL FORWARDING CO., LTD.')}</entity>`,
  `<entity id="900004">${general('Aircraft')}${lists()}${programs('NORTHMARK')}<names>${primary(translation('9H-TIDE'))}</names>${features(
    ['Aircraft Model', 'IL-76'],
    ['Aircraft Operator', 'Tern Air'],
    ['Aircraft Manufacture Date', '1983'],
    ['Aircraft Manufacturer’s Serial Number (MSN)', '33448'],
    ['Aircraft Construction Number (also called L/N or S/N or F/N)', '8401'],
  )}</entity>`,
] as const;

export function enhanced(entities: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<sanctionsData xmlns="urn:any"><publicationInfo><dataAsOf>2031-03-28T00:00:00</dataAsOf><filters/></publicationInfo><referenceValues/><featureTypes/><entities>\n${entities.join('\n')}\n</entities></sanctionsData>`;
}
