export interface SampleEntry {
  readonly link: string;
  readonly title?: string;
  readonly date: string;
  /** As it stands in the file. */
  readonly summary?: string;
  readonly guid?: string;
  readonly category?: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An RSS 2.0 feed as the publisher's Drupal writes it. */
export function rss(home: string, entries: readonly SampleEntry[]): string {
  const items = entries.map(
    ({ link, title = `Title of ${link}`, date, summary = '', guid = link }) =>
      `<item><title>${escaped(title)}</title><link>${link}</link><description>${summary}</description>` +
      `<pubDate>${date}</pubDate><dc:creator>X</dc:creator><guid isPermaLink="false">${guid}</guid></item>`,
  );
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:base="${home}">` +
    `<channel><title>A feed</title><link>${home}</link><description></description>\n${items.join('\n')}\n</channel></rss>\n`
  );
}

/** An Atom feed as GOV.UK writes it: the id of an entry ends in the time of its last edit. */
export function atom(home: string, entries: readonly SampleEntry[]): string {
  const items = entries.map(
    ({ link, title = `Title of ${link}`, date, summary = '', category }) =>
      `<entry><id>${link}#${date}</id><updated>${date}</updated><link rel="alternate" type="text/html" href="${link}"/>` +
      `<title>${escaped(title)}</title>${category ? `<category label="${category}" term="${category}"/>` : ''}` +
      `<summary>${summary}</summary></entry>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<feed xml:lang="en-GB" xmlns="http://www.w3.org/2005/Atom"><id>tag:example,2005:/x</id>` +
    `<link rel="self" type="application/atom+xml" href="${home}.atom"/><link rel="alternate" type="text/html" href="${home}"/>` +
    `<title>Activity</title><updated>2026-01-01T00:00:00Z</updated>\n${items.join('\n')}\n</feed>\n`
  );
}
