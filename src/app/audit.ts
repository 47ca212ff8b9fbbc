import type { AuditRecord } from '../domain/ledger.js';
import type { StoreReader } from '../ports.js';

/** What people changed in a place, or (null) anywhere, newest first. A record names its place as a word of its own. */
export async function readAudit(
  store: StoreReader,
  destination: string | null,
  limit: number,
): Promise<readonly AuditRecord[]> {
  const records = (await store.list('audit')).map(([, record]) => record);
  const own = destination === null ? records : records.filter(({ what }) => what.split(' ').includes(destination));
  return own.slice(-limit).reverse();
}
