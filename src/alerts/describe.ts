import type { Change, FieldChange } from '../domain/action.js';
import type {
  Address,
  Alias,
  Birth,
  Detail,
  Field,
  Identifier,
  Listing,
  Nationality,
  Relation,
  Wallet,
} from '../domain/listing.js';
import type { Line } from '../domain/message.js';
import { stableJson, tidy, truncate } from '../lib/text.js';
import { QUOTE, remarkChanges, rewording, type TextChange } from './remarks.js';

export interface ChangeLine {
  readonly sign: '+' | '~' | '−';
  readonly line: Line;
}

/** One item of a list field in words, as a person would write it. */
const ITEM_WORDS = {
  aliases: { one: 'alias', many: 'aliases' },
  programs: { one: 'programme', many: 'programmes' },
  sanctionsTypes: { one: 'sanctions type', many: 'sanctions types' },
  legalAuthorities: { one: 'legal authority', many: 'legal authorities' },
  addresses: { one: 'address', many: 'addresses' },
  births: { one: 'birth', many: 'births' },
  nationalities: { one: 'nationality', many: 'nationalities' },
  identifiers: { one: 'identifier', many: 'identifiers' },
  wallets: { one: 'wallet', many: 'wallets' },
  websites: { one: 'website', many: 'websites' },
  emails: { one: 'e-mail', many: 'e-mails' },
  relations: { one: 'relation', many: 'relations' },
  vessel: { one: 'vessel detail', many: 'vessel details' },
  aircraft: { one: 'aircraft detail', many: 'aircraft details' },
} as const;

const TEXT_WORDS: Partial<Record<Field, string>> = { listedOn: 'listed on' };

/** What a new entry tells beside its name, in this order. */
const NEW_FIELDS = [
  'aliases',
  'wallets',
  'addresses',
  'births',
  'nationalities',
  'identifiers',
  'vessel',
  'aircraft',
  'websites',
  'emails',
  'relations',
] as const;

/** The lines that say, item by item, what became of a field; `said` is what other lines say of it already. */
function fieldLines(change: FieldChange, said: readonly string[] = []): ChangeLine[] {
  if (change.field === 'remarks') return remarkChanges(change, said).map((one) => rewordedLine('remarks', one));
  if (!Array.isArray(change.before) && !Array.isArray(change.after)) return [textLine(change)];
  const before = asItems(change.before);
  const after = asItems(change.after);
  return [
    ...without(after, before).map((item) => ({ sign: '+' as const, line: itemLine(change.field, item) })),
    ...without(before, after).map((item) => ({ sign: '−' as const, line: itemLine(change.field, item) })),
  ];
}

/** `+3 aliases, −1 address, remarks`: all of an amendment in a few words. */
export function amendmentSummary(fields: readonly FieldChange[]): string {
  const parts = fields.flatMap((change) => {
    if (!Array.isArray(change.before) && !Array.isArray(change.after))
      return [TEXT_WORDS[change.field] ?? change.field];
    const added = without(asItems(change.after), asItems(change.before));
    const removed = without(asItems(change.before), asItems(change.after));
    return [
      ...(added.length > 0 ? [`+${counted(change.field, added)}`] : []),
      ...(removed.length > 0 ? [`−${counted(change.field, removed)}`] : []),
    ];
  });
  const facts = parts.filter((part) => part !== 'remarks');
  return (facts.length > 0 ? facts : parts).join(', ');
}

/** `+11 aliases, 8 wallets`: what a new entry brings beside its name. */
export function listingSummary(listing: Listing): string {
  const parts = (['aliases', 'wallets'] as const).flatMap((field) =>
    listing[field].length > 0 ? [counted(field, listing[field])] : [],
  );
  return parts.length > 0 ? `+${parts.join(', ')}` : '';
}

/** The lines about one change: its fields if it is an amendment, the entry's own facts if it is new. */
export function changeLines(change: Change): ChangeLine[] {
  if (change.kind === 'amended') {
    const said = change.fields.flatMap(changedTexts);
    return change.fields.flatMap((field) => fieldLines(field, said));
  }
  if (!change.listing || change.kind === 'removed') return [];
  const { listing } = change;
  return NEW_FIELDS.flatMap((field) => fieldLines({ field, before: [], after: listing[field] }));
}

/** The names, numbers and addresses that came or went with a list field. */
function changedTexts({ before, after }: FieldChange): string[] {
  const old = asItems(before);
  const now = asItems(after);
  return [...without(now, old), ...without(old, now)].map(itemText).filter((text) => text.length > 2);
}

/** What a remark would repeat of an item. */
function itemText(item: unknown): string {
  if (typeof item === 'string') return item;
  const { address, number, name, value, text, country } = item as Partial<Record<string, string>>;
  return address ?? number ?? name ?? value ?? text ?? country ?? '';
}

function counted(field: Field, items: readonly unknown[]): string {
  const words = ITEM_WORDS[field as keyof typeof ITEM_WORDS];
  const label = field === 'wallets' ? walletLabel(items) : '';
  return `${items.length} ${label}${items.length === 1 ? words.one : words.many}`;
}

/** The list's own currency label, where all of the wallets share it. */
function walletLabel(items: readonly unknown[]): string {
  const labels = new Set((items as readonly Wallet[]).map((wallet) => wallet.label));
  const [only] = labels;
  return labels.size === 1 && only ? `${only} ` : '';
}

function asItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(items: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const keys = new Set(others.map((item) => stableJson(item, tidy)));
  return items.filter((item) => !keys.has(stableJson(item, tidy)));
}

function itemLine(field: Field, item: unknown): Line {
  switch (field) {
    case 'aliases': {
      const alias = item as Alias;
      const notes = [alias.strength === 'weak' ? 'weak' : '', alias.kind === 'fka' ? 'former' : '', alias.script ?? ''];
      return ['alias ', { text: `“${alias.name}”` }, muted(notes)];
    }
    case 'wallets': {
      const wallet = item as Wallet;
      return ['wallet ', { text: wallet.label }, ' ', { text: wallet.address, style: 'code' }];
    }
    case 'addresses':
      return ['address ', { text: addressText(item as Address) }];
    case 'births': {
      const birth = item as Birth;
      return [birth.kind === 'date' ? 'born ' : 'place of birth ', { text: birth.value }];
    }
    case 'nationalities': {
      const nationality = item as Nationality;
      return [`${nationality.kind} `, { text: nationality.country }];
    }
    case 'identifiers':
      return identifierLine(item as Identifier);
    case 'relations': {
      const relation = item as Relation;
      return [{ text: relation.kind }, ': ', { text: relation.name }];
    }
    case 'vessel':
    case 'aircraft': {
      const detail = item as Detail;
      return [{ text: detail.label }, ' ', { text: detail.value }];
    }
    default:
      return [`${ITEM_WORDS[field as keyof typeof ITEM_WORDS]?.one ?? field} `, { text: String(item) }];
  }
}

/** An address on one line, its country last. */
function addressText(address: Address): string {
  return [address.text, address.country].filter(Boolean).join(', ');
}

function identifierLine(identifier: Identifier): Line {
  const notes = [identifier.country ?? '', identifier.expires ? `expires ${identifier.expires}` : ''];
  return [{ text: identifier.type }, ' ', { text: identifier.number, style: 'code' }, muted(notes)];
}

function muted(notes: readonly string[]): Line[number] {
  const said = notes.filter(Boolean).join(', ');
  return said ? { text: ` (${said})`, style: 'muted' } : '';
}

function rewordedLine(word: string, { verb, quotes }: TextChange): ChangeLine {
  const [first = '', second] = quotes.map((quote) => ({ text: `“${quote}”` }));
  const said: Line = second === undefined ? [first] : [first, ' → ', second];
  return { sign: '~', line: [verb === 'changed' ? `${word}: ` : `${word}: ${verb} `, ...said] };
}

function textLine({ field, before, after }: FieldChange): ChangeLine {
  const word = TEXT_WORDS[field] ?? field;
  if (before === null) return { sign: '+', line: [`${word}: `, { text: truncate(String(after), QUOTE) }] };
  if (after === null) return { sign: '−', line: [`${word}: `, { text: truncate(String(before), QUOTE) }] };
  return rewordedLine(word, rewording(String(before), String(after)));
}
