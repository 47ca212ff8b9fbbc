/**
 * Pinyin and Wade-Giles are two spellings of the same Chinese syllables: Wang Hongfei is Wang Hung-fei. Lists leave out the
 * apostrophes of Wade-Giles, so that zh and ch, d and t are one in it.
 */
const INITIALS: Readonly<Record<string, string>> = {
  zh: 'ch',
  ch: 'ch',
  sh: 'sh',
  b: 'p',
  p: 'p',
  d: 't',
  t: 't',
  g: 'k',
  k: 'k',
  j: 'ch',
  q: 'ch',
  x: 'hs',
  z: 'ts',
  c: 'ts',
  s: 's',
  r: 'j',
};
/** The finals of Hanyu Pinyin and the initials that each of them follows; `-` is none. */
const FINALS: Readonly<Record<string, string>> = {
  a: 'b p m f d t n l g k h zh ch sh z c s w y -',
  o: 'b p m f w -',
  e: 'm d t n l g k h zh ch sh r z c s y -',
  ai: 'b p m d t n l g k h zh ch sh z c s w -',
  ei: 'b p m f d n l g k h zh sh z w',
  ao: 'b p m d t n l g k h zh ch sh r z c s y -',
  ou: 'p m f d t n l g k h zh ch sh r z c s y -',
  an: 'b p m f d t n l g k h zh ch sh r z c s w y -',
  en: 'b p m f d n g k h zh ch sh r z c s w -',
  ang: 'b p m f d t n l g k h zh ch sh r z c s w y -',
  eng: 'b p m f d t n l g k h zh ch sh r z c s w',
  ong: 'd t n l g k h zh ch r z c s y',
  er: '-',
  i: 'b p m d t n l j q x zh ch sh r z c s y',
  ia: 'd l j q x',
  ie: 'b p m d t n l j q x',
  iao: 'b p m d t n l j q x',
  iu: 'm d n l j q x',
  ian: 'b p m d t n l j q x',
  in: 'b p m n l j q x y',
  iang: 'n l j q x',
  ing: 'b p m d t n l j q x y',
  iong: 'j q x',
  u: 'b p m f d t n l g k h zh ch sh r z c s j q x w y',
  ua: 'g k h zh ch sh r',
  uo: 'd t n l g k h zh ch sh r z c s',
  uai: 'g k h zh ch sh',
  ui: 'd t g k h zh ch sh r z c s',
  uan: 'd t n l g k h zh ch sh r z c s j q x y',
  un: 'd t n l g k h zh ch sh r z c s j q x y',
  uang: 'g k h zh ch sh',
  ue: 'n l j q x y',
  v: 'n l',
  ve: 'n l',
};
/** Finals that are spelt otherwise. */
const WADE_FINALS: Readonly<Record<string, string>> = {
  ian: 'ien',
  ie: 'ieh',
  ong: 'ung',
  iong: 'iung',
  ue: 'ueh',
  ve: 'ueh',
  v: 'u',
  er: 'erh',
};
/** Whole syllables that are. */
const WADE_SYLLABLES: Readonly<Record<string, string>> = {
  zhi: 'chih',
  chi: 'chih',
  shi: 'shih',
  ri: 'jih',
  zi: 'tzu',
  ci: 'tzu',
  si: 'ssu',
  ge: 'ko',
  ke: 'ko',
  he: 'ho',
  e: 'o',
  yi: 'i',
  yan: 'yen',
  ye: 'yeh',
  you: 'yu',
  yong: 'yung',
  duo: 'to',
  tuo: 'to',
  luo: 'lo',
  nuo: 'no',
  zuo: 'tso',
  cuo: 'tso',
  suo: 'so',
  zhuo: 'cho',
  chuo: 'cho',
  ruo: 'jo',
  gui: 'kuei',
  kui: 'kuei',
};

const SYLLABLES = new Map(
  Object.entries(FINALS).flatMap(([final, initials]) =>
    initials.split(' ').map((letters) => {
      const initial = letters.replace('-', '');
      const wade = (INITIALS[initial] ?? initial) + (WADE_FINALS[final] ?? final);
      return [initial + final, WADE_SYLLABLES[initial + final] ?? wade] as const;
    }),
  ),
);
const WADE = new Set(SYLLABLES.values());
const LONGEST = 6;
const MOST_SYLLABLES = 3;

/** The Wade-Giles spellings that a word may be: of its pinyin, or its own. Empty for words that are no Chinese syllables. */
export function wadeGilesOf(word: string): readonly string[] {
  if (word.length > LONGEST * MOST_SYLLABLES || !POSSIBLE.test(word)) return NONE;
  return [...new Set(readings(word, MOST_SYLLABLES))];
}

/** Whether a word may be Chinese syllables as China writes them. */
export function isPinyin(word: string): boolean {
  return word.length <= LONGEST * MOST_SYLLABLES && PINYIN_ENDING.test(word) && isSpelt(word, MOST_SYLLABLES);
}

function isSpelt(rest: string, syllables: number): boolean {
  if (rest === '' || syllables === 0) return rest === '';
  for (let length = Math.min(LONGEST, rest.length); length > 0; length -= 1)
    if (SYLLABLES.has(rest.slice(0, length)) && isSpelt(rest.slice(length), syllables - 1)) return true;
  return false;
}

/** Whether two words may be the same Chinese syllables. */
export function areSameSyllables(a: string, b: string): boolean {
  const others = wadeGilesOf(b);
  return others.length > 0 && wadeGilesOf(a).some((reading) => others.includes(reading));
}

/** How Chinese words end. */
const POSSIBLE = /^[a-z]*(?:[aeiou](?:ng?)?|[ei]h|er|erh)$/;
const PINYIN_ENDING = /^[a-z]*(?:[aeiou](?:ng?)?|er)$/;
const NONE: readonly string[] = [];

function readings(rest: string, syllables: number): string[] {
  if (rest === '') return [''];
  if (syllables === 0) return [];
  const found: string[] = [];
  for (let length = Math.min(LONGEST, rest.length); length > 0; length -= 1) {
    const syllable = rest.slice(0, length);
    const wade = SYLLABLES.get(syllable);
    const spellings = new Set(wade === undefined ? [] : [wade]);
    if (WADE.has(syllable)) spellings.add(syllable);
    if (spellings.size === 0) continue;
    for (const tail of readings(rest.slice(length), syllables - 1)) for (const own of spellings) found.push(own + tail);
  }
  return found;
}
