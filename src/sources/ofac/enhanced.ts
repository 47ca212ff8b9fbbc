import { RefusedVersion } from '../../domain/errors.js';
import type { ReadEvent } from '../../ports.js';
import type { OfacListSpec } from './spec.js';

/** Reads an ENHANCED file. */
export async function* readEnhanced(_spec: OfacListSpec, _path: string): AsyncGenerator<ReadEvent> {
  yield* [];
  throw new RefusedVersion('the ENHANCED format cannot be read by this version');
}
