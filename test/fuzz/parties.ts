import { chanceOf } from './random.js';

/** An invented party, told apart from every other by all that it says. */
export interface Party {
  readonly n: number;
  readonly person: boolean;
  readonly given: string;
  readonly family: string;
  readonly name: string;
  readonly alias: string;
  readonly street: string;
  readonly city: string;
  readonly country: string;
  readonly born: { readonly day: string; readonly month: string; readonly year: string };
  readonly number: string;
  readonly phone: string;
  readonly listed: { readonly day: string; readonly month: string; readonly year: string };
  readonly remark: string;
}

const SYLLABLES = [
  'ka',
  'mor',
  'ven',
  'ti',
  'sol',
  'rud',
  'ha',
  'li',
  'ber',
  'noz',
  'ske',
  'ran',
  'vu',
  'pé',
  'dri',
  'øst',
] as const;
const COUNTRIES = ['Ruritania', 'Graustark', 'Sylvania', 'Syldavia', 'Borduria'] as const;

/** How many a sample has: enough that one damaged record is a small part of it. */
export const PARTIES: readonly Party[] = Array.from({ length: 48 }, (_, i) => partyOf(i + 1));

function partyOf(n: number): Party {
  const chance = chanceOf('party', n);
  const word = (least: number) => {
    const parts = Array.from({ length: least + chance.integer(3) }, () => chance.pick(SYLLABLES));
    const text = parts.join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const two = (below: number) => String(1 + chance.integer(below)).padStart(2, '0');
  const date = (from: number) => ({ day: two(28), month: two(12), year: String(from + chance.integer(12)) });
  const [given, family] = [word(2), word(2).toUpperCase()];
  const person = n % 2 === 1;
  const sentence = () => `${Array.from({ length: 6 + chance.integer(8) }, () => word(1)).join(' ')}.`;
  return {
    ...{ n, person, given, family, name: person ? `${given} ${family}` : `${family} ${word(2).toUpperCase()} LTD` },
    ...{ alias: `${word(2)} ${word(2)}`, street: `${1 + chance.integer(90)} ${word(2)} Street`, city: word(2) },
    ...{ country: chance.pick(COUNTRIES), born: date(1950), listed: date(2012) },
    ...{
      number: `${word(1).slice(0, 1).toUpperCase()}${1_000_000 + chance.integer(8_999_999)}`,
      phone: `+99 ${100_000 + chance.integer(899_999)}`,
    },
    remark: Array.from({ length: 1 + chance.integer(4) }, sentence).join(' '),
  };
}
