import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/cli.js';
import { type Answer, type DiscordServer, startDiscordServer } from '../support/discord-server.js';
import { recentActionNotice, recentActionsIndex } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { type RunningBot, runBot, temporaryFolder } from '../support/run-bot.js';
import { buttonsOf, visibleText } from '../support/slack-blocks.js';
import { type SlackAnswer, type SlackServer, startSlackServer, type Where } from '../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

const PATIENCE = { timeout: 10_000 };
const SOURCE = 'ofac-recent-actions';
const POLL_SECONDS = 60;
const OLD = { id: '20260102', date: 'January 02, 2026', title: 'Publication of Guidance' };
const NEW = { id: '20260105', date: 'January 05, 2026', title: 'North Korea Designations' };
const BODY =
  '<h4>The following entities have been added to OFAC\'s SDN List:</h4><p>GREY HERON (a.k.a. "EGRET"), Korea, North [DPRK3] (Linked To: LAZARUS GROUP).</p>';

let site: OfficialSite;
let slack: SlackServer;
let discord: DiscordServer;
let clock: VirtualClock;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let bot: RunningBot;

beforeEach(async () => {
  [site, slack, discord] = await Promise.all([startOfficialSite(), startSlackServer(), startDiscordServer()]);
  clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  folder = await temporaryFolder();
  site.serve('/recent-actions', recentActionsIndex([OLD]));
});

afterEach(async () => {
  expect(discord.refused).toEqual([]);
  await bot.stop();
  await Promise.all([site.close(), slack.close(), discord.close()]);
  await folder.dispose();
});

async function start(more: Record<string, string> = {}): Promise<void> {
  bot = await runBot(
    {
      DATA_DIR: folder.dir,
      SOURCES: SOURCE,
      SOURCE_OFAC_RECENT_ACTIONS_URL: site.url,
      POLL_SECONDS: String(POLL_SECONDS),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ...more,
    },
    clock,
  );
  expect(await bot.polled(SOURCE, 1)).not.toBeInstanceOf(Error);
  await vi.waitFor(() => expect(discord.commands.length).toBeGreaterThan(0), PATIENCE);
}

async function publish(): Promise<void> {
  site.serve('/recent-actions', recentActionsIndex([NEW, OLD]));
  site.serve('/recent-actions/20260105', recentActionNotice(NEW.title, '01/05/2026', BODY));
  await clock.advance(POLL_SECONDS * 1000);
  expect(await bot.polled(SOURCE, 2)).not.toBeInstanceOf(Error);
}

async function onSlack(text: string, where: Where = {}): Promise<SlackAnswer> {
  const [answer] = await slack.slash(text, where);
  if (!answer) throw new Error('Slack was not answered');
  return answer;
}
const onDiscord = (verb: string, options: Record<string, string | boolean>, permissions = 16n, user?: string) =>
  discord.command('alerts', verb, options, { permissions, ...(user ? { user } : {}) });
/** As it reads, without the escapes. */
const said = ({ body }: Answer) => `${body.content ?? ''}\n${JSON.stringify(body.embeds)}`.replaceAll('\\', '');

describe('a mention', () => {
  it('of two subscriptions is one message that calls both, on each platform, and an answer calls nobody', async () => {
    const [first, second] = [discord.addRole('compliance', true), discord.addRole('analysts', true)];
    await start();
    const answer = await onSlack('subscribe everything mention:<!subteam^S0ONCALL1|@oncall>');
    expect(JSON.stringify(answer.blocks)).toContain('calling @oncall');
    await onSlack('subscribe lazarus group relations mention:<@U0BOB1|bob>');
    const told = await onDiscord('subscribe', { target: 'everything', mention: `<@&${first}>` });
    expect(said(told)).toContain('calling @compliance');
    await onDiscord('subscribe', { target: 'lazarus group', relations: true, mention: second });
    for (const { text, blocks } of [answer]) expect(text + JSON.stringify(blocks)).not.toMatch(/<!|<@|usergroup/);
    expect(told.body.allowed_mentions).toEqual({ parse: [] });

    await publish();
    const [alert] = await slack.posted(1);
    expect(alert?.text).toMatch(/^<!subteam\^S0ONCALL1> <@U0BOB1> ANNOUNCED · /);
    expect(alert?.blocks[0]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'usergroup', usergroup_id: 'S0ONCALL1' },
            { type: 'text', text: ' ' },
            { type: 'user', user_id: 'U0BOB1' },
            { type: 'text', text: ' ' },
          ],
        },
      ],
    });
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1), PATIENCE);
    const [message] = discord.messages;
    expect(message?.body.content).toMatch(new RegExp(`^<@&${first}> <@&${second}> ANNOUNCED · `));
    expect(message?.body.allowed_mentions).toEqual({ parse: [], roles: [first, second] });
    expect([slack.messages.length, discord.messages.length]).toEqual([1, 1]);
  });

  it('is refused where Discord would not ring, and where it is no role of the server', async () => {
    const closed = discord.addRole('quiet', false);
    const channel = discord.addChannel({
      permission_overwrites: [{ id: discord.world.guild, type: 0, allow: '0', deny: String(1 << 17) }],
    });
    await start();
    const refused = await onDiscord('subscribe', { target: 'everything', mention: closed, in: `<#${channel}>` });
    expect(said(refused)).toContain('The bot cannot call @quiet');
    expect(said(await onDiscord('subscribe', { target: 'everything', mention: '123456789012345678' }))).toContain(
      'no such role',
    );
    expect(said(await onDiscord('subscribe', { target: 'everything', mention: discord.world.guild }))).toContain(
      'never call everyone',
    );
    const choices = await discord.autocomplete('alerts', 'subscribe', 'mention', 'q', { permissions: 16n });
    expect(choices).toEqual([{ name: '@quiet', value: `<@&${closed}>` }]);
  });
});

describe('another place on Discord', () => {
  const stranger = '999999999999999999';
  const deny = (...bits: number[]) => [
    { id: discord.world.guild, type: 0, allow: '0', deny: String(bits.reduce((all, bit) => all + 2 ** bit, 0)) },
  ];

  it('gets the alerts where the person manages it and the bot may post there', async () => {
    const other = discord.addChannel({ name: 'compliance' });
    await start();
    const choices = await discord.autocomplete('alerts', 'subscribe', 'in', 'compl', { permissions: 16n });
    expect(choices).toEqual([{ name: '#compliance', value: `<#${other}>` }]);
    const answer = await onDiscord('subscribe', { target: 'everything', in: `<#${other}>` });
    expect(said(answer)).toContain('Ana subscribed #compliance to everything');
    expect(answer.ephemeral).toBe(true);
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1), PATIENCE);
    expect(discord.messages[0]?.body.content).toBe('Ana subscribed #compliance to everything');
    await publish();
    await vi.waitFor(() => expect(discord.messages).toHaveLength(2), PATIENCE);
    expect(discord.messages.map(({ channel }) => channel)).toEqual([other, other]);
    const undone = await discord.press(answer, `run:unsubscribe S1 destination:discord/${other}`, { permissions: 16n });
    expect(said(undone)).toContain('unsubscribed');
  });

  it.each([
    ['who does not manage it', [], stranger, 'Only those who administer'],
    ['who does not see it', [10], stranger, 'There is no channel'],
    ['where the bot cannot post', [11, 14], undefined, 'the bot lacks Embed Links, Send Messages'],
  ])('is refused %s, in a sentence', async (_who, bits, user, expected) => {
    const other = discord.addChannel({ name: 'compliance', permission_overwrites: deny(...bits) });
    await start();
    expect(said(await onDiscord('subscribe', { target: 'everything', in: other }, 16n, user))).toContain(expected);
    expect(said(await onDiscord('subscribe', { target: 'everything', in: '#nosuch' }))).toContain(
      'There is no channel',
    );
  });

  it('may be a thread, and one’s own direct messages', async () => {
    await start();
    const thread = discord.addChannel({
      name: 'a case',
      type: 11,
      parent_id: discord.world.channel,
      thread_metadata: {},
    });
    const link = `https://discord.com/channels/${discord.world.guild}/${thread}`;
    expect(said(await onDiscord('subscribe', { target: 'everything', thread: link }))).toContain('a case');
    expect(said(await onDiscord('subscribe', { target: 'everything', in: 'dm' }))).toContain('direct message');
    await publish();
    await vi.waitFor(() => expect(discord.messages).toHaveLength(3), PATIENCE);
    const alerts = discord.messages.filter(({ body }) => body.content?.startsWith('ANNOUNCED'));
    expect(alerts.map(({ channel }) => channel).sort()).toEqual([thread, discord.world.directChannel].sort());
  });
});

describe('another place on Slack', () => {
  const everybody = ['U0BOB', 'U0EVE', 'U0ANN'];

  it('gets the alerts where the person is in it, with an answer that shows how to stop', async () => {
    await start();
    slack.channels.set('C0OTHER', { name: 'other', is_member: true, members: everybody });
    const answer = await onSlack('subscribe everything in:<#C0OTHER|other>');
    expect(JSON.stringify(answer.blocks)).toContain('ann subscribed #other to everything');
    expect(JSON.stringify(answer.blocks)).toContain('/sanctions unsubscribe S1 destination:slack/C0OTHER');
    expect(answer.responseType).toBe('ephemeral');
    const [announced] = await slack.posted(1);
    expect(announced).toMatchObject({ channel: 'C0OTHER', text: 'ann subscribed #other to everything' });
    await publish();
    expect((await slack.posted(2))[1]?.channel).toBe('C0OTHER');
    const [undone] = await slack.press(answer, 0);
    expect(JSON.stringify(undone?.blocks)).toContain('ann unsubscribed #other from everything');
    expect(JSON.stringify((await onSlack('history destination:slack/C0OTHER')).blocks)).toContain('to #other');
  });

  it.each([
    ['who is not in it', { name: 'other', members: ['U0BOB', 'U0EVE', 'U0DAN'] }, 'You are not in #other'],
    [
      'who is not in a private one',
      { name: 'secret', is_private: true, is_member: true, members: ['U0BOB'] },
      'You are not in that conversation',
    ],
    ['where the bot is not', { is_private: true, members: everybody }, 'does not see C0OTHER'],
    ['that is archived', { name: 'other', is_archived: true }, '#other is archived'],
    ['of two other people', { is_im: true, user: 'U0BOB' }, 'You are not in that conversation'],
  ])('is refused %s, in a sentence', async (_who, channel, expected) => {
    await start();
    slack.channels.set('C0OTHER', channel);
    for (const text of ['subscribe everything in:C0OTHER', 'subscribe everything destination:slack/C0OTHER'])
      expect((await onSlack(text)).text).toContain(expected);
    expect((await onSlack('subscribe everything in:#other')).text).toContain('Type # and choose it');
  });

  it('may be a thread, named by the link to one of its messages, and one’s own direct messages', async () => {
    await start();
    const link =
      '<https://test.slack.com/archives/C0TEST/p1700000000000200?thread_ts=1700000000.000100&amp;cid=C0TEST>';
    expect((await onSlack(`subscribe everything thread:${link}`)).text).toContain('a thread in #alerts');
    expect((await onSlack('subscribe everything in:dm')).text).toContain('direct message');
    await publish();
    const alerts = (await slack.posted(3)).filter(({ text }) => text.startsWith('ANNOUNCED'));
    expect(alerts.map(({ channel, threadTs }) => [channel, threadTs]).sort()).toEqual([
      ['C0TEST', '1700000000.000100'],
      ['D0TEST', undefined],
    ]);
    const inThread = slack.messages.find(({ threadTs, text }) => threadTs && text.startsWith('ANNOUNCED'));
    const labels = buttonsOf(inThread?.blocks ?? []).map(({ text }) => text.text);
    const pressed = await slack.press(inThread ?? { blocks: [] }, labels.indexOf('Mute here 7d'), {
      thread: '1700000000.000100',
    });
    expect(JSON.stringify(pressed[0]?.blocks)).toContain('in this thread until');
    expect((await onSlack('subscriptions destination:slack/C0TEST/1700000000.000100')).text).toContain(
      '1 subscription',
    );
    slack.fail('conversations.open', { error: 'missing_scope' });
    expect((await onSlack('subscribe list:ofac-recent-actions in:dm')).text).toContain(
      'type the command in its direct',
    );
  });
});

describe('a place that closes', () => {
  it('on Slack: who subscribed it hears of it once, by direct message, and the people in charge too', async () => {
    await start({ OPS_DESTINATION: 'slack/C0OPS' });
    await onSlack('subscribe everything');
    await onSlack('subscribe lazarus group', { user: 'U0BOB' });
    slack.fail('chat.postMessage', { error: 'is_archived' }, { channel: 'C0TEST' });
    await publish();
    const messages = await slack.posted(3);
    expect(messages.map(({ channel }) => channel).sort()).toEqual(['C0OPS', 'U0ANN', 'U0BOB']);
    const told = messages.find(({ channel }) => channel === 'U0ANN');
    expect(told?.text).toMatch(/^Alerts for #alerts \(slack\/C0TEST\) wait: the channel is gone, archived/);
    expect(JSON.stringify(told?.blocks)).toContain('S1 (everything)');
    expect(JSON.stringify((await onSlack('status')).blocks)).not.toContain('Alerts of yours wait');
    await onSlack('subscriptions');
    await clock.advance(60_000);
    expect(slack.messages).toHaveLength(3);
  });

  it('on Slack: who takes no direct message is told in private when they next ask, once', async () => {
    await start();
    await onSlack('subscribe everything');
    slack.fail('chat.postMessage', { error: 'is_archived' }, { channel: 'C0TEST' });
    slack.fail('chat.postMessage', { error: 'messages_tab_disabled' }, { channel: 'U0ANN' });
    await publish();
    await vi.waitFor(
      () => expect(slack.calls.filter(({ body }) => body.channel === 'U0ANN')).toHaveLength(1),
      PATIENCE,
    );
    const elsewhere = { channel: 'C0OTHER' };
    expect(JSON.stringify((await onSlack('status', { ...elsewhere, user: 'U0BOB' })).blocks)).not.toContain('of yours');
    const publicly = await onSlack('subscribe list:ofac-recent-actions', elsewhere);
    expect(JSON.stringify(publicly.blocks)).not.toContain('Alerts of yours wait');
    const answer = await onSlack('status', elsewhere);
    expect(answer.responseType).toBe('ephemeral');
    const text = JSON.stringify(answer.blocks);
    expect(text).toContain('Alerts of yours wait');
    expect(text).toContain('#alerts (slack/C0TEST), since 5 Jan 2026');
    expect(JSON.stringify((await onSlack('status', elsewhere)).blocks)).not.toContain('Alerts of yours wait');
  });

  it('that is a whole platform: the people in charge hear of it elsewhere', async () => {
    await start({ OPS_DESTINATION: 'slack/C0OPS' });
    discord.gateway.disconnect(4004);
    const [notice] = await slack.posted(1);
    expect(notice).toMatchObject({ channel: 'C0OPS' });
    expect(notice?.text).toContain('Discord does not let the bot connect: its commands are not answered');
    expect(notice?.text).toContain('into DISCORD_TOKEN');
  });

  it('that is the other platform: the same', async () => {
    await start({ OPS_DESTINATION: `discord/${discord.world.channel}` });
    slack.fail('apps.connections.open', { error: 'invalid_auth' });
    slack.drop();
    const told = () => discord.messages.map(({ body }) => body.content ?? '');
    await vi.waitFor(() => expect(told()).toHaveLength(1), PATIENCE);
    expect(told()[0]).toContain('Slack does not let the bot connect: its commands are not answered');
    await clock.advance(30_000);
    expect(told()).toHaveLength(1);
  });

  it('on Discord: by direct message, and where that is refused at the next command', async () => {
    await start();
    const { channel, directChannel } = discord.world;
    await onDiscord('subscribe', { target: 'everything' });
    discord.fail(`POST ${channel}`, { kind: 'error', status: 403, code: 50013, message: 'Missing Permissions' }, 99);
    await publish();
    await vi.waitFor(() => expect(discord.messages).toHaveLength(1), PATIENCE);
    expect(discord.messages[0]).toMatchObject({ channel: directChannel });
    expect(discord.messages[0]?.body.content).toContain('wait: the channel is gone, archived or closed to the bot');
  });

  it('on Discord: a refused direct message is explained at the next command, also of a subscription to it', async () => {
    await start();
    const { channel, directChannel } = discord.world;
    await onDiscord('subscribe', { target: 'everything' });
    await onDiscord('subscribe', { target: 'everything', in: 'dm' });
    discord.fail(`POST ${channel}`, { kind: 'error', status: 403, code: 50013, message: 'Missing Permissions' }, 99);
    discord.fail(`POST ${directChannel}`, { kind: 'error', status: 403, code: 50007, message: 'Cannot send' }, 99);
    await publish();
    const answered = async () => said(await discord.command('sanctions', 'status'));
    await vi.waitFor(async () => {
      const refused = bot.logged.filter(({ message }) => message === 'Not delivered');
      expect(refused.length).toBe(2);
      expect(discord.requests.filter((one) => one === `POST /channels/${directChannel}/messages`).length).toBe(2);
    }, PATIENCE);
    const text = await answered();
    expect(text).toContain('Alerts of yours wait');
    expect(text).toContain('your direct messages, since');
    expect(text).toContain('#sanctions (discord/');
    expect(await answered()).not.toContain('Alerts of yours wait');
  });
});

describe('administration', () => {
  const admin = (verb: string, options: Record<string, string | boolean> = {}) =>
    discord.command('sanctions-admin', verb, options, { permissions: 48n });

  it('on Discord: set-up by a pack, health with what the bot lacks, and nothing of it left', async () => {
    const closed = discord.addChannel({
      name: 'closed',
      permission_overwrites: [{ id: discord.world.guild, type: 0, allow: '0', deny: String(1 << 14) }],
    });
    await start();
    const guide = await admin('setup');
    expect(guide.ephemeral).toBe(true);
    expect(said(guide)).toContain('Nothing is subscribed here');
    expect(said(await discord.press(guide, 'run:subscribe everything mode:weekly', { permissions: 16n }))).toContain(
      'weekly, Mondays',
    );
    expect(said(await admin('health'))).toContain('The bot may post here.');
    const other = await discord.command('sanctions-admin', 'health', {}, { permissions: 48n, channel: closed });
    expect(said(other)).toContain('In #closed the bot lacks Embed Links');
    const asked = await admin('forget', { what: 'place' });
    expect(said(asked)).toContain('1 subscription that would end');
    const stranger = await discord.press(asked, 'run:forget place confirm', { permissions: 16n });
    expect(said(stranger)).toContain('Manage Server');
    await discord.press(asked, 'run:forget place confirm', { permissions: 48n });
    expect(said(await admin('setup'))).toContain('Nothing is subscribed here');
  });

  it('on Slack: the same, and a person is forgotten from the command line', async () => {
    await start();
    const guide = await onSlack('setup');
    expect(guide.responseType).toBe('ephemeral');
    await slack.press(guide, 1);
    expect(JSON.stringify((await onSlack('health')).blocks)).toContain('The bot may post here.');
    await onSlack('subscribe everything in:dm');
    expect(JSON.stringify((await onSlack('forget')).blocks)).toContain('1 subscription that would end');
    await bot.stop();
    const said: string[] = [];
    const output = new Writable({ write: (chunk, _encoding, done) => done(void said.push(String(chunk))) });
    const env = { DATA_DIR: folder.dir, SOURCES: SOURCE };
    const world = { env, input: Readable.from([]), output, errors: output, clock, version: '0' };
    const line = ['forget', '--person', 'slack/U0ANN', '--confirm', '--json'];
    expect(await runCommandLine(line, world), said.join('')).toBe(0);
    expect(JSON.parse(said.join(''))).toMatchObject({ subscriptions: 1, anonymous: 1, erased: true });
    expect(await runCommandLine(['audit', '--json'], world)).toBe(0);
    expect(said.join('')).not.toMatch(/U0ANN/);
    said.length = 0;
    expect(await runCommandLine(['setup', '--destination', 'slack/C0TEST'], world), said.join('')).toBe(0);
    expect(said.join('')).toContain('by somebody');
    await start();
  });
});

describe('the home tab on Slack', () => {
  it('shows what its person subscribed, wherever that is, how fresh the lists are, and how to add', async () => {
    await start();
    const empty = visibleText((await slack.openHome()).blocks);
    expect(empty).toContain('You subscribed nothing yet');
    expect(empty).toContain('/sanctions subscribe lazarus group in:dm');
    await onSlack('subscribe everything mention:S0ONCALL1');
    await onSlack('subscribe lazarus group', { user: 'U0BOB' });
    slack.channels.set('C0EVIL', { name: '<!channel>', is_member: true, members: ['U0ANN'] });
    await onSlack('subscribe lazarus group in:C0EVIL');
    const home = await slack.openHome();
    const text = visibleText(home.blocks);
    expect(text).toContain('Your 2 subscriptions');
    expect(text).toContain('S1');
    expect(text).toContain('everything: all changes and announcements, calling @S0ONCALL1 · #alerts');
    expect(text).toContain('· #<!channel>');
    expect(text).not.toContain('S2');
    expect(JSON.stringify(home.blocks)).not.toMatch(/mrkdwn|usergroup|"type":"broadcast"/);
    expect(visibleText((await slack.openHome('U0EVE')).blocks)).toContain('You subscribed nothing yet');
  });

  it('stops and adds by its buttons, and shows what came of it', async () => {
    await start();
    await onSlack('subscribe everything');
    const stopped = await slack.pressHome(await slack.openHome(), 0);
    expect(visibleText(stopped.blocks)).toContain('unsubscribed #alerts from everything');
    expect(visibleText(stopped.blocks)).toContain('You subscribed nothing yet');
    const labels = buttonsOf(stopped.blocks).map(({ text }) => text.text);
    expect(labels).toEqual(['Undo', 'Add: DPRK cyber actors', 'Add: Everything, weekly']);
    const added = await slack.pressHome(stopped, 2);
    expect(visibleText(added.blocks)).toContain('subscribed this conversation to everything');
    await publish();
    expect((await onSlack('history', { channel: 'D0TEST', channelName: 'directmessage' })).text).toContain('newest');
  });

  it('is no trouble where the app has none, and no way to another conversation', async () => {
    await start();
    slack.fail('views.publish', { error: 'not_enabled' });
    await slack.event({ type: 'app_home_opened', user: 'U0ANN', channel: 'D0TEST', tab: 'home' });
    await slack.event({ type: 'app_home_opened', user: 'U0ANN', channel: 'D0TEST', tab: 'messages' });
    expect((await onSlack('status')).text).not.toBe('');
    slack.heal();
    const home = await slack.openHome();
    const forged = slack.pressHome({ ...home, metadata: 'C0SECRET' }, 0);
    expect((await onSlack('subscriptions', { channel: 'C0SECRET' })).text).toContain('0 subscriptions');
    expect(slack.homes).toHaveLength(1);
    await onSlack('status');
    void forged.catch(() => undefined);
  });
});

describe('the terminal', () => {
  it('steers any place by its id, and administers itself', async () => {
    const env = { DATA_DIR: folder.dir, SOURCES: SOURCE, SOURCE_OFAC_RECENT_ACTIONS_URL: site.url, POLL_SECONDS: '60' };
    bot = await runBot(env, clock);
    const shows = (text: string) => vi.waitFor(() => expect(bot.screen()).toContain(text), PATIENCE);
    bot.type('/sanctions subscribe everything destination:slack/C0NINE mention:S0ONCALL1');
    await shows('subscribed slack/C0NINE to everything');
    await shows('calling @S0ONCALL1');
    bot.type('/sanctions pause until:2d destination:slack/C0NINE');
    await shows('paused all alerts of slack/C0NINE until 7 Jan 2026');
    bot.type('/sanctions subscribe everything mention:S0ONCALL1');
    await shows('A terminal calls nobody');
    bot.type('/sanctions setup');
    await shows('Set-up of this conversation');
    bot.type('/sanctions health');
    await shows('All is well in this conversation');
    bot.type('/sanctions forget place destination:slack/C0NINE confirm');
    await shows('Forgotten: what was stored about slack/C0NINE');
    bot.type('/sanctions subscriptions destination:slack/C0NINE');
    await shows('“slack/C0NINE” was never subscribed');
  });
});
