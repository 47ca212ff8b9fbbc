import type { Message } from '../domain/message.js';
import { redactAll, redactor } from '../lib/redact.js';
import { contentId } from '../lib/text.js';
import type { Chat, Clock, Log } from '../ports.js';
import { destinationOf } from './destinations.js';

/**
 * Says things about the bot itself: always in the log, and at the ops destination where one is set. Gives false where that
 * certainly did not get it. Never rejects.
 */
export function createOps(
  destination: string | null,
  chats: ReadonlyMap<string, Chat>,
  clock: Clock,
  log: Log,
  secrets: readonly string[] = [],
): (message: Message) => Promise<boolean> {
  const place = destination === null ? null : destinationOf(destination);
  const redact = redactor(secrets);
  return async (said) => {
    const message = redactAll(said, redact);
    log.warn('Notice about the bot itself', { notice: message.push });
    const chat = place && chats.get(place.platform);
    if (!place || !chat) return true;
    const key = contentId(['ops', message.push, clock.now().toISOString()], 24);
    const outcome = await chat.send({ destination: place, message, key });
    if (outcome.kind !== 'sent') log.warn('The notice could not be sent', { outcome: outcome.kind });
    return outcome.kind === 'sent' || outcome.kind === 'ambiguous';
  };
}
