import { countryCode, countryNamed, mergeCountries } from '../lib/country.js';
import type { NoticeEntry } from '../ports.js';

/** `nationality Uganda`, `alt. citizen Iran`. */
const NATIONALITY = /^(?:alt\. )?(?:nationality|citizen) (.+)$/i;
/** Where and when somebody was born says nothing of where he belongs or lives. */
const BIRTH = /^(?:alt\. )?[DP]OB\b/i;
/** `AO` and `LLC` end names of companies, `CA` addresses in California: only whole names of countries count. */
const ABBREVIATION = /^\p{Lu}{2,3}$/u;

/**
 * The countries that a notice's paragraph on a party gives as nationality or at the end of an address, each once, as it
 * is called here. What stands in parentheses (aliases, who issued a passport) and brackets (programmes) is left out.
 */
export function countriesIn({ name, text }: Pick<NoticeEntry, 'name' | 'text'>): string[] {
  // A repeated deletion gives the same facts under each of its names, a line each.
  const [line = ''] = text.split('\n');
  const unquoted = line.replace(/^["“]/, '');
  const facts = outsideBrackets(unquoted.startsWith(name) ? unquoted.slice(name.length) : line);
  const named = facts.split(';').flatMap((clause) => countryOf(clause.trim().replace(/\.$/, '')) ?? []);
  return mergeCountries([], named);
}

function countryOf(clause: string): string | null {
  if (BIRTH.test(clause)) return null;
  const nationality = NATIONALITY.exec(clause)?.[1];
  const wording = nationality ?? countryAtEnd(clause);
  return countryCode(wording) === null ? null : countryNamed(wording);
}

/** `Potonggang District, Pyongyang, Korea, North`: the country itself may have a comma. */
function countryAtEnd(address: string): string {
  const parts = address.split(',').map((part) => part.trim());
  const endings = [parts.slice(-2).join(', '), parts.at(-1) ?? ''];
  return endings.find((ending) => !ABBREVIATION.test(ending) && countryCode(ending) !== null) ?? '';
}

/** A bracket that nobody closes hides what follows it. */
function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += character;
  }
  return outside;
}
