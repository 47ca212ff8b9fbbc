/** What company names are made of: a word of its own, what it does, where, and its legal form. */
export const COMPANY_WORDS: readonly string[] =
  'Alpha Horizon Meridian Falcon Orient Unity Crescent Silk Amber Cedar Phoenix Atlas Delta Summit Vertex Zenith Orion Polaris Blue-Sea Golden-Gate Nova Rainbow Liberty Victoria Sunrise Titan Nile Euphrates Sahara Himalaya Baikal Volga Neva Caspian Aurora Eagle Tiger Dragon Lotus Jade Pearl Coral Emerald Sapphire Quantum Vector Fusion Matrix Pioneer Heritage Fortuna Argo Kronos Helios Luna Terra Agora Sigma Omega Prime'.split(
    ' ',
  );

export const INDUSTRIES: readonly string[] =
  'Trading Shipping Logistics Petroleum Steel Textiles Electronics Machinery Engineering Construction Pharmaceuticals Chemicals Aviation Software Telecommunications Foods Agriculture Mining Timber Motors Plastics Ceramics Insurance Consulting Tourism Furniture Printing Fisheries Energy Holding Investments Exchange Capital Bank Foundation Medical Optics Laboratories Recycling Security'.split(
    ' ',
  );

export const PLACES: readonly string[] =
  'Dubai Istanbul Moscow Damascus Tehran Beijing Shenzhen Singapore Geneva Cyprus Panama Malta Havana Minsk Almaty Karachi Lagos Nairobi Jakarta Hanoi Mexico Bogota Vienna Rotterdam Hamburg Marseille Milan Warsaw Athens Oslo'.split(
    ' ',
  );

/** Legal forms; those of one row are the same form in other words or another language. */
export const LEGAL_FORMS: readonly (readonly string[])[] = [
  ['LLC', 'L.L.C.', 'Limited Liability Company', 'OOO'],
  ['JSC', 'AO', 'Joint Stock Company'],
  ['PJSC', 'PAO', 'Public Joint Stock Company'],
  ['Ltd', 'Ltd.', 'Limited'],
  ['Co., Ltd.', 'Co Ltd', 'Company Limited', 'Company Ltd'],
  ['Inc', 'Inc.', 'Incorporated'],
  ['Corp', 'Corp.', 'Corporation'],
  ['Co', 'Co.', 'Company'],
  ['GmbH', 'Gesellschaft mit beschränkter Haftung'],
  ['S.A.', 'SA', 'Sociedad Anonima'],
  ['SARL', 'S.A.R.L.'],
  ['FZE', 'FZ-LLC', 'Free Zone Establishment'],
  ['B.V.', 'BV'],
  ['S.p.A.', 'SpA'],
  ['Pte Ltd', 'Pte. Ltd.', 'Private Limited'],
  ['A.S.', 'Anonim Sirketi'],
];
