import type { ListSource } from '../../src/ports.js';

/** A sound version of a list, to be damaged. */
export interface ListSample {
  /** `un-sc`, `ofac-sdn csv`, `un-sc official`. */
  readonly name: string;
  readonly source: ListSource;
  /** The files of the version by their names in a folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What the pipeline is given: the name of the one file, or '' for the folder. */
  readonly entry: string;
  /** The files that are damaged, the first of them mostly. */
  readonly targets: readonly [string, ...string[]];
}

/** A version that is one file. */
export function oneFile(name: string, source: ListSource, file: string, content: string | Uint8Array): ListSample {
  return { name, source, files: { [file]: bytesOf(content) }, entry: file, targets: [file] };
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
