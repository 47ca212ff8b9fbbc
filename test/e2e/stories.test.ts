import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.js';
import { companionCsv, recentActionNotice, recentActionsIndex } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { type RunningBot, runBot, temporaryFolder } from '../support/run-bot.js';
import { describeShared } from '../support/shared.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';
import { recordedVersions } from '../watch/pipeline.js';

const POLL_SECONDS = 60;
/** Real lists are read meanwhile, on machines that have other work. */
const PATIENCE = { timeout: 10_000 };
const SOURCES = ['ofac-sdn', 'ofac-recent-actions'];
const OLD = { id: '20220429', date: 'April 29, 2022', title: 'Publication of Guidance' };
const TITLE = 'Cyber-related Designation; North Korea Designation Update';
const NOTICE = 'https://ofac.treasury.gov/recent-actions/20220506';
const ID = /\bA[a-z2-7]{12}\b/;

describeShared('6 May 2022: the notice and the list', (data) => {
  let site: OfficialSite;
  let slack: SlackServer;
  let discord: DiscordServer;
  let clock: VirtualClock;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let before = '';
  let after = '';
  let body = '';
  const running: RunningBot[] = [];

  beforeEach(async () => {
    [site, slack, discord] = await Promise.all([startOfficialSite(), startSlackServer(), startDiscordServer()]);
    clock = createVirtualClock('2022-05-06T12:00:00.000Z');
    folder = await temporaryFolder();
    const versions = await recordedVersions(folder.dir, '--from', '2022-04-29', '--to', '2022-05-06');
    [before = '', after = ''] = await Promise.all(versions.map(({ file }) => readFile(file, 'latin1')));
    const page = await readFile(data('ofac/recent-actions/ra_20220506_excerpt.html'), 'utf8');
    body = page.slice(page.indexOf('<h4>'), page.indexOf('</div>', page.indexOf('<h4>')));
    publishList(before, 1);
    site.serve('/api/download/ALT.CSV', companionCsv([['27307', '1', 'aka', 'HIDDEN COBRA', null]]));
    site.serve('/api/download/ADD.CSV', companionCsv([['27307', '1', 'Potonggang District', 'Pyongyang', null, null]]));
    site.serve('/api/download/SDN_COMMENTS.CSV', companionCsv([['27307', 'x']]));
    site.serve('/recent-actions', recentActionsIndex([OLD]));
  });

  afterEach(async () => {
    for (const bot of running.splice(0)) await bot.stop();
    await Promise.all([site.close(), slack.close(), discord.close()]);
    await folder.dispose();
  });

  function publishList(file: string, publication: number): void {
    site.serve(
      '/changes/history/2022',
      JSON.stringify([{ publicationID: publication, datePublished: '2022-05-06T10:00:00' }]),
    );
    site.serve('/api/download/SDN.CSV', Buffer.from(file, 'latin1'), { contentType: 'text/csv' });
  }

  function publishNotice(): void {
    site.serve('/recent-actions', recentActionsIndex([{ id: '20220506', date: 'May 06, 2022', title: TITLE }, OLD]));
    site.serve('/recent-actions/20220506', recentActionNotice(TITLE, '05/06/2022', body));
  }

  async function start(platforms: Record<string, string>): Promise<RunningBot> {
    const bot = await runBot(
      {
        DATA_DIR: folder.dir,
        SOURCES: SOURCES.join(','),
        SOURCE_OFAC_SDN_URL: site.url,
        SOURCE_OFAC_SDN_FORMAT: 'csv',
        SOURCE_OFAC_RECENT_ACTIONS_URL: site.url,
        POLL_SECONDS: String(POLL_SECONDS),
        ...platforms,
      },
      clock,
    );
    running.push(bot);
    for (const source of SOURCES) expect(await bot.polled(source, 1), source).not.toBeInstanceOf(Error);
    return bot;
  }

  const chats = () => ({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: 'C0ALERTS',
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CHANNEL: discord.world.channel,
  });

  async function nextCheck(bot: RunningBot, n: number): Promise<void> {
    await vi.waitFor(() => expect(clock.sleepers).toBeGreaterThanOrEqual(SOURCES.length), PATIENCE);
    await clock.advance(POLL_SECONDS * 1000);
    for (const source of SOURCES) expect(await bot.polled(source, n), source).not.toBeInstanceOf(Error);
  }

  /** Edits keep a pace of their own. */
  async function edited(): Promise<void> {
    await vi.waitFor(async () => {
      await clock.advance(2_000);
      expect([slack.edited.length, discord.edited.length]).toEqual([1, 1]);
    }, PATIENCE);
  }

  it('are one story on Slack and Discord: the list answers the notice, and each links the other', async () => {
    const bot = await start(chats());
    publishNotice();
    await nextCheck(bot, 2);
    await slack.posted(1);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1), PATIENCE);
    expect(slack.messages[0]?.text).toMatch(/^ANNOUNCED · OFAC Recent Actions · /);
    expect(JSON.stringify(slack.messages[0]?.blocks)).toContain('the list itself may follow later');

    publishList(after, 2);
    await nextCheck(bot, 3);
    await slack.posted(2);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(2), PATIENCE);
    const [notice, change] = slack.messages;
    expect(change?.body).toMatchObject({ thread_ts: notice?.ts, reply_broadcast: 'true' });
    expect(change?.text).toContain('1 new, 1 amended');
    expect(change?.text).toMatch(/6 May 2022, as announced$/);
    const reply = JSON.stringify(change?.blocks);
    expect(reply).toContain('Listed and amended, as announced on 6 May 2022: ');
    expect(reply).toContain(NOTICE);
    expect(reply).toContain(`https://test.slack.com/archives/C0ALERTS/p${notice?.ts.replace('.', '')}`);

    await edited();
    const now = JSON.stringify(slack.messages[0]?.blocks);
    expect(now).toContain('Listed and amended: ');
    expect(now).toContain('BLENDER.IO; LAZARUS GROUP');
    expect(now).not.toContain('the list itself may follow later');
    const link = `https://test.slack.com/archives/C0ALERTS/p${change?.ts.replace('.', '')}?thread_ts=${notice?.ts}&cid=C0ALERTS`;
    expect(now).toContain(link);
    expect(slack.messages).toHaveLength(2);
    expect(slack.messages[0]?.text).toBe(slack.edited[0]?.text);

    const [first, second] = discord.messages;
    expect(second?.body.message_reference).toEqual({ message_id: first?.id, fail_if_not_exists: false });
    const { guild, channel } = discord.world;
    expect(JSON.stringify(second?.body)).toContain(`https://discord.com/channels/${guild}/${channel}/${first?.id}`);
    expect(JSON.stringify(first?.body)).toContain(`https://discord.com/channels/${guild}/${channel}/${second?.id}`);
    expect(JSON.stringify(first?.body)).toContain('Listed and amended: ');
    expect(discord.refused).toEqual([]);

    const id = ID.exec(now)?.[0] ?? '';
    const [answer] = await slack.slash(`action ${id}`);
    expect(JSON.stringify(answer?.blocks)).toContain('as announced on 6 May 2022');

    await nextCheck(bot, 4);
    await bot.stop();
    running.length = 0;
    const again = await start(chats());
    await nextCheck(again, 2);
    await clock.advance(POLL_SECONDS * 1000);
    expect([slack.messages.length, discord.messages.length]).toEqual([2, 2]);
    expect([slack.edited.length, discord.edited.length]).toEqual([1, 1]);
  });

  it('are one story the other way round: the file is there before the notice', async () => {
    const bot = await start(chats());
    publishList(after, 2);
    await nextCheck(bot, 2);
    await slack.posted(1);
    publishNotice();
    await nextCheck(bot, 3);
    await slack.posted(2);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(2), PATIENCE);
    const [change, notice] = slack.messages;
    expect(notice?.body).toMatchObject({ thread_ts: change?.ts, reply_broadcast: 'true' });
    expect(notice?.text).toMatch(/^ANNOUNCED · .*6 May 2022, the list shows it already$/);
    const said = JSON.stringify(notice?.blocks);
    expect(said).toContain('The list shows it already: 1 new, 1 amended — ');
    expect(said).not.toContain('the list itself may follow later');
    await edited();
    const now = JSON.stringify(slack.messages[0]?.blocks);
    expect(now).toContain('"Announced: "');
    expect(now).toContain(NOTICE);
    expect(discord.messages[1]?.body.message_reference).toMatchObject({ message_id: discord.messages[0]?.id });
  });

  it('is told in the terminal, where the second alert names the first', async () => {
    const bot = await start({});
    publishNotice();
    await nextCheck(bot, 2);
    await vi.waitFor(() => expect(bot.screen()).toContain(TITLE), PATIENCE);
    publishList(after, 2);
    await nextCheck(bot, 3);
    await vi.waitFor(
      () => expect(bot.screen()).toContain('Listed and amended, as announced on 6 May 2022: '),
      PATIENCE,
    );
    if (process.env.SHOW) console.log(bot.screen());
  });
});
