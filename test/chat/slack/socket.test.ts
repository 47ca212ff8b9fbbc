import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat, type SlackConfig } from '../../../src/chat/slack/index.js';
import { LOOKUP_SHORTCUT } from '../../../src/chat/slack/manifest.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat, Clock, Reply } from '../../../src/ports.js';
import { visibleText } from '../../support/slack-blocks.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { alert, channel, HeldClock, LogLines, Recorder, replyOf, textMessage } from './samples.js';

let slack: SlackServer;
let chat: Chat;
let log: LogLines;
let handlers: Recorder;

function newChat(config: Partial<SlackConfig> = {}, timeoutMs = 10_000, clock: Clock = systemClock): Chat {
  const { botToken, appToken, apiUrl } = slack;
  return createSlackChat({
    config: { botToken, appToken, apiUrl, command: '/sanctions', ...config },
    log,
    clock,
    timeoutMs,
  });
}

beforeEach(async () => {
  slack = await startSlackServer();
  log = new LogLines();
  handlers = new Recorder();
  chat = newChat();
});

afterEach(async () => {
  await chat.stop();
  await slack.close();
});

describe('sending', () => {
  it('posts an alert with its summary as text, valid blocks, no unfurling, and the delivery key', async () => {
    const outcome = await chat.send({ destination: channel, message: alert, key: 'k1' });
    const [message] = slack.messages;
    const url = 'https://test.slack.com/archives/C0TEST/p1700000000000100';
    expect(outcome).toEqual({ kind: 'sent', messageId: message?.ts, url });
    expect(message).toMatchObject({
      channel: 'C0TEST',
      text: alert.push,
      body: {
        unfurl_links: 'false',
        unfurl_media: 'false',
        metadata: { event_type: 'tocsin_delivery', event_payload: { delivery_id: 'k1' } },
      },
    });
    expect(visibleText(message?.blocks)).toContain('🔴 New designation — Example List');
    expect(visibleText(message?.blocks)).toContain('طائر مالك الحزين');
  });

  it('posts into the thread of the destination', async () => {
    await chat.send({ destination: { ...channel, thread: '1.5' }, message: alert, key: 'k1' });
    expect(slack.messages[0]?.threadTs).toBe('1.5');
  });

  it('sends a plainer message when Slack refuses one, down to its text alone, and says so in the log', async () => {
    slack.fail('chat.postMessage', { error: 'invalid_blocks' }, { times: 1 });
    expect((await chat.send({ destination: channel, message: alert, key: 'k1' })).kind).toBe('sent');
    slack.fail('chat.postMessage', { error: 'invalid_blocks' }, { times: 2 });
    expect((await chat.send({ destination: channel, message: alert, key: 'k2' })).kind).toBe('sent');
    const [plainer, plainest] = slack.messages;
    expect(plainer?.blocks.map(({ type }) => type)).not.toContain('table');
    expect(visibleText(plainer?.blocks)).toContain('Authority  Status');
    expect(plainest).toMatchObject({ text: alert.push, blocks: [] });
    expect(log.lines.join('\n')).toContain('slack refused a message');
  });

  it('reports a message that Slack refuses in every form', async () => {
    slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    const outcome = await chat.send({ destination: channel, message: alert, key: 'k1' });
    expect(outcome).toEqual({ kind: 'message-refused', detail: 'Slack answered invalid_blocks' });
  });

  it('tells how long to wait on 429 without holding up another channel', async () => {
    slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '7' } }, { channel: 'C0BUSY' });
    const busy = chat.send({ destination: { ...channel, channel: 'C0BUSY' }, message: alert, key: 'a' });
    const free = chat.send({ destination: channel, message: alert, key: 'b' });
    expect(await busy).toMatchObject({ kind: 'rate', retryAfterMs: 7_000, global: false });
    expect((await free).kind).toBe('sent');
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  });

  it.each([
    ['a message stored before the connection broke', { reset: 'after' }, 'ambiguous', 1],
    ['a connection that broke', { reset: 'before' }, 'ambiguous', 0],
    ['HTTP 503', { status: 503 }, 'transient', 0],
    ['HTML', { status: 200, body: '<html>Sign in</html>' }, 'transient', 0],
    ['429 without Retry-After', { status: 429 }, 'rate', 0],
    ['is_archived', { error: 'is_archived' }, 'destination-gone', 0],
    ['account_inactive', { error: 'account_inactive' }, 'tenant-gone', 0],
  ] as const)('makes one attempt and reports: %s', async (_, fault, kind, stored) => {
    slack.fail('chat.postMessage', fault);
    expect((await chat.send({ destination: channel, message: alert, key: 'k' })).kind).toBe(kind);
    expect(slack.messages).toHaveLength(stored);
    expect(slack.calls).toHaveLength(1);
  });

  it('gives up waiting after its deadline and does not know', async () => {
    chat = newChat({}, 200);
    slack.fail('chat.postMessage', { hang: true });
    expect((await chat.send({ destination: channel, message: alert, key: 'k' })).kind).toBe('ambiguous');
  });

  it('gives up at its deadline also where memory is cleaned up meanwhile', async () => {
    chat = newChat({}, 500);
    slack.fail('chat.postMessage', { hang: true });
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const sent = chat.send({ destination: channel, message: alert, key: 'k' });
    let over = false;
    void sent.finally(() => {
      over = true;
    });
    await slack.called('chat.postMessage');
    const since = performance.now();
    while (!over && performance.now() - since < 10_000) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(over && (await sent)).toMatchObject({ kind: 'ambiguous', detail: expect.stringContaining('in time') });
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const gone = await startSlackServer();
    await gone.close();
    chat = newChat({ apiUrl: gone.apiUrl });
    const outcome = await chat.send({ destination: channel, message: alert, key: 'k' });
    expect(outcome).toMatchObject({ kind: 'transient', reached: false });
  });

  it('says that the token is refused without repeating it', async () => {
    chat = newChat({ botToken: 'xoxb-wrong-secret' });
    const outcome = await chat.send({ destination: channel, message: alert, key: 'k' });
    expect(outcome.kind).toBe('token-rejected');
    expect(JSON.stringify([outcome, log.lines])).not.toContain('xoxb-wrong-secret');
  });
});

describe('answering in Socket Mode', () => {
  beforeEach(() => chat.start(handlers));

  it('answers a slash command to the asker alone', async () => {
    const [answer] = await slack.slash('lookup Smith &amp; Sons', { channel: 'C0ABC', user: 'U0EVE' });
    expect(answer).toMatchObject({ responseType: 'ephemeral', text: 'you said lookup Smith &amp; Sons' });
    expect(handlers.calls[0]).toMatchObject({
      input: { kind: 'text', text: 'lookup Smith & Sons' },
      asker: { id: 'U0EVE', name: 'ann', mayManage: true },
      place: { id: 'slack/C0ABC', platform: 'slack', channel: 'C0ABC', tenant: 'T0TEST', direct: false },
    });
  });

  it('answers in the channel when the reply is for everyone', async () => {
    handlers.answer = async () => replyOf(alert, 'channel');
    const [answer] = await slack.slash('lookup x');
    expect(answer).toMatchObject({ responseType: 'in_channel', text: alert.push });
  });

  it.each([
    ['D0ABC', 'someone'],
    ['C0ABC', 'directmessage'],
  ])('knows a direct message by %s %s', async (channelId, channelName) => {
    await slack.slash('help', { channel: channelId, channelName });
    expect(handlers.calls[0]?.place.direct).toBe(true);
  });

  it('acknowledges while the answer is still being worked out', async () => {
    let finish: (reply: Reply) => void = () => {};
    handlers.answer = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const invocation = await slack.invoke('lookup slow');
    expect(await invocation.acked).toBeLessThan(3_000);
    expect(invocation.answers).toHaveLength(0);
    finish(replyOf(textMessage('done')));
    expect((await invocation.answered())[0]?.text).toBe('done');
  });

  it('runs a repeated invocation once', async () => {
    const first = await slack.invoke('subscribe everything', { id: 'trigger-x' });
    await first.answered();
    const second = await slack.invoke('subscribe everything', { id: 'trigger-x' });
    await second.acked;
    await slack.slash('help');
    expect(handlers.calls.map(({ id }) => id)).toEqual(['trigger-x', expect.not.stringMatching('trigger-x')]);
    expect(first.answers).toHaveLength(1);
  });

  it('runs the command of a pressed button as the person who pressed it', async () => {
    await chat.send({ destination: channel, message: alert, key: 'k1' });
    const [message] = await slack.posted(1);
    if (!message) throw new Error('no message');
    const [answer] = await slack.press(message, 1, { user: 'U0PIA' });
    expect(answer).toMatchObject({ responseType: 'ephemeral', body: { replace_original: false } });
    expect(handlers.calls[0]).toMatchObject({ input: { text: 'action abc123' }, asker: { id: 'U0PIA' } });
  });

  it('acknowledges a link button and runs nothing', async () => {
    await chat.send({ destination: channel, message: alert, key: 'k1' });
    const [message] = await slack.posted(1);
    if (!message) throw new Error('no message');
    await (await slack.pressed(message, 0)).acked;
    expect(handlers.calls).toHaveLength(0);
  });

  it('answers with text alone when Slack refuses the blocks', async () => {
    slack.fail('response_url', { error: 'invalid_blocks' }, { times: 2 });
    handlers.answer = async () => replyOf(alert);
    const [answer] = await slack.slash('lookup x');
    expect(answer).toMatchObject({ text: alert.push, blocks: [], responseType: 'ephemeral' });
  });

  it('only logs an answer that Slack does not take', async () => {
    slack.fail('response_url', { status: 404, body: 'no_active_hooks' }, { times: 1 });
    await slack.invoke('lookup x');
    await log.said('slack refused an answer');
    expect((await slack.slash('help'))[0]?.text).toBe('you said help');
  });

  it.each([
    ['a rate limit', { status: 429, headers: { 'retry-after': '1' } }],
    ['an outage', { status: 503 }],
  ] as const)('answers once %s is over', async (_what, fault) => {
    await chat.stop();
    const clock = new HeldClock();
    chat = newChat({}, 10_000, clock);
    await chat.start(handlers);
    slack.fail('response_url', fault, { times: 2 });
    const invocation = await slack.invoke('lookup x');
    await clock.pass(1_000);
    await clock.pass(5_000);
    expect((await invocation.answered()).map(({ text }) => text)).toEqual(['you said lookup x']);
  });

  it('says nothing twice where the answer may have arrived', async () => {
    slack.fail('response_url', { reset: 'after' }, { times: 1 });
    const invocation = await slack.invoke('lookup x');
    await log.said('slack refused an answer');
    await slack.slash('help');
    expect(invocation.answers).toHaveLength(1);
  });

  it('does not wait for a better moment when it stops', async () => {
    slack.fail('response_url', { status: 503 });
    await slack.invoke('lookup x');
    await log.said('slack does not take an answer now');
    await chat.stop();
    expect(log.lines.join('\n')).toContain('slack refused an answer');
  });

  it('only logs a handler that fails', async () => {
    handlers.answer = () => Promise.reject(new Error('broken'));
    await (await slack.invoke('lookup x')).acked;
    await log.said('broken');
  });

  it('answers a mention in its thread, privately', async () => {
    await slack.event({ type: 'app_mention', channel: 'C0ABC', user: 'U0EVE', text: '<@U0BOT> lookup x', ts: '2.0' });
    const [message] = await slack.posted(1);
    expect(message).toMatchObject({ method: 'chat.postEphemeral', threadTs: '2.0', body: { user: 'U0EVE' } });
    expect(handlers.calls[0]?.input).toEqual({ kind: 'text', text: 'lookup x' });
  });

  it('answers a mention within a thread there, whatever stands before it', async () => {
    const event = { type: 'app_mention', channel: 'C0ABC', user: 'U0EVE', ts: '2.5', thread_ts: '1.0' };
    await slack.event({ ...event, text: '<@U0BOT> lookup "Grey Heron" type:vessel' });
    expect((await slack.posted(1))[0]).toMatchObject({ method: 'chat.postEphemeral', threadTs: '1.0' });
    handlers.answer = async () => replyOf(alert, 'channel');
    await slack.event({ ...event, ts: '2.6', text: '<@U0BOT|tocsin>  lookup Grey\nHeron share' });
    expect((await slack.posted(2))[1]).toMatchObject({ method: 'chat.postMessage', threadTs: '1.0' });
    expect(handlers.calls.map(({ input }) => input)).toEqual([
      { kind: 'text', text: 'lookup "Grey Heron" type:vessel' },
      { kind: 'text', text: 'lookup Grey Heron share' },
    ]);
  });

  it('answers a mention plainly when Slack refuses the blocks', async () => {
    slack.fail('chat.postMessage', { error: 'invalid_blocks' }, { times: 2 });
    handlers.answer = async () => replyOf(alert, 'channel');
    await slack.event({ type: 'app_mention', channel: 'C0ABC', user: 'U0EVE', text: '<@U0BOT> recent', ts: '2.0' });
    expect((await slack.posted(1))[0]).toMatchObject({ text: alert.push, blocks: [], threadTs: '2.0' });
  });

  it('hands over a message as a person reads it, with the links behind its words', async () => {
    const text =
      '<@U0BOB> is <https://heron.example/a?b=1&amp;c|Grey Heron> listed?\n*0xAA* &lt;here&gt; <https://x.example>';
    const [answer] = await (await slack.shortcut(LOOKUP_SHORTCUT, text)).answered();
    expect(answer).toMatchObject({ responseType: 'ephemeral' });
    expect(handlers.calls.map(({ input }) => input)).toEqual([
      {
        kind: 'message',
        text: 'is Grey Heron listed?\n*0xAA* <here> https://x.example\nhttps://heron.example/a?b=1&c',
      },
    ]);
  });

  it.each([
    ['no text', undefined],
    ['an empty text', ''],
    ['blanks', ' \n'],
  ])('hands over a message that has %s', async (_what, text) => {
    await (await slack.shortcut(LOOKUP_SHORTCUT, text)).answered();
    expect(handlers.calls[0]?.input).toEqual({ kind: 'message', text: '' });
  });

  const STALE = expect.stringMatching(/another version of the bot.*\/sanctions help$/);

  it.each([
    ['an unknown button', { action_id: 'approve', value: 'x' }],
    ['a button of another version', { action_id: 'run-3', value: 'lookup x' }],
    ['a button of ours without a command', { action_id: 'run:3' }],
    ['a menu', { action_id: 'pick', type: 'static_select', selected_option: { value: 'x' } }],
    ['a menu under the id of a button', { action_id: 'run:0', type: 'static_select', selected_option: { value: 'x' } }],
    ['an id of several lines', { action_id: 'run:1\nrun:2', value: 'x' }],
    ['an endless id', { action_id: 'x'.repeat(5_000), value: 'x' }],
  ])('acknowledges %s and says in a sentence what to do', async (_what, action) => {
    const pressed = await slack.act([action]);
    expect(await pressed.acked).toBeLessThan(3_000);
    expect((await pressed.answered())[0]).toMatchObject({ text: STALE, responseType: 'ephemeral' });
    expect(handlers.calls).toEqual([]);
  });

  it('acknowledges a press where there is no channel to answer in', async () => {
    await (await slack.act([{ action_id: 'open', value: 'x' }], { home: true })).acked;
    expect((await slack.slash('help'))[0]?.text).toBe('you said help');
    expect(log.lines.join('\n')).not.toContain('slack request failed');
  });

  it('runs no more for a forged button than its person might type', async () => {
    const [answer] = await (await slack.act([{ action_id: 'run:0', value: 'forget everything' }])).answered();
    expect(answer).toMatchObject({ text: 'you said forget everything', responseType: 'ephemeral' });
  });

  it('answers a shortcut that it does not know', async () => {
    const asked = await slack.shortcut('of_another_version', 'Grey Heron');
    expect(await asked.acked).toBeLessThan(3_000);
    expect((await asked.answered())[0]).toMatchObject({ text: STALE });
    expect(handlers.calls).toEqual([]);
  });

  it('gives a private channel no label, as Slack calls every one the same', async () => {
    await slack.slash('help', { channelName: 'privategroup' });
    expect(handlers.calls[0]?.place).not.toHaveProperty('label');
  });

  it('tells of channels that came back, and of its own joining only', async () => {
    await slack.event({ type: 'channel_unarchive', channel: 'C1', user: 'U0ANN' });
    await slack.event({ type: 'member_joined_channel', channel: 'C2', user: slack.botUser }, 'EvSame');
    await slack.event({ type: 'member_joined_channel', channel: 'C2', user: slack.botUser }, 'EvSame');
    await slack.event({ type: 'member_joined_channel', channel: 'C3', user: 'U0ANN' });
    await slack.slash('help');
    expect(handlers.back).toEqual(['slack/C1', 'slack/C2']);
  });

  it.each([
    ['lookup <@U0BOB|bob> of <#C0X|general>', 'lookup @bob of #general'],
    ['lookup <https://a.example/x|a.example/x> <mailto:a@b.example|a@b.example>', 'lookup a.example/x a@b.example'],
    ['lookup "two  blanks" &lt;b&gt; <!subteam^S0ON|@oncall>', 'lookup "two  blanks" <b> @oncall'],
    ['subscribe everything in:<#C0X|general>', 'subscribe everything in:<#C0X|general>'],
    ['subscribe x mention:<!subteam^S0ON|@oncall> in <#C0X>', 'subscribe x mention:<!subteam^S0ON|@oncall> in <#C0X>'],
    ['edit S1 --mention <@U0BOB|bob>', 'edit S1 --mention <@U0BOB|bob>'],
    [
      'subscribe x thread:<https://a.slack.com/archives/C1/p1?a=1&amp;b=2>',
      'subscribe x thread:https://a.slack.com/archives/C1/p1?a=1&b=2',
    ],
  ])('reads “%s” as it was typed, but for what an option names by its id', async (text, expected) => {
    await slack.slash(text);
    expect(handlers.calls[0]?.input).toEqual({ kind: 'text', text: expected });
  });
});

describe('a workspace', () => {
  beforeEach(() => chat.start(handlers));

  it('is said to be there once the token is known to work', () => {
    expect(handlers.tenants).toEqual(['present T0TEST']);
  });

  it('is gone when the app is uninstalled or the token of the bot revoked, not that of a person', async () => {
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U0ANN'], bot: [] } });
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [slack.botUser] } });
    await slack.event({ type: 'app_uninstalled' });
    await slack.slash('help');
    expect(handlers.tenants).toEqual(['present T0TEST', 'removed T0TEST', 'removed T0TEST']);
  });
});

describe('connecting', () => {
  it.each([
    ['Slack asks for it', () => slack.refresh()],
    ['the line breaks', () => slack.drop()],
  ])('connects anew when %s', async (_, end) => {
    await chat.start(handlers);
    await slack.connected(2);
    end();
    await slack.connected(4);
    expect((await slack.slash('one'))[0]?.text).toBe('you said one');
  });

  it('answers every command while Slack renews its connections one after the other, and is never without one', async () => {
    const clock = createVirtualClock(new Date());
    chat = newChat({}, 10_000, clock);
    await chat.start(handlers);
    await slack.connected(2);
    const watched = slack.watchLive();
    const acked: number[] = [];
    const answered: Promise<unknown>[] = [];
    for (let renewed = 0; renewed < 10; renewed += 1) {
      await clock.advance(60_000);
      slack.refresh('oldest');
      const back = slack.connected(3 + renewed);
      let isBack = false;
      void back.then(() => {
        isBack = true;
      });
      do {
        const invocation = await slack.invoke(`lookup ${answered.length}`);
        answered.push(invocation.answered());
        acked.push(await invocation.acked);
      } while (!isBack);
    }
    await Promise.all(answered);
    const { fewest, longestAlone } = watched();
    expect(fewest).toBe(1);
    expect(longestAlone).toBeLessThan(3_000);
    expect(handlers.calls).toHaveLength(answered.length);
    expect(answered.length).toBeGreaterThan(10);
    expect(Math.max(...acked)).toBeLessThan(3_000);
  });

  it('runs once what comes over both connections, and what Slack repeats, for a day', async () => {
    const clock = createVirtualClock(new Date());
    chat = newChat({}, 10_000, clock);
    await chat.start(handlers);
    await slack.connected(2);
    const again = async () => {
      await (await slack.invoke('subscribe everything', { id: 'trigger-x' })).acked;
      await slack.event({ type: 'channel_unarchive', channel: 'C1', user: 'U0ANN' }, 'EvSame');
    };
    for (let times = 0; times < 4; times += 1) await again();
    await clock.advance(86_400_000 - 1);
    await again();
    expect([handlers.calls.length, handlers.back]).toEqual([1, ['slack/C1']]);
  });

  it('outlives an outage at the moment of reconnecting, and waits longer each time', async () => {
    const clock = new HeldClock();
    chat = newChat({}, 10_000, clock);
    await chat.start(handlers);
    await slack.connected(2);
    slack.fail('apps.connections.open', { reset: 'before' }, { times: 4 });
    slack.drop();
    await clock.pass(2_000, 2);
    await clock.pass(4_000, 2);
    await slack.connected(4);
    expect((await slack.slash('hello'))[0]?.text).toBe('you said hello');
  });

  it('refuses to start with a refused bot token, and says which', async () => {
    chat = newChat({ botToken: 'xoxb-wrong-secret' });
    const refusal = await chat.start(handlers).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'SetupError', message: expect.stringContaining('SLACK_BOT_TOKEN') });
    expect(String(refusal) + log.lines.join()).not.toContain('xoxb-wrong-secret');
  });

  it('refuses to start with a refused app token, and says which', async () => {
    chat = newChat({ appToken: 'xapp-wrong-secret' });
    const refusal = await chat.start(handlers).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'SetupError', message: expect.stringContaining('SLACK_APP_TOKEN') });
    expect(String(refusal) + log.lines.join()).not.toContain('xapp-wrong-secret');
  });

  it.each(['auth.test', 'apps.connections.open'])(
    'starts while %s fails, and connects when it works',
    async (method) => {
      const clock = new HeldClock();
      chat = newChat({}, 10_000, clock);
      slack.fail(method, { status: 503 }, { times: 1 });
      await chat.start(handlers);
      expect(log.lines.join()).toContain('slack is not reachable');
      await clock.pass(1_000);
      await slack.connected();
      expect((await slack.slash('hello'))[0]?.text).toBe('you said hello');
    },
  );

  it('stops at once while it waits to connect', async () => {
    chat = newChat({}, 10_000, new HeldClock());
    slack.fail('apps.connections.open', { status: 503 });
    await chat.start(handlers);
    await chat.stop();
    expect(slack.live).toBe(0);
  });

  it('finishes the answer in hand before it stops, and leaves no connection', async () => {
    await chat.start(handlers);
    let finish: (reply: Reply) => void = () => {};
    handlers.answer = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const invocation = await slack.invoke('lookup slow');
    await invocation.acked;
    const stopped = chat.stop();
    finish(replyOf(textMessage('done')));
    await stopped;
    expect(invocation.answers).toHaveLength(1);
    expect(slack.live).toBe(0);
  });
});
