/** Delta files as OFAC's change service words them, of invented parties. */

export interface PartyFacts {
  /** The attribute as it stands; absent where undefined. */
  readonly action?: string;
  readonly name?: string;
  readonly type?: string;
  readonly inside?: string;
}

export function deltaXml(entities: readonly string[], info = INFO, namespace = DELTA): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="${namespace}">
  ${info}
  <entities>${entities.join('\n')}</entities>
</sanctionsData>`;
}

const DELTA = 'https://www.treasury.gov/ofac/DeltaFile/1.0';
export const INFO =
  '<publicationInfo><datePublished>2026-01-16T10:01:44.740051-05:00</datePublished><publicationType>Standard Action</publicationType></publicationInfo>';

export function party(id: number, { action, name, type = 'Entity', inside = '' }: PartyFacts = {}): string {
  return `<entity id="${id}"${action === undefined ? '' : ` action="${action}"`}>
    ${type === '' ? '' : `<generalInfo><identityId>${id}</identityId><entityType refId="601">${type}</entityType></generalInfo>`}
    ${name === undefined ? '' : `<names>${nameXml(name, true)}</names>`}${inside}</entity>`;
}

export function nameXml(name: string, primary: boolean, action = ''): string {
  return `<name id="1"${action && ` action="${action}"`}><isPrimary>${primary}</isPrimary>${primary ? '' : '<aliasType refId="1400">A.K.A.</aliasType>'}
    <isLowQuality>false</isLowQuality><translations><translation id="1"><isPrimary>true</isPrimary><script refId="20122">Latin</script>
    <formattedFullName>${name}</formattedFullName></translation></translations></name>`;
}

export const PROGRAM =
  '<sanctionsPrograms><sanctionsProgram refId="1" id="1">DPRK3</sanctionsProgram></sanctionsPrograms>';
export const ON_SDN =
  '<sanctionsLists><sanctionsList refId="1550" id="1" datePublished="2026-01-16">SDN List</sanctionsList></sanctionsLists>';
export const LINKED =
  '<relationships><relationship id="1"><type refId="15003">Owned or Controlled By</type><relatedEntity entityId="27307">LAZARUS GROUP</relatedEntity></relationship></relationships>';
