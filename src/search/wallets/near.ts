/** The only one of the addresses that becomes the other by one character changed, left out or put in; null where there is none or several. */
export function nearAddress(address: string, others: Iterable<string>): string | null {
  let near: string | null = null;
  for (const other of others) {
    if (!isOneAway(address, other)) continue;
    if (near !== null && near !== other) return null;
    near = other;
  }
  return near;
}

function isOneAway(a: string, b: string): boolean {
  const longer = a.length - b.length;
  if (longer > 1 || longer < -1 || a === b) return false;
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end === 1;
}
