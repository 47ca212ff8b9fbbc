import { z } from 'zod';
import type { EditOutcome, SendOutcome } from '../../domain/delivery.js';
import { INSTALL_ANEW } from './token-file.js';

/** Codes of https://docs.slack.dev/reference/methods/chat.postMessage#errors, by what they mean for a delivery. */
const RATE = ['ratelimited', 'rate_limited'];
const TRANSIENT = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'team_added_to_org',
  'message_limit_exceeded',
];
const TENANT_GONE = ['account_inactive', 'token_revoked', 'team_access_not_granted', 'team_disabled'];
const TOKEN_REJECTED: ReadonlyMap<string, string> = new Map([
  ['invalid_auth', 'Slack does not know the token; copy it again from the app’s settings'],
  ['not_authed', 'no token reached Slack; check the setting'],
  [
    'token_expired',
    'the token has expired, for the app rotates its tokens: set SLACK_REFRESH_TOKEN, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET too',
  ],
  ['not_allowed_token_type', 'this is another kind of token; a bot token (xoxb-) posts, an app token (xapp-) connects'],
  ['missing_scope', 'the token lacks a scope; install the app again with the scopes that the manifest lists'],
  ['user_removed_from_team', 'the bot was removed from the workspace; install the app again'],
]);
/** Of a renewal: https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
const RENEWAL_REFUSED: ReadonlyMap<string, string> = new Map([
  ['invalid_refresh_token', `it was used before, or revoked; ${INSTALL_ANEW}`],
  ['invalid_client_id', 'copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET again from the app’s Basic Information'],
  ['bad_client_secret', 'copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET again from the app’s Basic Information'],
]);
const DESTINATION_GONE: ReadonlyMap<string, string> = new Map([
  ['is_archived', 'Unarchive the channel, or subscribe in another one.'],
  ['channel_not_found', 'Invite the bot: type /invite and its name in the channel.'],
  ['not_in_channel', 'Invite the bot: type /invite and its name in the channel.'],
  ['no_permission', 'Invite the bot: type /invite and its name in the channel.'],
  ['ekm_access_denied', 'An administrator has suspended posting here; ask them.'],
  ['thread_not_found', 'The thread is gone; subscribe in the channel instead.'],
]);
const RESTRICTED = 'Who may post here is restricted; let the bot post in the channel’s posting permissions.';
const DIRECT_REFUSED = 'Open the app in Slack and allow messages from it (App Home, Messages tab).';
const OUR_FAULT = /^(invalid_|msg_|metadata_|too_many_|no_text|missing_post_type|as_user_|attachment_|block|markdown_)/;

/** Of a reply: the message that it answers is gone, is of a kind that takes none, or its thread is closed. */
const NO_REPLY = [
  'thread_not_found',
  'cannot_reply_to_message',
  'invalid_thread_ts',
  'restricted_action_thread_locked',
];
/** https://docs.slack.dev/reference/methods/chat.update#errors */
const NO_EDIT = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
  'cannot_update_message',
];

/** A connection that failed so early that nothing can have been sent. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;
const NO_RETRY_AFTER = /^Retry header did not contain/;
const UNNAMED_RATE_MS = 60_000;
const DEFAULT_RATE_MS = 30_000;

const Platform = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.unknown().optional(),
    needed: z.string().optional(),
    response_metadata: z
      .object({ retryAfter: z.number().optional(), messages: z.array(z.string()).optional() })
      .optional(),
  }),
});
const Http = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() });
const Limited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });
const Network = z.object({
  code: z.string().optional(),
  syscall: z.string().optional(),
  cause: z.unknown().optional(),
});

/** Why there is no token to ask with: nothing was asked of Slack but that. */
export type Renewal = Extract<SendOutcome, { kind: 'rate' | 'transient' | 'token-rejected' }>;

/** There is no token to ask with. */
export class NotRenewed extends Error {
  override readonly name = 'NotRenewed';

  constructor(readonly outcome: Renewal) {
    super(outcome.detail);
  }
}

/** What Slack's answer to a renewal, or the lack of one, means for what was to be asked with the new token. */
export function renewalOutcome(error: unknown): Renewal {
  const code = Platform.safeParse(error).data?.data.error;
  const mend = typeof code === 'string' ? RENEWAL_REFUSED.get(code) : undefined;
  if (mend !== undefined)
    return { kind: 'token-rejected', detail: `Slack refuses a new token with ${String(code)}: ${mend}` };
  const outcome = outcomeOf(error, false);
  switch (outcome.kind) {
    case 'rate':
      return { ...outcome, global: true };
    case 'transient':
    case 'token-rejected':
      return outcome;
    case 'ambiguous':
    case 'sent':
      return { kind: 'transient', detail: 'Slack did not say what the new token is', reached: true };
    default:
      return { kind: 'token-rejected', detail: `${outcome.detail}: ${INSTALL_ANEW}` };
  }
}

/** Whether it says that the token lasts no longer: nothing was done then. */
export function isExpired(error: unknown): boolean {
  return Platform.safeParse(error).data?.data.error === 'token_expired';
}

/** What Slack's answer, or the lack of one, means for the delivery. `direct`: the destination is a direct message. */
export function outcomeOf(error: unknown, direct: boolean): SendOutcome {
  if (error instanceof NotRenewed) return error.outcome;
  const limited = Limited.safeParse(error);
  if (limited.success) {
    return { kind: 'rate', retryAfterMs: limited.data.retryAfter * 1_000, global: false, detail: 'Slack answered 429' };
  }
  const http = Http.safeParse(error);
  if (http.success) return ofStatus(http.data.statusCode);
  const platform = Platform.safeParse(error);
  if (platform.success) return ofPlatform(platform.data.data, direct);
  return ofNetwork(error);
}

/** Whether Slack refused a reply for the thread it was to stand in; nothing was posted. */
export function refusesReply(error: unknown): boolean {
  const code = Platform.safeParse(error).data?.data.error;
  return typeof code === 'string' && NO_REPLY.includes(code);
}

/** The same as `outcomeOf` for a change of a message. */
export function editOutcomeOf(error: unknown, direct: boolean): EditOutcome {
  const code = Platform.safeParse(error).data?.data.error;
  if (typeof code === 'string' && NO_EDIT.includes(code))
    return { kind: 'message-gone', detail: `Slack answered ${code}` };
  const outcome = outcomeOf(error, direct);
  return outcome.kind === 'sent' ? { kind: 'edited' } : outcome;
}

/** What to do about a token that Slack refuses; null when the error says nothing about the token. */
export function tokenProblem(error: unknown): string | null {
  if (error instanceof NotRenewed) return error.outcome.kind === 'token-rejected' ? error.message : null;
  const code = Platform.safeParse(error).data?.data.error;
  if (typeof code !== 'string') return null;
  const mend = TOKEN_REJECTED.get(code);
  if (mend !== undefined) return `${code}: ${mend}`;
  return TENANT_GONE.includes(code) ? `${code}: the app is no longer installed there; install it again` : null;
}

/** How long Slack asked to wait, in milliseconds; null when it did not. */
export function retryAfterMs(error: unknown): number | null {
  const limited = Limited.safeParse(error);
  return limited.success ? limited.data.retryAfter * 1_000 : null;
}

type PlatformData = z.infer<typeof Platform>['data'];

function ofPlatform(data: PlatformData, direct: boolean): SendOutcome {
  const code = data.error;
  if (typeof code !== 'string' || code.startsWith('<')) {
    return { kind: 'transient', reached: true, detail: 'something that is not Slack’s API answered (a proxy?)' };
  }
  // The SDK gives what it cannot read as the code: Slack may have done what was asked before its answer was garbled.
  if (!/^[a-z0-9_:.-]{1,80}$/i.test(code)) return { kind: 'ambiguous', detail: 'Slack’s answer cannot be read' };
  const detail = `Slack answered ${[code, data.needed, ...(data.response_metadata?.messages ?? [])].filter(Boolean).join(' ')}`;
  if (RATE.includes(code)) {
    const seconds = data.response_metadata?.retryAfter;
    return {
      kind: 'rate',
      retryAfterMs: seconds === undefined ? DEFAULT_RATE_MS : seconds * 1_000,
      global: false,
      detail,
    };
  }
  if (TRANSIENT.includes(code)) return { kind: 'transient', reached: true, detail };
  if (code === 'request_timeout') return { kind: 'ambiguous', detail };
  if (TENANT_GONE.includes(code)) return { kind: 'tenant-gone', detail };
  const token = TOKEN_REJECTED.get(code);
  if (token !== undefined) return { kind: 'token-rejected', detail: `${detail}: ${token}` };
  if (refusesDirect(code, direct)) return { kind: 'direct-message-refused', detail, mend: DIRECT_REFUSED };
  const mend = DESTINATION_GONE.get(code) ?? (code.startsWith('restricted_action') ? RESTRICTED : undefined);
  if (mend !== undefined) return { kind: 'destination-gone', detail, mend };
  // A code nobody knows is not our message's fault until it says so: keep trying, the outbox gives up and says why.
  return OUR_FAULT.test(code) ? { kind: 'message-refused', detail } : { kind: 'transient', reached: true, detail };
}

function refusesDirect(code: string, direct: boolean): boolean {
  if (['messages_tab_disabled', 'cannot_dm_bot', 'user_disabled'].includes(code)) return true;
  return direct && ['channel_not_found', 'user_not_found', 'not_in_channel'].includes(code);
}

function ofStatus(status: number): SendOutcome {
  const detail = `Slack answered HTTP ${status}`;
  if (status === 408) return { kind: 'ambiguous', detail };
  if (status === 400 || status === 413) return { kind: 'message-refused', detail };
  return { kind: 'transient', reached: true, detail };
}

/** Without an answer nobody knows, unless the connection was never made. */
function ofNetwork(error: unknown): SendOutcome {
  if (error instanceof Error && NO_RETRY_AFTER.test(error.message)) {
    return { kind: 'rate', retryAfterMs: UNNAMED_RATE_MS, global: true, detail: 'HTTP 429 without Retry-After' };
  }
  for (let at: unknown = error, depth = 0; at !== undefined && depth < 6; depth += 1) {
    const link = Network.safeParse(at).data;
    const { code = '', syscall } = link ?? {};
    if (NOT_SENT.test(code) || syscall === 'connect' || syscall === 'getaddrinfo') {
      return { kind: 'transient', reached: false, detail: `Slack could not be reached (${code})` };
    }
    at = link?.cause;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'ambiguous', detail: `no answer from Slack: ${reason}` };
}
