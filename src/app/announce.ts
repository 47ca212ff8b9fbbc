import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';
import { contentId } from '../lib/text.js';
import type { Chat, Clock, Log } from '../ports.js';

/** Says in a place what somebody changed there from elsewhere, once and as well as it can. Never rejects. */
export function createAnnouncer(
  chats: ReadonlyMap<Platform, Chat>,
  clock: Clock,
  log: Log,
): (place: Destination, message: Message) => Promise<void> {
  return async (place, message) => {
    const key = contentId(['announced', place.id, message.push, clock.now().toISOString()], 24);
    const outcome = await chats.get(place.platform)?.send({ destination: place, message, key });
    if (outcome && outcome.kind !== 'sent')
      log.warn('A place could not be told what was changed for it', { place: place.id, outcome: outcome.kind });
  };
}
