import { Numbers } from './grow.js';

/** So many first letters have a group of their own. */
const START = 2;

/** Words in the order of their letters, for those of which only the beginning is typed. */
export class Beginnings {
  readonly #textOf: (id: number) => string;
  readonly #groups = new Map<string, Numbers>();

  constructor(textOf: (id: number) => string) {
    this.#textOf = textOf;
  }

  add(id: number): void {
    const text = this.#textOf(id);
    const start = text.slice(0, START);
    const group = this.#groups.get(start) ?? new Numbers(4);
    this.#groups.set(start, group);
    group.insert(this.#firstNotBefore(text, group), id);
  }

  remove(id: number): void {
    const text = this.#textOf(id);
    const start = text.slice(0, START);
    const group = this.#groups.get(start);
    if (!group) return;
    group.delete(this.#firstNotBefore(text, group));
    if (group.length === 0) this.#groups.delete(start);
  }

  /** The words that begin with `prefix`, itself first, in the order of the alphabet. */
  *startingWith(prefix: string): Generator<number> {
    const starts = prefix.length < START ? [...this.#groups.keys()].filter((start) => start.startsWith(prefix)) : [];
    for (const start of prefix.length < START ? starts.sort() : [prefix.slice(0, START)]) {
      const group = this.#groups.get(start);
      if (!group) continue;
      for (let at = this.#firstNotBefore(prefix, group); at < group.length; at += 1) {
        const id = group.at(at);
        if (!this.#textOf(id).startsWith(prefix)) break;
        yield id;
      }
    }
  }

  #firstNotBefore(text: string, group: Numbers): number {
    let [from, to] = [0, group.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#textOf(group.at(middle)) < text) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
