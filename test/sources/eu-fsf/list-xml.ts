/** A financial sanctions file in the Commission's shape (format 1.1), of invented parties. */

export function fsfXml(entities: readonly string[], date = '2026-09-09T16:47:04.449+02:00'): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="${date}" globalFileId="184961">
${entities.join('\n')}
</export>
`;
}

const SUMMARY =
  '<regulationSummary regulationType="amendment" publicationDate="2024-01-22" numberTitle="2024/1 (OJ L1)" publicationUrl="https://eur-lex.europa.eu/1"/>';

export const ACT = `<regulation regulationType="amendment" organisationType="council" publicationDate="2024-01-22" entryIntoForceDate="2024-01-23" numberTitle="2024/1 (OJ L1)" programme="RUR" logicalId="7"><publicationUrl>https://eur-lex.europa.eu/eli/1</publicationUrl></regulation>`;

export interface EntityOptions {
  readonly ref?: string;
  readonly id?: string;
  readonly attributes?: string;
  readonly type?: string;
  readonly names?: string;
  readonly act?: string;
}

export function entity(inside = '', options: EntityOptions = {}): string {
  const { ref = 'EU.1.10', id = '13', attributes = 'designationDate="2024-01-22" unitedNationId=""' } = options;
  const {
    type = '<subjectType code="person" classificationCode="P"/>',
    names = alias('Anne HERON'),
    act = ACT,
  } = options;
  return `<sanctionEntity ${attributes} designationDetails="" euReferenceNumber="${ref}" logicalId="${id}">${act}${type}${names}${inside}</sanctionEntity>`;
}

let ids = 100;

export function alias(name: string, attributes = '', remark = ''): string {
  ids += 1;
  const id = attributes.includes('logicalId') ? '' : `logicalId="${ids}"`;
  const strong = attributes.includes('strong') ? '' : 'strong="true"';
  return `<nameAlias firstName="" middleName="" lastName="" wholeName="${name}" regulationLanguage="en" ${id} ${strong} ${attributes}>${
    remark && `<remark>${remark}</remark>`
  }${SUMMARY}</nameAlias>`;
}

const COUNTRY = 'countryIso2Code="RU" countryDescription="RURITANIA" regulationLanguage="en"';
const NOWHERE = 'countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en"';

/** A birthdate, address, identification or citizenship; in Ruritania unless `nowhere`. */
export function fact(
  name: string,
  attributes: string,
  inside = '',
  where: 'ruritania' | 'nowhere' = 'nowhere',
): string {
  return `<${name} ${attributes} ${where === 'nowhere' ? NOWHERE : COUNTRY} logicalId="9">${inside}${SUMMARY}</${name}>`;
}
