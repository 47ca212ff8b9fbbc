/** A list in the shape of Global Affairs Canada, of invented parties. */
export function listXml(records: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${records.join('\n')}</data-set>
`;
}

const BILINGUAL: Readonly<Record<string, string>> = {
  Country: 'Country-Pays',
  LastName: 'LastName-NomDeFamille',
  GivenName: 'GivenName-Prenom',
  EntityOrShip: 'EntityOrShip-EntiteOuNavire',
  TitleOrShip: 'TitleOrShipType-TitreOuTypeDeNavire',
  ShipIMONumber: 'ShipIMONumber-NumeroOMIDuNavire',
  DateOfBirthOrShipBuildDate: 'DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire',
  Schedule: 'Schedule-Annexe',
  Item: 'Item-NumeroDarticle',
  Aliases: 'Aliases-Alias',
  DateOfListing: 'DateOfListing-DateDinscription',
};

/** A record of these facts, by the older names of their elements or by the bilingual ones. */
export function record(facts: Readonly<Record<string, string>>, names: 'old' | 'bilingual' = 'bilingual'): string {
  const elements = Object.entries(facts).map(([fact, value]) => {
    const name = names === 'old' ? fact : (BILINGUAL[fact] ?? fact);
    return `<${name}>${value}</${name}>`;
  });
  return `<record>${elements.join('')}</record>`;
}

/** Item 7 of a schedule on Ruritania. */
export const PLACE = { Country: 'Ruritania / Ruritanie', Schedule: '1, Part 1', Item: '7' };
