import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sdnCsv } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { type RunningBot, runBot, temporaryFolder } from '../support/run-bot.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

const HERON = { uid: 1, name: 'GREY HERON', program: 'TEST3' };
const STORK = { uid: 2, name: 'STORK', program: 'TEST3' };
const IBIS = { uid: 3, name: 'IBIS', program: 'TEST3' };

let site: OfficialSite;
let slack: SlackServer;
let clock: VirtualClock;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;
let bot: RunningBot;
let checks: number;

beforeEach(async () => {
  [site, slack, folder] = await Promise.all([startOfficialSite(), startSlackServer(), temporaryFolder()]);
  clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  checks = 0;
  const { refreshToken, clientId, clientSecret } = slack.rotateTokens();
  env = {
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ SLACK_REFRESH_TOKEN: refreshToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret },
    ...{ SLACK_CHANNEL: 'C0ALERTS', DATA_DIR: join(folder.dir, 'state'), POLL_SECONDS: '60' },
    ...{ SOURCES: 'ofac-sdn', SOURCE_OFAC_SDN_FORMAT: 'csv', SOURCE_OFAC_SDN_URL: site.url },
  };
  site.serve('/api/download/SDN.CSV', sdnCsv([HERON]));
  bot = await runBot(env, clock);
  await checked();
});

afterEach(async () => {
  await bot.stop();
  await Promise.all([site.close(), slack.close()]);
  await folder.dispose();
});

/** Lets the next check of the list be made. */
async function checked(): Promise<void> {
  checks += 1;
  let done = false;
  const polled = bot.polled('ofac-sdn', checks).then((result) => {
    expect(result).not.toBeInstanceOf(Error);
    done = true;
  });
  while (!done) await clock.advance(10_000);
  await polled;
}

describe('a Slack app that rotates its tokens', () => {
  it('gets its alert although the token has expired and nothing comes in: a renewal, then the message', async () => {
    slack.expireTokens();
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
    await checked();
    const [message] = await slack.posted(1);
    expect(message?.text).toContain('STORK');
    const asked = slack.calls.map(({ method }) => method).filter((method) => /^(oauth|chat)/.test(method));
    // The first renewal is that of the first start.
    expect(asked).toEqual(['oauth.v2.access', 'chat.postMessage', 'oauth.v2.access', 'chat.postMessage']);
    expect(slack.messages).toHaveLength(1);
  });

  it('loses nothing while Slack refuses to renew: what was owed is sent after the app is installed anew', async () => {
    slack.expireTokens();
    slack.fail('oauth.v2.access', { error: 'invalid_refresh_token' });
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
    await checked();
    await slack.called('oauth.v2.access', 2);
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK, IBIS]));
    await checked();
    expect(slack.messages).toEqual([]);
    expect(await bot.app.status()).toMatchObject({ deliveries: { pending: 2, failed: 0 } });
    const said = bot.logged.flatMap(({ fields }) => (typeof fields.notice === 'string' ? [fields.notice] : []));
    expect(said.join('\n')).toMatch(/rejected the bot's token.*invalid_refresh_token.*install the app again/);
    await bot.stop();
    slack.heal();
    const { refreshToken } = slack.rotateTokens();
    bot = await runBot({ ...env, SLACK_REFRESH_TOKEN: refreshToken }, clock);
    const sent = slack.posted(2);
    let over = false;
    void sent.then(() => {
      over = true;
    });
    while (!over) await clock.advance(1_000);
    expect((await sent).map(({ text }) => /STORK|IBIS/.exec(text)?.[0])).toEqual(['STORK', 'IBIS']);
  });
});
