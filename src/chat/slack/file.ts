import { UserError } from '../../domain/errors.js';
import type { Destination } from '../../domain/subscription.js';
import type { Call, Chat, Directory, Log, Reply } from '../../ports.js';

export interface FileOptions {
  readonly call: Call;
  readonly directory: Directory;
  readonly send: Chat['send'];
  readonly log: Log;
  /** The thread that is answered in. */
  readonly thread: string | undefined;
}

/**
 * Shares the file of a reply where those may see it who see the reply, and gives the reply with where that is: what is for one
 * person alone cannot hold a file (https://docs.slack.dev/reference/methods/chat.postEphemeral), so theirs is in their direct
 * messages. Never rejects.
 */
export async function shareFile(reply: Reply, options: FileOptions): Promise<Reply> {
  const { file, message } = reply;
  if (!file) return reply;
  const text = await share(reply, file, options);
  return { ...reply, message: { ...message, blocks: [...message.blocks, { kind: 'text', lines: [[text]] }] } };
}

async function share(
  { visibility, message }: Reply,
  file: NonNullable<Reply['file']>,
  { call, directory, send, log, thread }: FileOptions,
): Promise<string> {
  const isPrivate = visibility === 'private';
  try {
    const destination = isPrivate ? (await directory.place({ in: 'dm' })).place : inThread(call.place, thread);
    const outcome = await send({ destination, message: { ...message, push: file.name }, key: call.id, file });
    if (outcome.kind === 'sent')
      return isPrivate ? 'It is in your direct messages with this app.' : 'It was shared here.';
    log.error('a file could not be shared on Slack', { reason: outcome.detail });
    return `Slack did not take it: ${outcome.detail}.`;
  } catch (error) {
    log.error('a file could not be shared on Slack', { reason: String(error) });
    return error instanceof UserError ? error.message : 'Slack did not take it. Please try again in a moment.';
  }
}

function inThread(place: Destination, thread: string | undefined): Destination {
  return thread === undefined ? place : { ...place, thread };
}
