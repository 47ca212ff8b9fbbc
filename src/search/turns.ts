/** How long work holds the event loop at a time, in milliseconds, give or take a step. */
const HOLD_MS = 5;

interface Task {
  readonly work: Iterator<unknown>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Work of many small steps, done in the order in which it is given: in turns of the event loop, or at once. */
export class Turns {
  readonly #tasks: Task[] = [];

  /** Begins at once, if nothing is waiting, and goes on in later turns; rejects with what a step throws. */
  inTurns(work: Iterator<unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#tasks.push({ work, resolve, reject });
      if (this.#tasks.length === 1) this.#turn();
    });
  }

  /** Does what is waiting and then this, before it returns; throws what a step of this throws. */
  atOnce(work: Iterator<unknown>): void {
    while (this.#tasks.length > 0) this.#step();
    while (!work.next().done);
  }

  #turn(): void {
    const began = performance.now();
    while (this.#tasks.length > 0) {
      this.#step();
      if (performance.now() - began < HOLD_MS) continue;
      setImmediate(() => this.#turn());
      return;
    }
  }

  #step(): void {
    const [task] = this.#tasks;
    if (!task) return;
    try {
      if (!task.work.next().done) return;
      task.resolve();
    } catch (error) {
      task.reject(error);
    }
    this.#tasks.shift();
  }
}
