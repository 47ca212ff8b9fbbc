import type { REST } from 'discord.js';

/** Of a thread that is about a message, its id is the message's: https://discord.com/developers/docs/topics/threads */
const THREAD_EXISTS = 160004;
/** No permission, no such message, or a channel that has no threads: the answer stands in the channel itself. */
const NO_THREAD_CODES = new Set([10003, 10008, 50001, 50013, 50024, 50083, 160005, 160006]);
const DAY_MINUTES = 1440;
const NAME = 'All entries';

/** The thread of a message, opened where there is none; null where there can be none. Rejects as the library does. */
export async function threadUnder(
  rest: REST,
  channel: string,
  message: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const body = { name: NAME, auto_archive_duration: DAY_MINUTES };
    await rest.post(`/channels/${channel}/messages/${message}/threads`, { body, signal });
    return message;
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === THREAD_EXISTS) return message;
    if (typeof code === 'number' && NO_THREAD_CODES.has(code)) return null;
    throw error;
  }
}
