import { tidy } from '../../lib/text.js';

/** The State Department ends its names so; it says whom the sanction reaches, not what they are called. */
const REACH = /;?\s*and any successor, sub-?unit, or subsidiary thereof$/i;
/** `OAO Zavod (f.k.a. Trest 5; a.k.a. Zavod)` */
const ALSO = /\s*\(((?:[afn]\.?k\.?a\.?)\b[^()]*)\)/gi;

/** The name alone. */
export function bareName(text: string): string {
  return tidy(text.replace(REACH, '').replace(ALSO, '')) || text;
}

/** What the name has behind it in brackets: its other names, with how they are told. */
export function namesWithin(text: string): { readonly name: string; readonly kind: 'aka' | 'fka' | 'nka' }[] {
  return [...text.matchAll(ALSO)].flatMap(([, inside = '']) =>
    inside.split(/;\s*/).flatMap((part) => {
      const [, letter = 'a', name = ''] = /^(?:([afn])\.?k\.?a\.?,?\s+)?(.*)$/i.exec(part) ?? [];
      const kind = letter.toLowerCase() === 'f' ? 'fka' : letter.toLowerCase() === 'n' ? 'nka' : 'aka';
      return name === '' ? [] : [{ name, kind } as const];
    }),
  );
}

/** The clause of whom the sanction reaches beside the party; empty where there is none. */
export function reachOf(text: string): string {
  return (REACH.exec(text)?.[0] ?? '').replace(/^;\s*/, '');
}

/** `A; B; and C` → A, B, C */
export function parted(text: string): string[] {
  return text
    .split(/;\s+/)
    .map((part) => part.replace(/^and\s+/i, '').trim())
    .filter((part) => part !== '');
}
