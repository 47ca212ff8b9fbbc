import { DEFAULT_MIN_SCORE } from '../../../src/domain/match.js';
import type { Entrant } from './contestant.js';

/** Who is measured, ourselves first. */
export const ENTRANTS: readonly Entrant[] = [
  {
    title: 'tocsin',
    threshold: DEFAULT_MIN_SCORE,
    asksOneIn: { small: 1, large: 1 },
    load: async () => (await import('./ours.js')).buildOurs,
  },
  {
    title: 'minisearch, fuzzy 0.2',
    threshold: null,
    asksOneIn: { small: 3, large: 15 },
    load: async () => {
      const { buildMinisearch } = await import('./minisearch.js');
      return (parties) => buildMinisearch(parties, false);
    },
  },
  {
    title: 'minisearch, fuzzy 0.2, prefix',
    threshold: null,
    asksOneIn: { small: 6, large: 30 },
    load: async () => {
      const { buildMinisearch } = await import('./minisearch.js');
      return (parties) => buildMinisearch(parties, true);
    },
  },
  {
    title: 'flexsearch',
    threshold: null,
    asksOneIn: { small: 1, large: 3 },
    load: async () => (await import('./flexsearch.js')).buildFlexsearch,
  },
  {
    title: 'fuse.js',
    threshold: null,
    asksOneIn: { small: 60, large: 0 },
    load: async () => (await import('./fuse.js')).buildFuse,
  },
  {
    title: 'OFAC method, brute force',
    threshold: 0.85,
    asksOneIn: { small: 16, large: 80 },
    load: async () => (await import('./ofac-method.js')).buildOfacMethod,
  },
];
