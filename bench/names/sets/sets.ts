/** A split by seed: the engine's author works on the one and never looks at the other. */
export const SPLITS = ['development', 'held-out'] as const;
export type Split = (typeof SPLITS)[number];

/** A listed name written otherwise; `wanted` is the group of the party that has to be found. */
export interface Asked {
  readonly kind: string;
  readonly text: string;
  readonly of: string;
  readonly wanted: number;
}

/** A name of nobody on the lists. */
export interface Innocent {
  readonly kind: string;
  readonly text: string;
}

export interface Pair {
  readonly kind: string;
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

export interface Sets {
  readonly split: Split;
  readonly asked: readonly Asked[];
  readonly innocents: readonly Innocent[];
  readonly pairs: readonly Pair[];
}

/** The half of a list of name parts that belongs to the split. */
export function partsOf<T>(parts: readonly T[], split: Split): T[] {
  return parts.filter((_, i) => (i % 2 === 0) === (split === 'development'));
}
