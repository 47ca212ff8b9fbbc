import { UserError } from '../domain/errors.js';
import type { Message } from '../domain/message.js';
import type { Destination } from '../domain/subscription.js';
import { truncate } from '../lib/text.js';
import type { App, Call, ChatHandlers, Command, Log, OptionValues, Reply } from '../ports.js';
import type { Creators } from './creators.js';
import { withFirstLesson } from './welcome.js';

export interface HandlerDeps {
  readonly app: App;
  readonly commands: readonly Command[];
  readonly parse: (text: string) => { readonly name: string; readonly options: OptionValues };
  readonly log: Log;
  readonly restored: (destination: string) => Promise<void>;
  /** What follows when the bot is removed from a place as a whole, and when it is back. */
  readonly tenants?: Required<Pick<ChatHandlers, 'removed' | 'returned'>>;
  /** Why and since when nothing arrives in a place, as far as is recorded: the platform that asks does not know. */
  readonly suspension: (destination: string) => Promise<Destination['suspended']>;
  /** What the person who asks was not told yet of places that they subscribed. */
  readonly untold?: Creators['untold'];
  /** Says something in a place. */
  readonly announce?: (place: Destination, message: Message) => Promise<void>;
  /** Whether nobody was answered in that place before. */
  readonly firstAnswer: (place: Destination) => Promise<boolean>;
}

/** What every chat asks of us, with errors turned into answers: a person's mistake is explained, ours is logged. */
export function createHandlers(deps: HandlerDeps): ChatHandlers {
  const { app, commands, log, restored, tenants, suspension, firstAnswer } = deps;
  return {
    async call(call, directory) {
      try {
        const asIs = await placeOf(call, app);
        const suspended = await suspension(asIs.id);
        const place = suspended ? { ...asIs, suspended } : asIs;
        const { command, options } = commandOf(call, deps);
        const asked = { app, asker: call.asker, place, commands, invocation: call.id };
        const context = directory ? { ...asked, directory } : asked;
        const reply = toldThere(await command.run(options, context), place, deps);
        // Whoever looks after the alerts of a place that takes none may just have mended it; the answer need not wait.
        if (suspended && command.root === 'alerts') void restored(place.id);
        const taught = (await firstAnswer(place)) ? await withFirstLesson(reply, context, commands) : reply;
        return await withUntold(taught, call, deps);
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
    ...tenants,
  };
}

/** Runs one command. Throws `UserError` when it was put wrongly. */
export async function runCall(
  call: Call,
  { app, commands, parse }: Pick<HandlerDeps, 'app' | 'commands' | 'parse'>,
): Promise<Reply> {
  const { command, options } = commandOf(call, { commands, parse });
  return command.run(options, { app, asker: call.asker, place: call.place, commands, invocation: call.id });
}

function commandOf(
  { input }: Call,
  { commands, parse }: Pick<HandlerDeps, 'commands' | 'parse'>,
): { readonly command: Command; readonly options: OptionValues } {
  const { name, options } = meant(input, parse);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new UserError(`There is no command “${truncate(name, 40)}”. Try help.`);
  return { command, options };
}

/** What runs on a message is decided here, so that it is the same on every platform. */
function meant(input: Call['input'], parse: HandlerDeps['parse']): ReturnType<HandlerDeps['parse']> {
  switch (input.kind) {
    case 'text':
      return parse(input.text);
    case 'message':
      // Posts of bots and of files often consist of attachments alone.
      if (input.text.trim() === '') throw new UserError('This message has no words to look up.');
      return { name: 'scan', options: { text: input.text } };
    case 'options':
      return { name: input.verb, options: input.options };
  }
}

/** The channel, or the thread of it if that is a place of its own. */
async function placeOf({ place, thread }: Call, app: App): Promise<Destination> {
  const own = thread === undefined ? undefined : await app.deliveries.destination(`${place.id}/${thread}`);
  return own ?? place;
}

/** What was changed for another place is said there, and here to the asker alone: others here may not know of it. */
function toldThere(reply: Reply, here: Destination, { announce }: HandlerDeps): Reply {
  const { about = here, visibility, message } = reply;
  if (about.id === here.id) return reply;
  if (visibility === 'channel' && !about.direct) void announce?.(about, message);
  return { ...reply, visibility: 'private' };
}

/** The reply with what its asker was not told yet; where others read it too, that waits. */
async function withUntold(reply: Reply, { asker, place }: Call, { untold }: HandlerDeps): Promise<Reply> {
  if (!untold || (reply.visibility !== 'private' && !place.direct)) return reply;
  const news = await untold(asker, place.platform);
  return { ...reply, message: { ...reply.message, blocks: [...reply.message.blocks, ...news] } };
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
