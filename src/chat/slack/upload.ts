import type { webApi } from '@slack/bolt';
import type { SendOutcome } from '../../domain/delivery.js';
import type { Post } from '../../ports.js';
import { outcomeOf } from './outcome.js';
import { escapeText } from './text.js';

export interface Upload {
  readonly channel: string;
  readonly thread: string | undefined;
  readonly direct: boolean;
  readonly comment: string;
  readonly file: NonNullable<Post['file']>;
  /** For handing the bytes over, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Shares a file in the three steps of https://docs.slack.dev/messaging/working-with-files: only the last one is seen, so
 * that a failure of the others is certain. Never rejects.
 */
export async function upload(client: webApi.WebClient, wanted: Upload): Promise<SendOutcome> {
  const { file, channel, thread, comment, direct } = wanted;
  const bytes = Buffer.from(file.text, 'utf8');
  let id: string;
  try {
    const { upload_url: url, file_id } = await client.files.getUploadURLExternal({
      filename: file.name,
      length: bytes.length,
    });
    if (url === undefined || file_id === undefined)
      return { kind: 'transient', detail: 'Slack gave no address to upload to', reached: true };
    const answer = await fetch(url, { method: 'POST', body: bytes, signal: AbortSignal.timeout(wanted.timeoutMs) });
    if (!answer.ok)
      return { kind: 'transient', detail: `the upload was answered HTTP ${answer.status}`, reached: true };
    id = file_id;
  } catch (error) {
    return unshared(error, direct);
  }
  try {
    await client.files.completeUploadExternal({
      channel_id: channel,
      initial_comment: escapeText(comment),
      files: [{ id, title: file.name }],
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
    return { kind: 'sent', messageId: id };
  } catch (error) {
    return withoutScope(outcomeOf(error, direct), error);
  }
}

/** Whatever went wrong, nothing was posted. */
function unshared(error: unknown, direct: boolean): SendOutcome {
  const outcome = outcomeOf(error, direct);
  const certain = outcome.kind === 'ambiguous' ? { ...outcome, kind: 'transient' as const, reached: false } : outcome;
  return withoutScope(certain, error);
}

/** An app that was installed before it shared files lacks the scope, which says nothing about its token. */
function withoutScope(outcome: SendOutcome, error: unknown): SendOutcome {
  if (!(error instanceof Error) || !error.message.includes('missing_scope')) return outcome;
  return {
    kind: 'message-refused',
    detail: 'the app lacks the scope files:write: compare its scopes with tocsin manifest',
  };
}
