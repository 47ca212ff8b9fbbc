import anyAscii from 'any-ascii';

/** Before a word that was written without its vowels: it is compared by consonants. */
export const VOWELLESS = '~';

/** Marks that writers of Arabic and Hebrew leave out as often as not, and the Arabic stretching stroke. */
export const OPTIONAL_MARKS = /[\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;

/** A word of Arabic or Hebrew letters. */
export const ABJAD_WORD = /[\p{Script=Arabic}\p{Script=Hebrew}]+/gu;

/** What people type for the geresh of the three letters that bear it most. */
export const TYPED_GERESH = /(?<=[גזצץ])['’]/gu;

/**
 * Consonants as names are romanised; ayn and hamza say nothing, and alef only at the beginning. `x` are the letters that are t or s,
 * d or z, as the speaker is from Cairo, Baghdad or Kabul: Dhahir, Zahir. `c` is the one of Chaim and Haim, `jj` that of Jamal, who
 * is Gamal in Cairo.
 */
const ABJAD = new Map(
  Object.entries({
    a: 'اأإآٱאעع',
    b: 'بב',
    p: 'پפף',
    t: 'تטתطٹ',
    jj: 'ج',
    h: 'حهהۀہھ',
    c: 'ח',
    kh: 'خ',
    d: 'دדڈ',
    r: 'رרڑ',
    z: 'زז',
    ts: 'ץצ',
    s: 'سصס',
    x: 'ثذضظ',
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
    ould: 'ولد',
    abd: 'عبد',
    al: 'آل ال',
    allah: 'الله اللہ',
    abdullah: 'عبدالله عبداللہ',
    company: 'شركة شرکت',
    establishment: 'مؤسسة',
    bank: 'بنك بانک مصرف',
    network: 'شبكة شبکه',
    group: 'مجموعة گروه جماعة جماعت',
    movement: 'حركة حرکت جنبش',
    party: 'حزب',
    organization: 'منظمة تنظيم سازمان',
    brigades: 'كتائب لواء',
    army: 'جيش ارتش',
    association: 'جمعية انجمن',
    centre: 'مركز مرکز',
    institute: 'معهد مؤسسه موسسه',
    foundation: 'بنیاد',
    ministry: 'وزارة وزارت',
    university: 'جامعة دانشگاه',
    industries: 'صنایع صناعات',
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
    yahya: 'يحيى یحیی',
    isa: 'عيسى عیسی',
    musa: 'موسى موسی',
    taha: 'طه',
    hadi: 'هادي هادی',
    zia: 'ضياء ضیاء ضیا',
    bahaa: 'بهاء',
    alaa: 'علاء',
    wael: 'وائل',
    iyad: 'اياد إياد',
    uday: 'عدي',
    osama: 'اسامة أسامة اسامه',
    hamza: 'حمزة حمزه',
    fatima: 'فاطمة فاطمه',
    aisha: 'عائشة عايشة عایشه',
    rahman: 'رحمن رحمان',
    aziz: 'عزيز عزیز',
    saleh: 'صالح',
    salah: 'صلاح',
    tahir: 'طاهر',
    nasir: 'ناصر',
    uthman: 'عثمان',
    ben: 'בן',
    bat: 'בת',
    david: 'דוד',
    moshe: 'משה',
    sarah: 'שרה',
    israel: 'ישראל',
    shlomo: 'שלמה',
    yosef: 'יוסף',
    cohen: 'כהן',
    levi: 'לוי',
  }).flatMap(([latin, words]) => words.split(' ').map((word) => [word, latin] as const)),
);

const SERVANT = /^عبدال(?!ل[هہھۀة])(?=.{2})/u;

/** Sounds that Hebrew has no letter of its own for (Academy of the Hebrew Language: geresh). */
const GERESH = /[גזצץתחד]׳/gu;
const GERESH_SOUNDS: Readonly<Record<string, string>> = { ג: 'j', ז: 'ژ', צ: 'چ', ץ: 'چ', ת: 'ث', ח: 'خ', ד: 'ذ' };

const PERSIAN = /[پچژگیک]/;
/** Arabic letters that Persian, which its own letters tell, speaks as s and z. */
const PERSIAN_SOUNDS: Readonly<Record<string, string>> = { ث: 'س', ذ: 'ز', ض: 'ز', ظ: 'ز' };

/** The consonants of a word in Arabic or Hebrew letters, or the word with its vowels where it is known; `text` is what it stands in. */
export function abjadWord(word: string, text: string): string {
  const persian = PERSIAN.test(text);
  const known = KNOWN_WORDS.get(word);
  if (known !== undefined) return known;
  if (word.length === 1) return (ABJAD.get(word) ?? anyAscii(word)).slice(0, 1);
  // Servant of one of God's names, which Persian writes as one word, but for Abdullah's.
  if (SERVANT.test(word)) return `abdul ${abjadWord(word.slice(5), text)}`;
  const article = /^ال(?=.{2})/u.test(word) ? 'al ' : '';
  const bare = KNOWN_WORDS.get(word.slice(2));
  if (article !== '' && bare !== undefined) return article + bare;
  // God's name inside a word is written with two letters that are one to every romanisation.
  const stem = (article === '' ? word : word.slice(2)).replace('لله', 'له');
  const letters = [...stem.replace(GERESH, (pair) => GERESH_SOUNDS[pair[0] ?? ''] ?? pair)].map((letter, at) => {
    const spoken = persian ? (PERSIAN_SOUNDS[letter] ?? letter) : letter;
    const latin = ABJAD.get(spoken) ?? anyAscii(spoken);
    return latin === 'a' && at > 0 ? '' : latin;
  });
  // Two letters, not one sound: Tahran is not Tran, nor Morteza Morsa.
  const spelt = letters
    .join('\0')
    .replace(/(?<=[zstkgdcp])\0+(?=h)|(?<=t)\0+(?=[sz])|(?<=d)\0+(?=j)|(?<=c)\0+(?=[kz])/g, 'a');
  return `${article}${VOWELLESS}${spelt.replaceAll('\0', '')}`;
}

/** A word as a reader is shown it: without the marks of what was left out or is spoken in two ways. */
export function readable(text: string): string {
  if (!text.startsWith(VOWELLESS)) return text;
  return text
    .slice(VOWELLESS.length)
    .replaceAll('x', 'th')
    .replaceAll('jj', 'j')
    .replace(/c(?!h)/g, 'h');
}
