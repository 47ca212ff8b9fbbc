/** Shorter ones would blank words that are none. */
const SHORTEST_SECRET = 6;

/** What lets its holder act for us, whatever the configuration says. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // Slack's tokens: https://docs.slack.dev/authentication/tokens
  [/\b(?:xox[a-z]|xapp)(?:\.xox[a-z])?-[\w-]{6,}/g, '…'],
  // A response_url, valid for half an hour: https://docs.slack.dev/interactivity/handling-user-interaction
  [/(\/\/hooks\.slack\.com\/)[^\s"'<>\\]+/g, '$1…'],
  // An interaction's or a webhook's token stands after its id.
  [/(\/(?:interactions|webhooks)\/\d+\/)[^/\s"'<>\\?]+/g, '$1…'],
  // User and password in a URL.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s"'<>\\@]+@/gi, '$1…@'],
  [/([?&](?:ticket|token|key|secret|signature|sig|password|access_token)=)[^&\s"'<>\\]+/gi, '$1…'],
];

/** What blanks these secrets in a text, as they are and as JSON and URLs write them, and whatever is shaped like one. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  // The longest first: one may be a part of another.
  const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    let safe = text;
    for (const form of known) safe = safe.replaceAll(form, '…');
    for (const [shape, instead] of SHAPES) safe = safe.replace(shape, instead);
    return safe;
  };
}

/** The same for every text of a piece of plain data. */
export function redactAll<T extends object>(data: T, redact: (text: string) => string): T {
  return JSON.parse(
    JSON.stringify(data, (_key, value: unknown) => (typeof value === 'string' ? redact(value) : value)),
  );
}
