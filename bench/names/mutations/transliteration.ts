import type { Mutation } from './mutation.js';
import { chineseSpelling, koreanSpelling } from './syllables.js';
import { looksLike, type Rows, respelled } from './variants.js';

const rows = (text: string): Rows => text.split(' ').map((row) => row.split('/'));
const NEVER = /(?!)/;

/** Romanisations of Arabic: with and without marks, by English, French and German ears. */
const ARABIC_NAMES = rows(
  'mohammed/muhammad/mohamed/mohammad/muhammed/mohamad ahmed/ahmad/ahmet hussein/husayn/hussain/hossein/husain ' +
    'hassan/hasan yusuf/yousef/youssef/yusif/yousuf omar/umar khalid/khaled mahmud/mahmoud/mahmood ' +
    'abdallah/abdullah/abdalla abdul/abdel/abd-al mustafa/moustafa/mustapha osama/usama/oussama sulayman/suleiman/sulaiman ' +
    'ibrahim/ebrahim ismail/ismael/isma-il said/saeed/sayeed/saïd rashid/rasheed/rachid sayyid/sayed/syed/said ' +
    'shaykh/sheikh/sheik/cheikh jamal/gamal/djamal qasim/kassem/qassem/kasim abu/abou',
);
const ARABIC_SOUNDS = rows(
  'ou/u/oo ee/i dh/d kh/h gh/g q/k ah$/a$/eh$ ^al/^el aw/au/ow ay/ai/ei sh/ch iyy/iy/i ^j/^dj z/dh uw/u aa/a',
);

const CYRILLIC_SOUNDS = rows(
  'ya/ia/ja yu/iu/ju kh/h/x ts/c/tz zh/j shch/sch sky$/skiy$/skii$/ski$/skij$ ov$/off$/ow$ ev$/eff$/yev$ iy$/y$/i$/ii$ ' +
    'ey/ei/ej ye/e yev/iev ks/x ay/ai/aj oy/oi/oj vich$/vitch$/wich$ iya$/ia$/ija$ ^e/^ye yo/io',
);
const CYRILLIC_NAMES = rows(
  'aleksandr/alexander/alexandr/aleksander sergei/sergey/sergej/serguei dmitri/dmitry/dmitriy/dimitri ' +
    'aleksei/alexei/alexey/aleksey yuri/yury/yuriy/iouri/juri andrei/andrey/andrej nikolai/nikolay/nikolaj ' +
    'yevgeny/evgeny/evgeniy/yevgeniy/evgueni mikhail/michail/mihail vasily/vasiliy/vasili/vassili ' +
    'valery/valeriy/valeri viktor/victor pyotr/petr/piotr maksim/maxim yelena/elena yekaterina/ekaterina',
);

const PERSIAN_NAMES = rows(
  'mohammad/mohammed/mohamad/muhammad hossein/hosein/hussein/hoseyn reza/rida/rezā mehdi/mahdi ali/aly seyyed/seyed/sayyed/sayyid ' +
    'ebrahim/ibrahim hasan/hassan gholam/qolam mohsen/muhsin esmail/ismail saeed/said/saeid majid/majeed javad/jawad',
);
const PERSIAN_SOUNDS = rows(
  'pour$/pur$/poor$ zadeh$/zada$/zade$ nejad$/nezhad$/nijad$ gh/q ei/ey/ai ou/u/oo ee/i v/w kh/h eh$/ah$/e$ ian$/yan$ sh/ch aa/a',
);

const HEBREW_NAMES = rows(
  'moshe/moshé/mosheh yitzhak/itzhak/isaac yaakov/yaacov/jacob yosef/yossef/joseph chaim/haim/hayyim shlomo/schlomo ' +
    'avraham/abraham david/dawid zvi/tzvi/zwi eliyahu/eliahu neria/neriya ben/bin yinon/inon levy/levi cohen/kohen',
);
const HEBREW_SOUNDS = rows('tz/ts/z ch/h/kh k/c ei/ey/e ia$/iya$/yah$ v/b sh/sch ^y/^j aa/a');

const arabicWords = new Set([...ARABIC_NAMES.flat(), 'bin', 'ibn', 'abd', 'abdul', 'ali']);
const cyrillicWords = new Set(CYRILLIC_NAMES.flat());
const persianWords = new Set(['seyyed', 'seyed', 'hossein', 'reza', 'gholam', 'javad', 'mohsen']);

export const TRANSLITERATION: readonly Mutation[] = [
  respelled(
    'Arabic romanised otherwise',
    looksLike(arabicWords, /^(al|el)$/, /\p{Script=Arabic}/u),
    ARABIC_NAMES,
    ARABIC_SOUNDS,
  ),
  respelled(
    'Cyrillic romanised otherwise',
    looksLike(cyrillicWords, /(ov|ova|ev|eva|sky|skaya|enko|vich|vna)$/, /\p{Script=Cyrillic}/u),
    CYRILLIC_NAMES,
    CYRILLIC_SOUNDS,
  ),
  respelled(
    'Persian romanised otherwise',
    looksLike(persianWords, /(pour|pur|zadeh|zade|nejad|iyan)$/),
    PERSIAN_NAMES,
    PERSIAN_SOUNDS,
  ),
  respelled(
    'Hebrew romanised otherwise',
    looksLike(new Set(), NEVER, /\p{Script=Hebrew}/u),
    HEBREW_NAMES,
    HEBREW_SOUNDS,
  ),
  koreanSpelling,
  chineseSpelling,
];
