import { HashChains, hashOf, Numbers } from './grow.js';

const CHAINS = 1 << 16;
const NO_NAME = -1;

/** Who bears the names, as numbers. An owner's names follow one another. */
export class Owners {
  readonly #keys: string[] = [];
  readonly #ids = new HashChains(CHAINS);
  readonly #firstNames = new Numbers();

  /** Takes in an owner that is not there, whose names begin at `firstName`. */
  add(key: string, firstName: number): number {
    const id = this.#keys.push(key) - 1;
    this.#ids.add(hashOf(key, 0), id);
    this.#firstNames.push(firstName);
    return id;
  }

  idOf(key: string): number | undefined {
    let found: number | undefined;
    this.#ids.each(hashOf(key, 0), (id) => {
      if (this.#keys[id] === key && this.#firstNames.at(id) !== NO_NAME) found = id;
    });
    return found;
  }

  key(id: number): string {
    return this.#keys[id] ?? '';
  }

  firstName(id: number): number {
    return this.#firstNames.at(id);
  }

  remove(id: number): void {
    this.#keys[id] = '';
    this.#firstNames.set(id, NO_NAME);
  }
}
