import { readFileSync } from 'node:fs';
import { caSema } from '../../src/sources/ca-sema/index.js';
import { euFsf } from '../../src/sources/eu-fsf/index.js';
import { ofacConsolidated } from '../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../src/sources/ofac-sdn/index.js';
import { ukSl } from '../../src/sources/uk-sl/index.js';
import { unSc } from '../../src/sources/un-sc/index.js';
import { sharedFile } from '../support/shared.js';
import { bytesOf, type ListSample, oneFile } from './sample.js';

/** How many records an excerpt keeps of each kind. */
const KEPT = 40;

/** Excerpts of real files, in the publishers' own hand, where they are at hand. */
export function officialLists(): readonly ListSample[] {
  const read = (path: string) => {
    const full = sharedFile(`data/${path}`);
    return full === null ? null : readFileSync(full, 'utf8');
  };
  const xml = (path: string, ...elements: readonly string[]) => {
    const text = read(path);
    return text === null ? null : elements.reduce(excerpt, text);
  };
  const consolidated = xml('ofac/consolidated/2025-03-28_consolidated.xml', 'sdnEntry');
  const files = [
    ['un-sc official', unSc, xml('un/2025-11-18.xml', 'INDIVIDUAL', 'ENTITY')],
    ['eu-fsf official', euFsf, xml('eu/fsf_1_1_2026-08-05.xml', 'sanctionEntity')],
    ['uk-sl official', ukSl, xml('uk/uk_sanctions_list_2026-09-07.xml', 'Designation')],
    ['ca-sema official', caSema, xml('ca/sema_2025-05.xml', 'record')],
    ['ofac-sdn enhanced official', ofacSdn, xml('ofac/enhanced/enhanced_YEMEN_2024-05-24.xml', 'entity')],
    [
      'ofac-consolidated xml official',
      ofacConsolidated,
      consolidated?.replace(/<Record_Count>\d+/, `<Record_Count>${KEPT}`) ?? null,
    ],
  ] as const;
  const samples = files.flatMap(([name, source, content]) =>
    content === null ? [] : [oneFile(name, source, 'list.xml', content)],
  );
  const [sdn, alt, add] = (['sdn', 'alt', 'add'] as const).map((role) => read(`ofac/2022-01-21/${role}.csv`));
  return sdn && alt && add ? [...samples, csvSet(sdn, alt, add)] : samples;
}

/** The first records of that element in a list; those of its kind that follow are left out. */
function excerpt(list: string, element: string): string {
  const records = [...list.matchAll(new RegExp(`<${element}[\\s>].*?</${element}>`, 'gs'))];
  const [first, last] = [records[KEPT], records.at(-1)];
  return first && last ? list.slice(0, first.index) + list.slice(last.index + last[0].length) : list;
}

/** The rows of the first entries, in all three files. */
function csvSet(sdn: string, alt: string, add: string): ListSample {
  const rows = sdn.split(/\r?\n/).slice(0, KEPT);
  const refs = new Set(rows.map((row) => row.split(',', 1)[0]));
  const rest = (file: string) => file.split(/\r?\n/).filter((row) => refs.has(row.split(',', 1)[0]));
  const file = (of: readonly string[]) => bytesOf(`${of.join('\r\n')}\r\n\u001a`);
  const files = { 'SDN.CSV': file(rows), 'ALT.CSV': file(rest(alt)), 'ADD.CSV': file(rest(add)) };
  return {
    name: 'ofac-sdn csv official',
    source: ofacSdn,
    files,
    entry: '',
    targets: ['SDN.CSV', 'SDN.CSV', 'ALT.CSV', 'ADD.CSV'],
  };
}
