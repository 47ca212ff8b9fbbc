import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import type { Asker, CommandContext, Reply } from '../../src/ports.js';
import { aDestination, anAsker, type MemoryApp } from './builders.js';

/** Runs a command as it is typed. Rejects with what the command throws. */
export async function ask(
  app: MemoryApp,
  text: string,
  over: { readonly asker?: Asker; readonly place?: CommandContext['place']; readonly invocation?: string } = {},
): Promise<Reply> {
  const { name, options } = parseCommand(text, commands);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const { asker = anAsker(), place = aDestination(), invocation = 'I1' } = over;
  return command.run(options, { app, asker, place, commands, invocation });
}
