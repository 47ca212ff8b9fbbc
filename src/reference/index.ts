import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../domain/errors.js';
import {
  type Authority,
  authoritySchema,
  type Currencies,
  currenciesSchema,
  type Program,
  programSchema,
} from './schema.js';

export { type AddressOnChain, chainOf } from './chain.js';
export type { Authority, Chain, Currencies, Program } from './schema.js';

export interface Reference {
  /** By authority id: `ofac`. */
  readonly authorities: ReadonlyMap<string, Authority>;
  /** By the code on the list: `DPRK3`. A code that is not here is no error, lists invent new ones. */
  readonly programs: ReadonlyMap<string, Program>;
  readonly currencies: Currencies;
}

/** Reads `authorities.json`, `programs.json` and `currencies.json`. Throws `SetupError` that lists every problem. */
export async function loadReference(dir: string): Promise<Reference> {
  const problems: string[] = [];
  const read = <T>(file: string, schema: z.ZodType<T>) => readFileAs(join(dir, file), file, schema, problems);
  const authorities = await read('authorities.json', z.record(z.string(), authoritySchema));
  const programs = await read('programs.json', z.record(z.string(), programSchema));
  const currencies = await read('currencies.json', currenciesSchema);
  if (currencies) problems.push(...unknownChains(currencies));
  if (!authorities || !programs || !currencies || problems.length > 0)
    throw new SetupError(
      `The reference data in ${dir} cannot be used:\n${problems.map((text) => `  ${text}`).join('\n')}`,
    );
  return {
    authorities: new Map(Object.entries(authorities)),
    programs: new Map(Object.entries(programs)),
    currencies,
  };
}

async function readFileAs<T>(
  path: string,
  file: string,
  schema: z.ZodType<T>,
  problems: string[],
): Promise<T | undefined> {
  try {
    const result = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (result.success) return result.data;
    problems.push(
      ...result.error.issues.map((issue) => `${file}: ${issue.path.map(String).join('.')}: ${issue.message}`),
    );
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function unknownChains({ chains, labels }: Currencies): string[] {
  return Object.entries(labels).flatMap(([label, currency]) =>
    currency.chains
      .filter((chain) => !Object.hasOwn(chains, chain))
      .map((chain) => `currencies.json: labels.${label}: there is no chain "${chain}"`),
  );
}
