import anyAscii from 'any-ascii';

/** Before a word that was written without its vowels: it is compared by consonants. */
export const VOWELLESS = '~';

/** Marks that writers of Arabic and Hebrew leave out as often as not, and the Arabic stretching stroke. */
const OPTIONAL_MARKS = /[\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;

/** Consonants as names are romanised; ayn and hamza say nothing, and alef only at the beginning. */
const ABJAD = new Map(
  Object.entries({
    a: 'اأإآٱאעع',
    b: 'بב',
    p: 'پפף',
    t: 'تثטתطٹ',
    j: 'ج',
    h: 'حهחההۀہھ',
    kh: 'خ',
    d: 'دذضדڈ',
    r: 'رרڑ',
    z: 'زظזץצ',
    s: 'سصס',
    sh: 'شש',
    g: 'גگ',
    gh: 'غ',
    f: 'ف',
    q: 'ق',
    k: 'كکקכך',
    l: 'لל',
    m: 'مמם',
    n: 'ننןںנ',
    w: 'وו',
    y: 'يیىיے',
    ch: 'چ',
    zh: 'ژ',
    '': 'ءئؤة\u200c',
  }).flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin] as const)),
);

/** Words that stand in many Arabic, Persian and Hebrew names, with their vowels. */
const KNOWN_WORDS = new Map(
  Object.entries({
    bin: 'بن',
    ibn: 'ابن إبن',
    bint: 'بنت',
    abu: 'ابو أبو ابي أبي',
    umm: 'ام أم',
    abd: 'عبد',
    al: 'آل ال',
    allah: 'الله',
    abdullah: 'عبدالله',
    company: 'شركة شرکت',
    establishment: 'مؤسسة',
    bank: 'بنك بانک مصرف',
    sayyid: 'سيد سید السيد',
    sheikh: 'شيخ شیخ الشيخ',
    haji: 'حاج حاجي حاجی الحاج',
    muhammad: 'محمد',
    ahmad: 'احمد أحمد',
    mahmoud: 'محمود',
    hamid: 'حميد حمید',
    ali: 'علي علی',
    hassan: 'حسن',
    hussein: 'حسين حسین',
    mustafa: 'مصطفى مصطفی',
    ibrahim: 'ابراهيم إبراهيم ابراهیم',
    khalid: 'خالد',
    omar: 'عمر',
    yusuf: 'يوسف یوسف',
    ismail: 'اسماعيل إسماعيل اسماعیل',
    reza: 'رضا',
    mahdi: 'مهدي مهدی',
    akbar: 'اكبر اکبر',
    abbas: 'عباس',
    karim: 'كريم کریم',
    said: 'سعيد سعید',
    salim: 'سليم سلیم',
    jamal: 'جمال',
    khan: 'خان',
    din: 'الدين الدین',
    ben: 'בן',
    bat: 'בת',
    david: 'דוד',
    moshe: 'משה',
    yosef: 'יוסף',
    cohen: 'כהן',
    levi: 'לוי',
  }).flatMap(([latin, words]) => words.split(' ').map((word) => [word, latin] as const)),
);

/** Letters of other alphabets that look like Cyrillic ones, for words that mix them. */
const LOOK_ALIKES = new Map([...'AАBВCСEЕHНIІKКMМOОPРTТXХaаcсeеiіoоpрxхyу'].reduce<[string, string][]>(pairUp, []));

function pairUp(pairs: [string, string][], letter: string): [string, string][] {
  const last = pairs.at(-1);
  if (last && last[1] === '') last[1] = letter;
  else pairs.push([letter, '']);
  return pairs;
}

/** Greek pairs of letters that are one sound (ELOT 743). */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/αυ|αύ/g, 'av'],
  [/ευ|εύ/g, 'ev'],
  [/ου|ού/g, 'ou'],
  [/γγ/g, 'ng'],
  [/γκ/g, 'gk'],
  [/(?<!\p{L})μπ/gu, 'b'],
];

const KOREAN_INITIALS = 'k kk n t tt r m p pp s ss - j jj ch k t p h'
  .split(' ')
  .map((letter) => letter.replace('-', ''));
const KOREAN_VOWELS = 'a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i'.split(' ');
const KOREAN_FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .split(' ')
  .map((letter) => letter.replace('-', ''));
const HANGUL_START = 0xac00;

/** A syllable as the DPRK and McCune-Reischauer write it without marks: 정 is jong, 은 is un. */
function koreanSyllable(syllable: string): string {
  const at = syllable.charCodeAt(0) - HANGUL_START;
  const [initial, vowel, final] = [Math.floor(at / 588), Math.floor((at % 588) / 28), at % 28];
  return ` ${KOREAN_INITIALS[initial]}${KOREAN_VOWELS[vowel]}${KOREAN_FINALS[final]} `;
}

/** Sino-Korean readings of characters that names of Korea are made of; the first line are surnames. */
const SINO_KOREAN = new Map(
  (
    '金kim李ri朴pak崔choe鄭jong郑jong姜kang趙jo赵jo尹yun張jang张jang林rim吳o吴o韓han韩han申sin徐so權kwon权kwon黃hwang黄hwang安an宋song柳ryu洪hong全jon高ko文mun孫son孙son梁ryang裵pae白paek許ho许ho劉ryu刘ryu南nam沈sim盧ro卢ro河ha郭kwak成song車cha车cha朱ju禹u具ku任im田jon羅ra罗ra方pang玄hyon康kang太thae' +
    '正jong恩un日il成song哲chol與yo与yo英yong永yong明myong男nam善son光kwang国kuk國kuk鶴hak鹤hak龍ryong龙ryong春chun秋chu東tong东tong西so北puk浩ho虎ho勇yong泰thae俊jun植sik洙su秀su壽su寿su吉kil福pok賢hyon贤hyon玉ok姬hui姫hui淑suk順sun顺sun京kyong敬kyong慶kyong庆kyong海hae山san德tok学hak學hak文mun武mu革hyok赫hyok雄ung民min志ji智ji珍jin真jin鎭jin镇jin震jin道to相sang尚sang勳hun勋hun煥hwan焕hwan河ha元won源won仁in義ui义ui基ki健kon建kon平phyong和hwa花hwa美mi松song星song心sim石sok錫sok锡sok大tae天chon月wol中jung忠chung昌chang燦chan載jae载jae在jae宰jae根kun寬kwan炳pyong秉pyong承sung勝sung胜sung昇sung'
  )
    .match(/\p{Script=Han}[a-z]+/gu)
    ?.map((pair) => [pair.slice(0, 1), pair.slice(1)] as const) ?? [],
);

/**
 * What a name in Chinese characters reads in Korean, where every character is one of Korean names: 金正恩 is kim jong un.
 * Null where it is none, or too long for a person.
 */
export function koreanReading(text: string): string | null {
  const characters = [...text.replace(/\s+/g, '')];
  if (characters.length < 2 || characters.length > 4) return null;
  const syllables = characters.map((character) => SINO_KOREAN.get(character));
  return syllables.includes(undefined) ? null : syllables.join(' ');
}

/** Scripts that leave vowels out, or whose letter-by-letter form has lost them. */
const WITHOUT_VOWELS =
  /[\p{Script=Arabic}\p{Script=Hebrew}]+|[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** A word of Cyrillic letters with a Latin one inside. */
const MIXED = /(?=[A-Za-z]*\p{Script=Cyrillic})(?=\p{Script=Cyrillic}*[A-Za-z])[A-Za-z\p{Script=Cyrillic}]+/gu;

/** Lower-case ASCII letters, digits and blanks for a cleaned text in any script. Words without vowels begin with `~`. */
export function romanise(text: string): string {
  let latin = text
    .replace(OPTIONAL_MARKS, '')
    .replace(/ў/g, 'в')
    .replace(MIXED, (word) => word.replace(/[A-Za-z]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter))
    .replace(/[\uac00-\ud7a3]/g, koreanSyllable);
  if (/\p{Script=Greek}/u.test(latin)) {
    latin = latin.toLowerCase();
    for (const [pair, sound] of GREEK_PAIRS) latin = latin.replace(pair, sound);
  }
  const persian = PERSIAN.test(text);
  latin = latin.replace(WITHOUT_VOWELS, (word) => consonantsOf(word, persian));
  latin = latin.replace(/\p{Script=Han}/gu, (character) => ` ${anyAscii(character)} `);
  return anyAscii(latin).toLowerCase();
}

const PERSIAN = /[پچژگیک]/;
/** Arabic letters that Persian, which its own letters tell, speaks as s and z. */
const PERSIAN_SOUNDS: Readonly<Record<string, string>> = { ث: 'س', ذ: 'ز', ض: 'ز', ظ: 'ز' };

function consonantsOf(word: string, persian: boolean): string {
  const known = KNOWN_WORDS.get(word);
  if (known !== undefined) return known;
  if (!/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(word)) return `${VOWELLESS}${anyAscii(word)}`;
  const article = /^ال(?=.{3})/u.test(word) ? 'al ' : '';
  // God's name inside a word is written with two letters that are one to every romanisation.
  const stem = (article === '' ? word : word.slice(2)).replace('لله', 'له');
  const letters = [...stem].map((letter, at) => {
    const spoken = persian ? (PERSIAN_SOUNDS[letter] ?? letter) : letter;
    const latin = ABJAD.get(spoken) ?? anyAscii(spoken);
    return latin === 'a' && at > 0 ? '' : latin;
  });
  return `${article}${VOWELLESS}${letters.join('')}`;
}
