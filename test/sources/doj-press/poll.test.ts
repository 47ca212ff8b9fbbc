import { expect, it, test } from 'vitest';
import { saysCharged } from '../../../src/sources/doj-press/charge.js';
import { dojPress } from '../../../src/sources/doj-press/index.js';
import { rss } from '../feeds/feed-xml.js';
import { tellsGeneralNews } from '../feeds/general.js';
import { readSaved } from '../feeds/poll.js';

const HOME = 'https://www.justice.gov/news/rss';
const link = 'https://www.justice.gov/opa/pr/three-indicted';

tellsGeneralNews(dojPress, {
  home: HOME,
  path: '/news/rss?type=press_release',
  linkOf: (n) => `https://www.justice.gov/opa/pr/robbery-${n}`,
  idOf: (n) => `/opa/pr/robbery-${n}`,
});

test.each([
  'Three North Korean Military Hackers Indicted in Wide-Ranging Scheme',
  'U.S. Charges Five Chinese Military Hackers',
  'Two Nationals Charged with Laundering Over $100 Million',
  'Justice Department Unseals Indictment of Exchange Founder',
  'Criminal Complaint Filed against Developer',
  'Mixer Founders Charged',
  'Man Facing Federal Charges in Sanctions Scheme',
])('a charge is one where the title says so: %s', (title) => {
  expect(saysCharged(title, '')).toBe(true);
});

test.each([
  ['Hacker Pleads Guilty to Charges of Laundering', ''],
  ['Man Charged in Robbery Sentenced to Ten Years', ''],
  ['Charges Dismissed against Trader', ''],
  ['Department Files Civil Forfeiture Complaint against $7.74M', 'An indictment was unsealed.'],
  ['Lender Charged Borrowers Excessive Fees, Department Says', ''],
  ['Justice Department Announces Actions against Remote IT Workers', 'It announced actions.'],
  ['Man Extradited', 'He was charged in 2020.'],
  ['Department Honors Its Staff', `${'They worked. '.repeat(60)}One was indicted.`],
])('what is none is "announced": %s', (title, text) => {
  expect(saysCharged(title, text)).toBe(false);
});

it('is read in good time, however hostile its HTML', async () => {
  const summary = '&lt;'.repeat(1_000_000);
  const started = performance.now();
  await readSaved(dojPress, rss(HOME, [{ link, title: 'A Case', date: 'Wed, 17 Feb 2021 12:00:00 -0500', summary }]));
  expect(performance.now() - started).toBeLessThan(5000);
});

it('may be said by the first sentences instead', async () => {
  const told = (title: string, summary: string) =>
    readSaved(dojPress, rss(HOME, [{ link, title, date: 'Wed, 17 Feb 2021 12:00:00 -0500', summary }]));
  expect((await told('Global Scheme', '&lt;p&gt;A federal indictment unsealed today …&lt;/p&gt;')).event).toBe(
    'indicted',
  );
  expect((await told('Global Scheme', '&lt;p&gt;The department said today …&lt;/p&gt;')).event).toBe('announced');
});
