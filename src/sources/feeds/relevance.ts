/** What speaks of sanctions in a title or a publisher's category. Each stands here because a real or likely title needs it. */
const SANCTIONS: readonly RegExp[] = [
  // "Treasury Sanctions …", "sanctions evasion", "OFAC-sanctioned"; what is meant otherwise is taken out before.
  /\bsanction(s|ed|ing)?\b/i,
  /\bOFAC\b|\boffice of foreign assets control\b/i,
  /\bspecially designated\b|\bSDNs?\b/,
  // "… designated as a Foreign Terrorist Organization".
  /\bforeign terrorist organi[sz]ations?\b|\bglobal terrorists?\b/i,
  // The statute that charges of evasion are brought under.
  /\bIEEPA\b|\binternational emergency economic powers act\b/i,
  /\basset freez(e|es|ing)\b|\bfr(eez(e|es|ing)|ozen?|oze) (the )?(assets|funds)\b/i,
  // The European Union's own word.
  /\brestrictive measures\b/i,
  /\b(arms|oil|trade) embargo(es)?\b|\boil price cap\b/i,
  // UN: "1718 Committee Amends Two Entries", "Security Council Committee … Removes One Entry".
  /\b(1267|1518|1533|1591|1636|1718|1737|1970|1988|2048|2127|2140|2206|2374|2653|2713)\b.{0,60}\bcommittee\b/i,
  /\bcommittee\b.{0,120}\b(adds?|amends?|removes?|approves? (the )?(removal|amendment)s?)\b.{0,60}\b(entry|entries|names?|list)\b/i,
];

/** The same words for what courts, schools and leagues do. */
const OTHERWISE: readonly RegExp[] = [
  /\b(state|court|government|church|school|league|city|federally|ncaa|non)[- ]sanctioned\b/gi,
  /\b(criminal|disciplinary|monetary|discovery|professional|judicial|intermediate|contempt|rule \d+|penal) sanctions?\b/gi,
  /\bsanctions? (on|against|for) (\w+ )?(attorneys?|lawyers?|counsel|discovery|spoliation|contempt)\b/gi,
  /\bsanctioned (event|race|match|tournament|bout|fight)s?\b/gi,
];

/**
 * Whether an item of a general feed (courts, police, cyber-security, all of a government's news) is about sanctions by
 * its own title, or by the category that its publisher gave it. The text does not count: it mentions much.
 */
export function speaksOfSanctions(title: string, category: string | null): boolean {
  const words = OTHERWISE.reduce((text, other) => text.replace(other, ' '), `${title} | ${category ?? ''}`);
  return SANCTIONS.some((expression) => expression.test(words));
}

/** What police and cyber-security services call the hackers of a state when they name no group: "North Korea Responsible for …". */
const STATE_ACTORS =
  /\bNorth Korea(ns?)?\b|\bDPRK\b|\b(state|government|nation[- ]state)[- ](sponsored|backed|actors?)\b/i;

/** Whether a title is about hackers of a state: advisories and attributions that concern those who are listed, unnamed. */
export function speaksOfStateActors(title: string): boolean {
  return STATE_ACTORS.test(title);
}
