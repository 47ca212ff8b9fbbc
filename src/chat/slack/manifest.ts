export const LOOKUP_SHORTCUT = 'tocsin_lookup';
export const EVENTS_PATH = '/slack/events';

/** What the bot may do, and nothing more. */
const SCOPES = [
  'app_mentions:read',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'groups:read',
  'im:write',
] as const;

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_unarchive',
  'group_unarchive',
  'member_joined_channel',
  'tokens_revoked',
] as const;

export interface ManifestOptions {
  /** `/sanctions`; at most 32 characters. */
  readonly command: string;
  readonly socketMode: boolean;
  /** Tokens that expire, for bots that renew them; Slack lets nobody turn it off again. */
  readonly rotation?: boolean;
  /** The public https origin that Slack calls without Socket Mode. */
  readonly origin?: string;
}

/**
 * The app manifest to paste at https://api.slack.com/apps ("From a manifest"). Limits:
 * https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest({ command, socketMode, rotation = false, origin }: ManifestOptions): object {
  const address = `${origin ?? 'https://your-host.example'}${EVENTS_PATH}`;
  const url = socketMode ? {} : { url: address };
  const requestUrl = socketMode ? {} : { request_url: address };
  return {
    display_information: {
      name: 'Tocsin',
      description: 'Watches official sanctions lists, alerts channels, and answers who is listed, by whom, since when.',
      background_color: '#7a271a',
    },
    features: {
      bot_user: { display_name: 'tocsin', always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: [
        {
          command,
          description: 'Look up sanctioned parties and wallets, and subscribe this channel to changes',
          usage_hint: 'lookup NAME · wallet ADDRESS · subscribe TARGET · help',
          // Else `in:#channel` and `mention:@group` would be names, which the bot cannot look up.
          should_escape: true,
          ...url,
        },
      ],
      // Slack shows at most 24 characters of a shortcut's name.
      shortcuts: [
        {
          type: 'message',
          name: 'Look up in sanctions',
          callback_id: LOOKUP_SHORTCUT,
          description: 'Looks up the names and wallet addresses of this message in the sanctions lists',
        },
      ],
    },
    oauth_config: { scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: rotation,
    },
  };
}
