import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePair } from '../../src/search/pair.js';

const matches = (a: string, b: string) => comparePair(a, b).match;

describe('one party', () => {
  test.each([
    ['word order', 'Jin Hyok Park', 'PARK, Jin Hyok'],
    ['a middle name left out', 'Ivan Petrov', 'PETROV, Ivan Sergeyevich'],
    ['an initial', 'K. Lindqvist', 'LINDQVIST, Karin'],
    ['a typo', 'Karin Lindqvits', 'Karin Lindqvist'],
    ['two typos in long words', 'Konstantin Pomerancev', 'Konstantyn Pomerantsev'],
    ['a doubled letter', 'Mariana Castelliani', 'Mariana Casteliani'],
    ['words joined', 'JSCARGUMENT', 'JSC ARGUMENT'],
    ['words split', 'Gazprom Bank', 'Gazprombank'],
    ['company forms of two languages', 'Morning Tide GmbH', 'OOO Morning Tide'],
    ['a company form written out', 'Morning Tide Limited Liability Company', 'MORNING TIDE LLC'],
    ['abbreviations', 'Morning Tide Tech Srvcs Grp', 'Morning Tide Technology Services Group'],
    ['an ordinal', 'Second Harbour Fleet', '2nd Harbour Fleet'],
    ['a Roman figure', 'Tidewater III', 'Tidewater 3'],
    ['"No." before a number', 'Factory No. 5 Tidewater', 'Tidewater Factory 5'],
    ['particles', 'Karim Rashidi', 'Karim al-Rashidi'],
    ['a title', 'Dr. Karin Lindqvist', 'Karin Lindqvist'],
    ['a misread figure', 'KAR1N LINDQVIST', 'Karin Lindqvist'],
    ['German umlauts', 'Jürgen Müller-Schön', 'Juergen Mueller-Schoen'],
    ['Arabic romanised otherwise', 'Yousef Kadhim al-Khafaji', 'Yusuf Kazim Al Khafagy'],
    ['Russian romanised otherwise', 'Sergej Schukow', 'Sergey Zhukov'],
    ['Russian without its marks', 'Mihajlo Jurevic Tkacenko', 'Mikhailo Yurevich Tkachenko'],
    ['Ukrainian for Russian', 'Volodymyr Hryhorenko', 'Vladimir Grigorenko'],
    ['Cyrillic', 'Алексей Воробьёв', 'Aleksei Vorobyov'],
    ['Greek', 'Ευάγγελος Παπαδόπουλος', 'Evangelos Papadopoulos'],
    ['a Greek pair of letters inside a word', 'Μπάμπης Γκίκας', 'Babis Gikas'],
    ['Arabic', 'محمود الخفاجي', 'Mahmoud al-Khafaji'],
    ['Persian', 'حسین کریمی', 'Hossein Karimi'],
    ['Persian s and z written with Arabic letters', 'هاشم غیاثی', 'Hashem Ghiasi'],
    ['Hebrew', 'דוד שרביט', 'David Sharvit'],
    ['Georgian', 'ნინო ბერიძე', 'Nino Beridze'],
    ['Armenian', 'Արամ Հակոբյան', 'Aram Hakobyan'],
    ['Belarusian', 'Віктар Чарвякоў', 'Viktar Charvyakov'],
    ['Wade-Giles', 'Wang Hung-fei', 'WANG, Hongfei'],
    ['Wade-Giles, a syllable a word', 'Chao Tung Tung', 'Zhao Dong Dong'],
    ['letters seen as one', 'Karin Lindqvist-Rnarsen', 'Karin Lindqvist-Marsen'],
    ['joined across a word that is missing', 'KarinLINDQVIST', 'Karin Margareta LINDQVIST'],
    ['a Roman one', 'Tidewater Resources one', 'Tidewater Resources I'],
    ['Hangul', '박철수', 'PAK, Chol Su'],
    ['Hangul as South Korea romanises it', '박철수', 'Park Cheol-su'],
    ['Chinese', '李明', 'Li Ming'],
    ['a Korean name in Chinese characters', '金正恩', 'Kim Jong Un'],
    ['a Japanese name in Chinese characters', '山本太郎', 'Taro Yamamoto'],
    ['kana', 'さとう しょうこ', 'Sato Shoko'],
    ['Thai', 'ทักษิณ ชินวัตร', 'Thaksin Shinawatra'],
    ['Burmese', 'မင်းအောင်လှိုင်', 'Min Aung Hlaing'],
    ['Hindi', 'राजेश शर्मा', 'Rajesh Sharma'],
    ['Tamil', 'வேலுப்பிள்ளை பிரபாகரன்', 'Velupillai Prabhakaran'],
    ['Lao', 'ສົມສັກ ວົງສາ', 'Somsak Vongsa'],
    ['Lao am', 'ຄຳໄຕ ສີພັນດອນ', 'Khamtai Siphandone'],
    ['Thai am', 'สำราญ สุวรรณ', 'Samran Suwan'],
    ['Ukrainian', 'Григорій Гончар', 'Hryhorii Honchar'],
    ['an initial in Cyrillic', 'Пётр Ю. Воробьёв', 'Pyotr Yuryevich Vorobyov'],
    ['an initial in Arabic', 'جمال م. الخفاجي', 'Jamal Mukhtar al-Khafaji'],
    ['the Arabic article as it is spoken', 'عبد الرحمن الصباح', 'Abdurrahman Essabah'],
    ['an Arabic letter that is spoken as s', 'طارق وثيق', 'Tariq Wasiq'],
    ['an Arabic letter that is spoken as t', 'طارق ثابت', 'Tariq Tabit'],
    ['a Hebrew letter that is spoken as h', 'חיים מזרחי', 'Haim Mizrahi'],
    ['one that others write ch', 'רחל מזרחי', 'Rachel Mizrachi'],
    ['a misread figure at the end of a word', 'Karin LINDQVI5', 'Karin LINDQVIS'],
    ['one at the beginning', '9USTAFSSON, Karin', 'GUSTAFSSON, Karin'],
    ['a number without its blank', 'Tidewater Harbour2', 'Tidewater Harbour 2'],
    ['a number without its blank at the beginning', '2Tidewaters', '2 Tidewaters'],
    ['an inner capital', 'KarinLindqvist Berg', 'Karin Lindqvist Berg'],
    ['a misspelt word that another reading has', 'Karin Alrnquist', 'Karin Almqvist'],
    ['Slavic names without their marks', 'Irina Sevcova', 'Irina Shevtsova'],
    ['small letters behind capitals', 'ВОРОБЬЁВАлексей', 'Алексей ВОРОБЬЁВ'],
    ['a company form without its blank', 'TidewaterLimited', 'Tidewaters Limited'],
    ['one before the name', 'OAOTidewater', 'OAO Tidewatr'],
    ['a number misspelt', 'FOURTEENH TIDEWATER', 'FOURTEENTH TIDEWATER'],
    ["a servant of one of God's names, in one word", 'عبدالمنان خفاجی', 'Abdul Manan Khafaji'],
    ['Persian names in one word', 'غلامحسین خفاجی', 'Gholam Hossein Khafaji'],
    ['two Arabic letters that are not one sound', 'مرتضی خفاجی', 'Morteza Khafaji'],
    ['an Arabic j that Cairo speaks as g', 'عادل ناباجالا', 'Adel Nabagala'],
    ['a j before a consonant that is no Slavic one', 'مجتبی خفاجی', 'Mojtaba Khafaji'],
    ['Abdullah in Urdu', 'عبداللہ تنجور', 'Abdullah Tanjur'],
    ['a geresh at the end, typed otherwise', "ג'ורג' טנג'יל", 'ג׳ורג׳ טנג׳יל'],
    ['Arabic and Persian letters', 'جاويد تاجي', 'جاوید تاجی'],
    ['a Hebrew letter with its geresh', "דוד טנג'יל", 'David Tanjil'],
    ['a soft d of Belarus', 'Мікалай ДЗЕНІСЕНКА', 'Nikolai DENISENKO'],
    ['syllables that are none of Chinese', 'Mokhtar BUSHUSHA', 'Mokhtar BOUCHOUCHA'],
    ['full-width letters', 'ＫＡＲＩＮ Ｌｉｎｄｑｖｉｓｔ', 'Karin Lindqvist'],
  ])('%s: %s', (_, a, b) => {
    expect(comparePair(a, b)).toMatchObject({ match: true });
  });
});

describe('two parties', () => {
  test.each([
    ['one word of two', 'Hadi', 'Hadi Rezaei'],
    ['one word of a long name', 'EMMA', 'Emma Daniels Marine Services'],
    ['a one-word company and another trade', 'Crystal', 'Crystal Dental Consulting Ltd'],
    ['the same surname', 'Karin Lindqvist', 'Oskar Lindqvist'],
    ['the same given name', 'Ivan Petrov', 'Ivan Sidorov'],
    ['the last syllable', 'Kim Jong Un', 'KIM, Jong Il'],
    ['another number', 'Unit 61419', 'Unit 61418'],
    ['a number more or less', 'Tidewater 3', 'Tidewater 13'],
    ['another number without its blank', 'Tidewater2', 'Tidewater 5'],
    ['short words a letter apart', 'Wu Xin', 'Wu Xian'],
    ['two common given names', 'Karim Mohammed Awad', 'Kassem Mohammed Awadi Nasser'],
    ['syllables', 'Ma Xiaoming', 'Ma Xiaohong'],
    ['another first letter, and more', 'Victor Nikolayevich Kiryanov', 'Victor Baranov'],
    ['a name a little like a word of everyday', 'Liberty Capital', 'Limited Liability Company RT-Capital'],
    ['a one-word listing and a holding', 'Delruba Holding SA', 'DELRUBA'],
    ['a given name more', 'Chol Min Yun', 'YUN, Chol Su'],
    ['the same trade', 'Golden Trading Company', 'Silver Trading Company'],
    ['the same company form only', 'Limited Liability Company', 'Baltic Limited Liability Company'],
    ['the same consonants', 'Karim Malek', 'Kareem Mulk Hussain'],
    ['a number that the list has not', 'Kum Un San 7', 'KUM UN SAN'],
    ['surnames with one ending', 'Serhiy Kravchenko', 'Serhiy Khavenko'],
    ['an initial on the list', 'Maria Economou', 'MARIA E'],
    ['consonants that are not the same', 'غازي فيزا هاشم المزيده', 'MOSODA PRINTING LTD'],
    ['two letters of one short word', 'Salim Ezxam', 'Salim Azzam'],
    ['two numbers', 'FOURTH TIDEWATER', 'FOURTEENTH TIDEWATER'],
    ['a given name that begins as a company form', 'Paolina Rossi', 'Lina ROSSI'],
    ['two letters of one word of many', 'Tarvin Halvor Ostrem Sakim', 'Tarvin Halvor Ostrem DALIM'],
    ['words without a consonant', 'كريم يو', 'Karim EY'],
    ['a name and a number', 'SEVERN HORIZON', 'SEVEN HORIZON'],
    ['common names', 'Mohammed Ali', 'Mohammed Ali Hassan Ibrahim Saleh'],
  ])('%s: %s', (_, a, b) => {
    expect(comparePair(a, b)).toMatchObject({ match: false });
  });
});

test('only persons have initials', () => {
  expect(comparePair('K Lindqvist', 'Karin Lindqvist', { type: 'individual' }).match).toBe(true);
  expect(comparePair('K Lindqvist', 'Karin Lindqvist', { type: 'vessel' }).match).toBe(false);
});

describe('why', () => {
  test.each([
    ['Karin Lindqvist', 'Karin Lindqvist', 'the same name'],
    ['Karin Lindqvist', 'Lindqvist Karin', 'the same words in another order'],
    ['Karin Lindqvits', 'Karin Lindqvist', 'spelt much alike: “lindqvits” for “lindqvist”'],
    ['K Lindqvist', 'Karin Lindqvist', 'spelt much alike: “k” for “karin” (an initial)'],
    ['Karin Lind', 'Karin Berg', 'some words in common: only the first has “lind”, only the second has “berg”'],
    ['Karin', 'Oskar', 'no word in common: only the first has “karin”, only the second has “oskar”'],
  ])('%s and %s: %s', (a, b, why) => {
    expect(comparePair(a, b).why).toContain(why);
  });

  test.each([
    ['', ''],
    ['', 'Karin Lindqvist'],
    ['!!!', '???'],
    ['\ud800', '\u202e'],
  ])('names without letters are like none: %j and %j', (a, b) => {
    expect(comparePair(a, b)).toMatchObject({
      score: 0,
      ofacScore: 0,
      match: false,
      why: 'nothing to compare: a name without letters and figures',
    });
  });

  test('both scores stand beside each other', () => {
    expect(comparePair('Kim Jong Un', 'KIM, Jong Il')).toMatchObject({ match: false, ofacScore: 100 });
  });
});

describe('what holds of any names', () => {
  const word = fc.stringMatching(/^[a-z]{2,12}$/);
  const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

  test('a name is itself', () => {
    fc.assert(fc.property(name, (own) => comparePair(own, own).score === 1));
  });

  test('the score is from 0 to 1, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (a, b) => {
          const { score, ofacScore } = comparePair(a, b);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(ofacScore).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  test('the order of words changes little', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), (words) => {
        expect(matches(words.join(' '), words.toReversed().join(' '))).toBe(true);
      }),
    );
  });

  test('neither matters which name comes first', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Math.abs(comparePair(a, b).score - comparePair(b, a).score)).toBeLessThan(0.12);
      }),
    );
  });
});
