import { FRAMEWORKS } from './frameworks.js';

/** Some three months of acts. */
const NEWEST = 60;

/**
 * Asks CELLAR for the newest acts of the frameworks: number, day, English title, and where its English XHTML is. Only acts of
 * sector 3 (legislation), no corrigenda (`…R(01)`). The ontology: https://op.europa.eu/web/eu-vocabularies/cdm
 */
export const QUERY = `PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX lang: <http://publications.europa.eu/resource/authority/language/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?celex ?date ?framework ?title ?item WHERE {
  { SELECT DISTINCT ?work ?celex ?date WHERE {
    VALUES ?number { ${[...FRAMEWORKS.keys()].map((celex) => `"${celex}"^^xsd:string`).join(' ')} }
    ?base cdm:resource_legal_id_celex ?number .
    { ?work cdm:resource_legal_based_on_resource_legal ?base } UNION { ?work cdm:resource_legal_amends_resource_legal ?base }
    ?work cdm:resource_legal_id_celex ?celex ; cdm:work_date_document ?date .
    FILTER(REGEX(STR(?celex), "^3[0-9]{4}[A-Z][0-9]{4}$"))
  } ORDER BY DESC(?date) DESC(?celex) LIMIT ${NEWEST} }
  { ?work cdm:resource_legal_based_on_resource_legal ?of } UNION { ?work cdm:resource_legal_amends_resource_legal ?of }
  ?of cdm:resource_legal_id_celex ?framework .
  OPTIONAL {
    ?expression cdm:expression_belongs_to_work ?work ; cdm:expression_uses_language lang:ENG ; cdm:expression_title ?title .
    OPTIONAL {
      ?manifestation cdm:manifestation_manifests_expression ?expression ; cdm:manifestation_type ?type .
      ?item cdm:item_belongs_to_manifestation ?manifestation .
      FILTER(STR(?type) IN ("xhtml", "html"))
    }
  }
} ORDER BY DESC(?date) DESC(?celex)`;
