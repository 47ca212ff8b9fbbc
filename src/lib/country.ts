import { getAlpha3Codes, getNames, registerLocale } from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import { WORDINGS } from './country-wordings.js';
import { tidy } from './text.js';

registerLocale(english);
registerLocale(french);

/** Code → what the country is called here. */
const names = new Map(
  Object.entries(getNames('en')).map(([code, name]): [string, string] => [code, WORDINGS[code]?.[0] ?? name]),
);
/** Alpha-2 and alpha-3 → alpha-2. */
const codes = new Map([...Object.entries(getAlpha3Codes()), ...[...names.keys()].map((code) => [code, code] as const)]);
const wordings = readWordings();

/** Folded wording → code. Where two countries share one ("Congo"), the reviewed table decides. */
function readWordings(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const learn = (code: string, texts: readonly string[]) => {
    for (const key of texts.flatMap((text) => [text, ...turned(text)]).map(fold))
      if (!known.has(key)) known.set(key, code);
  };
  for (const [code, texts] of Object.entries(WORDINGS)) learn(code, texts);
  for (const language of ['en', 'fr'])
    for (const [code, texts] of Object.entries(getNames(language, { select: 'all' }))) learn(code, texts);
  return known;
}

const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, string | null>();

/**
 * The ISO 3166-1 alpha-2 code (and XK for Kosovo) of a country as a list writes it: "Korea, North", "Iran (Islamic
 * Republic of)", "Libya (in custody)", "KP", "PRK". Null for what is no country, or more than one: "undetermined",
 * "Region: Crimea", "Sudan/South Sudan", "na".
 */
export function countryCode(text: string): string | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const code = findCode(text);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, code);
  return code;
}

function findCode(text: string): string | null {
  // On a list these two letters mean "not available", not Namibia.
  const code = text === 'NA' ? undefined : codes.get(text);
  if (code !== undefined) return code;
  const bare = withoutRemark(text);
  const readings = [text, ...turned(text), bare, ...turned(bare)].map(fold);
  return readings.map((reading) => wordings.get(reading)).find((found) => found !== undefined) ?? null;
}

/** Whether two wordings mean one country; what is no country is the same only as itself. */
export function sameCountry(a: string, b: string): boolean {
  return countryKey(a) === countryKey(b);
}

/** Equal for wordings of one country; no wording in capitals can begin as a code does. */
export function countryKey(text: string): string {
  const code = countryCode(text);
  return code === null ? tidy(text).toUpperCase() : `iso:${code}`;
}

/** What a country is called here ("North Korea"), of its name or code as a person types it; null where it is none. */
export function countryNamed(typed: string): string | null {
  const text = tidy(typed);
  return names.get(countryCode(text) ?? codes.get(text.toUpperCase()) ?? '') ?? null;
}

/** Every country, as it is called here. */
export function countryNames(): string[] {
  return [...names.values()];
}

/** The countries that are known, and those of `more` that are not among them in other words. */
export function mergeCountries(countries: readonly string[], more: readonly string[]): string[] {
  const merged = [...countries];
  for (const country of more) if (!merged.some((known) => sameCountry(known, country))) merged.push(country);
  return merged;
}

/** "Korea, North" → "North Korea"; "Iran (Islamic Republic of)" → "Islamic Republic of Iran". */
function turned(text: string): string[] {
  const { head, tail } = /^(?<head>[^,()]+)[,(](?<tail>[^,()]+)\)?$/.exec(text)?.groups ?? {};
  return head && tail ? [`${tail} ${head}`] : [];
}

/** A remark begins in lower case: "Libya (in custody)", but not "Iran (Islamic Republic of)". */
function withoutRemark(text: string): string {
  return text.replace(/\(\p{Ll}[^()]*\)$/u, '');
}

/** Case, accents, punctuation and the small words apart; "St." is "Saint". */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word === 'st' ? 'saint' : word))
    .filter((word) => word !== '' && word !== 'the' && word !== 'and')
    .join(' ');
}
