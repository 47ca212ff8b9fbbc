import type { Line } from '../../src/domain/message.js';
import type { Tie, TieEvidence } from '../../src/domain/tie.js';
import { truncate } from '../../src/lib/text.js';
import type { App } from '../../src/ports.js';
import type { Freshness } from './freshness.js';

interface Reference {
  readonly list: string;
  readonly ref: string;
}

/** Ties of a party to listings that are not among its own: each once, as its best tie has it, the proved ones first. */
export function tiesOf(own: readonly Reference[], app: App): Tie[] {
  const found = new Map<string, Tie>();
  const known = new Set(own.map(keyOf));
  for (const { list, ref } of own)
    for (const tie of app.ties(list, ref)) {
      const key = keyOf(tie);
      if (known.has(key)) continue;
      const before = found.get(key);
      if (!before || (before.certainty === 'probable' && tie.certainty === 'proved')) found.set(key, tie);
    }
  return [...found.values()].sort((a, b) => Number(a.certainty === 'probable') - Number(b.certainty === 'probable'));
}

/** `● also listed: UN Security Council TAi.002 (same UN reference TAi.002)` */
export function tieLine(tie: Tie, fresh: Freshness): Line {
  const { list, ref, name, status } = tie;
  const standing = status === 'listed' ? '● also listed' : '○ listed before, removed';
  return [
    `${standing}: ${fresh.titleOf(list)} `,
    { text: `${ref} ${truncate(name, 80)}` },
    { text: ` (${whyText(tie, fresh)})`, style: 'muted' },
  ];
}

/** `same UN reference TAi.002`; `probably the same: name “…”, born 3 Apr 1980, Iran`. */
export function whyText({ certainty, evidence }: Tie, fresh: Freshness): string {
  const parts = evidence.slice(0, MAX_EVIDENCE).map((each) => truncate(each.text, 120) + throughText(each, fresh));
  const more = evidence.length > parts.length ? `, and ${evidence.length - parts.length} more` : '';
  return `${certainty === 'proved' ? 'same' : 'probably the same:'} ${parts.join(', ')}${more}`;
}

/** As many as say why; `--json` has all of them. */
const MAX_EVIDENCE = 3;

function throughText({ through }: TieEvidence, fresh: Freshness): string {
  return through ? ` as ${fresh.titleOf(through.list)} ${through.ref}; of that one` : '';
}

/** Lists that were read and on which neither the party nor anything tied to it was found. */
export function notFoundOn(own: readonly Reference[], ties: readonly Tie[], fresh: Freshness): string[] {
  const found = new Set([...own, ...ties].map(({ list }) => list));
  return fresh.lists.read.map(({ id }) => id).filter((list) => !found.has(list));
}

export function tieData({ list, ref, name, status, certainty, evidence }: Tie): Record<string, unknown> {
  return { list, ref, name, status, certainty, evidence };
}

function keyOf({ list, ref }: Reference): string {
  return `${list}/${ref}`;
}
