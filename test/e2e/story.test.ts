import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MESSAGE_COMMAND } from '../../src/chat/discord/definitions.js';
import { LOOKUP_SHORTCUT } from '../../src/chat/slack/manifest.js';
import { runCommandLine } from '../../src/cli.js';
import { openStoreForReading } from '../../src/store/index.js';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.js';
import {
  companionCsv,
  recentActionNotice,
  recentActionsIndex,
  type SdnRow,
  sdnCsv,
  unXml,
} from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { type RunningBot, runBot, temporaryFolder } from '../support/run-bot.js';
import { visibleText } from '../support/slack-blocks.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

/** A minute between checks of every source. */
const POLL_SECONDS = 60;
const FIRST_WALLET = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const SECOND_WALLET = '0xa0e1c89Ef1a489c9C7dE96311eD5Ce5D32c20E4B';
const SOURCES = ['ofac-sdn', 'un-sc', 'ofac-recent-actions'];
const OLD_NOTICE = { id: '20260102', date: 'January 02, 2026', title: 'Publication of Guidance' };

function lazarus(...wallets: string[]): SdnRow {
  const facts = [...wallets.map((address) => `Digital Currency Address - ETH ${address}`), "a.k.a. 'HIDDEN COBRA'"];
  return {
    uid: 27307,
    name: 'LAZARUS GROUP',
    program: 'DPRK3',
    remarks: `${facts.join('; alt. ').replace('alt. a.k.a.', 'a.k.a.')}.`,
  };
}

describe('from an official site to every chat', () => {
  let site: OfficialSite;
  let slack: SlackServer;
  let discord: DiscordServer;
  let clock: VirtualClock;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let publication = 800;
  const running: RunningBot[] = [];

  beforeEach(async () => {
    site = await startOfficialSite();
    slack = await startSlackServer();
    discord = await startDiscordServer();
    clock = createVirtualClock('2026-01-05T12:00:00.000Z');
    folder = await temporaryFolder();
    publishSdn(lazarus());
    site.serve(
      '/resources/xml/en/consolidated.xml',
      unXml([{ ref: 'KPe.031', name: 'RECONNAISSANCE GENERAL BUREAU' }]),
    );
    site.serve('/recent-actions', recentActionsIndex([OLD_NOTICE]));
  });

  afterEach(async () => {
    for (const bot of running.splice(0)) await bot.stop();
    await Promise.all([site.close(), slack.close(), discord.close()]);
    await folder.dispose();
  });

  function publishSdn(...rows: SdnRow[]): void {
    publication += 1;
    site.serve(
      '/changes/history/2026',
      JSON.stringify([{ publicationID: publication, datePublished: '2026-01-05T10:00:00' }]),
    );
    site.serve('/api/download/SDN.CSV', sdnCsv(rows));
    site.serve('/api/download/ALT.CSV', companionCsv([['900001', '1', 'aka', 'HARBOUR ONE', null]]));
    site.serve(
      '/api/download/ADD.CSV',
      companionCsv([['27307', '41001', 'Potonggang District', 'Pyongyang', 'Korea, North', null]]),
    );
    site.serve('/api/download/SDN_COMMENTS.CSV', companionCsv([['900001', 'Some more.']]));
  }

  function environment(): Record<string, string> {
    return {
      DATA_DIR: folder.dir,
      SOURCES: SOURCES.join(','),
      SOURCE_OFAC_SDN_URL: site.url,
      SOURCE_OFAC_SDN_FORMAT: 'csv',
      SOURCE_UN_SC_URL: site.url,
      SOURCE_OFAC_RECENT_ACTIONS_URL: site.url,
      POLL_SECONDS: String(POLL_SECONDS),
    };
  }

  function platforms(): Record<string, string> {
    return {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CHANNEL: 'C0ALERTS',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CHANNEL: discord.world.channel,
    };
  }

  async function start(env: Record<string, string>): Promise<RunningBot> {
    const bot = await runBot(env, clock);
    running.push(bot);
    return bot;
  }

  async function polledAll(bot: RunningBot, n: number): Promise<void> {
    for (const source of SOURCES) expect(await bot.polled(source, n), source).not.toBeInstanceOf(Error);
  }

  /** The next check of every source, to its end. */
  async function nextCheck(bot: RunningBot, n: number): Promise<void> {
    await vi.waitFor(() => expect(clock.sleepers).toBeGreaterThanOrEqual(SOURCES.length));
    await clock.advance(POLL_SECONDS * 1000);
    await polledAll(bot, n);
  }

  it('tells Slack and Discord once, answers, takes subscriptions, and is silent after a restart', async () => {
    const bot = await start({ ...environment(), ...platforms() });
    await slack.connected();
    await polledAll(bot, 1);
    expect([slack.messages.length, discord.messages.length]).toEqual([0, 0]);

    publishSdn(lazarus(FIRST_WALLET));
    await nextCheck(bot, 2);
    const [alert] = await slack.posted(1);
    expect(alert).toMatchObject({ channel: 'C0ALERTS' });
    expect(alert?.text).toBe('AMENDED · OFAC SDN · LAZARUS GROUP (+1 ETH wallet) · DPRK3 · 5 Jan 2026');
    expect(JSON.stringify(alert?.blocks)).toContain(FIRST_WALLET);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1));
    expect(JSON.stringify(discord.messages[0]?.body)).toContain(FIRST_WALLET);
    expect(discord.messages[0]?.body.content).toContain('LAZARUS GROUP');

    const [lookup] = await slack.slash('lookup hidden cobra', { channel: 'C0OTHER' });
    expect(lookup?.responseType).toBe('ephemeral');
    expect(JSON.stringify(lookup?.blocks)).toContain('27307');
    const answer = await discord.command('sanctions', 'wallet', { address: FIRST_WALLET });
    expect(answer.ephemeral).toBe(true);
    expect(JSON.stringify(answer.body)).toContain('LAZARUS GROUP');

    const message = `Hi all, anybody know whether the Lazarus Group holds ${FIRST_WALLET}? Thanks, Anna`;
    const [shown] = await (await slack.shortcut(LOOKUP_SHORTCUT, message, { channel: 'C0OTHER' })).answered();
    const same = await discord.messageCommand(MESSAGE_COMMAND.name, { content: message });
    for (const text of [visibleText(shown?.blocks), JSON.stringify(same.body)]) {
      expect(text).toContain('Lazarus Group');
      expect(text).toContain(FIRST_WALLET);
    }
    expect([shown?.responseType, same.ephemeral]).toEqual(['ephemeral', true]);

    const [subscribed] = await slack.slash('subscribe lazarus group', { channel: 'C0OTHER' });
    expect(JSON.stringify(subscribed?.body)).toContain('Lazarus Group');
    await slack.slash('subscribe list:ofac-sdn', { channel: 'C0OTHER' });

    publishSdn(lazarus(FIRST_WALLET, SECOND_WALLET));
    await nextCheck(bot, 3);
    const messages = await slack.posted(3);
    const other = messages.filter((message) => message.channel === 'C0OTHER');
    expect(other).toHaveLength(1);
    expect(JSON.stringify(other[0]?.blocks)).toMatch(/S\d+ \(actor:lazarus-group\), S\d+ \(list:ofac-sdn\)/);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(2));

    await bot.stop();
    running.length = 0;
    const again = await start({ ...environment(), ...platforms() });
    await polledAll(again, 1);
    await nextCheck(again, 2);
    await again.stop();
    running.length = 0;
    expect([slack.messages.length, discord.messages.length]).toEqual([3, 2]);
    expect(discord.refused).toEqual([]);
  });

  it('announces a notice as announced, never as listed', async () => {
    const bot = await start({ ...environment(), ...platforms() });
    await polledAll(bot, 1);
    site.serve(
      '/recent-actions',
      recentActionsIndex([{ id: '20260105', date: 'January 05, 2026', title: 'North Korea Designations' }, OLD_NOTICE]),
    );
    site.serve(
      '/recent-actions/20260105',
      recentActionNotice(
        'North Korea Designations',
        '01/05/2026',
        `<h4>The following entities have been added to OFAC's SDN List:</h4><p>ANDARIEL, Korea, North [DPRK3].</p><p>GREY HERON (a.k.a. "EGRET"), Korea, North [DPRK3] (Linked To: LAZARUS GROUP).</p>`,
      ),
    );
    await nextCheck(bot, 2);
    const [alert] = await slack.posted(1);
    expect(alert?.text).toContain('ANNOUNCED · OFAC Recent Actions · North Korea Designations');
    expect(alert?.text).toContain('ANDARIEL; GREY HERON');
    const shown = JSON.stringify(alert?.blocks);
    expect(shown).toContain('ofac.treasury.gov/recent-actions/20260105');
    expect(shown).not.toMatch(/\blisted on\b|newly listed/i);
    await nextCheck(bot, 3);
    expect(slack.messages).toHaveLength(1);
  });

  it('takes the list although the change index answers HTML, and a change of the UN list too', async () => {
    site.serve('/changes/history/2026', '<!doctype html><html><body>Maintenance</body></html>', {
      contentType: 'text/html',
    });
    const bot = await start({ ...environment(), ...platforms() });
    await polledAll(bot, 1);
    site.serve('/api/download/SDN.CSV', sdnCsv([lazarus(FIRST_WALLET)]));
    site.serve(
      '/resources/xml/en/consolidated.xml',
      unXml([{ ref: 'KPe.031', name: 'RECONNAISSANCE GENERAL BUREAU', comments: 'Also known as KPA Unit 586.' }]),
    );
    await nextCheck(bot, 2);
    const texts = (await slack.posted(2)).map((message) => message.text).sort();
    expect(texts[0]).toContain('AMENDED · OFAC SDN · LAZARUS GROUP (+1 ETH wallet)');
    expect(texts[1]).toContain('AMENDED · UN Security Council · RECONNAISSANCE GENERAL BUREAU (remarks)');
  });

  it('keeps the old data and tells nobody when a file is cut short, foreign or empty', async () => {
    const bot = await start({ ...environment(), ...platforms() });
    await polledAll(bot, 1);
    for (const [n, bad] of [
      sdnCsv([lazarus(FIRST_WALLET)]).slice(0, 90_000),
      '<!doctype html><html></html>',
      '',
    ].entries()) {
      publication += 1;
      site.serve(
        '/changes/history/2026',
        JSON.stringify([{ publicationID: publication, datePublished: '2026-01-05T10:00:00' }]),
      );
      site.serve('/api/download/SDN.CSV', bad, { contentType: 'text/csv' });
      await vi.waitFor(() => expect(clock.sleepers).toBeGreaterThanOrEqual(SOURCES.length));
      await clock.advance(900_000);
      expect(await bot.polled('ofac-sdn', n + 2)).toBeInstanceOf(Error);
    }
    const [answer] = await slack.slash('status');
    expect(JSON.stringify(answer?.blocks)).toContain('failing');
    expect([slack.messages.length, discord.messages.length]).toEqual([0, 0]);
    const [found] = await slack.slash('lookup lazarus group');
    expect(JSON.stringify(found?.blocks)).toContain('27307');
  });

  it('holds a version that removes too much, and takes it when a person releases it beside the running bot', async () => {
    const env = { ...environment(), ...platforms(), OPS_DESTINATION: 'slack/C0OPS' };
    const bot = await start(env);
    await polledAll(bot, 1);
    publishSdn(lazarus(FIRST_WALLET));
    site.serve('/api/download/SDN.CSV', sdnCsv([lazarus(FIRST_WALLET)], 5_050));
    await nextCheck(bot, 2);
    const [notice] = await slack.posted(1);
    expect(notice).toMatchObject({ channel: 'C0OPS' });
    expect(JSON.stringify(notice?.blocks)).toContain('it removes 150 of 5201 entries, more than 2 %');
    const [found] = await slack.slash('lookup harbour company 5100');
    expect(JSON.stringify(found?.blocks)).toContain('905100');

    const said: string[] = [];
    const output = new Writable({ write: (chunk, _encoding, done) => done(void said.push(String(chunk))) });
    const world = {
      env: { ...env, USER: 'ada' },
      input: Readable.from([]),
      output,
      errors: output,
      clock,
      version: '0',
    };
    expect(await runCommandLine(['release', 'ofac-sdn', '--why', 'confirmed by the notice'], world)).toBe(0);
    expect(said.join('')).toBe(
      'The running bot takes the held version of ofac-sdn at its next check, within 60 seconds.\n',
    );
    await nextCheck(bot, 3);
    const [, alert] = await slack.posted(2);
    expect(alert?.text).toContain('150 removed, 1 amended');
    const reader = await openStoreForReading(folder.dir);
    const audit = (await reader.list('audit')).map(([, record]) => record);
    expect(audit.at(-1)).toMatchObject({ who: 'ada', why: 'confirmed by the notice' });
    expect(await reader.get('held', 'ofac-sdn')).toBeUndefined();
  });

  it('does the same in the terminal when there are no tokens', async () => {
    const bot = await start(environment());
    await polledAll(bot, 1);
    publishSdn(lazarus(FIRST_WALLET));
    await nextCheck(bot, 2);
    await vi.waitFor(() => expect(bot.screen()).toContain(`wallet ETH ${FIRST_WALLET}`));
    bot.type('/sanctions lookup hidden cobra');
    await vi.waitFor(() => expect(bot.screen()).toContain('Matches weak alias HIDDEN COBRA'));
    const reader = await openStoreForReading(folder.dir);
    const deliveries = (await reader.list('deliveries')).map(([, delivery]) => delivery);
    expect(deliveries).toMatchObject([{ destination: 'terminal/local', state: 'sent', attempts: 1 }]);
  });
});
