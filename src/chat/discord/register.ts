import type { REST } from 'discord.js';
import { z } from 'zod';
import { SetupError } from '../../domain/errors.js';
import { stableJson } from '../../lib/text.js';
import type { CommandSpec } from '../../ports.js';
import { applicationCommands, titlesOf } from './definitions.js';
import { type DiscordConfig, singleAttemptRest } from './rest.js';
import { refusal } from './setup.js';

const Option = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).default([]),
});
/** What we set of a command, with Discord's defaults, so that ours and the registered ones compare. */
const Commands = z.array(
  z.object({
    type: z.number().default(1),
    name: z.string(),
    description: z.string().default(''),
    default_member_permissions: z.string().nullable().default(null),
    integration_types: z.array(z.number()).nullable().default(null),
    contexts: z.array(z.number()).nullable().default(null),
    options: z.array(Option.extend({ options: z.array(Option).default([]) })).default([]),
  }),
);
const Application = z.object({ id: z.string() });

/**
 * Replaces the application's global commands by ours. Rejects with `SetupError` when Discord refuses the token, and with
 * the reason when it cannot be reached.
 */
export async function registerDiscordCommands(
  config: DiscordConfig,
  commands: readonly CommandSpec[],
): Promise<{ registered: string[] }> {
  if (config.token === '') throw new SetupError('There is no Discord token: set DISCORD_TOKEN.');
  const rest = await singleAttemptRest(config);
  try {
    const { id } = Application.parse(await rest.get('/applications/@me'));
    return { registered: await putCommands(rest, id, commands) };
  } catch (error) {
    throw refusal(error) ?? new Error('Discord did not take the commands; try again later.', { cause: error });
  }
}

/** Registers the commands where the registered ones differ; says which it did. */
export async function syncCommands(
  rest: REST,
  application: string,
  commands: readonly CommandSpec[],
): Promise<'unchanged' | { registered: string[] }> {
  const remote = Commands.safeParse(await rest.get(`/applications/${application}/commands`));
  const ours = Commands.parse(applicationCommands(commands));
  if (remote.success && canonical(remote.data) === canonical(ours)) return 'unchanged';
  return { registered: await putCommands(rest, application, commands) };
}

function canonical(commands: z.infer<typeof Commands>): string {
  return stableJson([...commands].sort((a, b) => (a.name < b.name ? -1 : 1)));
}

async function putCommands(rest: REST, application: string, commands: readonly CommandSpec[]): Promise<string[]> {
  const definitions = applicationCommands(commands);
  await rest.put(`/applications/${application}/commands`, { body: definitions });
  return titlesOf(definitions);
}
