import { fbiPress } from '../../../src/sources/fbi-press/index.js';
import { tellsGeneralNews } from '../feeds/general.js';

tellsGeneralNews(fbiPress, {
  home: 'https://www.fbi.gov/feeds/national-press-releases',
  path: '/feeds/national-press-releases/rss.xml',
  linkOf: (n) => `https://www.fbi.gov/news/press-releases/robbery-${n}`,
  idOf: (n) => `/news/press-releases/robbery-${n}`,
});
