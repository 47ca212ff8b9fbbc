/** A list of whole numbers in a typed array that grows by half. */
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
      const grown = new Int32Array(Math.ceil(this.length * 1.5));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }
}

/** Numbers under hashed keys, newest first. Different keys may share a hash: what comes out must be checked. */
export class HashChains {
  #heads: Int32Array;
  readonly #values = new Numbers();
  readonly #next = new Numbers();
  readonly #hashes = new Numbers();

  constructor(size = 1 << 12) {
    this.#heads = new Int32Array(size).fill(-1);
  }

  add(hash: number, value: number): void {
    if (this.#values.length > this.#heads.length) this.#widen();
    const slot = hash & (this.#heads.length - 1);
    this.#hashes.push(hash);
    this.#values.push(value);
    this.#heads[slot] = this.#next.push(this.#heads[slot] ?? -1);
  }

  /** Calls `see` with each value until it gives false. */
  each(hash: number, see: (value: number) => void): void {
    let at = this.#heads[hash & (this.#heads.length - 1)] ?? -1;
    while (at >= 0) {
      if (this.#hashes.at(at) === hash) see(this.#values.at(at));
      at = this.#next.at(at);
    }
  }

  #widen(): void {
    this.#heads = new Int32Array(this.#heads.length * 2).fill(-1);
    for (let at = 0; at < this.#values.length; at += 1) {
      const slot = this.#hashes.at(at) & (this.#heads.length - 1);
      this.#next.set(at, this.#heads[slot] ?? -1);
      this.#heads[slot] = at;
    }
  }
}

/** FNV-1a of a text, told apart by `salt`; the letter at `without` left out. */
export function hashOf(text: string, salt: number, without = -1): number {
  let hash = (0x811c9dc5 ^ salt) | 0;
  for (let at = 0; at < text.length; at += 1)
    if (at !== without) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
