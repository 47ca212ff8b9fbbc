import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { slackManifest } from '../../../src/chat/slack/manifest.js';

/** Limits of https://docs.slack.dev/reference/app-manifest. */
const url = z.url({ protocol: /^https$/ }).optional();
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/), always_online: z.boolean() }),
    app_home: z.record(z.string(), z.boolean()),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().startsWith('/').max(32),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.boolean(),
          url,
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          type: z.literal('message'),
          name: z.string().max(24),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100), request_url: url }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

describe('the app manifest', () => {
  it('needs no address in Socket Mode', () => {
    const manifest = Manifest.parse(slackManifest({ command: '/watch', socketMode: true }));
    expect(manifest.features.slash_commands[0]).toMatchObject({ command: '/watch' });
    expect(JSON.stringify(manifest)).not.toContain('https://');
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });

  it('names where Slack shall call without it', () => {
    const origin = 'https://bot.example.com';
    const manifest = Manifest.parse(slackManifest({ command: '/sanctions', socketMode: false, origin }));
    const expected = 'https://bot.example.com/slack/events';
    expect(manifest.features.slash_commands[0]?.url).toBe(expected);
    expect(manifest.settings.interactivity.request_url).toBe(expected);
    expect(manifest.settings.event_subscriptions.request_url).toBe(expected);
  });

  it('asks for the scopes that its events and methods need', () => {
    const { bot } = Manifest.parse(slackManifest({ command: '/sanctions', socketMode: true })).oauth_config.scopes;
    expect(bot).toEqual(
      expect.arrayContaining(['commands', 'chat:write', 'channels:read', 'groups:read', 'app_mentions:read']),
    );
  });
});
