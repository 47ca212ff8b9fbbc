import { RefusedVersion } from '../../domain/errors.js';
import type { ListSource, ReadEvent, VersionFiles } from '../../ports.js';
import { readCsvSet } from './csv-set.js';
import { filesOnDisk } from './disk.js';
import { readEnhanced } from './enhanced.js';
import { readSdnList } from './sdn-list.js';
import type { OfacListSpec } from './spec.js';
import { fetchVersion, latestPublication } from './transport.js';

/** A list of OFAC's Sanctions List Service, in whichever of its formats the operator prefers. */
export function ofacList(spec: OfacListSpec): ListSource {
  return {
    kind: 'list',
    id: spec.id,
    authority: 'OFAC',
    title: spec.title,
    homepage: spec.homepage,
    origin: 'https://sanctionslistservice.ofac.treas.gov',
    formats: spec.formats,
    cadence: { checkSeconds: 60, fileSeconds: 86_400 },
    minimum: spec.minimum,
    changeSignal: latestPublication,
    fetch: (context) => fetchVersion(spec, context),
    fromDisk: (path, format) => filesOnDisk(spec, path, format),
    read: (version) => withinMaximum(spec, read(spec, version)),
  };
}

function read(spec: OfacListSpec, version: VersionFiles): AsyncIterable<ReadEvent> {
  if (version.format === 'csv') return readCsvSet(spec.id, version);
  const file = version.files.find(({ role }) => role === 'list');
  if (!file) throw new RefusedVersion('the version has no list file');
  return version.format === 'xml' ? readSdnList(spec.id, file.path) : readEnhanced(spec, file.path);
}

async function* withinMaximum(spec: OfacListSpec, events: AsyncIterable<ReadEvent>): AsyncGenerator<ReadEvent> {
  let listings = 0;
  for await (const event of events) {
    if (event.kind === 'listing') listings += 1;
    if (spec.maximum !== null && listings > spec.maximum)
      throw new RefusedVersion(`more than ${spec.maximum} records: this is the SDN list, not ${spec.title}`);
    yield event;
  }
}
