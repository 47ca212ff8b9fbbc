import { NameStore } from './name-store.js';
import type { NewName } from './names.js';

/** So many names are laid anew between two turns of the event loop: some milliseconds. */
const SLICE = 300;

/**
 * A store that answers while it changes. When removed names have left too many holes it is laid anew in slices, between
 * which queries are answered from the old one; what changes meanwhile is changed in both.
 */
export class LiveStore {
  #store = new NameStore();
  #fresh: NameStore | null = null;

  /** The one that answers now; not to be kept beyond a question. */
  get now(): NameStore {
    return this.#store;
  }

  /** Gives an owner these names, in place of those it had. */
  set(owner: string, names: Iterable<NewName>): void {
    const own = [...names];
    this.#store.set(owner, own);
    this.#fresh?.set(owner, own);
    this.#tidy();
  }

  delete(owner: string): void {
    this.#store.remove(owner);
    this.#fresh?.remove(owner);
    this.#tidy();
  }

  #tidy(): void {
    if (this.#fresh !== null || !this.#store.isHollow) return;
    const fresh = new NameStore();
    this.#fresh = fresh;
    const copying = copy(this.#store, fresh);
    const slice = () => {
      for (let names = 0; names < SLICE; names += 1) {
        if (!copying.next().done) continue;
        fresh.weigh();
        this.#store = fresh;
        this.#fresh = null;
        return;
      }
      setImmediate(slice);
    };
    setImmediate(slice);
  }
}

/** Every owner's names into `to`, a step an owner or a hole; names that are set meanwhile stand at the end and come too. */
function* copy(from: NameStore, to: NameStore): Generator<void> {
  for (let name = 0; name < from.end; name += 1) {
    yield;
    if (!from.lives(name)) continue;
    const owner = from.owner(name);
    const names: NewName[] = [];
    for (; name < from.end && from.lives(name) && from.owner(name) === owner; name += 1) names.push(from.name(name));
    name -= 1;
    to.set(owner, names);
  }
}
