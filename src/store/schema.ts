import { z } from 'zod';
import { ANNOUNCEMENT_EVENTS } from '../domain/action.js';
import { DELIVERY_REASONS, isDeliveryReason } from '../domain/delivery.js';
import type { AliasStrength, Gap } from '../domain/listing.js';
import { LIST_FIELDS, PARTY_TYPES, TEXT_FIELDS } from '../domain/listing.js';
import type { Collection, Collections } from '../ports.js';

/** Objects are strict: a field that nobody knows would otherwise vanish at the next start. */
const object = z.strictObject;
const text = z.string();
const texts = z.array(text);
const maybe = text.nullable();
const some = text.exactOptional();

const partyType = z.enum(PARTY_TYPES);
const strength: z.ZodType<AliasStrength> = z.enum(['strong', 'weak']);
const field = z.enum([...LIST_FIELDS, ...TEXT_FIELDS]);
const details = z.array(object({ label: text, value: text }));

const listing = object({
  list: text,
  ref: text,
  name: text,
  type: partyType,
  title: some,
  gender: some,
  aliases: z.array(
    object({ name: text, kind: z.enum(['aka', 'fka', 'nka', 'original-script']), strength, script: some }),
  ),
  programs: texts,
  sanctionsTypes: texts,
  legalAuthorities: texts,
  addresses: z.array(object({ text, country: some })),
  births: z.array(
    z.discriminatedUnion('kind', [
      object({ kind: z.literal('date'), value: text }),
      object({ kind: z.literal('place'), value: text }),
    ]),
  ),
  nationalities: z.array(object({ country: text, kind: z.enum(['nationality', 'citizenship']) })),
  identifiers: z.array(object({ type: text, number: text, country: some, issued: some, expires: some, note: some })),
  wallets: z.array(object({ address: text, label: text })),
  websites: texts,
  emails: texts,
  relations: z.array(object({ kind: text, name: text, ref: some })),
  vessel: details,
  aircraft: details,
  listedOn: some,
  remarks: some,
  url: text,
});

const gaps: z.ZodType<Gap[]> = z.array(
  z.discriminatedUnion('field', [
    object({ field: field.exclude(['name', 'type', 'aliases']) }),
    object({ field: z.literal('aliases'), strength }),
  ]),
);

const entry = object({
  listing,
  status: z.enum(['listed', 'removed']),
  addedOn: maybe,
  removedOn: maybe,
  unseen: gaps,
});

const actors = z.array(
  object({
    actor: text,
    reason: z.discriminatedUnion('kind', [
      object({ kind: z.literal('listing') }),
      object({ kind: z.literal('linked'), text }),
      object({ kind: z.literal('named'), name: text }),
    ]),
  }),
);

const changeKind = z.enum(['added', 'amended', 'removed']);
const change = object({
  kind: changeKind,
  ref: maybe,
  name: text,
  type: partyType.nullable(),
  programs: texts,
  countries: texts,
  fields: z.array(object({ field, before: z.unknown(), after: z.unknown() })),
  actors,
  listing: listing.exactOptional(),
  url: text.exactOptional(),
  relisting: object({ ref: text, name: text, removedOn: text, evidence: text }).exactOptional(),
  text: some,
});

const actionFacts = {
  id: text,
  source: text,
  published: maybe,
  detectedAt: text,
  changes: z.array(change),
  follows: z
    .array(
      object({
        action: text,
        tie: z.enum(['page', 'entry', 'actor']),
        changes: z.array(z.number()).nullable(),
        evidence: text,
      }),
    )
    .exactOptional(),
};
const action = z.discriminatedUnion('kind', [
  object({ ...actionFacts, kind: z.literal('list') }),
  object({
    ...actionFacts,
    kind: z.literal('announcement'),
    event: z.enum(ANNOUNCEMENT_EVENTS).exactOptional(),
    announces: texts.exactOptional(),
    title: text,
    url: text,
    category: maybe,
    links: z.array(object({ title: text, url: text })),
    actors,
  }),
]);

const deliveryReason = z.enum(Object.keys(DELIVERY_REASONS).filter(isDeliveryReason));

const target = z.discriminatedUnion('kind', [
  object({ kind: z.literal('actor'), actor: text, relations: z.boolean() }),
  object({ kind: z.literal('list'), list: text }),
  object({ kind: z.literal('program'), program: text }),
  object({ kind: z.literal('country'), country: text }),
  object({ kind: z.literal('type'), type: partyType }),
  object({ kind: z.literal('everything') }),
]);

const mention = object({ kind: z.enum(['role', 'group', 'user']), id: text, name: some });

const quiet = z.array(
  object({
    what: z.discriminatedUnion('kind', [
      object({ kind: z.literal('pause'), subscription: maybe }),
      object({ kind: z.literal('mute'), target }),
    ]),
    since: text,
    until: text,
    by: text,
    byName: text,
  }),
);

const positions = z.array(z.number()).nullable();
const parcel = z.discriminatedUnion('kind', [
  object({ kind: z.enum(['test', 'replay']), by: text }),
  object({ kind: z.literal('page'), alert: text, page: z.number(), pages: z.number() }),
  object({ kind: z.literal('csv'), alert: text }),
  object({
    kind: z.literal('digest'),
    cause: z.enum(['day', 'week', 'paused', 'muted', 'catch-up']),
    since: text,
    items: z.array(object({ action: text, changes: positions })),
  }),
]);

/** What a row of each collection looks like on disk. */
export const rowSchemas = {
  cursors: object({
    source: text,
    format: text,
    published: maybe,
    digest: text,
    lastAction: text,
    signal: maybe,
    etag: maybe,
    lastModified: maybe,
    validFor: maybe,
    takenAt: text,
    baselineOn: text,
    unconfirmed: object({ signal: text, tries: z.number(), nextAt: text }).nullable(),
    blind: object({ since: text, fetches: z.number(), nextAt: text }).exactOptional(),
    fileAt: text,
    records: z.number(),
    gaps: z.number(),
    setAside: z.array(object({ ref: text, reason: text })),
    unknown: texts,
    items: texts,
    passedOver: z.number().exactOptional(),
    polled: z.boolean().exactOptional(),
  }),
  health: object({
    source: text,
    checkedAt: maybe,
    succeededAt: maybe,
    changedAt: maybe,
    failures: z.number(),
    failingSince: maybe,
    error: maybe,
    announced: object({ trouble: z.enum(['failing', 'silent', 'blind']), at: text }).exactOptional(),
  }),
  listings: entry,
  versions: object({ takenAt: text, published: maybe }),
  held: object({
    source: text,
    reason: text,
    since: text,
    published: maybe,
    format: text,
    digest: text,
    signal: maybe,
    files: z.array(object({ role: text, path: text, modified: maybe })),
  }),
  actions: action,
  subscriptions: object({
    id: text,
    destination: text,
    target,
    kinds: z.array(z.enum([...changeKind.options, 'announced'])),
    format: z.enum(['full', 'compact']),
    schedule: object({ every: z.enum(['day', 'week']), hour: z.number(), zone: text }).exactOptional(),
    mention: mention.exactOptional(),
    createdAt: text,
    createdBy: text,
    createdByName: text,
  }),
  destinations: object({
    id: text,
    platform: z.enum(['slack', 'discord', 'terminal']),
    channel: text,
    thread: some,
    tenant: some,
    label: some,
    direct: z.boolean(),
    suspended: object({ since: text, reason: text, mend: text }).exactOptional(),
    quiet: quiet.exactOptional(),
  }),
  deliveries: object({
    key: text,
    action: text,
    destination: text,
    order: z.number(),
    subscriptions: texts,
    changes: positions,
    state: z.enum(['pending', 'sending', 'sent', 'failed', 'suspended', 'withheld']),
    attempts: z.number(),
    createdAt: text,
    notBefore: text,
    reason: deliveryReason.exactOptional(),
    messageId: some,
    url: some,
    thread: some,
    answeredBy: texts.exactOptional(),
    settledAt: some,
    unknownSince: some,
    ends: z.number().exactOptional(),
    possibleDuplicate: z.boolean().exactOptional(),
    parcel: parcel.exactOptional(),
    digest: some,
  }),
  edits: object({
    key: text,
    destination: text,
    earlier: text,
    later: text,
    state: z.enum(['pending', 'given-up']),
    attempts: z.number(),
    notBefore: text,
    reason: deliveryReason.exactOptional(),
  }),
  alarms: object({ at: text }),
  untold: object({ places: texts }),
  audit: object({ at: text, who: text, what: text, why: text }),
  counters: object({ value: z.number().int() }),
} satisfies { [C in Collection]: z.ZodType<Collections[C]> };

type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * `satisfies` alone would let a schema forget an optional field, which then could not be read back: here the collections
 * whose schema and type are not the same are named by the compiler.
 */
type Forgotten = {
  [C in Collection]: Same<Plain<z.infer<(typeof rowSchemas)[C]>>, Plain<Collections[C]>> extends true ? never : C;
}[Collection];
void (true satisfies Forgotten extends never ? true : Forgotten);

/** Whether the store has a collection of that name. */
export function isCollection(name: unknown): name is Collection {
  return typeof name === 'string' && Object.hasOwn(rowSchemas, name);
}
