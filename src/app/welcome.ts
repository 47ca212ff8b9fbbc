import type { Block } from '../domain/message.js';
import type { Destination } from '../domain/subscription.js';
import type { Command, CommandContext, Reply, Store } from '../ports.js';

/** Says of each place once, and never again after a restart, that it is answered for the first time. */
export function firstAnswers(store: Store): (place: Destination) => Promise<boolean> {
  const answered = new Set<string>();
  return async ({ id }) => {
    if (answered.has(id)) return false;
    answered.add(id);
    const sequence = `answers/${id}`;
    if (await store.get('counters', sequence)) return false;
    await store.transaction((tx) => tx.next(sequence));
    return true;
  };
}

/** The reply with the lines that `help` begins with at its end, for people who meet the bot here for the first time. */
export async function withFirstLesson(
  reply: Reply,
  context: CommandContext,
  commands: readonly Command[],
): Promise<Reply> {
  const help = await commands.find(({ name }) => name === 'help')?.run({}, context);
  const lesson = help?.message.blocks[0];
  if (!help || !lesson || help.message.title === reply.message.title) return reply;
  const heading: Block = { kind: 'heading', text: 'New here? Three to begin with' };
  return { ...reply, message: { ...reply.message, blocks: [...reply.message.blocks, heading, lesson] } };
}
