/** The French register in the publisher's own shape. */
export interface Field {
  readonly TypeChamp: string;
  readonly Valeur: readonly Readonly<Record<string, string | number | null>>[];
}

export function registerJson(records: readonly string[], day = '2026-01-05'): string {
  return `{"Publications":{"DatePublication":"${day}T10:41:43.587217+01:00","PublicationDetail":[${records.join(',\n')}]}}`;
}

export function party(id: number, name: string, fields: readonly Field[] = [], nature = 'Personne morale'): string {
  return JSON.stringify({ IdRegistre: id, Nature: nature, Nom: name, RegistreDetail: fields });
}

export function field(type: string, ...values: Field['Valeur'][number][]): Field {
  return { TypeChamp: type, Valeur: values };
}
