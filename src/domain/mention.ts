/** Whom an alert calls: a role of Discord, or a user group or a person of Slack. Never everybody in a channel. */
export interface Mention {
  readonly kind: 'role' | 'group' | 'user';
  readonly id: string;
  /** As its platform calls it, without the sign before it. */
  readonly name?: string;
}

/** What people type, or their client makes of it; the id of a Slack group or person has a digit, unlike a name in capitals. */
const FORMS: readonly (readonly ['discord' | 'slack', Mention['kind'], RegExp])[] = [
  ['discord', 'role', /^(?:<@&(\d{17,20})>|(\d{17,20}))$/],
  ['slack', 'group', /^(?:<!subteam\^(S[A-Z0-9]{2,20})(?:\|@?([^>]*))?>|(S(?=[A-Z]*\d)[A-Z0-9]{2,20}))$/],
  ['slack', 'user', /^(?:<@([UW][A-Z0-9]{2,20})(?:\|@?([^>]*))?>|([UW](?=[A-Z]*\d)[A-Z0-9]{2,20}))$/],
];

/** Reads `<@&123…>`, `<!subteam^S0123|@oncall>`, `U0123` and the like; null for what names nobody on that platform. */
export function mentionNamed(platform: string, text: string): Mention | null {
  for (const [own, kind, form] of FORMS) {
    if (own !== platform) continue;
    const [whole, marked, second, bare] = form.exec(text) ?? [];
    if (whole === undefined) continue;
    const id = kind === 'role' ? (marked ?? second ?? '') : (marked ?? bare ?? '');
    return { kind, id, ...(kind !== 'role' && second ? { name: second } : {}) };
  }
  return null;
}

/** Whether a text means everybody in a channel or server, in any form in which that can be typed. */
export function namesEverybody(text: string): boolean {
  return /^(?:@|<!)?(?:everyone|here|channel|group)(?:\|[^>]*)?>?$/i.test(text);
}

/** Each once, in the order in which they were first asked for. */
export function distinctMentions(mentions: readonly (Mention | undefined)[]): Mention[] {
  const found = new Map<string, Mention>();
  for (const one of mentions) if (one && !found.has(one.id)) found.set(one.id, one);
  return [...found.values()];
}

/** `@oncall`: how a mention is spoken of without calling anybody. */
export function mentionText({ id, name }: Mention): string {
  return `@${name ?? id}`;
}
