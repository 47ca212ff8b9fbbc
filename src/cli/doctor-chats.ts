import type { Config } from '../config.js';
import type { Log } from '../ports.js';
import { slackConfig } from './chats.js';
import type { Check } from './doctor-check.js';

/** The platforms, each asked for what the bot will need of it; one without tokens says how to get them. */
export function chatChecks(config: Config, running: boolean, log: Log): Check[] {
  return [
    {
      area: 'slack',
      what: 'Slack',
      async *run() {
        const { checkSlack } = await import('../chat/slack/check.js');
        yield* checkSlack({ config: slackConfig(config), channels: channelsOf(config, 'slack'), running, log });
      },
    },
    {
      area: 'discord',
      what: 'Discord',
      async *run() {
        const { checkDiscord } = await import('../chat/discord/check.js');
        const { commands } = await import('../../commands/index.js');
        yield* checkDiscord({ config: config.discord, channels: channelsOf(config, 'discord'), commands });
      },
    },
  ];
}

/** The channels that the configuration names; a Slack id that begins with U is a person, who is always there. */
function channelsOf(config: Config, platform: 'slack' | 'discord'): { variable: string; id: string }[] {
  const channel = config[platform]?.channel;
  const [opsPlatform, ops] = config.opsDestination?.split('/') ?? [];
  return [
    ...(channel ? [{ variable: `${platform.toUpperCase()}_CHANNEL`, id: channel }] : []),
    ...(opsPlatform === platform && ops && !ops.startsWith('U') ? [{ variable: 'OPS_DESTINATION', id: ops }] : []),
  ];
}
