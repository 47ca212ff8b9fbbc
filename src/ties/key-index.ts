/** Which listings carry a key. Nearly every key has one holder, which then stands without a set around it. */
export class KeyIndex {
  readonly #holders = new Map<string, string | Set<string>>();

  add(key: string, holder: string): void {
    const held = this.#holders.get(key);
    if (held === undefined) this.#holders.set(key, holder);
    else if (typeof held !== 'string') held.add(holder);
    else if (held !== holder) this.#holders.set(key, new Set([held, holder]));
  }

  delete(key: string, holder: string): void {
    const held = this.#holders.get(key);
    if (held === holder) this.#holders.delete(key);
    if (held === undefined || typeof held === 'string') return;
    held.delete(holder);
    if (held.size === 0) this.#holders.delete(key);
  }

  holders(key: string): readonly string[] {
    const held = this.#holders.get(key);
    if (held === undefined) return [];
    return typeof held === 'string' ? [held] : [...held];
  }
}
