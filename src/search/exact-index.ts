/** Keys that must match as a whole: official references, identity numbers, wallet addresses. */
export class ExactIndex {
  /** Most keys have one owner; a set for each would weigh more than all else. */
  readonly #owners = new Map<string, string | readonly string[]>();

  add(owner: string, keys: Iterable<string>): void {
    for (const key of keys) {
      const owners = this.owners(key);
      if (owners.includes(owner)) continue;
      this.#owners.set(key, owners.length === 0 ? owner : [...owners, owner].sort());
    }
  }

  /** Takes away what `add` was given. */
  remove(owner: string, keys: Iterable<string>): void {
    for (const key of keys) {
      const left = this.owners(key).filter((other) => other !== owner);
      const [only] = left;
      if (only === undefined) this.#owners.delete(key);
      else this.#owners.set(key, left.length === 1 ? only : left);
    }
  }

  owners(key: string): readonly string[] {
    const owners = this.#owners.get(key);
    return owners === undefined ? [] : typeof owners === 'string' ? [owners] : owners;
  }

  has(key: string): boolean {
    return this.#owners.has(key);
  }

  keys(): IterableIterator<string> {
    return this.#owners.keys();
  }
}
