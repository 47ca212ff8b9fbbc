/** A source of chance that gives the same again for the same seed (mulberry32). */
export interface Chance {
  /** From 0 up to, but not including, `below`. */
  integer(below: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(length: number): Uint8Array;
}

export function chanceOf(...seeds: readonly (string | number)[]): Chance {
  let state = hashOf(seeds.join('\u0000'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * Math.max(1, below));
  return {
    integer,
    pick: (items) => items[integer(items.length)] ?? items[0],
    bytes: (length) => Uint8Array.from({ length }, () => integer(256)),
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
