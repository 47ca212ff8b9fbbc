import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat, Reply } from '../../../src/ports.js';
import { visibleText } from '../../support/slack-blocks.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { alert, channel, LogLines, Recorder, replyOf } from './samples.js';

const file = { name: 'Aabc.csv', text: '\uFEFFname\r\nДавид "X"\r\n' };

let slack: SlackServer;
let chat: Chat;
let log: LogLines;
let handlers: Recorder;

beforeEach(async () => {
  slack = await startSlackServer();
  log = new LogLines();
  handlers = new Recorder();
  const { botToken, appToken, apiUrl } = slack;
  chat = createSlackChat({ config: { botToken, appToken, apiUrl, command: '/sanctions' }, log, clock: systemClock });
  await chat.start(handlers);
});
afterEach(async () => {
  await chat.stop();
  await slack.close();
});

function answering(visibility: Reply['visibility']): void {
  handlers.answer = async () => ({ ...replyOf(alert, visibility), file });
}

const opened = () => slack.calls.filter(({ method }) => method === 'conversations.open').map(({ body }) => body.users);

describe('a file that belongs to an answer', () => {
  it('to one person is in their direct messages, byte for byte, and the answer says so', async () => {
    answering('private');
    const [answer] = await slack.slash('action Aabc csv', { channel: 'C0ABC', user: 'U0EVE' });
    expect(opened()).toEqual(['U0EVE']);
    expect(slack.files).toEqual([
      { id: expect.any(String), channel: 'D0TEST', name: file.name, text: file.text, comment: file.name },
    ]);
    expect(answer?.responseType).toBe('ephemeral');
    expect(visibleText(answer?.blocks)).toContain('It is in your direct messages with this app.');
  });

  it('to everyone is in the channel', async () => {
    answering('channel');
    const [answer] = await slack.slash('action Aabc csv share', { channel: 'C0ABC' });
    expect([slack.files[0]?.channel, slack.files[0]?.threadTs, opened()]).toEqual(['C0ABC', undefined, []]);
    expect(answer?.responseType).toBe('in_channel');
    expect(visibleText(answer?.blocks)).toContain('It was shared here.');
  });

  it('to everyone in a thread is in that thread', async () => {
    answering('channel');
    await chat.send({ destination: channel, message: alert, key: 'k' });
    const [message] = await slack.posted(1);
    if (!message) throw new Error('no message');
    await slack.press(message, 1, { channel: 'C0ABC', thread: '17.1' });
    await slack.event({
      type: 'app_mention',
      channel: 'C0DEF',
      user: 'U0EVE',
      text: '<@U0BOT> action Aabc csv share',
      ts: '2.0',
    });
    await slack.posted(2);
    expect(slack.files).toMatchObject([
      { channel: 'C0ABC', threadTs: '17.1' },
      { channel: 'C0DEF', threadTs: '2.0' },
    ]);
  });

  it('that Slack does not take costs nobody the answer, which says why', async () => {
    answering('private');
    slack.mayShareFiles = false;
    const [answer] = await slack.slash('action Aabc csv');
    expect(visibleText(answer?.blocks)).toContain('Grey Heron Group');
    expect(visibleText(answer?.blocks)).toContain('the app lacks the scope files:write');
    expect(log.lines.join('\n')).toContain('a file could not be shared on Slack');
  });

  it('for which no conversation opens costs nobody the answer either', async () => {
    answering('private');
    slack.fail('conversations.open', { status: 503 });
    const [answer] = await slack.slash('action Aabc csv');
    expect(visibleText(answer?.blocks)).toContain('Slack did not take it. Please try again in a moment.');
    expect(slack.files).toEqual([]);
  });
});
