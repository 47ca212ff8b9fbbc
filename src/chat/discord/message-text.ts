import type { Message } from 'discord.js';

/**
 * What a person reads in a message: its words, what is set around links in it, and its embeds. Mentions, emoji and times are nobody's words.
 * https://discord.com/developers/docs/reference#message-formatting
 */
export function messageText({ content, embeds }: Pick<Message, 'content' | 'embeds'>): string {
  const parts = embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...parts]
    .flatMap((part) => part ?? [])
    .map((part) => part.replace(/<(?:@[!&]?|#|a?:\w+:|t:|id:)[^<>\s]*>|<\/[^<>]*>/g, ' '))
    .join('\n')
    .trim();
}
