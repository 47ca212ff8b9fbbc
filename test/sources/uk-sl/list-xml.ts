/** A UK Sanctions List in the FCDO's shape, of invented parties. */

export function ukXml(designations: readonly string[], date = '09/09/2026'): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <DateGenerated>${date}</DateGenerated>
  ${designations.join('\n  ')}
</Designations>
`;
}

export interface DesignationOptions {
  readonly id?: string;
  readonly names?: string;
  readonly kind?: string;
  readonly date?: string;
  readonly imposed?: string;
}

export function designation(inside = '', options: DesignationOptions = {}): string {
  const { id = 'RUR0001', names = name('Primary Name', ['Anne', 'HERON']), kind = 'Individual' } = options;
  const { date = '22/01/2024', imposed = 'Asset freeze|Travel Ban' } = options;
  return `<Designation><LastUpdated>01/02/2024</LastUpdated><DateDesignated>${date}</DateDesignated><UniqueID>${id}</UniqueID>
    <Names>${names}</Names><RegimeName>The Ruritania Regulations 2020</RegimeName><IndividualEntityShip>${kind}</IndividualEntityShip>
    <DesignationSource>UK</DesignationSource><SanctionsImposed>${imposed}</SanctionsImposed>
    <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>${inside}</Designation>`;
}

/** Given names, then the surname, which is the sixth. */
export function name(type: string, parts: readonly string[], strength = ''): string {
  const given = parts.slice(0, -1).map((part, i) => `<Name${i + 1}>${part}</Name${i + 1}>`);
  const last = parts.at(-1);
  return `<Name>${given.join('')}${last === undefined ? '' : `<Name6>${last}</Name6>`}<NameType>${type}</NameType>${
    strength && `<AliasStrength>${strength}</AliasStrength>`
  }</Name>`;
}

/** `list('DOBs', 'DOB', '01/01/1960')` */
export function list(outer: string, item: string, ...values: readonly string[]): string {
  return `<${outer}>${values.map((value) => `<${item}>${value}</${item}>`).join('')}</${outer}>`;
}

export function individual(inside: string): string {
  return `<IndividualDetails><Individual>${inside}</Individual></IndividualDetails>`;
}
