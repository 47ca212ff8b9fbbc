import { VOWELLESS } from './scripts.js';

/**
 * Spellings of one sound: C is the sound of "church", X of "ship", J of "azure" and "jam". German, French, English, Slavic,
 * Arabic and Korean romanisations meet here.
 */
const SOUNDS = new Map(
  (
    'tsch C,tch C,shch X,sch X,sh X,ch C,cz C,dzh J,dsch J,dj J,zh J,ph f,kh h,gh g,th t,dh d,ck k,q k,tz ts,w v,x ks,j J,' +
    'aee ai,ee i,oo u,ou u,eo o,oe o,ue u,ae e,ce se,ci si,cy si,c k'
  )
    .split(',')
    .map((line) => line.split(' ') as [string, string]),
);
/** Belarusian speaks a soft d so: Dzenisenka. */
const DZ = /dz(?=[eiy])/g;
const SPELLINGS = new RegExp([...SOUNDS.keys()].join('|'), 'g');
const BEGINNINGS = /^(?:x|j(?=u|e[lvw]))/;
/** Slavic names romanised with j and c, without their marks: Jurevic, Mihajlovic, Tanja; not Rafsanjani. */
const BETWEEN = /(?<=[bcfgklmprstvz])j(?=[aeu])|(?<=^n)j(?=[aeu])|(?<=n)j(?=a$)|(?<=[aeiou])j(?=[bcdfgklmnprstvz]|$)/g;
const SLAVIC_J = new RegExp(`${BEGINNINGS.source}|${BETWEEN.source}`);
const CROATIAN = /([oei]vi)c$/;
const VOWEL_BEGINNING = /^[yi]e/;
/** Ivanoff, Ivanof. */
const FINAL_V = /(?<=[oe])ff$|(?<=o)f$/;
/** Russian adjectives and given names, Polish and Ukrainian ones. */
const ENDINGS = /(?:[iey]?y|ii|iJ|ei|ie)$/;

/** One spelling for the ways in which a word may be written: `Schukow`, `Zhukov` come near each other, `Yusuf`, `Youssef` meet. */
export function foldOf(form: string): string {
  if (/^\d/.test(form)) return form;
  // Two consonants in a row have lost a vowel between them.
  if (form.startsWith(VOWELLESS))
    return (
      VOWELLESS +
      form
        .slice(1)
        .replace(/x/g, 'T')
        .replaceAll('jj', 'G')
        .replace(/c(?!h)/g, 'H')
        .replace(SPELLINGS, soundOf)
    );
  const fold = form
    .replace(BEGINNINGS, (letter) => (letter === 'x' ? 'sh' : 'y'))
    .replace(BETWEEN, 'y')
    .replace(DZ, 'd')
    .replace(CROATIAN, '$1ch')
    .replace(SPELLINGS, soundOf)
    .replace(VOWEL_BEGINNING, 'e')
    .replace(ENDINGS, 'i')
    .replaceAll('y', 'i')
    .replace(FINAL_V, 'v')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=[aeiou])h$/, '');
  return fold === '' ? form : fold;
}

/** The fold of a word of which `foldOf` speaks a j as y, with that of Jamal and Mojtaba; undefined for others. */
export function foldWithJ(form: string): string | undefined {
  if (!form.includes('j') || form.startsWith(VOWELLESS)) return undefined;
  return form.search(SLAVIC_J) < 0 ? undefined : foldOf(form.replace(/(?<!d)j/g, 'J'));
}

function soundOf(spelling: string): string {
  return SOUNDS.get(spelling) ?? spelling;
}
