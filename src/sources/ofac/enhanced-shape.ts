import type { Shape } from './xml-shape.js';

const PERIOD: Shape = {
  fromDateBegin: {},
  fromDateEnd: {},
  toDateBegin: {},
  toDateEnd: {},
  isApproximate: {},
  isDateRange: {},
};

/** Every element of an ENHANCED entity that the reader knows. */
export const ENTITY: Shape = {
  generalInfo: { identityId: {}, entityType: {}, title: {}, remarks: {} },
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
          formattedFirstName: {},
          formattedLastName: {},
          formattedFullName: {},
          nameParts: { namePart: { type: {}, value: {} } },
        },
      },
    },
  },
  addresses: {
    address: {
      country: {},
      translations: {
        translation: { isPrimary: {}, script: {}, addressParts: { addressPart: { type: {}, value: {} } } },
      },
    },
  },
  features: {
    feature: {
      type: {},
      versionId: {},
      value: {},
      valueRefId: {},
      valueDate: PERIOD,
      isPrimary: {},
      reliability: {},
    },
  },
  identityDocuments: {
    identityDocument: {
      type: {},
      name: {},
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
  relationships: { relationship: { type: {}, relatedEntity: {}, quality: {} } },
};
