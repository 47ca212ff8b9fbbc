import { inCaseOf, type Mutation, replaceWord, writtenWords } from './mutation.js';

/** Syllables of Korean names as North Korea romanises them, their Hangul, and how else they are written. */
const KOREAN: readonly (readonly [syllable: string, hangul: string, ...others: string[]])[] = [
  ['kim', '김', 'gim'],
  ['ri', '리', 'lee', 'rhee', 'yi'],
  ['pak', '박', 'park', 'bak'],
  ['choe', '최', 'choi', 'chwe'],
  ['jong', '정', 'jung', 'chong', 'jeong'],
  ['chong', '정', 'jong', 'jung'],
  ['kang', '강', 'gang'],
  ['yun', '윤', 'yoon'],
  ['jang', '장', 'chang'],
  ['chang', '창', 'jang'],
  ['han', '한'],
  ['sin', '신', 'shin'],
  ['kwon', '권', 'gwon'],
  ['hwang', '황'],
  ['an', '안', 'ahn'],
  ['song', '성', 'sung', 'seong'],
  ['ryu', '류', 'yu', 'yoo'],
  ['hong', '홍'],
  ['jon', '전', 'jeon', 'chon'],
  ['chon', '천', 'cheon'],
  ['ko', '고', 'go', 'koh'],
  ['mun', '문', 'moon'],
  ['paek', '백', 'baek', 'paik'],
  ['ho', '호'],
  ['nam', '남'],
  ['chu', '주', 'ju', 'joo'],
  ['ku', '구', 'gu', 'koo'],
  ['min', '민'],
  ['ryang', '량', 'yang'],
  ['chol', '철', 'cheol', 'chul'],
  ['yong', '영', 'young', 'yeong'],
  ['su', '수', 'soo'],
  ['chun', '춘', 'choon'],
  ['hyon', '현', 'hyun', 'hyeon'],
  ['kwang', '광', 'gwang'],
  ['il', '일'],
  ['un', '은', 'eun'],
  ['myong', '명', 'myung', 'myeong'],
  ['sok', '석', 'seok', 'suk'],
  ['kuk', '국', 'guk', 'kook'],
  ['hun', '훈', 'hoon'],
  ['kyong', '경', 'kyung', 'gyeong'],
  ['won', '원'],
  ['tae', '태', 'dae'],
  ['jin', '진', 'chin'],
  ['hyok', '혁', 'hyuk', 'hyeok'],
  ['hak', '학'],
  ['kil', '길', 'gil'],
  ['sun', '순', 'soon'],
  ['hui', '희', 'hee'],
  ['sik', '식', 'shik'],
  ['jun', '준', 'joon', 'chun'],
  ['pong', '봉', 'bong'],
  ['ryong', '룡', 'yong', 'ryeong'],
  ['kyu', '규', 'gyu'],
  ['man', '만'],
  ['son', '선', 'seon', 'sun'],
  ['kun', '근', 'geun'],
  ['hae', '해'],
  ['pom', '범', 'beom', 'bum'],
  ['rim', '림', 'lim', 'im'],
  ['ok', '옥'],
  ['chil', '칠'],
  ['hyong', '형', 'hyung'],
  ['tong', '동', 'dong'],
  ['hwa', '화'],
  ['sang', '상'],
  ['sung', '승', 'seung'],
  ['in', '인'],
  ['ung', '웅', 'woong'],
  ['yo', '여', 'yeo'],
];
const KOREAN_BY = new Map(KOREAN.map(([syllable, ...rest]) => [syllable, rest]));
const KOREAN_SURNAMES = new Set(
  'kim ri pak choe jong chong kang yun jang chang han sin kwon hwang an song ryu hong jon chon ko mun paek'.split(' '),
);

/** Initials and finals of Hanyu Pinyin beside Wade-Giles, longest first. */
const INITIALS: readonly (readonly [string, string])[] = [
  ['zh', 'ch'],
  ['ch', "ch'"],
  ['sh', 'sh'],
  ['b', 'p'],
  ['p', "p'"],
  ['d', 't'],
  ['t', "t'"],
  ['g', 'k'],
  ['k', "k'"],
  ['j', 'ch'],
  ['q', "ch'"],
  ['x', 'hs'],
  ['z', 'ts'],
  ['c', "ts'"],
  ['r', 'j'],
  ['m', 'm'],
  ['f', 'f'],
  ['n', 'n'],
  ['l', 'l'],
  ['h', 'h'],
  ['s', 's'],
  ['y', 'y'],
  ['w', 'w'],
];
const FINALS: Readonly<Record<string, string>> = {
  ong: 'ung',
  iong: 'iung',
  ian: 'ien',
  ie: 'ieh',
  ue: 'ueh',
  uo: 'o',
  i: 'i',
  an: 'an',
  ang: 'ang',
  ao: 'ao',
  ai: 'ai',
  a: 'a',
  e: 'e',
  ei: 'ei',
  en: 'en',
  eng: 'eng',
  ia: 'ia',
  iang: 'iang',
  iao: 'iao',
  in: 'in',
  ing: 'ing',
  iu: 'iu',
  o: 'o',
  ou: 'ou',
  u: 'u',
  ua: 'ua',
  uai: 'uai',
  uan: 'uan',
  uang: 'uang',
  ui: 'ui',
  un: 'un',
  er: 'erh',
};
/** Syllables that are written otherwise as a whole, with the apostrophe of the initial before them. */
const WHOLE: Readonly<Record<string, string>> = {
  ge: 'ko',
  ke: "k'o",
  he: 'ho',
  guo: 'kuo',
  kuo: "k'uo",
  huo: 'huo',
  shuo: 'shuo',
  yi: 'i',
  yan: 'yen',
  ye: 'yeh',
  you: 'yu',
  yong: 'yung',
};
const SYLLABLE = `(?:(?:${INITIALS.map(([pinyin]) => pinyin).join('|')})?(?:${Object.keys(FINALS)
  .sort((a, b) => b.length - a.length)
  .join('|')}))`;
const CHINESE_SURNAMES = new Set(
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao jin'.split(
    ' ',
  ),
);

function lowerWords(name: string): string[] {
  return writtenWords(name).map(({ text }) => text.toLowerCase());
}

function isKorean(name: string): boolean {
  const words = lowerWords(name);
  return (
    words.length > 1 &&
    words.length < 4 &&
    KOREAN_SURNAMES.has(words[0] ?? '') &&
    words.every((word) => KOREAN_BY.has(word))
  );
}

export const koreanSpelling: Mutation = {
  kind: 'Korean romanised otherwise',
  apply(name, party, random) {
    if (party.type !== 'individual' || !isKorean(name)) return null;
    for (const word of random.shuffled(writtenWords(name))) {
      const [, ...others] = KOREAN_BY.get(word.text.toLowerCase()) ?? [];
      if (others.length > 0) return replaceWord(name, word, inCaseOf(word.text, random.pick(others)));
    }
    return null;
  },
};

/** A North Korean's name in Hangul, read syllable by syllable. */
export const hangul: Mutation = {
  kind: 'Korean in Hangul',
  apply: (name, party) =>
    party.type === 'individual' && isKorean(name)
      ? lowerWords(name)
          .map((word) => KOREAN_BY.get(word)?.[0] ?? '')
          .join('')
      : null,
};

function wadeGiles(word: string): string | null {
  const syllables = word.match(new RegExp(SYLLABLE, 'g'));
  if (syllables?.join('') !== word) return null;
  const written = syllables.map((syllable) => {
    const whole = WHOLE[syllable];
    if (whole !== undefined) return whole;
    const [initial, other] = INITIALS.find(([pinyin]) => syllable.startsWith(pinyin)) ?? ['', ''];
    const final = syllable.slice(initial.length);
    if (final === 'i' && /^(zh|ch|sh|r)$/.test(initial)) return `${other}ih`;
    if (final === 'i' && initial === 's') return 'ssu';
    if (final === 'i' && /^[zc]$/.test(initial)) return `${other.replace('ts', 'tz')}u`;
    return `${other}${FINALS[final] ?? final}`;
  });
  return written.join('-');
}

export const chineseSpelling: Mutation = {
  kind: 'Chinese in Wade-Giles',
  apply(name, party) {
    const words = writtenWords(name);
    const surname = words[0]?.text.toLowerCase() ?? '';
    if (party.type !== 'individual' || words.length < 2 || words.length > 3 || !CHINESE_SURNAMES.has(surname))
      return null;
    const written = words.map(({ text }) => wadeGiles(text.toLowerCase()));
    if (written.some((word) => word === null)) return null;
    const changed = words.map(({ text }, i) => inCaseOf(text, written[i] ?? text)).join(' ');
    return changed.toLowerCase() === words.map(({ text }) => text.toLowerCase()).join(' ') ? null : changed;
  },
};
