import type { ChangeKind } from '../domain/action.js';
import { count } from '../lib/text.js';
import type { Taken } from '../watch/intake.js';

/** The stable line of `ingest --json` and `check --json`. */
export function takenJson(taken: Taken): Record<string, unknown> {
  const changes = taken.action?.changes ?? [];
  const kinds = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  return {
    source: taken.source,
    published: taken.published,
    action: taken.action?.id ?? null,
    baseline: taken.baseline,
    added: kinds('added'),
    amended: kinds('amended'),
    removed: kinds('removed'),
    held: taken.held,
    changes: changes.map(({ kind, ref, name, fields }) => ({ kind, ref, name, fields })),
  };
}

/** The same for people. */
export function takenText(what: string, taken: Taken): string {
  if (taken.held !== null)
    return `${what}: held, because ${taken.held}. Look at it, then: tocsin release ${taken.source} --why "…"`;
  if (taken.takenBefore) return `${what}: taken before, and newer versions since; nothing to do`;
  if (taken.baseline && taken.records === 0) return `${what}: first sight, what is there now is the baseline`;
  if (taken.baseline) return `${what}: first sight, ${count(taken.records, 'record', 'records')} taken as the baseline`;
  const changes = taken.action?.changes ?? [];
  if (!taken.action) return `${what}: nothing new`;
  const lines = changes.slice(0, 20).map((change) => {
    const fields = change.fields.map(({ field }) => field).join(', ');
    const again = change.relisting ? ` (relisted, before ${change.relisting.ref})` : '';
    return `  ${change.kind.padEnd(8)} ${change.ref ?? ''} ${change.name}${fields ? `: ${fields}` : ''}${again}`;
  });
  if (changes.length > 20) lines.push(`  … and ${changes.length - 20} more: tocsin action ${taken.action.id}`);
  const title =
    taken.action.kind === 'announcement'
      ? `announced “${taken.action.title}”`
      : count(changes.length, 'change', 'changes');
  return [`${what}: ${title}, action ${taken.action.id}`, ...lines].join('\n');
}
