import { z } from 'zod';
import { tidy } from '../../lib/text.js';

/** Texts, numbers written as such, and null for nothing. */
const Text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : tidy(String(value))))
  .default('');
/** A list of texts, or one text for all of them. */
const Texts = z
  .union([z.array(Text), Text])
  .transform((value) => (Array.isArray(value) ? value : value.split(';').map((part) => part.trim())))
  .transform((texts) => texts.filter((text) => text !== ''))
  .default([]);

const Identifier = z.looseObject({ id: Text, code: Text, iso2: Text, note: Text });
const Attribute = z.looseObject({ key: Text, value: Text });

/** One subject of the register. */
export const Subject = z.looseObject({
  sid: z.union([z.int().positive().transform(String), z.string().trim().min(1)]),
  name: z.string().transform(tidy).pipe(z.string().min(1)),
  translit: Text,
  aliases: Texts,
  citizenships: Texts,
  /** Day of birth, or of registration. */
  bd: Text,
  /** Day of death, or of dissolution. */
  dd: Text,
  /** Null for one that is in the register without a sanction. */
  status: z.string().nullable(),
  identifiers: z
    .array(Identifier)
    .nullish()
    .transform((all) => all ?? []),
  attributes: z
    .array(Attribute)
    .nullish()
    .transform((all) => all ?? []),
});
export type Subject = z.infer<typeof Subject>;

/** What can be said of a subject that does not fit. */
export const Torn = z.looseObject({
  sid: z
    .union([z.int().positive().transform(String), z.string().trim().min(1)])
    .nullable()
    .catch(null),
  name: z.string().transform(tidy).nullable().catch(null),
});

/** Whether a subject of that status is under sanctions now; null for a word that nobody knows. */
export function isSanctioned(status: string | null): boolean | null {
  if (status === 'active') return true;
  return status === null || status === 'expired' || status === 'excluded' ? false : null;
}

const KNOWN: ReadonlySet<string> = new Set(Object.keys(Subject.shape));
const KNOWN_IN_IDENTIFIER: ReadonlySet<string> = new Set(['id', 'code', 'iso2', 'note']);
const KNOWN_IN_ATTRIBUTE: ReadonlySet<string> = new Set(['key', 'value']);

/** Keys of a subject that nobody knows, each with an example. */
export function unknownsOf(subject: Subject): { readonly path: string; readonly example: string }[] {
  const strange = (within: object, known: ReadonlySet<string>, prefix: string) =>
    Object.entries(within).flatMap(([key, value]) =>
      known.has(key) ? [] : [{ path: prefix + key, example: said(value) }],
    );
  return [
    ...strange(subject, KNOWN, ''),
    ...subject.identifiers.flatMap((one) => strange(one, KNOWN_IN_IDENTIFIER, 'identifiers/')),
    ...subject.attributes.flatMap((one) => strange(one, KNOWN_IN_ATTRIBUTE, 'attributes/')),
  ];
}

function said(value: unknown): string {
  return tidy(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
