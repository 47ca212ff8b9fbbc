import anyAscii from 'any-ascii';

const table = (pairs: string): ReadonlyMap<string, string> =>
  new Map(pairs.match(/[^a-z\s]+[a-z]+/g)?.map((pair) => [pair.replace(/[a-z]+/, ''), pair.replace(/[^a-z]+/, '')]));

/** The surnames that a third of Japan bears, as they are read. */
const SURNAMES = table(
  '佐藤sato 鈴木suzuki 高橋takahashi 髙橋takahashi 田中tanaka 伊藤ito 渡辺watanabe 渡邊watanabe 渡邉watanabe 山本yamamoto 中村nakamura 小林kobayashi 加藤kato ' +
    '吉田yoshida 山田yamada 佐々木sasaki 山口yamaguchi 松本matsumoto 井上inoue 木村kimura 林hayashi 斎藤saito 斉藤saito 齋藤saito 清水shimizu 山崎yamazaki 森mori 池田ikeda 橋本hashimoto ' +
    '阿部abe 石川ishikawa 山下yamashita 中島nakajima 石井ishii 小川ogawa 前田maeda 岡田okada 長谷川hasegawa 藤田fujita 後藤goto 近藤kondo 村上murakami 遠藤endo 青木aoki 坂本sakamoto ' +
    '福田fukuda 太田ota 西村nishimura 藤井fujii 金子kaneko 岡本okamoto 藤原fujiwara 中野nakano 三浦miura 原田harada 中川nakagawa 松田matsuda 竹内takeuchi 小野ono 田村tamura 中山nakayama ' +
    '和田wada 石田ishida 森田morita 上田ueda 原hara 内田uchida 柴田shibata 酒井sakai 宮崎miyazaki 横山yokoyama 高木takagi 安藤ando 宮本miyamoto 大野ono 小島kojima 谷口taniguchi 今井imai ' +
    '工藤kudo 高田takada 増田masuda 丸山maruyama 杉山sugiyama 村田murata 大塚otsuka 新井arai 小山koyama 平野hirano 藤本fujimoto 河野kono 上野ueno 野口noguchi 武田takeda 松井matsui 千葉chiba ' +
    '菅原sugawara 岩崎iwasaki 木下kinoshita 久保kubo 佐野sano 野村nomura 松尾matsuo 菊地kikuchi 菊池kikuchi 杉本sugimoto 市川ichikawa 古川furukawa 大西onishi 島田shimada 水野mizuno 桜井sakurai 高野takano ' +
    '吉川yoshikawa 山内yamauchi 西田nishida 飯田iida 西川nishikawa 小松komatsu 北村kitamura 安田yasuda 五十嵐igarashi 川口kawaguchi 平田hirata 関seki 中田nakata 久保田kubota 服部hattori 東higashi ' +
    '岩田iwata 土屋tsuchiya 川崎kawasaki 福島fukushima 本田honda 辻tsuji 樋口higuchi 秋山akiyama 田口taguchi 永井nagai 山中yamanaka 中西nakanishi 吉村yoshimura 川上kawakami 石原ishihara 大橋ohashi 松岡matsuoka ' +
    '浜田hamada 馬場baba 森本morimoto 矢野yano 浅野asano 松下matsushita 星野hoshino 大久保okubo 吉岡yoshioka 小池koike 荒木araki 大谷otani 熊谷kumagai 黒田kuroda 内藤naito 永田nagata 松村matsumura 川村kawamura ' +
    '司shinobu 篠田shinoda 安倍abe 麻生aso 小泉koizumi 岸田kishida 菅suga 石破ishiba',
);

/** Given names, and the characters that others are put together from. */
const GIVEN = table(
  '太郎taro 一郎ichiro 二郎jiro 次郎jiro 三郎saburo 四郎shiro 五郎goro 健太kenta 大輔daisuke 翔太shota 拓也takuya 和夫kazuo 正夫masao 幸夫yukio 幸雄yukio 正雄masao 義雄yoshio 秀樹hideki 直樹naoki ' +
    '和也kazuya 達也tatsuya 浩二koji 浩一koichi 健二kenji 健司kenji 賢治kenji 裕二yuji 隆之takayuki 正之masayuki 博之hiroyuki 弘之hiroyuki 和彦kazuhiko 明彦akihiko 邦彦kunihiko 正彦masahiko 英明hideaki 智子tomoko ' +
    '洋子yoko 陽子yoko 花子hanako 恵子keiko 由美yumi 由美子yumiko 裕子yuko 優子yuko 美智子michiko 和子kazuko 幸子sachiko 京子kyoko 恭子kyoko 順子junko 直子naoko 久美子kumiko 真由美mayumi 明美akemi 智津夫chizuo 彰晃shoko 建市kenichi 邦雄kunio 清司kiyoshi ' +
    '晋三shinzo 太一taichi 純一郎junichiro 文雄fumio 義偉yoshihide 茂雄shigeo ' +
    '浩hiroshi 博hiroshi 弘hiroshi 洋hiroshi 寛hiroshi 明akira 彰akira 章akira 昭akira 正tadashi 忠tadashi 健ken 誠makoto 実makoto 修osamu 治osamu 隆takashi 孝takashi 敬takashi 茂shigeru 進susumu 勇isamu 豊yutaka 清kiyoshi ' +
    '稔minoru 剛tsuyoshi 聡satoshi 智satoshi 哲tetsu 徹toru 亨toru 学manabu 守mamoru 薫kaoru 忍shinobu 恵megumi 愛ai 葵aoi 翼tsubasa 翔sho 大dai 蓮ren 樹itsuki 光hikaru 歩ayumu 昇noboru 満mitsuru 努tsutomu 武takeshi 毅takeshi 猛takeshi 秀hide 英hide ' +
    '一ichi 二ji 三zo 郎ro 朗ro 夫o 雄o 男o 彦hiko 子ko 美mi 江e 代yo 枝e 介suke 助suke 之yuki 幸yuki 行yuki 人to 斗to 太ta 也ya 哉ya 樹ki 紀nori 則nori 典nori 徳nori 和kazu 直nao 義yoshi 良yoshi 信nobu 伸nobu 邦kuni 久hisa 純jun 俊toshi 利toshi 敏toshi 裕yu 由yu 真ma 香ka 奈na 里ri 理ri 菜na 政masa 昌masa 雅masa 隆taka 貴taka 文fumi 史fumi 友tomo 知tomo 康yasu 安yasu 泰yasu 輝teru 光mitsu 充mitsu 勝katsu 克katsu 栄ei 司ji 治ji 市ichi 建ken 研ken 賢ken 謙ken 慎shin 真shin 新shin',
);
const LONGEST_SURNAME = 3;
const MOST_CHARACTERS = 7;

/** A Japanese name in Chinese characters as it is read, where its surname is a common one: 山本太郎 is yamamoto taro. Null where not. */
export function japaneseReading(text: string): string | null {
  const name = text.replace(/\s+/g, '');
  if (name.length < 2 || name.length > MOST_CHARACTERS || !/^[\p{Script=Han}々]+$/u.test(name)) return null;
  for (let length = Math.min(LONGEST_SURNAME, name.length - 1); length > 0; length -= 1) {
    const surname = SURNAMES.get(name.slice(0, length));
    const given = surname === undefined ? null : givenName(name.slice(length));
    if (given !== null) return `${surname} ${given}`;
  }
  return null;
}

function givenName(rest: string): string | null {
  if (rest === '') return '';
  for (let length = rest.length; length > 0; length -= 1) {
    const reading = GIVEN.get(rest.slice(0, length));
    const tail = reading === undefined ? null : givenName(rest.slice(length));
    if (tail !== null) return reading + tail;
  }
  return null;
}

export const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** Kana as passports write them: a small y joins its consonant, and long vowels are written once. */
export function kanaWord(word: string): string {
  return anyAscii(word.replaceAll('ー', ''))
    .replace(/(?<=sh|ch|j)iy(?=[auo])/g, '')
    .replace(/(?<=[kgnhbpmr])iy(?=[auo])/g, 'y')
    .replace(/o[uo]/g, 'o')
    .replace(/uu/g, 'u');
}
