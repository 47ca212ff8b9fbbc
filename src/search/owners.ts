import { HashChains, hashOf, Numbers } from './grow.js';

const CHAINS = 1 << 15;
export const NO_NAME = -1;

/** Who bears the names, as numbers, which are given again when their owners have gone. */
export class Owners {
  readonly #keys: string[] = [];
  readonly #ids = new HashChains(CHAINS);
  readonly #firstNames = new Numbers();
  readonly #gone: number[] = [];

  /** Takes in an owner that is not there. */
  add(key: string): number {
    const id = this.#gone.pop() ?? this.#firstNames.push(NO_NAME);
    this.#keys[id] = key;
    this.#ids.add(hashOf(key, 0), id);
    return id;
  }

  idOf(key: string): number | undefined {
    let found: number | undefined;
    this.#ids.each(hashOf(key, 0), (id) => {
      if (this.#keys[id] === key) found = id;
    });
    return found;
  }

  key(id: number): string {
    return this.#keys[id] ?? '';
  }

  /** The first of its names; each knows the next. */
  firstName(id: number): number {
    return this.#firstNames.at(id);
  }

  setFirstName(id: number, name: number): void {
    this.#firstNames.set(id, name);
  }

  remove(id: number): void {
    this.#ids.remove(hashOf(this.key(id), 0), id);
    this.#keys[id] = '';
    this.#firstNames.set(id, NO_NAME);
    this.#gone.push(id);
  }
}
