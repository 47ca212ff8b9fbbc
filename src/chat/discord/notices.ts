import type { Message } from '../../domain/message.js';

/** What those who run the bot are told of the whole of it, beside the log. */
export function discordNotice(title: string, detail: string, mend: string): Message {
  return {
    push: `${title}. ${mend}`,
    tone: 'problem',
    title,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Detail', value: [{ text: detail, style: 'code' }] },
          { label: 'What to do', value: [mend] },
        ],
      },
    ],
    buttons: [],
    foot: [],
    format: 'full',
  };
}
