/** Official files in the publishers' formats, small enough to write down and large enough to be believed. */

const NULL = '-0- ';
const END_MARK = '\u001a';

export interface SdnRow {
  readonly uid: number;
  readonly name: string;
  readonly type?: 'individual' | 'vessel' | 'aircraft';
  readonly program: string;
  readonly remarks?: string;
}

function csv(rows: readonly (readonly (string | null)[])[]): string {
  const lines = rows.map((row) =>
    row.map((cell, i) => (cell === null ? NULL : i === 0 ? cell : `"${cell}"`)).join(','),
  );
  return `${[...lines, END_MARK].join('\r\n')}`;
}

/** SDN.CSV with these rows among as many invented ones as make it a whole list. */
export function sdnCsv(rows: readonly SdnRow[], filler = 5_200): string {
  const invented = Array.from({ length: filler }, (_, i) => [
    String(900_001 + i),
    `HARBOUR COMPANY ${i + 1}`,
    null,
    'TEST1',
  ]);
  const given = rows.map(({ uid, name, type, program }) => [String(uid), name, type ?? null, program]);
  const remarks = [...rows.map((row) => row.remarks ?? null), ...invented.map(() => null)];
  const blank = Array.from({ length: 7 }, () => null);
  return csv([...given, ...invented].map((cells, i) => [...cells, ...blank, remarks[i] ?? null]));
}

/** ALT.CSV, ADD.CSV or SDN_COMMENTS.CSV: rows as they stand. */
export function companionCsv(rows: readonly (readonly (string | null)[])[]): string {
  return csv(rows);
}

/** The Security Council's consolidated list with these entities among invented individuals. */
export function unXml(
  entities: readonly { readonly ref: string; readonly name: string; readonly comments?: string }[],
  filler = 600,
): string {
  const individuals = Array.from(
    { length: filler },
    (_, i) =>
      `<INDIVIDUAL><DATAID>${i + 1}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>PERSON</FIRST_NAME><SECOND_NAME>NUMBER ${i + 1}</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.${i + 1}</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON></INDIVIDUAL>`,
  );
  const records = entities.map(
    ({ ref, name, comments = '' }) =>
      `<ENTITY><DATAID>9${ref.replace(/\D/g, '')}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>${name}</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>${ref}</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON><COMMENTS1>${comments}</COMMENTS1></ENTITY>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-01-05T23:00:00.000Z"><INDIVIDUALS>${individuals.join('')}</INDIVIDUALS><ENTITIES>${records.join('')}</ENTITIES></CONSOLIDATED_LIST>`;
}

export interface IndexRow {
  readonly id: string;
  readonly date: string;
  readonly title: string;
}

/** A page of OFAC's index of recent actions, newest first. */
export function recentActionsIndex(rows: readonly IndexRow[]): string {
  const divs = rows.map(
    ({ id, date, title }) =>
      `<div class="search-result views-row"><div class="text-no-underline"><a href="/recent-actions/${id}" hreflang="en">${title}</a></div><div class="font-sans-2xs">${date} - <a href="/recent-actions/sanctions-list-updates">Sanctions List Updates</a></div></div>`,
  );
  return `<!DOCTYPE html><html><body><h1 class="page-title">Recent Actions</h1><div class="view-content">${divs.join('')}</div></body></html>`;
}

/** A notice with its entries under OFAC's own headings. */
export function recentActionNotice(title: string, date: string, body: string): string {
  return `<!DOCTYPE html><html><body><h1 class="uswds-page-title page-title"><span class="treas-page-title">${title}</span></h1>
<div id="block-ofac-content"><div class="content"><article>
<div class="field field--name-field-release-date"><div class="field__label">Release Date</div><div class="field__item">${date}</div></div>
<div class="field field--name-field-body"><div class="field__label">Recent Actions Body</div><div class="field__item"><h3>Specially Designated Nationals List Update</h3>${body}</div></div>
</article></div></div></body></html>`;
}
