/** What a name is to the party that bears it. */
export const NAME_KINDS = [
  'name',
  'strong alias',
  'weak alias',
  'analyst name',
  'common analyst name',
  'profile id',
] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export interface NewName {
  readonly text: string;
  readonly kind: NameKind;
}

/** A weak alias alone identifies nobody; an analyst name is not on any list; ZINC is a metal. */
export const TRUST: Readonly<Record<NameKind, number>> = {
  name: 1,
  'strong alias': 1,
  'profile id': 0.96,
  'analyst name': 0.97,
  'weak alias': 0.95,
  'common analyst name': 0.9,
};
