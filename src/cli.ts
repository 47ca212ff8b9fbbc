import { CommanderError, InvalidArgumentError, Option, Command as Program } from 'commander';
import { commands } from '../commands/index.js';
import { clean } from './chat/terminal/text.js';
import type { ScreenFlags } from './cli/screen.js';
import { SCREEN_HELP } from './cli/screening/format.js';
import type { SharedFlags, World } from './cli/world.js';
import { secretsIn } from './config.js';
import { RefusedVersion, SetupError, UserError } from './domain/errors.js';
import { PARTY_TYPES } from './domain/listing.js';
import { errorText } from './lib/log.js';
import { redactor } from './lib/redact.js';
import type { Command, OptionSpec, OptionValues } from './ports.js';

const SCORE_HELP = `
In:   a file with two names a line: NDJSON with a, b and perhaps type; CSV with these columns
Out:  score, whether it is a match, OFAC score, both names, why, between tabs
      --json: {"a","b","score","ofacScore","match","why"}`;

/** A call that is put wrongly, by convention. */
const WRONG_CALL = 2;

/**
 * Runs one command line, without the program's own name. Gives the exit code: 0 fine, 1 it failed and standard error
 * says what to do, 2 the call was wrong.
 */
export async function runCommandLine(args: readonly string[], world: World): Promise<number> {
  let code = 0;
  const program = createProgram(world, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
    const lines = redactor(secretsIn(world.env))(explain(error)).split('\n').map(clean);
    world.errors.write(`${lines.join('\n')}\n`);
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof SetupError || error instanceof UserError) return error.message;
  if (error instanceof RefusedVersion) return `Refused: ${error.message}`;
  return `Failed: ${errorText(error)}`;
}

function createProgram(world: World, done: (code: number) => void): Program {
  const program = new Program('tocsin')
    .description(
      'Watches official sanctions lists, alerts Slack and Discord, and answers who is listed, by whom, since when.',
    )
    .version(world.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.output.write(text),
      writeErr: (text) => void world.errors.write(text),
    })
    .showHelpAfterError('(tocsin --help shows every command)');
  addRunning(program, world, done);
  for (const command of commands) addQuestion(program, command, world, done);
  return program;
}

/** The commands that run, feed and inspect the bot; each loads its code only when it is called. */
function addRunning(program: Program, world: World, done: (code: number) => void): void {
  const sub = (usage: string, text: string) => shared(program.command(usage).description(text));
  sub('start', 'run the bot; without tokens, in this terminal').action(async (flags: SharedFlags) =>
    done(await (await import('./cli/start.js')).start(world, flags)),
  );
  sub('check [source...]', 'poll once, print what changed; exit 1 if a source failed').action(
    async (ids: string[], flags: SharedFlags) => done(await (await import('./cli/feed.js')).check(world, ids, flags)),
  );
  sub('ingest <source> <path...>', 'take official files from disk, oldest first')
    .option('--deliver', 'also send the alerts')
    .option('--accept', 'take a version that the sanity guard would hold or refuse as too small')
    .option('--format <format>', 'what the file is, where it cannot be seen from it')
    .action(async (id: string, paths: string[], flags: SharedFlags) =>
      done(await (await import('./cli/feed.js')).ingest(world, id, paths, flags)),
    );
  sub('release <source>', 'take the version that the sanity guard holds')
    .addOption(new Option('--why <text>', 'the reason, for the audit').makeOptionMandatory().argParser(reason))
    .action(async (id: string, flags: SharedFlags & { why: string }) =>
      done(await (await import('./cli/feed.js')).release(world, id, flags)),
    );
  sub('listings', 'print every listing, normalised, one JSON a line').action(async (flags: SharedFlags) =>
    done(await (await import('./cli/ask.js')).listings(world, flags)),
  );
  sub('screen <file>', 'screen many names: lines, CSV with a name column, or NDJSON; - is standard input')
    .addOption(new Option('--csv', 'a CSV row a name').conflicts('json'))
    .addOption(new Option('--from-line <n>', 'go on at this line of the file').argParser(lineNumber))
    .addHelpText('after', SCREEN_HELP)
    .action(async (file: string, flags: ScreenFlags) =>
      done(await (await import('./cli/screen.js')).screen(world, file, flags)),
    );
  sub('score <names...>', 'how alike two names are, and why: two names, or a file of pairs; - is standard input')
    .addHelpText('after', SCORE_HELP)
    .action(async (names: string[], flags: SharedFlags) =>
      done(await (await import('./cli/score.js')).score(world, names, flags)),
    );
  sub('doctor', 'check configuration, tokens, permissions and sources, and say how to mend each').action(
    async (flags: SharedFlags) => done(await (await import('./cli/doctor.js')).doctor(world, flags)),
  );
  sub('manifest', 'print the Slack app manifest').action(async (flags: SharedFlags) =>
    done(await (await import('./cli/register.js')).manifest(world, flags)),
  );
  sub('register', "register Discord's commands").action(async (flags: SharedFlags) =>
    done(await (await import('./cli/register.js')).register(world, flags)),
  );
}

/** A chat command as a command of the command line. */
function addQuestion(program: Program, command: Command, world: World, done: (code: number) => void): void {
  const own = command.options.filter(({ name }) => name !== 'destination');
  const positional =
    own.find((option) => option.kind === 'rest') ??
    own.find((option) => option.required) ??
    (own.length === 1 ? own[0] : undefined);
  const usage = positional
    ? `${command.name} ${positional.required ? `<${positional.name}...>` : `[${positional.name}...]`}`
    : command.name;
  const sub = shared(program.command(usage).description(command.description));
  if (command.name === 'status') sub.option('--check', 'exit 1 when something is stale or stuck');
  const known = new Set(sub.options.map((option) => option.attributeName()));
  for (const option of command.options)
    if (option !== positional && !known.has(camel(option.name))) sub.addOption(flagOf(option));
  sub.action(async (...args: unknown[]) => {
    const words = positional && Array.isArray(args[0]) ? args[0].map(String) : [];
    const flags = sub.opts<SharedFlags & Record<string, unknown>>();
    // What is typed on the command line, flags and all, is what somebody wants to read here.
    const explained = command.name === 'help' && !flags.json && program.commands.find((one) => one.name() === words[0]);
    if (explained) return explained.outputHelp();
    const options = valuesOf(command, positional, words, flags);
    const code = await (await import('./cli/ask.js')).ask(world, command, options, flags);
    done(command.name === 'status' && flags.check !== true ? 0 : code);
  });
}

function shared(sub: Program): Program {
  return sub
    .option('--json', 'one JSON value a line')
    .option('--data-dir <dir>', 'where state is kept')
    .addOption(new Option('--limit <n>', 'at most this many').argParser(wholeNumber))
    .addOption(new Option('--min-score <x>', 'the lowest score, 0 to 1').argParser(score))
    .option('--list <id>', 'only this list')
    .addOption(new Option('--type <type>', 'only this type of party').choices(PARTY_TYPES));
}

function flagOf(option: OptionSpec): Option {
  const flag = new Option(option.kind === 'flag' ? `--${option.name}` : `--${option.name} <value>`, option.description);
  return option.choices ? flag.choices([...option.choices]) : flag;
}

/** `mode:daily`, as in chats and in what the bot shows, is `--mode daily`. */
const AS_IN_CHAT = /^([a-z-]+):(\S+)$/;

function valuesOf(
  command: Command,
  positional: OptionSpec | undefined,
  words: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): OptionValues {
  const values: Record<string, string | number | boolean | undefined> = {};
  const asInChat = new Map<string, string>();
  const free: string[] = [];
  for (const word of words) {
    const [, name = '', value = ''] = AS_IN_CHAT.exec(word) ?? [];
    const option = command.options.find((one) => one.name === name && one !== positional && one.kind !== 'flag');
    if (option) asInChat.set(option.name, value);
    else free.push(word);
  }
  for (const option of command.options) {
    const given = option === positional ? free.join(' ') : (flags[camel(option.name)] ?? asInChat.get(option.name));
    if (given === undefined || given === '') continue;
    values[option.name] = option.kind === 'flag' ? given === true : String(given);
  }
  return values;
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function reason(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('It must say why.');
}

function wholeNumber(text: string): string {
  if (/^[1-9]\d{0,6}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

function lineNumber(text: string): string {
  if (/^[1-9]\d{0,11}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

function score(text: string): string {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return text;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
