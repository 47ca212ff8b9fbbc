import type { SourceStatus, Status } from '../../src/ports.js';

export const AT = (minutes: number): Date => new Date(Date.UTC(2026, 0, 5, 12, minutes));
export const atText = (minutes: number): string => AT(minutes).toISOString();

export function aSource(over: Partial<SourceStatus> = {}): SourceStatus {
  return {
    ...{ id: 'ofac-sdn', title: 'OFAC SDN', kind: 'list', state: 'ok', checkedAt: atText(0), changedAt: atText(0) },
    ...{ published: null, records: 10, gaps: 0, setAside: 0, unknown: [], failures: 0, staleSince: null },
    ...{ error: null, held: null },
    ...over,
  };
}

export function aStatus(sources: readonly SourceStatus[], oldestPending: string | null = null): Status {
  return { sources, deliveries: { pending: 0, suspended: 0, failed: 0, oldestPending }, healthy: true };
}
