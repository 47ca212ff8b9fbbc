import type { CommandSpec, OptionSpec } from '../../ports.js';
import { COMMAND, PERMISSION } from './limits.js';
import { plainText } from './markdown.js';

/** Discord's numbers: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
const OPTION = { subcommand: 1, text: 3, flag: 5, number: 10 } as const;
export interface OptionDefinition {
  readonly type: 3 | 5 | 10;
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  readonly autocomplete?: true;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

export interface VerbDefinition {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionDefinition[];
}

/** A root command: its verbs are subcommands, since Discord binds permissions to roots only. */
export interface RootDefinition {
  readonly type: 1;
  readonly name: CommandSpec['root'];
  readonly description: string;
  readonly default_member_permissions: string | null;
  /** 0 for servers, 1 for a user's own account. */
  readonly integration_types: readonly number[];
  /** 0 in servers, 1 in the bot's direct messages. */
  readonly contexts: readonly number[];
  readonly options: readonly VerbDefinition[];
}

/** What stands in the menu of a message, under "Apps". */
export const MESSAGE_COMMAND = {
  type: 3,
  name: 'Look up in sanctions lists',
  default_member_permissions: null,
  integration_types: [0, 1],
  contexts: [0, 1],
} as const;

const ROOTS: readonly Omit<RootDefinition, 'options'>[] = [
  {
    type: 1,
    name: 'sanctions',
    description: 'Who is on a sanctions list, by whom, since when, under which names',
    default_member_permissions: null,
    integration_types: [0, 1],
    contexts: [0, 1],
  },
  {
    type: 1,
    name: 'alerts',
    description: 'What this channel is told when a sanctions list changes',
    default_member_permissions: PERMISSION.manageChannels.toString(),
    integration_types: [0],
    contexts: [0, 1],
  },
  {
    type: 1,
    name: 'sanctions-admin',
    description: 'Set-up and health of this place, who changed what; subscriptions as text; what to forget',
    default_member_permissions: PERMISSION.manageServer.toString(),
    integration_types: [0],
    contexts: [0, 1],
  },
];

/** Everything to register with Discord. Throws as `definitionsOf` does. */
export function applicationCommands(commands: readonly CommandSpec[]): (RootDefinition | typeof MESSAGE_COMMAND)[] {
  return [...definitionsOf(commands), MESSAGE_COMMAND];
}

/** How people find each of them: `/sanctions lookup`, and what stands in the menu of a message. */
export function titlesOf(
  definitions: readonly {
    readonly name: string;
    readonly options?: readonly { readonly name: string }[] | undefined;
  }[],
): string[] {
  return definitions.flatMap(({ name, options }) =>
    options && options.length > 0 ? options.map((verb) => `/${name} ${verb.name}`) : [name],
  );
}

/** The slash commands of all specs. Throws where Discord would refuse one: that is a mistake in the commands. */
export function definitionsOf(commands: readonly CommandSpec[]): RootDefinition[] {
  const found: RootDefinition[] = [];
  for (const root of ROOTS) {
    const options = commands.filter((command) => command.root === root.name).map(verbOf);
    if (options.length > COMMAND.options) throw new Error(`/${root.name} has more than ${COMMAND.options} verbs`);
    const definition = { ...root, options };
    if (sizeOf(definition) > COMMAND.total) throw new Error(`/${root.name} is longer than ${COMMAND.total} characters`);
    if (options.length > 0) found.push(definition);
  }
  return found;
}

function verbOf(command: CommandSpec): VerbDefinition {
  if (command.options.length > COMMAND.options)
    throw new Error(`${command.name} has more than ${COMMAND.options} options`);
  // Discord wants required options first; the order among the others stays.
  const ordered = [...command.options].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  return {
    type: OPTION.subcommand,
    name: nameOf(command.name),
    description: plainText(command.description, COMMAND.description),
    options: ordered.map((option) => optionOf(command, option)),
  };
}

function optionOf(command: CommandSpec, option: OptionSpec): OptionDefinition {
  const type = option.kind === 'flag' ? OPTION.flag : option.kind === 'number' ? OPTION.number : OPTION.text;
  const choices = option.choices ?? [];
  // Text, for Discord's own options for channels and roles leave no room for `dm` and `none`.
  const suggests = option.autocomplete || option.kind === 'place' || option.kind === 'mention';
  if (choices.length > COMMAND.choices)
    throw new Error(`${command.name} ${option.name} has more than ${COMMAND.choices} choices`);
  const long = choices.find((choice) => choice === '' || choice.length > COMMAND.choice);
  if (long !== undefined) throw new Error(`${command.name} ${option.name}: the choice "${long}" is empty or too long`);
  return {
    type,
    name: nameOf(option.name),
    description: plainText(option.description, COMMAND.description),
    ...(option.required ? { required: true } : {}),
    ...(choices.length > 0 ? { choices: choices.map((choice) => ({ name: choice, value: choice })) } : {}),
    ...(suggests && choices.length === 0 && type === OPTION.text ? { autocomplete: true } : {}),
  };
}

function nameOf(name: string): string {
  if (!COMMAND.name.test(name) || name !== name.toLowerCase())
    throw new Error(`"${name}" is no name for a Discord command: 1 to 32 lower-case letters, digits, - or _`);
  return name;
}

/** Characters as Discord counts them for a command: names, descriptions and choice values, all levels. */
function sizeOf(root: RootDefinition): number {
  const texts = [root.name, root.description];
  for (const verb of root.options) {
    texts.push(verb.name, verb.description);
    for (const option of verb.options) {
      texts.push(option.name, option.description);
      for (const choice of option.choices ?? []) texts.push(choice.name, choice.value);
    }
  }
  return texts.join('').length;
}
