import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Actor } from '../domain/actor.js';
import { SetupError } from '../domain/errors.js';
import { actorSchema } from './schema.js';

export interface FileProblem {
  readonly file: string;
  readonly text: string;
}

/** The profiles that have the right shape, and what is wrong with the others. */
export async function readFiles(dir: string): Promise<{ actors: Actor[]; problems: FileProblem[] }> {
  const files = await jsonFiles(dir);
  if (files.length === 0) throw new SetupError(`There is no actor profile (*.json) in ${dir}.`);
  const actors: Actor[] = [];
  const problems: FileProblem[] = [];
  for (const file of files) {
    const read = parse(await readFile(join(dir, file), 'utf8'));
    if (!('actor' in read)) {
      problems.push(...read.problems.map((text) => ({ file, text })));
    } else if (`${read.actor.id}.json` !== file) {
      problems.push({ file, text: `its id is "${read.actor.id}": the file must be named ${read.actor.id}.json` });
    } else {
      actors.push(read.actor);
    }
  }
  return { actors, problems };
}

async function jsonFiles(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).filter((file) => file.endsWith('.json')).sort();
  } catch (cause) {
    throw new SetupError(`The folder of actor profiles cannot be read: ${dir}`, { cause });
  }
}

function parse(text: string): { actor: Actor } | { problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [`is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const result = actorSchema.safeParse(value);
  return result.success ? { actor: result.data } : { problems: result.error.issues.map(sentence) };
}

/** `aliases[2].citation.url: not an https address`. */
function sentence(issue: z.core.$ZodIssue): string {
  const path = issue.path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}
