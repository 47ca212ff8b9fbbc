import anyAscii from 'any-ascii';

/** Longer than any listed name; what a hostile query adds beyond it is not looked at. */
const MAX_CHARACTERS = 400;
const MAX_TOKENS = 24;

/** Marks that writers of Arabic and Hebrew leave out as often as not, and the Arabic stretching stroke. */
const OPTIONAL_MARKS = /[\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;

/** Words that say what kind of body it is, not which one: alone they identify nobody. */
const GENERIC = new Set(
  (
    'the a an of and for in on de la le du des el y et und der die ' +
    'group co company companies corp corporation inc incorporated ltd limited llc llp plc gmbh ag sa sas sarl srl spa ' +
    'bv nv oy ab as ooo oao zao pao ao jsc ojsc pjsc fze fzco fzc pte pty sdn bhd kg kk ' +
    'trading import export international general enterprise enterprises establishment est holding holdings services ' +
    'industries industry organization organisation foundation association trust office'
  ).split(' '),
);
const GENERIC_WEIGHT = 0.3;

/** Without control characters, invisible marks, direction overrides and lone surrogates; compatibility forms unified. */
export function clean(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .normalize('NFKC')
    .trim();
}

/** The words of a name in lower-case ASCII, whatever script it is written in: at most 24. */
export function tokensOf(text: string): string[] {
  const capped = text.slice(0, MAX_CHARACTERS);
  const ascii = /^[\x20-\x7e]*$/.test(capped) ? capped : anyAscii(clean(capped).replace(OPTIONAL_MARKS, ''));
  const words = ascii
    .toLowerCase()
    .replace(/['`]/g, '')
    .match(/[a-z0-9]+/g);
  return words?.slice(0, MAX_TOKENS) ?? [];
}

/** How much a word says about who is meant. */
export function weightOf(token: string): number {
  return GENERIC.has(token) ? GENERIC_WEIGHT : 1;
}

/** "Surname, Given" as "Given Surname"; null where there is no comma. Company forms after a comma change nothing else. */
export function turned(name: string): string | null {
  const comma = name.indexOf(',');
  return comma < 0 ? null : `${name.slice(comma + 1)} ${name.slice(0, comma)}`;
}
