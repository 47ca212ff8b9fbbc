import { SetupError } from '../domain/errors.js';
import { configured, print, type SharedFlags, type World } from './world.js';

/** Prints the manifest from which a Slack app is made. */
export async function manifest(world: World, flags: SharedFlags): Promise<number> {
  const { config } = await configured(world, flags);
  const { slackManifest } = await import('../chat/slack/manifest.js');
  const socketMode = config.slack ? config.slack.appToken !== undefined : true;
  const command = world.env.SLACK_COMMAND || '/sanctions';
  const rotation = config.slack?.rotation !== undefined;
  await print(world.output, JSON.stringify(slackManifest({ command, socketMode, rotation }), null, flags.json ? 0 : 2));
  return 0;
}

/** Registers the commands with Discord. */
export async function register(world: World, flags: SharedFlags): Promise<number> {
  const { config } = await configured(world, flags);
  if (!config.discord)
    throw new SetupError('There is no Discord token: set DISCORD_TOKEN in .env, then run this again.');
  const { registerDiscordCommands } = await import('../chat/discord/index.js');
  const { commands } = await import('../../commands/index.js');
  const { registered } = await registerDiscordCommands(config.discord, commands);
  await print(
    world.output,
    flags.json ? JSON.stringify({ registered }) : `Registered with Discord: ${registered.join(', ')}`,
  );
  return 0;
}
