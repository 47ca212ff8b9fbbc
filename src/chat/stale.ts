import type { Reply } from '../ports.js';

/**
 * The answer to a button or a command that this version of the bot does not know: one of an older message, or a forged one.
 * @param prompt what one types before a verb
 */
export function stale(prompt: string): Reply {
  const text = `This is of another version of the bot and does nothing any more. What there is now: ${prompt} help`;
  return {
    message: { push: text, tone: 'info', title: text, blocks: [], buttons: [], foot: [], format: 'compact' },
    visibility: 'private',
    data: [],
    outcome: 'failed',
  };
}
