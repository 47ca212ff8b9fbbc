/** Keys that must match as a whole: official references, identity numbers, wallet addresses. */
export class ExactIndex {
  readonly #owners = new Map<string, Set<string>>();
  readonly #keys = new Map<string, readonly string[]>();

  /** Replaces what `owner` was found under. */
  set(owner: string, keys: Iterable<string>): void {
    this.delete(owner);
    const own = [...new Set(keys)];
    if (own.length === 0) return;
    this.#keys.set(owner, own);
    for (const key of own) {
      const owners = this.#owners.get(key);
      if (owners) owners.add(owner);
      else this.#owners.set(key, new Set([owner]));
    }
  }

  delete(owner: string): void {
    for (const key of this.#keys.get(owner) ?? []) {
      const owners = this.#owners.get(key);
      owners?.delete(owner);
      if (owners?.size === 0) this.#owners.delete(key);
    }
    this.#keys.delete(owner);
  }

  owners(key: string): readonly string[] {
    return [...(this.#owners.get(key) ?? [])];
  }
}
