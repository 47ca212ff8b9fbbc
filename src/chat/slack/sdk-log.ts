import type { Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../ports.js';

/**
 * The SDK's warnings in our log. Its debug lines carry whole requests and are dropped; what it calls an error is handled
 * by us and said once there, so here it is a warning. Known secrets and anything shaped like a token are blanked.
 */
export function sdkLogger(log: Log, level: LogLevel, secrets: readonly string[]): Logger {
  const say = (...parts: unknown[]) =>
    log.warn('slack sdk', { detail: parts.map((p) => blank(textOf(p), secrets)).join(' ') });
  const drop = () => {};
  return { debug: drop, info: drop, warn: say, error: say, setLevel: drop, getLevel: () => level, setName: drop };
}

function textOf(part: unknown): string {
  return part instanceof Error ? part.message : String(part);
}

/** The text without the secrets. */
export function blank(text: string, secrets: readonly string[]): string {
  let safe = text.replace(/\b(xox[a-z]|xapp)-[\w-]+/gu, '…').replace(/([?&](?:ticket|token)=)[^&\s]+/gu, '$1…');
  for (const secret of secrets) if (secret !== '') safe = safe.replaceAll(secret, '…');
  return safe;
}
