import type { webApi } from '@slack/bolt';
import type { Message } from '../../domain/message.js';
import type { Call, Log, Reply } from '../../ports.js';
import { render } from './render.js';

/** They are for messages: https://docs.slack.dev/reference/block-kit/blocks/table-block */
const NO_TABLES = 0;

export interface Home {
  /** Whose it is; its place is their conversation with the bot. */
  readonly home: Call;
  readonly reply: Reply;
  /** The answer to a button of the tab that was just pressed. */
  readonly answered: Reply | null;
  readonly prompt: string;
  readonly log: Log;
}

/**
 * Publishes a person's home tab: https://docs.slack.dev/reference/methods/views.publish. Never rejects; where the app has no
 * such tab nobody waits for it.
 */
export async function publishHome(
  client: webApi.WebClient,
  { home, reply, answered, prompt, log }: Home,
): Promise<void> {
  const message = answered === null ? reply.message : above(answered.message, reply.message);
  const { channel } = home.place;
  try {
    const { blocks } = render(message, prompt, NO_TABLES);
    // What a press of a button of it is about: its payload names no channel.
    const view = { type: 'home', private_metadata: channel, blocks } as const;
    await client.views.publish({ user_id: home.asker.id, view });
  } catch (error) {
    log.info('the home tab could not be shown', { reason: String(error) });
  }
}

function above(answer: Message, home: Message): Message {
  const { title, tone } = answer;
  const heading = { kind: 'heading', text: home.title } as const;
  return {
    ...{ ...home, title, tone },
    blocks: [...answer.blocks, heading, ...home.blocks],
    buttons: [...answer.buttons, ...home.buttons],
  };
}
