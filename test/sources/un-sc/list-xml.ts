/** A consolidated list in the United Nations' shape, of invented parties. */

export function listXml(
  individuals: readonly string[],
  entities: readonly string[],
  date = '2024-05-06T23:00:02.690Z',
): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="${date}">
  <INDIVIDUALS>${individuals.join('\n')}</INDIVIDUALS>
  <ENTITIES>${entities.join('\n')}</ENTITIES>
</CONSOLIDATED_LIST>
`;
}

export function individual(
  ref: string,
  inside = '',
  name = `<FIRST_NAME>Anne</FIRST_NAME><SECOND_NAME>Heron</SECOND_NAME>`,
): string {
  return `<INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>${name}<UN_LIST_TYPE>Ruritania</UN_LIST_TYPE>
<REFERENCE_NUMBER>${ref}</REFERENCE_NUMBER><LISTED_ON>2024-05-01</LISTED_ON>${inside}<SORT_KEY/><SORT_KEY_LAST_MOD/></INDIVIDUAL>`;
}

export function entity(ref: string, inside = ''): string {
  return individual(ref, inside, '<FIRST_NAME>GREY HERON</FIRST_NAME>').replaceAll('INDIVIDUAL', 'ENTITY');
}
