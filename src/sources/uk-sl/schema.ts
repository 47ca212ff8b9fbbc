import { z } from 'zod';
import type { XmlElement, XmlInside, XmlShape } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import { partsOf, textOf } from './elements.js';

function leaves(...names: readonly string[]): XmlInside {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

/** They repeat SanctionsImposed as yes or no; a new one is worth knowing all the same. */
const INDICATORS = leaves(
  'AssetFreeze',
  'ArmsEmbargo',
  'TargetedArmsEmbargo',
  'CharteringOfShips',
  'ClosureOfRepresentativeOffices',
  'CrewServicingOfShipsAndAircraft',
  'Deflag',
  'PreventionOfBusinessArrangements',
  'ProhibitionOfPortEntry',
  'TravelBan',
  'PreventionOfCharteringOfShips',
  'PreventionOfCharteringOfShipsAndAircraft',
  'TechnicalAssistanceRelatedToAircraft',
  'TrustServicesSanctions',
  'DirectorDisqualificationSanction',
);

const INDIVIDUAL: XmlInside = {
  DOBs: leaves('DOB'),
  PassportDetails: { Passport: leaves('PassportNumber', 'PassportAdditionalInformation') },
  Nationalities: leaves('Nationality'),
  NationalIdentifierDetails: {
    NationalIdentifier: leaves('NationalIdentifierNumber', 'NationalIdentifierAdditionalInformation'),
  },
  Positions: leaves('Position'),
  Genders: leaves('Gender'),
  BirthDetails: { Location: leaves('TownOfBirth', 'CountryOfBirth') },
};

const ENTITY: XmlInside = {
  TypeOfEntities: leaves('TypeOfEntity'),
  Subsidiaries: leaves('Subsidiary'),
  ParentCompanies: leaves('ParentCompany'),
  BusinessRegistrationNumbers: leaves('BusinessRegistrationNumber'),
};

const SHIP: XmlInside = {
  IMONumbers: leaves('IMONumber'),
  CurrentOwnerOperators: leaves('CurrentOwnerOperator'),
  PreviousOwnerOperators: leaves('PreviousOwnerOperator'),
  CurrentBelievedFlagOfShips: leaves('CurrentBelievedFlagOfShip'),
  PreviousFlags: leaves('PreviousFlag'),
  TypeOfShipDetails: leaves('TypeOfShip'),
  TonnageOfShipDetails: leaves('TonnageOfShip'),
  LengthOfShipDetails: leaves('LengthOfShip'),
  YearsBuilt: leaves('YearBuilt'),
};

/** Every element seen; the nulls say nothing that a listing holds. */
export const SHAPE: XmlShape = {
  root: 'Designations',
  records: ['DateGenerated', 'Designation'],
  inside: {
    Designation: {
      LastUpdated: null,
      ...leaves('DateDesignated', 'UniqueID', 'OFSIGroupID', 'UNReferenceNumber'),
      Names: { Name: leaves('Name1', 'Name2', 'Name3', 'Name4', 'Name5', 'Name6', 'NameType', 'AliasStrength') },
      NonLatinNames: { NonLatinName: leaves('NameNonLatinScript', 'NonLatinScriptType', 'NonLatinScriptLanguage') },
      Titles: leaves('Title'),
      ...leaves('RegimeName', 'IndividualEntityShip', 'DesignationSource', 'SanctionsImposed'),
      SanctionsImposedIndicators: INDICATORS,
      ...leaves('OtherInformation', 'UKStatementofReasons'),
      Addresses: {
        Address: leaves(
          'AddressLine1',
          'AddressLine2',
          'AddressLine3',
          'AddressLine4',
          'AddressLine5',
          'AddressLine6',
          'AddressPostalCode',
          'AddressCountry',
        ),
      },
      PhoneNumbers: leaves('PhoneNumber'),
      EmailAddresses: leaves('EmailAddress'),
      Websites: leaves('Website'),
      IndividualDetails: { Individual: INDIVIDUAL },
      EntityDetails: { Entity: ENTITY },
      ShipDetails: { Ship: SHIP },
    },
  },
};

/** Leaf → every word seen in it, in small letters because their casing varies. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  NameType: ['primary name', 'primary name variation', 'alias'],
  AliasStrength: ['', 'good quality a.k.a', 'low quality a.k.a'],
};

/** Reports the words of the names that are not of their closed vocabulary. */
export function audit(record: XmlElement, report: ReportUnknown): void {
  for (const name of partsOf(record, 'Names', 'Name'))
    for (const leaf in WORDS) {
      const word = textOf(name, leaf);
      if (!WORDS[leaf]?.includes(word.toLowerCase()))
        report(`Designation/Names/Name/${leaf}=${word.slice(0, 60)}`, word);
    }
}

/** What GOV.UK's content API says of the list's page. */
export const contentItem = z.object({ public_updated_at: z.iso.datetime({ offset: true }) });
