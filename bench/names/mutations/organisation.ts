import { isLatin } from '../fold.js';
import { LEGAL_FORMS } from '../parts/companies.js';
import { inCaseOf, type Mutation, tidied } from './mutation.js';

const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ['company', 'co'],
  ['corporation', 'corp'],
  ['limited', 'ltd'],
  ['incorporated', 'inc'],
  ['international', 'intl'],
  ['trading', 'trdg'],
  ['technology', 'tech'],
  ['technologies', 'tech'],
  ['services', 'srvcs'],
  ['group', 'grp'],
  ['general', 'gen'],
  ['engineering', 'eng'],
  ['manufacturing', 'mfg'],
  ['industries', 'ind'],
  ['industrial', 'indl'],
  ['organization', 'org'],
  ['establishment', 'est'],
  ['department', 'dept'],
  ['management', 'mgmt'],
  ['national', 'natl'],
  ['university', 'univ'],
  ['institute', 'inst'],
  ['brothers', 'bros'],
  ['development', 'dev'],
  ['association', 'assn'],
  ['transport', 'transp'],
  ['enterprises', 'ent'],
  ['investment', 'inv'],
  ['center', 'ctr'],
  ['commercial', 'comm'],
  ['construction', 'constr'],
  ['petroleum', 'petr'],
  ['shipping', 'shpg'],
  ['holding', 'hldg'],
];

const NUMBERS: readonly (readonly [string, ...string[]])[] = [
  ['1', 'I', 'one', 'first', '1st'],
  ['2', 'II', 'two', 'second', '2nd'],
  ['3', 'III', 'three', 'third', '3rd'],
  ['4', 'IV', 'four', 'fourth', '4th'],
  ['5', 'V', 'five', 'fifth', '5th'],
  ['6', 'VI', 'six', 'sixth', '6th'],
  ['7', 'VII', 'seven', 'seventh', '7th'],
  ['8', 'VIII', 'eight', 'eighth', '8th'],
  ['9', 'IX', 'nine', 'ninth', '9th'],
  ['10', 'X', 'ten', 'tenth', '10th'],
  ['12', 'XII', 'twelve', 'twelfth', '12th'],
];

const FORMS = LEGAL_FORMS.flat().sort((a, b) => b.length - a.length);
const formPattern = (form: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${form.replace(/[.]/g, '\\.')}(?![\\p{L}\\p{N}])[.]?`, 'iu');

function organisations(kind: string, apply: Mutation['apply']): Mutation {
  return {
    kind,
    apply: (name, party, random) => (party.type === 'entity' && isLatin(name) ? apply(name, party, random) : null),
  };
}

/** The legal form that ends the name, and where. */
function endingForm(name: string): { readonly form: string; readonly at: number } | null {
  for (const form of FORMS) {
    const found = formPattern(form).exec(name);
    if (found && found.index > 2 && found.index + found[0].length >= name.length - 1) return { form, at: found.index };
  }
  return null;
}

const formDropped = organisations('legal form left out', (name) => {
  const ending = endingForm(name);
  return ending ? tidied(name.slice(0, ending.at)) : null;
});

const formSwapped = organisations('legal form written otherwise', (name, _party, random) => {
  const ending = endingForm(name);
  const same = LEGAL_FORMS.find((row) => ending && row.includes(ending.form))?.filter((form) => form !== ending?.form);
  if (!ending || !same || same.length === 0) return null;
  return `${name.slice(0, ending.at)}${random.pick(same)}`;
});

const formAdded = organisations('legal form added', (name, _party, random) =>
  endingForm(name) ? null : `${name} ${random.pick(random.pick(LEGAL_FORMS.slice(0, 8)))}`,
);

const abbreviated = organisations('words abbreviated or written out', (name) => {
  for (const [long, short] of ABBREVIATIONS) {
    for (const [from, to] of [
      [long, short],
      [short, long],
    ] as const) {
      const found = new RegExp(`(?<!\\p{L})${from}(?!\\p{L})\\.?`, 'iu').exec(name);
      if (found && name.length > found[0].length + 4)
        return name.slice(0, found.index) + inCaseOf(found[0], to) + name.slice(found.index + found[0].length);
    }
  }
  return null;
});

const smallWords = organisations('and, of, the', (name, _party, random) => {
  const ways: readonly (readonly [RegExp, string])[] = [
    [/ & /, ' and '],
    [/ and /i, ' & '],
    [/^the /i, ''],
    [/ of /i, ' '],
    [/ for /i, ' '],
  ];
  const fitting = ways.filter(([from]) => from.test(name));
  if (fitting.length === 0) return null;
  const [from, to] = random.pick(fitting);
  return name.replace(from, to);
});

/** The same number in other signs: Arabic, Roman, in words, as an ordinal. */
const numbers: Mutation = {
  kind: 'number written otherwise',
  apply(name, party, random) {
    if (party.type === 'aircraft' || party.type === 'individual') return null;
    for (const row of NUMBERS) {
      const found = new RegExp(`(?<= )(${row.join('|')})(?![\\p{L}\\p{N}.-])`, 'u').exec(name);
      const sign = found?.[0];
      if (!found || !sign) continue;
      const ordinal = /^(\d+(st|nd|rd|th)|first|second|third|.*th)$/i.test(sign);
      const same = (ordinal ? row.slice(3) : row.slice(0, 3)).filter((other) => other !== sign);
      return name.slice(0, found.index) + random.pick(same) + name.slice(found.index + sign.length);
    }
    return null;
  },
};

export const ORGANISATION: readonly Mutation[] = [
  formDropped,
  formSwapped,
  formAdded,
  abbreviated,
  smallWords,
  numbers,
];
