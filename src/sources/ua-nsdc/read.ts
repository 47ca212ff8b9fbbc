import { RefusedVersion } from '../../domain/errors.js';
import type { PartyType } from '../../domain/listing.js';
import { readUtf8 } from '../../lib/files.js';
import { tidy, truncate } from '../../lib/text.js';
import type { ReadEvent, VersionFiles } from '../../ports.js';
import { listingOf } from './record.js';
import { isSanctioned, Subject, Torn, unknownsOf } from './schema.js';

/** The two halves of the register, as the API calls them, and what their subjects are. */
export const ROLES = ['individual', 'legal'] as const;
export type Role = (typeof ROLES)[number];
const TYPES: Readonly<Record<Role, PartyType>> = { individual: 'individual', legal: 'entity' };
const LONGEST_EXAMPLE = 100;

/** Reads both answers of the API. Throws `RefusedVersion` when one is missing, no list of subjects, or lists nobody. */
export async function* readRegister(version: VersionFiles): AsyncGenerator<ReadEvent> {
  const halves = [];
  for (const role of ROLES) halves.push({ role, subjects: await subjectsOf(version, role) });
  yield { kind: 'header', published: null };
  const reader = new SubjectReader();
  for (const { role, subjects } of halves) for (const raw of subjects) yield* reader.read(raw, TYPES[role]);
  if (reader.sanctioned === 0) throw new RefusedVersion('the register lists nobody who is under sanctions');
}

class SubjectReader {
  sanctioned = 0;
  readonly #refs = new Set<string>();
  readonly #reported = new Set<string>();

  *read(raw: unknown, type: PartyType): Generator<ReadEvent> {
    const parsed = Subject.safeParse(raw);
    if (!parsed.success) {
      const { sid, name } = torn(raw);
      yield { kind: 'set-aside', ref: sid, name, reason: reasonOf(parsed.error.issues) };
      return;
    }
    const subject = parsed.data;
    yield* this.#report(unknownsOf(subject));
    const sanctioned = isSanctioned(subject.status);
    // Nobody is delisted for a word that nobody knows.
    if (sanctioned === null) yield* this.#report([{ path: `status/${subject.status}`, example: subject.name }]);
    if (sanctioned === false) return;
    this.sanctioned += 1;
    const { sid: ref, name } = subject;
    if (this.#refs.has(ref)) yield { kind: 'set-aside', ref, name, reason: 'its sid stands there twice' };
    else {
      const { listing, unknown } = listingOf(subject, type);
      yield* this.#report(unknown);
      yield { kind: 'listing', listing, gaps: [] };
    }
    this.#refs.add(ref);
  }

  *#report(unknown: readonly { readonly path: string; readonly example: string }[]): Generator<ReadEvent> {
    for (const { path, example } of unknown) {
      if (!this.#reported.has(path)) yield { kind: 'unknown', path, example: truncate(example, LONGEST_EXAMPLE) };
      this.#reported.add(path);
    }
  }
}

async function subjectsOf(version: VersionFiles, role: Role): Promise<readonly unknown[]> {
  const file = version.files.find((candidate) => candidate.role === role);
  if (!file) throw new RefusedVersion(`the version has no ${role}.json`);
  const text = await readUtf8(file.path);
  if (/^\s*</.test(text.slice(0, 512))) throw new RefusedVersion(`${role}.json is an HTML page, not JSON`);
  const subjects = json(text, role);
  if (!Array.isArray(subjects)) throw new RefusedVersion(`${role}.json is no list of subjects`);
  if (subjects.length === 0) throw new RefusedVersion(`${role}.json lists nobody`);
  return subjects;
}

function json(text: string, role: Role): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RefusedVersion(`${role}.json is not well-formed JSON, or cut short`, { cause });
  }
}

function torn(raw: unknown): { readonly sid: string | null; readonly name: string | null } {
  const read = Torn.safeParse(raw);
  return read.success ? { sid: read.data.sid, name: read.data.name || null } : { sid: null, name: null };
}

type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];

function reasonOf([issue]: Issues): string {
  return issue ? tidy(`${issue.path.map(String).join('/')}: ${issue.message}`) : 'it is not as documented';
}
