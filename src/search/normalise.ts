import { isLegal } from './lexicon.js';
import { romanise } from './scripts.js';

/** Longer than any listed name; what a hostile query adds beyond it is not looked at. */
const MAX_CHARACTERS = 400;
const MAX_TOKENS = 24;
const MAX_TOKEN = 40;

/** Without control characters, invisible marks, direction overrides and lone surrogates; compatibility forms unified. */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.replace(/ {2,}/g, ' ').trim();
  return text
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .normalize('NFKC')
    .trim();
}

/** The words of a name in lower-case ASCII, whatever script it is written in: at most 24, of at most 40 letters. */
export function tokensOf(text: string): string[] {
  const capped = text.slice(0, MAX_CHARACTERS);
  const latin = /^[\x20-\x7e]*$/.test(capped) ? capped.toLowerCase() : romanise(clean(capped).slice(0, MAX_CHARACTERS));
  const words = undotted(latin.replace(/['`]/g, '').replace(/[a-z\d]+/g, reread)).match(/~?[a-z]+|\d+/g) ?? [];
  return words.slice(0, MAX_TOKENS).map((word) => word.slice(0, MAX_TOKEN));
}

/** Letters that a machine reads as figures, inside a word of letters: P0POV, 8ANCO, A2IZ; not MI6, IL76, A1 or 179TH. */
const MISREAD: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '2': 'z',
  '5': 's',
  '6': 'b',
  '8': 'b',
  '9': 'g',
};
const MISREAD_IN =
  /^[0158][a-z]{3,}$|^[a-z]+[0125689][a-z]{3,}$|^[a-z]{2,}[0125689][a-z]+$|^[a-z][0158][a-z]+$|^[a-z]{5,}[01]$/;

function reread(run: string): string {
  return MISREAD_IN.test(run) ? run.replace(/\d/, letterFor) : run;
}

/** The letter that a single figure may have been. */
export function letterFor(figure: string): string {
  return MISREAD[figure] ?? figure;
}

/** "S.A.L." is one word where it is a company form; "J.R. Smith" keeps its initials apart. */
function undotted(text: string): string {
  return text.replace(/(?<![a-z])(?:[a-z]\.){2,}(?:[a-z](?![a-z]))?/g, (dotted) => {
    const letters = dotted.replaceAll('.', '');
    return isLegal(letters) || letters.length > 3 ? `${letters} ` : dotted;
  });
}
