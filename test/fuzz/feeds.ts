import type { FeedSource } from '../../src/ports.js';
import { cisaAdvisories } from '../../src/sources/cisa-advisories/index.js';
import { dojPress } from '../../src/sources/doj-press/index.js';
import { euCommissionPress } from '../../src/sources/eu-commission-press/index.js';
import { euOj } from '../../src/sources/eu-oj/index.js';
import { fbiPress } from '../../src/sources/fbi-press/index.js';
import { federalRegister } from '../../src/sources/federal-register/index.js';
import { ic3Psa } from '../../src/sources/ic3-psa/index.js';
import { ofacChanges } from '../../src/sources/ofac-changes/index.js';
import { ofacRecentActions } from '../../src/sources/ofac-recent-actions/index.js';
import { treasuryPress } from '../../src/sources/treasury-press/index.js';
import { ukOfsi } from '../../src/sources/uk-ofsi/index.js';
import { unPress } from '../../src/sources/un-press/index.js';
import { atom, rss } from '../sources/feeds/feed-xml.js';
import { deltaXml, LINKED, ON_SDN, PROGRAM, party } from '../sources/ofac-changes/delta-xml.js';
import { indexHtml, noticeHtml } from '../sources/ofac-recent-actions/notice-html.js';
import { PARTIES } from './parties.js';

/** A sound feed, to be damaged. */
export interface FeedSample {
  readonly name: string;
  readonly source: FeedSource;
  /** What the publisher answers, by the beginning of the path that is asked for. */
  readonly pages: Readonly<Record<string, string>>;
  /** A saved page that `fromDisk` takes, and how it is called. */
  readonly saved: { readonly name: string; readonly page: string };
}

const SOME = PARTIES.slice(0, 6);

export function feedSamples(): readonly FeedSample[] {
  return [
    rssSample(
      dojPress,
      '/news/rss',
      'https://www.justice.gov/news/rss',
      (n) => `https://www.justice.gov/opa/pr/case-${n}`,
    ),
    rssSample(
      fbiPress,
      '/feeds/',
      'https://www.fbi.gov/feeds/national-press-releases',
      (n) => `https://www.fbi.gov/news/press-releases/case-${n}`,
    ),
    rssSample(ic3Psa, '/PSA/RSS', 'https://www.ic3.gov/', (n) => `https://www.ic3.gov/PSA/2026/PSA26100${n}`),
    rssSample(
      euCommissionPress,
      '/commission/',
      'https://ec.europa.eu/commission/presscorner',
      (n) => `https://ec.europa.eu/commission/presscorner/detail/en/ip_26_${n}`,
    ),
    rssSample(
      unPress,
      '/en/rss.xml',
      'https://press.un.org/en',
      (n) => `https://press.un.org/en/2026/sc1644${n}.doc.htm`,
    ),
    rssSample(
      cisaAdvisories,
      '/cybersecurity-advisories/',
      'https://www.cisa.gov/',
      (n) => `https://www.cisa.gov/news-events/cybersecurity-advisories/aa-${n}`,
    ),
    ofsi(),
    gazette(),
    journal(),
    treasury(),
    recentActions(),
    changes(),
  ];
}

const day = (n: number) => `2026-11-0${n}`;

function rssSample(source: FeedSource, path: string, home: string, linkOf: (n: number) => string): FeedSample {
  const entries = SOME.map(({ n, name, remark }) => ({
    link: linkOf(n),
    title: `Sanctions on ${name}`,
    date: `Fri, 0${n} Nov 2026 12:00:00 -0400`,
    summary: `&lt;p&gt;${remark}&lt;br&gt;${name} &amp;amp; others&lt;/p&gt;`,
    guid: `/node/${n}`,
  }));
  const page = rss(home, entries);
  return { name: source.id, source, pages: { [path]: page }, saved: { name: 'feed.xml', page } };
}

function ofsi(): FeedSample {
  const home = 'https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation';
  const entries = SOME.map(({ n, name, remark }) => ({
    link: `https://www.gov.uk/government/publications/notice-${n}`,
    title: `Notice: ${name}`,
    date: `${day(n)}T09:00:00Z`,
    summary: remark,
    category: 'Guidance',
  }));
  const page = atom(home, entries);
  return { name: ukOfsi.id, source: ukOfsi, pages: { '/government/': page }, saved: { name: 'feed.atom', page } };
}

function gazette(): FeedSample {
  const agencies = [{ raw_name: 'Office of Foreign Assets Control', slug: 'foreign-assets-control-office' }];
  const results = SOME.map(({ n, name, remark }) => ({
    ...{ document_number: `2026-${n}`, title: `Action on ${name}`, type: 'Notice', publication_date: day(n) },
    ...{ abstract: remark, agencies },
  }));
  const page = `{"count":${results.length},"results":[\n${results.map((one) => JSON.stringify(one)).join(',\n')}]}`;
  return {
    name: federalRegister.id,
    source: federalRegister,
    pages: { '/api/': page },
    saved: { name: 'documents.json', page },
  };
}

function journal(): FeedSample {
  const literal = (value: string) => ({ type: 'literal', value });
  const bindings = SOME.map(({ n }) => ({
    ...{
      celex: literal(`32026R000${n}`),
      date: literal(day(n)),
      framework: literal('32019R0796'),
      title: literal(`Act ${n}`),
    },
    item: { type: 'uri', value: `http://publications.europa.eu/resource/cellar/aaaa-${n}.0006.03/DOC_1` },
  }));
  const act = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>L_2026</title></head><body>${SOME.map(({ name, remark }) => `<p>${name}<br/>${remark}</p>`).join('\n')}</body></html>\n`;
  const answer = JSON.stringify({ head: { vars: ['celex'] }, results: { distinct: false, ordered: true, bindings } });
  return {
    name: euOj.id,
    source: euOj,
    pages: { '/webapi/': answer, '/resource/': act },
    saved: { name: '32026R0001.xhtml', page: act },
  };
}

function treasury(): FeedSample {
  const rows = SOME.map(
    ({ n, name }) =>
      `<tr><td class="views-field views-field-field-release-date"><time datetime="${day(n)}T12:00:00Z">A day</time></td><td><a href="https://home.treasury.gov/news/press-releases/sb030${n}">${name}</a></td></tr>`,
  ).toReversed();
  const list = `<!DOCTYPE html><html><body><table class="usa-table views-table"><thead><tr><th>Date</th><th>Press release link</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></body></html>`;
  const release =
    '<!DOCTYPE html><html><head><link rel="canonical" href="https://home.treasury.gov/news/press-releases/sb0301"></head><body>' +
    '<h2 class="uswds-page-title"><span>Treasury Sanctions sb0301</span></h2><article class="entity--type-node">' +
    `<div class="field--name-field-news-publication-date"><time class="datetime" datetime="${day(1)}T14:30:00Z">Day</time></div>` +
    `<div class="field--name-field-news-body">${SOME.map(({ remark }) => `<p>${remark}</p>`).join('\n')}</div></article></body></html>`;
  return {
    name: treasuryPress.id,
    source: treasuryPress,
    pages: { '/press-releases': list, '/news/press-releases/': release },
    saved: { name: 'sb0301.html', page: release },
  };
}

function recentActions(): FeedSample {
  const lines = SOME.map(
    ({ name, alias, number, country, born, person }) =>
      `<p>${name} (a.k.a. "${alias}"), ${country}; ${person ? `DOB ${born.year}; Passport ${number} (${country}) (individual)` : `Tax ID ${number}`} [TIDE-EO1].</p>`,
  );
  const body = `<h3>Specially Designated Nationals List Update</h3><h4>The following individuals have been added to OFAC's SDN List:</h4>${lines.slice(0, 3).join('\n')}
<h4>The following deletions have been made to OFAC's SDN List:</h4>${lines.slice(3, 4).join('\n')}
<h4>The following changes have been made to OFAC's SDN List:</h4><p>${lines[4]?.replace(/<\/?p>/g, '')} -to- ${lines[4]?.replace(/<\/?p>/g, '')}</p>`;
  const notice = noticeHtml('20240506', body);
  return {
    name: ofacRecentActions.id,
    source: ofacRecentActions,
    pages: { '/recent-actions?': indexHtml(['20240507', '20240506', '20240503'], false), '/recent-actions/': notice },
    saved: { name: '20240506.html', page: notice },
  };
}

function changes(): FeedSample {
  const inside = PROGRAM + ON_SDN + LINKED;
  const delta = deltaXml(
    SOME.map(({ n, name, person }) =>
      party(27_000 + n, {
        action: n === 4 ? 'delete' : n === 5 ? 'modify' : 'add',
        name,
        type: person ? 'Individual' : 'Entity',
        inside,
      }),
    ),
  );
  const index = JSON.stringify(
    [801, 802, 803].map((publicationID, i) => ({ publicationID, datePublished: `${day(i + 1)}T10:00:00.1` })),
  );
  return {
    name: ofacChanges.id,
    source: ofacChanges,
    pages: { '/changes/history/': index, '/changes/': delta },
    saved: { name: '803.xml', page: delta },
  };
}
