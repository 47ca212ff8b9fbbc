import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSlack, SCOPE_USES, type SlackCheck } from '../../../src/chat/slack/check.js';
import type { SlackConfig } from '../../../src/chat/slack/index.js';
import { slackManifest } from '../../../src/chat/slack/manifest.js';
import { writeTokens } from '../../../src/chat/slack/token-file.js';
import type { Finding } from '../../../src/domain/finding.js';
import { temporaryFolder } from '../../support/run-bot.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { LogLines } from './samples.js';

let slack: SlackServer;
beforeEach(async () => {
  slack = await startSlackServer();
});
afterEach(() => slack.close());

async function check(config: Partial<SlackConfig> = {}, over: Partial<SlackCheck> = {}): Promise<Finding[]> {
  const { botToken, appToken, apiUrl } = slack;
  const found: Finding[] = [];
  const parts = {
    config: { botToken, appToken, apiUrl, command: '/sanctions', ...config },
    channels: [{ variable: 'SLACK_CHANNEL', id: 'C0TEST' }],
    running: false,
    log: new LogLines(),
    ...over,
  };
  for await (const finding of checkSlack(parts)) found.push(finding);
  return found;
}

const states = (found: readonly Finding[]) => found.map(({ what, state }) => `${what} ${state}`);

describe('the doctor of Slack', () => {
  it('names the bot, its workspace and the channel, and posts nothing', async () => {
    const found = await check();
    expect(found.map(({ detail }) => detail)).toEqual([
      'the bot is tocsin in the workspace Test',
      'Socket Mode answers',
      '#alerts can be posted to',
    ]);
    expect(slack.messages).toEqual([]);
  });

  it('knows what each scope of the manifest is for', () => {
    expect(slackManifest({ command: '/x', socketMode: true })).toMatchObject({
      oauth_config: { scopes: { bot: Object.keys(SCOPE_USES).sort() } },
    });
  });

  it('says which scopes are missing, where Slack names them', async () => {
    const scopesOf = async (scopes: readonly string[]) => {
      const body = JSON.stringify({ ok: true, user: 'tocsin', team: 'Test' });
      const headers = { 'content-type': 'application/json', 'x-oauth-scopes': scopes.join(',') };
      slack.fail('auth.test', { status: 200, headers, body }, { times: 1 });
      return check();
    };
    const scoped = async (scopes: readonly string[]) => (await scopesOf(scopes)).find(({ what }) => what === 'scopes');
    const all = Object.keys(SCOPE_USES);
    const history = (await scopesOf(all)).find(({ what }) => what === 'history');
    expect(history).toMatchObject({
      state: 'off',
      detail: expect.stringMatching(/channels:history and groups:history/),
    });
    const granted = await scopesOf([...all, 'channels:history', 'groups:history']);
    expect(granted.find(({ what }) => what === 'history')).toMatchObject({ state: 'ok' });
    expect(await scoped(all)).toMatchObject({ state: 'ok' });
    const uninvited = await scoped(all.filter((scope) => scope !== 'chat:write.public'));
    expect(uninvited).toMatchObject({ state: 'warn', detail: expect.stringMatching(/^missing: chat:write\.public/) });
    expect(await scoped(['chat:write'])).toMatchObject({ state: 'fail', mend: expect.stringMatching(/Reinstall/) });
  });

  it('says how to get a token that Slack takes, and nothing of the channel then', async () => {
    const found = await check({ botToken: 'xoxb-wrong' });
    expect(states(found)).toEqual(['bot token fail', 'app token ok']);
    expect(found[0]).toMatchObject({
      detail: expect.stringMatching(/invalid_auth/),
      mend: expect.stringMatching(/SLACK_BOT_TOKEN/),
    });
    const app = (await check({ appToken: 'xapp-wrong' }))[1];
    expect(app).toMatchObject({ state: 'fail', mend: expect.stringMatching(/Socket Mode.*connections:write/) });
  });

  it('looks with the token that the bot holds, and leaves renewing it to the bot', async () => {
    const { dir, dispose } = await temporaryFolder();
    const rotation = { ...slack.rotateTokens(), file: join(dir, 'slack-tokens.json') };
    expect((await check({ rotation }))[0]).toMatchObject({ what: 'bot token', state: 'ok' });
    slack.expireTokens();
    expect((await check({ rotation }))[0]).toMatchObject({
      state: 'warn',
      detail: expect.stringMatching(/renewed when the bot starts/),
    });
    expect((await check({ rotation }, { running: true }))[0]).toMatchObject({
      state: 'fail',
      mend: expect.stringMatching(/install the app again/),
    });
    const stored = { accessToken: 'xoxb-of-an-app-that-is-gone', refreshToken: 'xoxe-1', renewAt: null };
    await writeTokens(rotation.file, rotation.refreshToken, stored);
    const [gone] = await check({ rotation });
    expect(gone).toMatchObject({ state: 'fail', detail: expect.stringMatching(/invalid_auth/) });
    await writeFile(rotation.file, 'torn');
    expect((await check({ rotation }))[0]).toMatchObject({
      state: 'fail',
      detail: expect.stringMatching(/cannot be read\. Remove it/),
    });
    expect(slack.calls.map(({ method }) => method)).not.toContain('oauth.v2.access');
    await dispose();
  });

  it('tells a channel that the bot does not see from one that is archived, or that it is not in', async () => {
    const channel = async (fault: Parameters<SlackServer['fail']>[1]) => {
      slack.fail('conversations.info', fault, { times: 1 });
      return (await check()).at(-1);
    };
    const answer = (facts: object) => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ok: true, channel: { id: 'C0TEST', name: 'alerts', ...facts } }),
    });
    expect(await channel({ error: 'channel_not_found' })).toMatchObject({
      state: 'fail',
      mend: expect.stringMatching(/\/invite/),
    });
    expect(await channel({ error: 'missing_scope', extra: { needed: 'groups:read' } })).toMatchObject({
      state: 'warn',
      detail: expect.stringMatching(/groups:read/),
    });
    expect(await channel(answer({ is_archived: true }))).toMatchObject({
      state: 'fail',
      detail: '#alerts is archived',
    });
    expect(await channel(answer({ is_member: false }))).toMatchObject({
      state: 'warn',
      mend: expect.stringMatching(/\/invite/),
    });
    expect(await channel({ status: 503 })).toMatchObject({ state: 'fail', mend: expect.stringMatching(/again/) });
  });

  it('says that Slack cannot be reached, and does not wait for one that hangs', async () => {
    const gone = await startSlackServer();
    const nobody = gone.apiUrl;
    await gone.close();
    const [away] = await check({ apiUrl: nobody });
    expect(away).toMatchObject({
      state: 'fail',
      detail: expect.stringMatching(/ECONNREFUSED/),
      mend: expect.stringMatching(/SLACK_API_URL/),
    });
    slack.fail('auth.test', { hang: true });
    const [hung] = await check({}, { timeoutMs: 50 });
    expect(hung?.state).toBe('fail');
  });

  it('without Socket Mode tries the port', async () => {
    const taken = createServer();
    taken.listen(0);
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { botToken, apiUrl } = slack;
    const config = { botToken, apiUrl, command: '/sanctions', signingSecret: 'hush', port };
    const held = await check({}, { config });
    expect(held[1]).toMatchObject({ what: 'port', state: 'fail', detail: expect.stringMatching(/another program/) });
    expect((await check({}, { config, running: true }))[1]).toMatchObject({ state: 'ok' });
    taken.close();
    await once(taken, 'close');
    expect((await check({}, { config }))[1]).toMatchObject({ state: 'ok', detail: expect.stringMatching(/is free/) });
  });
});
