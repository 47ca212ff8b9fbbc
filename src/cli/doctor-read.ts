import type { Finding } from '../domain/finding.js';
import { count, truncate } from '../lib/text.js';
import type { Fetched, ListSource, Log } from '../ports.js';
import { type Route, reasonOf } from './doctor-reasons.js';

/** As the bot does: more of its records than this that cannot be read, and it refuses the file. */
const MAX_SET_ASIDE = 0.01;
const SHOWN = 5;
const UNKNOWN_MEND =
  'Nothing known is lost by it, but what stands there is not told: update Tocsin, or report these lines to its authors.';

/** Reads a list as the bot will, since a page that says no is also a file, and says what was not understood of it. */
export async function readThrough(source: ListSource, { version }: Fetched, route: Route): Promise<Finding> {
  let records = 0;
  const unknown: string[] = [];
  const setAside: string[] = [];
  const gaps: string[] = [];
  for await (const event of source.read(version)) {
    if (event.kind === 'listing') records += 1;
    if (event.kind === 'unknown') unknown.push(`${event.path} (“${truncate(event.example, 60)}”)`);
    if (event.kind === 'set-aside')
      setAside.push(`${event.ref ?? event.name ?? 'one without a name'}: ${event.reason}`);
    if (event.kind === 'gap' && !event.optional) gaps.push(event.what);
  }
  const finding = { area: 'source', what: source.id } as const;
  const held = count(records, 'record', 'records');
  if (records < source.minimum) {
    const detail = `its file holds ${held}, fewer than the ${source.minimum.toLocaleString('en-GB')} it must have`;
    return { ...finding, state: 'fail', detail, mend: reasonOf(new Error('fewer'), route).mend };
  }
  const doubts = [
    ...noted('it has what is not known', unknown),
    ...noted(`${count(setAside.length, 'record', 'records')} cannot be read`, setAside),
    ...noted('it does not show', gaps),
  ];
  const detail = `its file comes and can be read (${version.format}, ${held})`;
  if (doubts.length === 0) return { ...finding, state: 'ok', detail, mend: null };
  const refused = setAside.length > (records + setAside.length) * MAX_SET_ASIDE;
  return {
    ...finding,
    state: refused ? 'fail' : 'warn',
    detail: `${detail}; ${doubts.join('; ')}`,
    mend: UNKNOWN_MEND,
  };
}

function noted(what: string, cases: readonly string[]): string[] {
  if (cases.length === 0) return [];
  const more = cases.length > SHOWN ? ` and ${cases.length - SHOWN} more` : '';
  return [`${what}: ${cases.slice(0, SHOWN).join(', ')}${more}`];
}

/** A log that keeps the warnings of one check: what a feed could not read it says there. */
export function warningsOf(log: Log): { readonly log: Log; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  return {
    warnings,
    log: {
      ...log,
      warn(message, fields = {}) {
        const { source: _source, error, ...facts } = fields;
        const said = error instanceof Error ? error.message : Object.values(facts).map(String).join(', ');
        warnings.push(said === '' ? message : `${message} (${truncate(said, 120)})`);
      },
    },
  };
}

/** A feed that answered, with what it could not read. */
export function feedFinding(id: string, notices: number, warnings: readonly string[]): Finding {
  const finding = { area: 'source', what: id } as const;
  const detail = `answers; ${count(notices, 'notice', 'notices')} on its first page`;
  if (warnings.length === 0) return { ...finding, state: 'ok', detail, mend: null };
  return {
    ...finding,
    state: 'warn',
    detail: [detail, ...noted('not understood', warnings)].join('; '),
    mend: UNKNOWN_MEND,
  };
}
