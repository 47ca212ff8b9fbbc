/** A list of whole numbers in a typed array that grows by an eighth. */
export class Numbers {
  #values: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.#values = new Int32Array(capacity);
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Gives the index of the new value. */
  push(value: number): number {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(Math.ceil(this.length * 1.125) + 4);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }
}

/** Numbers share a cell with as much of their key's hash as there is room for. */
const NUMBER_BITS = 21;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;

/** Numbers from 0 to 2,097,151 under hashed keys, newest first. Keys may share a hash: what comes out must be checked. */
export class HashChains {
  /** The last cell of each chain, counted from 1; 0 where there is none. */
  readonly #heads: Int32Array;
  readonly #cells = new Numbers();
  readonly #next = new Numbers();

  /** With a power of two of chains. */
  constructor(chains: number) {
    this.#heads = new Int32Array(chains);
  }

  add(hash: number, value: number): void {
    const chain = hash & (this.#heads.length - 1);
    this.#cells.push((hash & ~NUMBER_MASK) | value);
    this.#next.push(this.#heads[chain] ?? 0);
    this.#heads[chain] = this.#next.length;
  }

  each(hash: number, see: (value: number) => void): void {
    const mark = hash & ~NUMBER_MASK;
    for (let at = this.#heads[hash & (this.#heads.length - 1)] ?? 0; at > 0; at = this.#next.at(at - 1)) {
      const cell = this.#cells.at(at - 1);
      if ((cell & ~NUMBER_MASK) === mark) see(cell & NUMBER_MASK);
    }
  }
}

/** FNV-1a of a part of a text, told apart by `salt`. */
export function hashOf(text: string, salt: number, from = 0, to = text.length): number {
  let hash = (0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1)) | 0;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
