import type { XmlInside } from '../../lib/xml.js';

const PERIOD: XmlInside = {
  fromDateBegin: {},
  fromDateEnd: null,
  toDateBegin: null,
  toDateEnd: {},
  isApproximate: {},
  isDateRange: {},
};

/** Every element of an ENHANCED entity that is known; the nulls say nothing that a listing holds. */
export const ENTITY: XmlInside = {
  generalInfo: { identityId: null, entityType: {}, title: {}, remarks: {} },
  sanctionsLists: { sanctionsList: {} },
  sanctionsPrograms: { sanctionsProgram: {} },
  sanctionsTypes: { sanctionsType: {} },
  legalAuthorities: { legalAuthority: {} },
  names: {
    name: {
      isPrimary: {},
      aliasType: {},
      isLowQuality: {},
      translations: {
        translation: {
          isPrimary: {},
          script: {},
          formattedFirstName: null,
          formattedLastName: null,
          formattedFullName: {},
          nameParts: null,
        },
      },
    },
  },
  addresses: {
    address: {
      country: {},
      translations: {
        translation: { isPrimary: null, script: null, addressParts: { addressPart: { type: {}, value: {} } } },
      },
    },
  },
  features: {
    feature: {
      type: {},
      versionId: null,
      value: {},
      valueRefId: null,
      valueDate: PERIOD,
      isPrimary: null,
      reliability: null,
    },
  },
  identityDocuments: {
    identityDocument: {
      type: {},
      name: null,
      documentNumber: {},
      isValid: {},
      issuingAuthority: {},
      issuingCountry: {},
      issuingLocation: {},
      issueDate: PERIOD,
      expirationDate: PERIOD,
      comments: {},
      idFeatures: { idFeature: {} },
    },
  },
  relationships: { relationship: { type: {}, relatedEntity: {}, quality: null } },
};
