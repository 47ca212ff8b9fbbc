import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { speaksOfSanctions, speaksOfStateActors } from '../../../src/sources/feeds/relevance.js';
import { describeShared } from '../../support/shared.js';

const SANCTIONS = [
  'Treasury Sanctions North Korean State-Sponsored Malicious Cyber Groups',
  'Two Charged with Conspiring to Evade U.S. Sanctions',
  'Man Indicted for Sanctions-Evasion Scheme',
  'Shipping Firm Owner Pleads Guilty to Dealing with an OFAC-Sanctioned Bank',
  'Tech Firm to Pay for Apparent Violations Announced by the Office of Foreign Assets Control',
  'Three Charged under the International Emergency Economic Powers Act',
  'Brothers Convicted of Violating IEEPA',
  'Broker Moved Funds for a Specially Designated Global Terrorist',
  'Man Arrested for Attempting to Support a Designated Foreign Terrorist Organization',
  'Commission welcomes the 20th package of restrictive measures against Russia',
  'EU adopts 18th sanctions package against Russia',
  'Council freezes the assets of nine persons',
  'Questions and answers on the oil price cap',
  'Security Council 1718 Committee Amends Two Entries on Its Sanctions List',
  'Security Council Committee Concerning ISIL (Da’esh) and Al-Qaida Removes One Entry',
  '1267 Committee Approves Removal of a Name',
  'UN arms embargo: Two Dealers Charged',
];

const OTHER = [
  'Former Bank Teller Sentenced for Armed Robbery',
  'Three Men Indicted in Carjacking and Robbery Spree',
  'Rockwell Automation OTTO Fleet Manager',
  'CISA Adds Three Known Exploited Vulnerabilities to Catalog',
  'Justice Department Reaches Settlement with Landlord',
  'Commission approves aid for zinc smelter under State aid rules',
  'Court-Sanctioned Sale of a Bankrupt Shipyard Completed',
  'Two Coaches Charged over a State-Sanctioned Boxing Programme',
  'Judge Imposes Discovery Sanctions on Utility',
  'Attorney General Announces Sanctions against Lawyers',
  'Man Who Faced Criminal Sanctions Is Released',
  'Fight Promoter Fined over Sanctioned Bouts',
  'Haiti Gang Crisis: Speakers Urge Support in the Security Council',
  'Committee Discusses the Budget of Peacekeeping',
  'Scammers Use Couriers to Retrieve Cash and Gold',
  'Freeze Warning: How to Protect Your Pipes',
  '',
];

describe('a title', () => {
  test.each(SANCTIONS)('speaks of sanctions: %s', (title) => {
    expect(speaksOfSanctions(title, null)).toBe(true);
  });
  test.each(OTHER)('does not: %j', (title) => {
    expect(speaksOfSanctions(title, null)).toBe(false);
  });
});

it('goes by the category of the publisher, too', () => {
  expect(speaksOfSanctions('Joint statement', 'Sanctions')).toBe(true);
  expect(speaksOfSanctions('Joint statement', 'Fisheries')).toBe(false);
});

it('takes no longer for a long title', () => {
  const started = performance.now();
  speaksOfSanctions('committee adds '.repeat(20_000), null);
  expect(performance.now() - started).toBeLessThan(2000);
});

describeShared('real titles', (data) => {
  const titlesOf = (file: string) =>
    [...readFileSync(data(file), 'utf8').matchAll(/<(?:item|entry)>[\s\S]*?<title>(.*?)<\/title>/g)].map(
      ([, t]) => t ?? '',
    );

  it('of CISA and UN press in an ordinary week speak of no sanctions', () => {
    const titles = [
      ...titlesOf('feeds/cisa_all_2026-08-27_2items_excerpt.xml'),
      ...titlesOf('feeds/un_press_rss_2026-08-28_trimmed.xml'),
    ];
    expect(titles.length).toBeGreaterThanOrEqual(6);
    expect(titles.filter((title) => speaksOfSanctions(title, null))).toEqual([]);
  });

  it('of OFSI and OFAC show why their feeds are taken whole: many do not say the word', () => {
    const ofac = z
      .array(z.object({ title: z.string() }))
      .parse(JSON.parse(readFileSync(data('ofac/recent-actions/recent_actions_titles.json'), 'utf8')));
    const silent = ofac.filter(({ title }) => !speaksOfSanctions(title, null));
    expect(silent.length).toBeGreaterThan(0);
  });
});

describe('a title of police or cyber-security', () => {
  test.each([
    'North Korea Responsible for $1.5 Billion Bybit Hack',
    'DPRK Cyber Threats to the Crypto Industry',
    'North Korean IT Workers Conduct Data Extortion',
    'Guidance on State-Sponsored Intrusions',
    'Government-Backed Attackers Exploit Mail Servers',
  ])('speaks of hackers of a state: %s', (title) => {
    expect(speaksOfStateActors(title)).toBe(true);
  });
  test.each(['State Lottery Warns of Fraud by Callers', 'Korea Town Robbery Suspect Charged', ''])(
    'does not: %j',
    (title) => {
      expect(speaksOfStateActors(title)).toBe(false);
    },
  );
});
