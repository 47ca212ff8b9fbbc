import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import type { Destination } from '../../../src/domain/subscription.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat, Post } from '../../../src/ports.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { alert } from './samples.js';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const channel: Destination = { id: 'slack/C1', platform: 'slack', channel: 'C1', direct: false };
const file = { name: 'A1.csv', text: '\uFEFFname\r\nДавид "X"\r\n' };

let slack: SlackServer;
let chat: Chat;

beforeEach(async () => {
  slack = await startSlackServer();
  chat = createSlackChat({
    config: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, command: '/sanctions' },
    ...{ log: QUIET, clock: systemClock, timeoutMs: 400 },
  });
});
afterEach(() => slack.close());

const send = (over: Partial<Post>) => chat.send({ destination: channel, message: alert, key: 'k', ...over });

describe('a part of a large alert', () => {
  it('stands in the thread of the alert, and not in the channel', async () => {
    await send({ under: { messageId: '17.1' } });
    await send({ under: { messageId: '17.2', thread: '17.1' } });
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual(['17.1', '17.1']);
    for (const { body } of slack.messages) expect(body).not.toHaveProperty('reply_broadcast');
  });

  it('that is a file is shared there, byte for byte', async () => {
    const outcome = await send({ under: { messageId: '17.1' }, file });
    expect(outcome).toMatchObject({ kind: 'sent', messageId: expect.stringMatching(/^F/) });
    expect(slack.files).toEqual([
      { id: expect.any(String), channel: 'C1', name: 'A1.csv', text: file.text, comment: alert.push, threadTs: '17.1' },
    ]);
    expect(slack.messages).toEqual([]);
  });

  it('that may not be shared is refused alone: the token is not to blame', async () => {
    slack.mayShareFiles = false;
    expect(await send({ file })).toEqual({
      kind: 'message-refused',
      detail: expect.stringContaining('lacks the scope files:write'),
    });
  });

  it.each([
    ['files.getUploadURLExternal', 'transient'],
    ['files.completeUploadExternal', 'ambiguous'],
  ])('of which nobody knows what became of %s is %s', async (method, kind) => {
    slack.fail(method, { reset: 'after' });
    expect((await send({ file })).kind).toBe(kind);
  });

  it('waits as long as Slack says', async () => {
    slack.fail('files.completeUploadExternal', { status: 429, headers: { 'retry-after': '7' } });
    expect(await send({ file })).toMatchObject({ kind: 'rate', retryAfterMs: 7_000 });
  });
});
