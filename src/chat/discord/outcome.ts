import type { EditOutcome, SendOutcome } from '../../domain/delivery.js';

/** A 429 without Retry-After comes from the edge, not from the API: the whole platform waits. */
const UNSAID_RETRY_MS = 60_000;

/** What to do, by code of https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const GONE: Readonly<Record<number, string>> = {
  10003:
    'The channel was deleted, or the bot is no longer in its server. Invite the bot again or subscribe another channel.',
  50001: 'Give the bot the permission View Channel there.',
  50008: 'This kind of channel holds no messages. Subscribe a text channel.',
  50013: 'Give the bot the permissions Send Messages and Embed Links there; in a thread Send Messages in Threads.',
  50024: 'This kind of channel holds no messages. Subscribe a text channel.',
  50083: 'The thread is archived. Open it again.',
  160005: 'The thread is locked. Unlock it, or subscribe its channel.',
  200000: "AutoMod blocked the message. Exempt the bot's role in the server's AutoMod rules.",
};
const DIRECT_REFUSED: Readonly<Record<number, string>> = {
  50007: 'Allow direct messages from this server in its privacy settings, or unblock the bot.',
  50278: 'Share a server with the bot, or install it for your account.',
};
const UNKNOWN_GUILD = 10004;
/** Slow mode, and the write limit of a channel. */
const RATE_CODES = new Set([20016, 20028]);
/** Cloudflare's block, and "API resource is currently overloaded". */
const PASSING_CODES = new Set([40333, 130000]);
const REFUSED_CODES = new Set([50006, 50035, 240000]);

/** Replies need Read Message History, and take no system message. */
const NO_REPLY_CODES = new Set([160002, 50068]);
/** The message was deleted, is not the bot's, or is of a kind that cannot be changed. */
const NO_EDIT_CODES = new Set([10008, 50005, 50021]);
/** Old messages may be edited so often an hour. */
const EDITED_TOO_OFTEN = 30046;

/** Failures before a connection stood, so that nothing can have been delivered. */
const UNREACHED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_TLS_.*|ERR_SSL_.*|.*CERT.*|UNABLE_TO_.*)$/;

interface Facts {
  readonly message: string;
  /** A number from Discord, a string from the network. */
  readonly code: unknown;
  readonly status: number | null;
  readonly retryAfter: number | null;
  readonly global: boolean;
}

/** What an error of @discordjs/rest means for the delivery. Bodies and addresses of requests stay out of the detail. */
export function outcomeOf(error: unknown): SendOutcome {
  const facts = factsOf(error);
  if (facts.retryAfter !== null) return rate(facts.retryAfter, facts.global, facts.message);
  if (facts.status === null) return networkOutcome(facts);
  const detail = `Discord answered ${facts.status}${typeof facts.code === 'number' ? ` (${facts.code})` : ''}: ${facts.message}`;
  return (typeof facts.code === 'number' ? codeOutcome(facts.code, detail) : null) ?? statusOutcome(facts, detail);
}

/** Whether Discord refused a reply for what it answers; nothing was posted. */
export function refusesReply(error: unknown): boolean {
  const { code, status, message } = factsOf(error);
  if (typeof code === 'number' && NO_REPLY_CODES.has(code)) return true;
  return status === 400 && /message_reference/.test(message);
}

/** The same as `outcomeOf` for a change of a message. */
export function editOutcomeOf(error: unknown): EditOutcome {
  const { code } = factsOf(error);
  if (typeof code === 'number' && NO_EDIT_CODES.has(code))
    return { kind: 'message-gone', detail: `Discord answered ${code}` };
  if (code === EDITED_TOO_OFTEN) return rate(UNSAID_RETRY_MS, false, `Discord answered ${code}`);
  const outcome = outcomeOf(error);
  return outcome.kind === 'sent' ? { kind: 'edited' } : outcome;
}

function rate(retryAfterMs: number, global: boolean, detail: string): Extract<SendOutcome, { kind: 'rate' }> {
  if (retryAfterMs <= 0) return { kind: 'rate', retryAfterMs: UNSAID_RETRY_MS, global: true, detail };
  return { kind: 'rate', retryAfterMs: Math.ceil(retryAfterMs), global, detail };
}

function codeOutcome(code: number, detail: string): SendOutcome | null {
  const gone = GONE[code];
  if (gone !== undefined) return { kind: 'destination-gone', detail, mend: gone };
  const refused = DIRECT_REFUSED[code];
  if (refused !== undefined) return { kind: 'direct-message-refused', detail, mend: refused };
  if (code === UNKNOWN_GUILD) return { kind: 'tenant-gone', detail };
  if (RATE_CODES.has(code)) return rate(UNSAID_RETRY_MS, false, detail);
  if (PASSING_CODES.has(code)) return { kind: 'transient', detail, reached: true };
  return REFUSED_CODES.has(code) ? { kind: 'message-refused', detail } : null;
}

function statusOutcome(facts: Facts, detail: string): SendOutcome {
  switch (facts.status) {
    case 400:
    case 405:
    case 413:
      return { kind: 'message-refused', detail };
    case 401:
      return { kind: 'token-rejected', detail };
  }
  const denied = facts.status === 403 || facts.status === 404;
  if (denied && typeof facts.code === 'number' && facts.code > 0)
    return {
      kind: 'destination-gone',
      detail,
      mend: 'See what Discord says, and check the permissions of the bot there.',
    };
  // A server that failed may have stored it all the same.
  if (facts.status !== null && facts.status >= 500) return { kind: 'ambiguous', detail };
  // Anything else without a code of its own is not the API that answers, but something before it.
  return { kind: 'transient', detail, reached: true };
}

function networkOutcome(facts: Facts): SendOutcome {
  const code = typeof facts.code === 'string' ? facts.code : '';
  const detail = `no answer from Discord: ${facts.message}${code === '' ? '' : ` (${code})`}`;
  return UNREACHED.test(code) ? { kind: 'transient', detail, reached: false } : { kind: 'ambiguous', detail };
}

function factsOf(error: unknown): Facts {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const status = field(error, 'status');
  const retryAfter = field(error, 'retryAfter');
  return {
    message: message.slice(0, 300),
    code: field(error, 'code') ?? field(field(error, 'cause'), 'code'),
    status: typeof status === 'number' ? status : null,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : null,
    global: field(error, 'global') === true,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
