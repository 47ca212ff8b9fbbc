import type { Destination } from '../domain/subscription.js';
import type { App } from './app.js';
import type { Asker, Choice, Directory, Reply } from './chat.js';

/** A `place` is a channel, `here` or `dm`; a `mention` a role, group or person: platforms help to choose them. */
export type OptionKind = 'text' | 'rest' | 'number' | 'flag' | 'choice' | 'place' | 'mention';

export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  /** `rest` takes the remaining words of a text command. */
  readonly kind: OptionKind;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  /** Suggests values while typing. */
  readonly autocomplete?: boolean;
}

/** What a command is, without what it does: chats build their menus from it. */
export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Which Discord root holds it; `alerts` needs the right to manage the channel, `sanctions-admin` the server. */
  readonly root: 'sanctions' | 'alerts' | 'sanctions-admin';
}

export type OptionValues = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CommandContext {
  readonly app: App;
  readonly asker: Asker;
  readonly place: Destination;
  readonly commands: readonly CommandSpec[];
  /** Absent where there is nobody to ask, as on the command line. */
  readonly directory?: Directory;
  /** Unique to this call. */
  readonly invocation: string;
}

export interface Command extends CommandSpec {
  /** Throws `UserError` for what the person should do differently. */
  run(options: OptionValues, context: CommandContext): Promise<Reply>;
  suggest?(option: string, text: string, app: App): Promise<readonly Choice[]>;
}
