const CHARGED =
  /\bindict(s|ed|ing|ments?)?\b|\bcharged\b(?=$| (with|in|for|over|by|as|after|following)\b)|\bcharges\b|\bcriminal complaints?\b/i;
/** What comes after a charge, or is none: the same words are then about the past, or about property. */
const OTHERWISE =
  /\b(pleads?|pleaded|plea|guilty|sentenced?|convict(ed|ion|s)|acquitted|dismiss(ed|es|al)?|drop(ped|s)?|forfeit(s|ed|ure)?|settle(s|d|ment)?|extradited|civil|verdict|restitution|sues?)\b/i;
/** Of the text, only a sentence that says it outright, and only among the first. */
const OPENING = 600;
const OUTRIGHT = /\bindict(ed|ments?)\b|\b(was|were|been) charged\b|\bcriminal complaint\b/i;

/**
 * Whether a press release itself says that somebody is charged with a crime. A later stage in the title, a civil complaint
 * or a forfeiture is none: to call those charged would be wrong, to call a charge "announced" is only less precise.
 */
export function saysCharged(title: string, text: string): boolean {
  if (OTHERWISE.test(title)) return false;
  const opening = text.slice(0, OPENING);
  return CHARGED.test(title.trim()) || (!OTHERWISE.test(opening) && OUTRIGHT.test(opening));
}
