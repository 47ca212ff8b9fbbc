import { SetupError } from '../../domain/errors.js';

/** The gateway's final refusals: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSED: Readonly<Record<number, string>> = {
  4004: 'Discord refuses the token: copy it again from the Bot page of the developer portal into DISCORD_TOKEN.',
  4010: 'Discord refuses the shard: start one bot a token.',
  4011: 'Discord wants this bot sharded, which it does not support: it is in too many servers.',
  4012: 'Discord no longer takes version 10 of its gateway: update the bot.',
  4013: 'Discord refuses the intents of the bot: update the bot.',
  4014: 'Discord refuses the intents of the bot: update the bot.',
};
/** How @discordjs/ws words them when the first connection fails. */
const WORDED: Readonly<Record<string, number>> = {
  'Authentication failed': 4004,
  'Invalid shard': 4010,
  'Sharding is required': 4011,
  'Used an invalid API version': 4012,
  'Used invalid intents': 4013,
  'Used disallowed intents': 4014,
};

/** The refusal behind a close code, or null where the library connects again by itself. */
export function closeRefusal(code: number): string | null {
  return CLOSED[code] ?? null;
}

/** A `SetupError` for what only the operator can mend; null for what may pass. Never contains the token. */
export function refusal(error: unknown): SetupError | null {
  if (!(error instanceof Error)) return null;
  const status: unknown = Reflect.get(error, 'status');
  const rejected = status === 401 || Reflect.get(error, 'code') === 'TokenInvalid';
  const code = rejected ? 4004 : WORDED[error.message];
  const text = code === undefined ? undefined : CLOSED[code];
  return text === undefined ? null : new SetupError(text, { cause: error });
}
