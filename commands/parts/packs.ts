import type { SourceStatus } from '../../src/ports.js';

interface Pack {
  readonly label: string;
  readonly run: string;
  readonly what: string;
  /** It is about this list alone. */
  readonly list?: string;
}

const PACKS: readonly Pack[] = [
  {
    label: 'DPRK cyber actors',
    run: 'subscribe dprk-cyber',
    what: 'the cyber actors of North Korea, with linked actors',
  },
  {
    label: 'All OFAC additions',
    run: 'subscribe list:ofac-sdn changes:added',
    what: 'all additions of OFAC',
    list: 'ofac-sdn',
  },
  { label: 'Everything, weekly', run: 'subscribe everything mode:weekly', what: 'everything, in one digest a week' },
];

/** Subscriptions to begin with, of what is watched. */
export function starterPacks(sources: readonly SourceStatus[]): readonly Pack[] {
  return PACKS.filter(({ list }) => list === undefined || sources.some(({ id }) => id === list));
}
