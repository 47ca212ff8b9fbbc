/** A list of whole numbers in a typed array that grows by a sixteenth. */
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
      const grown = new Int32Array(Math.ceil(this.length * 1.0625) + 4);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }

  /** Sets the value at an index, which may be the next one. */
  put(index: number, value: number): void {
    if (index === this.length) this.push(value);
    else this.#values[index] = value;
  }

  /** Puts a value before the one that is at `index`. */
  insert(index: number, value: number): void {
    this.push(value);
    this.#values.copyWithin(index + 1, index, this.length - 1);
    this.#values[index] = value;
  }

  /** Takes the value at `index` out. */
  delete(index: number): void {
    this.#values.copyWithin(index, index + 1, this.length);
    this.length -= 1;
  }

  /** Where the value is, or -1. */
  indexOf(value: number): number {
    const at = this.#values.indexOf(value);
    return at < this.length ? at : -1;
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
  /** The cell before each in its chain, counted from 1; of cells that are free, the next free one. */
  readonly #next = new Numbers();
  #free = 0;

  /** With a power of two of chains. */
  constructor(chains: number) {
    this.#heads = new Int32Array(chains);
  }

  add(hash: number, value: number): void {
    const chain = hash & (this.#heads.length - 1);
    const cell = this.#take();
    this.#cells.set(cell - 1, (hash & ~NUMBER_MASK) | value);
    this.#next.set(cell - 1, this.#heads[chain] ?? 0);
    this.#heads[chain] = cell;
  }

  /** Takes away what was added once under this hash; its room is for what is added next. */
  remove(hash: number, value: number): void {
    const chain = hash & (this.#heads.length - 1);
    const wanted = (hash & ~NUMBER_MASK) | value;
    let [after, at] = [0, this.#heads[chain] ?? 0];
    while (at > 0 && this.#cells.at(at - 1) !== wanted) [after, at] = [at, this.#next.at(at - 1)];
    if (at === 0) return;
    const before = this.#next.at(at - 1);
    if (after === 0) this.#heads[chain] = before;
    else this.#next.set(after - 1, before);
    this.#next.set(at - 1, this.#free);
    this.#free = at;
  }

  /** A cell, counted from 1. */
  #take(): number {
    const cell = this.#free;
    if (cell === 0) {
      this.#cells.push(0);
      return this.#next.push(0) + 1;
    }
    this.#free = this.#next.at(cell - 1);
    return cell;
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
