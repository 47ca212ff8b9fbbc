import type { Fault as DiscordFault } from '../../support/discord-server.js';
import type { Fault as SlackFault } from '../../support/slack-server.js';

/** What goes wrong once, in the words of the table. */
export interface Cell<F> {
  readonly name: string;
  readonly fault: F;
}

/** What `send` stands for in the table. */
export const SENDS = ['alert', 'reply', 'edit', 'page', 'file'] as const;
export type Send = (typeof SENDS)[number];

const HTML = '<html><body>Bad gateway</body></html>';

const slackCodes = [
  ...['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'],
  ...['is_archived', 'channel_not_found', 'not_in_channel', 'no_permission', 'restricted_action'],
  ...[
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_thread_locked',
  ],
  ...['ekm_access_denied', 'messages_tab_disabled'],
  ...['account_inactive', 'token_revoked', 'team_access_not_granted'],
  ...['token_expired', 'invalid_auth', 'missing_scope'],
  ...['invalid_blocks', 'msg_blocks_too_long', 'metadata_too_large', 'invalid_metadata_format'],
  'a_code_of_next_year',
];

/** What happens on the way, not in Slack's own words. */
export const SLACK_WAYS: readonly Cell<SlackFault>[] = [
  { name: '429 with Retry-After', fault: { status: 429, headers: { 'retry-after': '2' } } },
  { name: '429 without Retry-After', fault: { status: 429, body: '{"ok":false,"error":"ratelimited"}' } },
  { name: '429 in HTML', fault: { status: 429, headers: { 'content-type': 'text/html' }, body: HTML } },
  { name: '500', fault: { status: 500, body: HTML } },
  { name: '502', fault: { status: 502, body: HTML } },
  { name: '503', fault: { status: 503, body: HTML } },
  { name: 'no answer, not stored', fault: { hang: true } },
  { name: 'no answer, stored', fault: { hang: true, stored: true } },
  { name: 'connection reset before it was stored', fault: { reset: 'before' } },
  { name: 'connection reset after it was stored', fault: { reset: 'after' } },
  { name: 'HTML with status 200', fault: { status: 200, headers: { 'content-type': 'text/html' }, body: HTML } },
  { name: 'invalid JSON, stored', fault: { status: 200, body: '{"ok":true,"ts":', stored: true } },
  { name: 'slow drip, stored', fault: { drip: true, stored: true } },
];

export const SLACK: readonly Cell<SlackFault>[] = [
  ...SLACK_WAYS,
  ...slackCodes.map((error) => ({ name: `\`${error}\``, fault: { error } })),
];

/** Codes with the HTTP status that they come with. */
const discordCodes: readonly (readonly [number, number, string])[] = [
  [404, 10003, 'unknown channel'],
  [404, 10004, 'unknown guild'],
  [404, 10008, 'unknown message'],
  [400, 20016, 'slow mode'],
  [429, 20028, 'channel write limit'],
  [429, 30046, 'too many edits of an old message'],
  [403, 40333, 'Cloudflare'],
  [403, 50001, 'missing access'],
  [403, 50007, 'no direct messages'],
  [403, 50278, 'no mutual guilds'],
  [403, 50013, 'lacks permission'],
  [400, 50035, 'invalid form'],
  [400, 50083, 'archived thread'],
  [403, 160005, 'locked thread'],
  [400, 200000, 'AutoMod'],
  [400, 240000, 'harmful link'],
  [503, 130000, 'overloaded'],
  [401, 0, 'unauthorized'],
  [403, 99999, 'a code of next year'],
];

export const DISCORD_WAYS: readonly Cell<DiscordFault>[] = [
  { name: '429 with headers', fault: { kind: 'rate', scope: 'user', seconds: 0.05 } },
  { name: '429 of the whole bot', fault: { kind: 'rate', scope: 'global', seconds: 0.05 } },
  { name: '429 without headers', fault: { kind: 'rate', scope: 'headless' } },
  { name: '429 in HTML, without headers', fault: { kind: 'rate', scope: 'bare' } },
  { name: '500', fault: { kind: 'status', status: 500 } },
  { name: '502', fault: { kind: 'status', status: 502 } },
  { name: '503', fault: { kind: 'status', status: 503 } },
  { name: '502, stored', fault: { kind: 'status', status: 502, stored: true } },
  { name: 'no answer, not stored', fault: { kind: 'hang' } },
  { name: 'no answer, stored', fault: { kind: 'hang', stored: true } },
  { name: 'connection reset before it was stored', fault: { kind: 'reset' } },
  { name: 'connection reset after it was stored', fault: { kind: 'reset', stored: true } },
  { name: 'HTML with status 200', fault: { kind: 'body', type: 'text/html', text: HTML } },
  {
    name: 'invalid JSON, stored',
    fault: { kind: 'body', type: 'application/json', text: '{"id":', stored: true },
  },
  { name: 'slow drip, stored', fault: { kind: 'drip', stored: true } },
];

export const DISCORD: readonly Cell<DiscordFault>[] = [
  ...DISCORD_WAYS,
  ...discordCodes.map(([status, code, message]) => ({
    name: `${code} ${message}`,
    fault: { kind: 'error' as const, status, code, message },
  })),
];
