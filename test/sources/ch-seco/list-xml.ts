/** A list in the shape of the Swiss SECO, of invented parties. */
export function listXml(targets: readonly string[], day = '2026-01-05'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<swiss-sanctions-list list-type="whole-list" date="${day}">
  <sanctions-program ssid="20" version-date="${day}">
    <program-key lang="ger">Ruritanien</program-key><program-key lang="eng">Ruritania</program-key>
    <program-name lang="eng">Ordinance of 1 May 2020 on measures against Ruritania, annexes 1 and 2</program-name>
    <sanctions-set ssid="21" lang="ger">Anhang 1</sanctions-set><sanctions-set ssid="21" lang="eng">annex 1</sanctions-set>
    <sanctions-set ssid="22" lang="eng">annex 2</sanctions-set>
    <origin>EU</origin>
  </sanctions-program>
  ${targets.join('\n')}
  <place ssid="31"><location>Strelsau</location><area>Zenda</area><country iso-code="RU">Ruritania</country></place>
  <place ssid="32"><country iso-code="RU">Ruritania</country></place>
</swiss-sanctions-list>
`;
}

export const LISTED = modification('listed', '2024-05-01');

export function modification(type: string, day: string, inside = ''): string {
  return `<modification modification-type="${type}" enactment-date="2001-01-01" publication-date="2001-01-02" effective-date="${day}">${inside}</modification>`;
}

export function target(ssid: number, party: string, modifications = LISTED): string {
  return `<target ssid="${ssid}"><sanctions-set-id>21</sanctions-set-id>${party}${modifications}</target>`;
}

export function name(inside: string, attributes = 'name-type="primary-name" quality="good"'): string {
  return `<name ssid="9" ${attributes} lang="eng">${inside}</name>`;
}

export function part(order: number, type: string, value: string, variants = ''): string {
  return `<name-part order="${order}" name-part-type="${type}"><value>${value}</value>${variants}</name-part>`;
}

export function identity(inside: string, main = true): string {
  return `<identity ssid="8" main="${main}">${inside}</identity>`;
}
