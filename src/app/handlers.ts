import { UserError } from '../domain/errors.js';
import type { Message } from '../domain/message.js';
import type { Destination } from '../domain/subscription.js';
import { truncate } from '../lib/text.js';
import type { App, Call, ChatHandlers, Command, Log, OptionValues, Reply } from '../ports.js';
import { withFirstLesson } from './welcome.js';

export interface HandlerDeps {
  readonly app: App;
  readonly commands: readonly Command[];
  readonly parse: (text: string) => { readonly name: string; readonly options: OptionValues };
  readonly log: Log;
  readonly restored: (destination: string) => Promise<void>;
  /** Whether nobody was answered in that place before. */
  readonly firstAnswer: (place: Destination) => Promise<boolean>;
}

/** What every chat asks of us, with errors turned into answers: a person's mistake is explained, ours is logged. */
export function createHandlers({ app, commands, parse, log, restored, firstAnswer }: HandlerDeps): ChatHandlers {
  return {
    async call(call) {
      try {
        const reply = await runCall(call, { app, commands, parse });
        return (await firstAnswer(call.place))
          ? await withFirstLesson(reply, { app, asker: call.asker, place: call.place, commands }, commands)
          : reply;
      } catch (error) {
        if (error instanceof UserError) return sorry(error.message);
        log.error('A command failed', { error, platform: call.place.platform });
        return sorry('That went wrong on our side, and is in the log. Please try again.');
      }
    },
    async suggest(verb, option, text) {
      try {
        const command = commands.find((candidate) => candidate.name === verb);
        return (await command?.suggest?.(option, text, app)) ?? [];
      } catch (error) {
        log.error('Suggestions failed', { error, verb });
        return [];
      }
    },
    restored,
  };
}

/** Runs one command. Throws `UserError` when it was put wrongly. */
export async function runCall(
  call: Call,
  { app, commands, parse }: Pick<HandlerDeps, 'app' | 'commands' | 'parse'>,
): Promise<Reply> {
  const { name, options } =
    call.input.kind === 'text' ? parse(call.input.text) : { name: call.input.verb, options: call.input.options };
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new UserError(`There is no command “${truncate(name, 40)}”. Try help.`);
  return command.run(options, { app, asker: call.asker, place: call.place, commands });
}

function sorry(text: string): Reply {
  const message: Message = {
    push: truncate(text, 250),
    tone: 'info',
    title: 'Not done',
    blocks: [{ kind: 'text', lines: [[{ text }]] }],
    buttons: [],
    foot: [],
    format: 'full',
  };
  return { message, visibility: 'private', data: [{ error: text }], outcome: 'failed' };
}
