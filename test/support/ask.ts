import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import type { Asker, CommandContext, Directory, Reply } from '../../src/ports.js';
import { aDestination, anAsker, type MemoryApp } from './builders.js';

/** Runs a command as it is typed. Rejects with what the command throws. */
export async function ask(
  app: MemoryApp,
  text: string,
  over: {
    readonly asker?: Asker;
    readonly place?: CommandContext['place'];
    readonly invocation?: string;
    readonly directory?: Directory;
  } = {},
): Promise<Reply> {
  const { name, options } = parseCommand(text, commands);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const { asker = anAsker(), place = aDestination(), invocation = 'I1', directory } = over;
  const context = { app, asker, place, commands, invocation };
  return command.run(options, directory ? { ...context, directory } : context);
}
