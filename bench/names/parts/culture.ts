/** Given and family names that are common where they come from, as everybody there knows them. */
export interface Culture {
  readonly name: string;
  readonly order: 'given first' | 'family first';
  /** How many given names, or given and father's names, people usually have in documents. */
  readonly givenNames: readonly number[];
  readonly given: readonly string[];
  readonly family: readonly string[];
}

export function culture(
  name: string,
  given: string,
  family: string,
  how: Partial<Pick<Culture, 'order' | 'givenNames'>> = {},
): Culture {
  return {
    name,
    order: how.order ?? 'given first',
    givenNames: how.givenNames ?? [1],
    given: given.split(' '),
    family: family.split(' '),
  };
}
