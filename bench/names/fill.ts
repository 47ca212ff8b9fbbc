import { isLatin } from './fold.js';
import type { Party, PartyName } from './listed.js';
import { nameParts, writtenWords } from './mutations/mutation.js';
import { COMPANY_WORDS, INDUSTRIES, LEGAL_FORMS, PLACES } from './parts/companies.js';
import type { Random } from './random.js';

/**
 * Invented parties, one name each, to make an index as large as asked: given names as the lists have them, so that common
 * words stay as common, and surnames crossed from two listed ones (SHIL|KIN and NAYD|ENKO: SHILENKO).
 */
export function invented(listed: readonly Party[], count: number, random: Random): Party[] {
  const people = listed.flatMap(({ type, names }) => {
    const parts = nameParts(names[0]?.text ?? '');
    return type === 'individual' && parts && isLatin(parts.surname + parts.given) ? [parts] : [];
  });
  const surnames = people.flatMap(({ surname }) => writtenWords(surname).filter(({ text }) => text.length > 4));
  const given = people.map((parts) => parts.given).filter((name) => name.length > 1);
  const crossed = (): string => {
    const [a, b] = [random.pick(surnames).text, random.pick(surnames).text];
    return (a.slice(0, Math.ceil(a.length / 2)) + b.slice(Math.floor(b.length / 2))).toUpperCase();
  };
  return Array.from({ length: count }, (_, i): Party => {
    const sort = random.next();
    if (sort < 0.7) return party(i, 'individual', `${crossed()}, ${random.pick(given)}`);
    if (sort < 0.95) return party(i, 'entity', inventedCompany(crossed(), random));
    return party(i, 'vessel', `${crossed()} ${random.pick(COMPANY_WORDS).toUpperCase()}`);
  });
}

function inventedCompany(word: string, random: Random): string {
  const form = random.pick(random.pick(LEGAL_FORMS));
  const place = random.chance(0.4) ? ` ${random.pick(PLACES)}` : '';
  return `${word} ${random.pick(INDUSTRIES)}${place} ${form}`.toUpperCase();
}

function party(i: number, type: Party['type'], text: string): Party {
  const name: PartyName = { text, weak: false };
  return { id: `invented/${i + 1}`, type, names: [name] };
}
