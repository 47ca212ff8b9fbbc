import type { Message } from '../domain/message.js';
import { truncate } from '../lib/text.js';

const PUSH_LIMIT = 250;

/** A message that says first, wherever it is read, that it is no new alert: `TEST`, `REPLAY`. It calls nobody. */
export function labelled({ mentions: _, ...message }: Message, label: string, note: string): Message {
  return {
    ...message,
    push: truncate(`${label} · ${message.push}`, PUSH_LIMIT),
    title: `${label} · ${message.title}`,
    blocks: [{ kind: 'text', lines: [[{ text: note, style: 'strong' }]] }, ...message.blocks],
    foot: [note, ...message.foot],
  };
}

/** What is sent to see whether anything arrives, while no action is recorded. */
export const EMPTY_TEST: Message = {
  push: 'Alerts arrive here.',
  tone: 'info',
  title: 'Alerts arrive here',
  blocks: [
    {
      kind: 'text',
      lines: [['No action is recorded yet, so there is none to show. The next change will look like an alert.']],
    },
  ],
  buttons: [],
  foot: ['data only, not legal advice'],
  format: 'full',
};
