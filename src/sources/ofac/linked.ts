const OPENING = '(Linked To: ';

/**
 * The parties named in remarks of the XML formats: "(Linked To: A; Linked To: B)". A name may hold parentheses of its
 * own, as "ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE" does. One that never closes ends where the next begins.
 */
export function linkedIn(remarks: string): string[] {
  let start = remarks.indexOf(OPENING);
  if (start < 0) return [];
  const names: string[] = [];
  const closings = closingsIn(remarks);
  while (start >= 0) {
    const next = remarks.indexOf(OPENING, start + 1);
    const end = closings.get(start) ?? (next < 0 ? remarks.length : next);
    const inside = remarks.slice(start + 1, end);
    names.push(...inside.split(/; (?=Linked To: )/).map((part) => part.replace(/^Linked To: /, '').trim()));
    start = next < end ? remarks.indexOf(OPENING, end) : next;
  }
  return names.filter(Boolean);
}

/** Where each parenthesis that closes does so. */
function closingsIn(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') open.push(i);
    const start = text[i] === ')' ? open.pop() : undefined;
    if (start !== undefined) closings.set(start, i);
  }
  return closings;
}
