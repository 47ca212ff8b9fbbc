/** What each word weighs: worked out when it is asked for, and kept until it changes. */
export class Weights {
  readonly #weigh: (word: number) => number;
  /** NaN where nobody has asked since. */
  #known = new Float32Array(1024).fill(Number.NaN);

  constructor(weigh: (word: number) => number) {
    this.#weigh = weigh;
  }

  of(word: number): number {
    if (word >= this.#known.length) this.#widen(word);
    const known = this.#known[word] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    // The same the first time as ever after, when its last figures are gone.
    const weight = Math.fround(this.#weigh(word));
    this.#known[word] = weight;
    return weight;
  }

  change(word: number): void {
    this.#known[word] = Number.NaN;
  }

  changeAll(): void {
    this.#known.fill(Number.NaN);
  }

  #widen(word: number): void {
    const widened = new Float32Array(Math.ceil((word + 1) * 1.125)).fill(Number.NaN);
    widened.set(this.#known);
    this.#known = widened;
  }
}
