/**
 * The parties named in remarks of the XML formats: "(Linked To: A; Linked To: B)". A name may hold parentheses of its
 * own, as "ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE" does.
 */
export function linkedIn(remarks: string): string[] {
  const names: string[] = [];
  for (let start = remarks.indexOf('(Linked To: '); start >= 0; start = remarks.indexOf('(Linked To: ', start + 1)) {
    const inside = remarks.slice(start + 1, closingOf(remarks, start));
    names.push(...inside.split(/; (?=Linked To: )/).map((part) => part.replace(/^Linked To: /, '').trim()));
  }
  return names.filter(Boolean);
}

/** Where the parenthesis that opens at `start` closes; the text's end if it does not. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (depth === 0) return i;
  }
  return text.length;
}
