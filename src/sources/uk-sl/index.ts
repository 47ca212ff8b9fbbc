import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { tidy } from '../../lib/text.js';
import { readXmlList } from '../../lib/xml-list.js';
import type { ListSource, PollContext } from '../../ports.js';
import { dayOf, readRecord } from './record.js';
import { contentItem, SHAPE } from './schema.js';

const FORMAT = 'xml';
const ORIGIN = 'https://sanctionslist.fcdo.gov.uk';
/** The page that announces the list stands on another host than the file. */
const GOV_UK = 'https://www.gov.uk';

/** The UK's one list since 28 January 2026; see readme.md. */
export const ukSl: ListSource = {
  kind: 'list',
  id: 'uk-sl',
  authority: 'FCDO',
  title: 'UK Sanctions List',
  homepage: 'https://www.gov.uk/government/publications/the-uk-sanctions-list',
  origin: ORIGIN,
  formats: [FORMAT],
  cadence: { checkSeconds: 300, fileSeconds: 86_400 },
  minimum: 2_500,

  changeSignal: publicUpdate,

  fetch: (context) =>
    fetchListFile(context, 'UK-Sanctions-List.xml', {
      url: `${context.origin}/docs/UK-Sanctions-List.xml`,
      accept: 'application/xml, text/xml;q=0.9, */*;q=0.1',
      maxBytes: 200_000_000,
      timeoutMs: 15 * 60_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: (version) =>
    readXmlList(listFileOf(version), {
      shape: SHAPE,
      reference: 'UniqueID',
      header: () => null,
      record: (element, report) =>
        element.name === 'DateGenerated'
          ? { kind: 'header', published: dayOf(tidy(element.text), element.name, report) }
          : readRecord(element, report),
    }),
};

/** When GOV.UK last changed the list's page. A mirror that the operator configured is asked under the same path. */
async function publicUpdate({ http, origin, signal }: PollContext): Promise<string> {
  const { text } = await http.text({
    url: `${origin === ORIGIN ? GOV_UK : origin}/api/content/government/publications/the-uk-sanctions-list`,
    accept: 'application/json',
    maxBytes: 5_000_000,
    timeoutMs: 60_000,
    signal,
  });
  const parsed = contentItem.safeParse(json(text));
  if (!parsed.success) throw new Error('GOV.UK does not say when the list was updated', { cause: parsed.error });
  return parsed.data.public_updated_at;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('GOV.UK answered with something that is not JSON', { cause });
  }
}
