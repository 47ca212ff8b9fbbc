/** Given and family names as one script writes them and as passports and the press write them in Latin letters. */
export interface Written {
  readonly script: string;
  /** How the two stand in the script; in Latin letters they stand in the same order. */
  readonly order: 'given first' | 'family first';
  /** What stands between them in the script. */
  readonly between: '' | ' ';
  readonly given: readonly Both[];
  readonly family: readonly Both[];
}

export interface Both {
  readonly own: string;
  readonly latin: string;
}

/** Blanks inside a name are written as underscores. */
function names(text: string): Both[] {
  return text.split(' ').map((pair) => {
    const [own = '', latin = ''] = pair.replaceAll('_', ' ').split('/');
    return { own, latin };
  });
}

const given = (script: string, first: string, second: string): Written => ({
  script,
  order: 'given first',
  between: ' ',
  given: names(first),
  family: names(second),
});

const family = (script: string, between: Written['between'], first: string, second: string): Written => ({
  script,
  order: 'family first',
  between,
  family: names(first),
  given: names(second),
});

export const SCRIPTS: readonly Written[] = [
  given(
    'Cyrillic, Russian',
    'Александр/Aleksandr Дмитрий/Dmitry Сергей/Sergei Наталья/Natalya Юрий/Yuri Евгений/Yevgeny Ксения/Kseniya Фёдор/Fyodor Илья/Ilya Аркадий/Arkady',
    'Щербаков/Shcherbakov Хрущёв/Khrushchev Воробьёв/Vorobyov Цветаев/Tsvetaev Жуковский/Zhukovsky Чайковский/Tchaikovsky Юсупов/Yusupov Мясников/Myasnikov Гаврилов/Gavrilov Ельцин/Yeltsin',
  ),
  given(
    'Cyrillic, Ukrainian',
    'Володимир/Volodymyr Олексій/Oleksii Сергій/Serhiy Андрій/Andriy Юлія/Yuliia Ігор/Ihor Євген/Yevhen Ганна/Hanna Микола/Mykola Зінаїда/Zinaida',
    'Шевченко/Shevchenko Гриценко/Hrytsenko Коваль/Koval Мельничук/Melnychuk Щербань/Shcherban Зеленський/Zelenskyy Лисенко/Lysenko Яценюк/Yatsenyuk Гончар/Honchar Дзюба/Dziuba',
  ),
  given(
    'Cyrillic, Serbian',
    'Ђорђе/Djordje Милош/Milos Љубица/Ljubica Жељко/Zeljko Слободан/Slobodan Небојша/Nebojsa Јелена/Jelena Драган/Dragan',
    'Јовановић/Jovanovic Живковић/Zivkovic Ђинђић/Djindjic Чолић/Colic Његош/Njegos Џајић/Dzajic Вучић/Vucic Станковић/Stankovic',
  ),
  given(
    'Cyrillic, Bulgarian',
    'Георги/Georgi Христо/Hristo Цветан/Tsvetan Ивайло/Ivaylo Красимир/Krasimir Пламен/Plamen',
    'Стоянов/Stoyanov Щерев/Shterev Желев/Zhelev Първанов/Parvanov Бъчваров/Bachvarov Христов/Hristov',
  ),
  given(
    'Cyrillic, Kazakh',
    'Нұрсұлтан/Nursultan Қайрат/Kairat Ерлан/Yerlan Әсел/Assel Жанар/Zhanar Бауыржан/Baurzhan',
    'Назарбаев/Nazarbayev Тоқаев/Tokayev Мәсімов/Massimov Ахметов/Akhmetov Құлыбаев/Kulibayev Өтеміс/Utemis',
  ),
  given(
    'Greek',
    'Γεώργιος/Georgios Κωνσταντίνος/Konstantinos Αικατερίνη/Aikaterini Ευάγγελος/Evangelos Χρήστος/Christos Δημήτριος/Dimitrios Ιωάννης/Ioannis Αναστάσιος/Anastasios Μπάμπης/Babis Νικόλαος/Nikolaos',
    'Παπαδόπουλος/Papadopoulos Μητσοτάκης/Mitsotakis Τσίπρας/Tsipras Οικονόμου/Oikonomou Αγγελόπουλος/Angelopoulos Χατζηδάκης/Hatzidakis Βαρουφάκης/Varoufakis Ψαρρός/Psarros Γκίκας/Gikas Ντόκος/Dokos',
  ),
  given(
    'Arabic',
    'محمد/Muhammad أحمد/Ahmad خالد/Khalid يوسف/Yusuf عبدالرحمن/Abdulrahman عبد_العزيز/Abdul_Aziz طارق/Tariq فاطمة/Fatima زينب/Zaynab إبراهيم/Ibrahim سليمان/Sulayman فيصل/Faisal نور_الدين/Noureddine سامي/Sami',
    'الحداد/al-Haddad القحطاني/al-Qahtani الزهراني/al-Zahrani العتيبي/al-Otaibi الأسد/al-Assad الشامي/al-Shami بن_لادن/bin_Laden المالكي/al-Maliki حمدان/Hamdan الغامدي/al-Ghamdi صالح/Saleh خوري/Khoury فوز/Foz عواد/Awad',
  ),
  given(
    'Persian',
    'حسین/Hossein رضا/Reza مهدی/Mehdi فرهاد/Farhad غلامرضا/Gholamreza داوود/Davoud پرویز/Parviz ژاله/Zhaleh بهروز/Behrouz منوچهر/Manouchehr',
    'رفسنجانی/Rafsanjani احمدی‌نژاد/Ahmadinejad قاسمی/Ghasemi تهرانی/Tehrani محسنی/Mohseni یزدانی/Yazdani رئیسی/Raisi ظریف/Zarif لاریجانی/Larijani خامنه‌ای/Khamenei',
  ),
  given(
    'Urdu',
    'نواز/Nawaz عمران/Imran شہباز/Shahbaz پرویز/Pervez آصف/Asif ظہیر/Zaheer طاہر/Tahir فضل/Fazal',
    'شریف/Sharif خان/Khan زرداری/Zardari قریشی/Qureshi چوہدری/Chaudhry بھٹو/Bhutto صدیقی/Siddiqui گیلانی/Gilani',
  ),
  given(
    'Pashto',
    'گلبدین/Gulbuddin حمدالله/Hamdullah عبدالغني/Abdul_Ghani نور/Noor جلال_الدین/Jalaluddin سراج_الدین/Sirajuddin',
    'حکمتیار/Hekmatyar حقاني/Haqqani نورزی/Noorzai برادر/Baradar کرزی/Karzai احمدزی/Ahmadzai',
  ),
  given(
    'Hebrew',
    'יצחק/Yitzhak בנימין/Binyamin משה/Moshe שרה/Sarah יעקב/Yaakov אברהם/Avraham חיים/Chaim רחל/Rachel שמואל/Shmuel גלעד/Gilad',
    'נתניהו/Netanyahu פרידמן/Friedman מזרחי/Mizrahi שפירא/Shapira רבינוביץ/Rabinovich גולדברג/Goldberg ברק/Barak אזולאי/Azoulay לוי/Levi וייס/Weiss',
  ),
  family(
    'Han, Chinese',
    '',
    '王/Wang 李/Li 張/Zhang 陈/Chen 刘/Liu 黄/Huang 赵/Zhao 周/Zhou 吴/Wu 徐/Xu',
    '建国/Jianguo 晓明/Xiaoming 丽华/Lihua 志强/Zhiqiang 国强/Guoqiang 春华/Chunhua 伟/Wei 敏/Min 海燕/Haiyan 德明/Deming',
  ),
  family(
    'Han, Japanese',
    '',
    '佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 田中/Tanaka 渡辺/Watanabe 伊藤/Ito 山本/Yamamoto 中村/Nakamura 小林/Kobayashi 山口/Yamaguchi',
    '太郎/Taro 健一/Kenichi 洋子/Yoko 和夫/Kazuo 花子/Hanako 浩/Hiroshi 明/Akira 由美/Yumi 正/Tadashi 恵子/Keiko',
  ),
  family(
    'Kana',
    ' ',
    'さとう/Sato すずき/Suzuki やまもと/Yamamoto おおの/Ono キムラ/Kimura ワタナベ/Watanabe',
    'けんじ/Kenji ようこ/Yoko しょうこ/Shoko ヒロシ/Hiroshi ユウジ/Yuji あきら/Akira',
  ),
  family(
    'Hangul, South Korea',
    '',
    '김/Kim 이/Lee 박/Park 최/Choi 정/Jung 강/Kang 조/Cho 윤/Yoon 장/Jang 임/Lim',
    '민준/Min-jun 서연/Seo-yeon 지훈/Ji-hoon 영호/Young-ho 현우/Hyun-woo 은지/Eun-ji 성민/Sung-min 재원/Jae-won 동현/Dong-hyun 미영/Mi-young',
  ),
  family(
    'Hangul, North Korea',
    '',
    '김/Kim 리/Ri 박/Pak 최/Choe 정/Jong 한/Han 장/Jang 전/Jon',
    '영철/Yong_Chol 성일/Song_Il 광호/Kwang_Ho 명수/Myong_Su 철민/Chol_Min 혁철/Hyok_Chol 경희/Kyong_Hui 춘일/Chun_Il',
  ),
  given(
    'Thai',
    'สมชาย/Somchai ทักษิณ/Thaksin ประยุทธ์/Prayut อภิสิทธิ์/Abhisit ยิ่งลักษณ์/Yingluck สุเทพ/Suthep เฉลิม/Chalerm วิชัย/Wichai ประวิตร/Prawit อนุทิน/Anutin',
    'ชินวัตร/Shinawatra เวชชาชีวะ/Vejjajiva จันทร์โอชา/Chan-o-cha วงษ์สุวรรณ/Wongsuwan ชาญวีรกูล/Charnvirakul เทือกสุบรรณ/Thaugsuban สุวรรณ/Suwan แก้วมณี/Kaewmanee ใจดี/Jaidee ศรีสุข/Srisuk',
  ),
  given(
    'Georgian',
    'გიორგი/Giorgi ნინო/Nino ლევან/Levan ზურაბ/Zurab მიხეილ/Mikheil ედუარდ/Eduard თამარ/Tamar ვახტანგ/Vakhtang',
    'ბერიძე/Beridze სააკაშვილი/Saakashvili კაპანაძე/Kapanadze შევარდნაძე/Shevardnadze ივანიშვილი/Ivanishvili ჭყონია/Chkonia ხარაძე/Kharadze ღარიბაშვილი/Garibashvili წულუკიანი/Tsulukiani',
  ),
  given(
    'Armenian',
    'Արամ/Aram Գևորգ/Gevorg Հայկ/Hayk Սերժ/Serzh Նիկոլ/Nikol Աննա/Anna Տիգրան/Tigran Ռոբերտ/Robert Վարդան/Vardan Հովհաննես/Hovhannes',
    'Հակոբյան/Hakobyan Սարգսյան/Sargsyan Փաշինյան/Pashinyan Քոչարյան/Kocharyan Գրիգորյան/Grigoryan Պետրոսյան/Petrosyan Ղազարյան/Ghazaryan Ծատուրյան/Tsaturyan Չախալյան/Chakhalyan Ջանիկյան/Janikyan',
  ),
  family(
    'Khmer',
    ' ',
    'ហ៊ុន/Hun សុខ/Sok ចាន់/Chan គឹម/Kim ឈឹម/Chhim កែវ/Keo',
    'សែន/Sen ម៉ាណែត/Manet សុខា/Sokha សុភា/Sophea វណ្ណា/Vanna បុប្ផា/Bopha រដ្ឋា/Ratha',
  ),
  given(
    'Devanagari',
    'राजेश/Rajesh नरेंद्र/Narendra अमित/Amit सुनीता/Sunita विजय/Vijay दिनेश/Dinesh प्रिया/Priya अरविंद/Arvind',
    'कुमार/Kumar शर्मा/Sharma मोदी/Modi सिंह/Singh वर्मा/Verma गुप्ता/Gupta पटेल/Patel केजरीवाल/Kejriwal ठाकुर/Thakur मिश्रा/Mishra',
  ),
  given(
    'Bengali',
    'মুজিবুর/Mujibur হাসিনা/Hasina আনিসুর/Anisur রফিকুল/Rafiqul জাহাঙ্গীর/Jahangir শহীদ/Shahid',
    'রহমান/Rahman ইসলাম/Islam আলম/Alam চৌধুরী/Chowdhury হোসেন/Hossain সরকার/Sarkar দাস/Das',
  ),
  family(
    'Burmese',
    ' ',
    'အောင်/Aung မင်း/Min စိုး/Soe ဝင်း/Win ထွန်း/Tun သန်း/Than',
    'လှိုင်/Hlaing မြင့်/Myint ရွှေ/Shwe နိုင်/Naing ဇော်/Zaw',
  ),
  given(
    'Lao',
    'ສົມສັກ/Somsak ບຸນມີ/Bounmy ທອງລຸນ/Thongloun ຄຳໄຕ/Khamtai ຈູມມະລີ/Choummaly',
    'ສີສຸລິດ/Sisoulith ວົງສາ/Vongsa ໄຊຍະສອນ/Sayasone ສີພັນດອນ/Siphandone',
  ),
  given(
    'Ethiopic',
    'ተስፋዬ/Tesfaye አበበ/Abebe መንግስቱ/Mengistu ኃይለ/Haile ብርሃኑ/Birhanu ዮሐንስ/Yohannes',
    'ከበደ/Kebede ወልደ/Wolde አለሙ/Alemu ግርማ/Girma ታደሰ/Tadesse ዘነበ/Zenebe',
  ),
  given(
    'Tamil',
    'வேலுப்பிள்ளை/Velupillai முருகன்/Murugan கண்ணன்/Kannan சிவகுமார்/Sivakumar ராஜா/Raja',
    'பிரபாகரன்/Prabhakaran குமார்/Kumar சுந்தரம்/Sundaram நடராஜன்/Natarajan கணேசன்/Ganesan',
  ),
];
