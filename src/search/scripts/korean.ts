const KOREAN_INITIALS = 'k kk n t tt r m p pp s ss - j jj ch k t p h'
  .split(' ')
  .map((letter) => letter.replace('-', ''));
const KOREAN_VOWELS = 'a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i'.split(' ');
const KOREAN_FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .split(' ')
  .map((letter) => letter.replace('-', ''));
const HANGUL_START = 0xac00;

/** Syllables of a single vowel, which would read as initials: Lee, Oh and Woo are written so. */
const OWN_SPELLINGS: Readonly<Record<string, string>> = { i: 'yi', o: 'oh', u: 'woo' };

/** A syllable as the DPRK and McCune-Reischauer write it without marks: 정 is jong, 은 is un. */
export function koreanSyllable(syllable: string): string {
  const at = syllable.charCodeAt(0) - HANGUL_START;
  const [initial, vowel, final] = [Math.floor(at / 588), Math.floor((at % 588) / 28), at % 28];
  const latin = `${KOREAN_INITIALS[initial]}${KOREAN_VOWELS[vowel]}${KOREAN_FINALS[final]}`;
  return ` ${OWN_SPELLINGS[latin] ?? latin} `;
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
