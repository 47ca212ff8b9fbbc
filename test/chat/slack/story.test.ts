import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import type { Destination } from '../../../src/domain/subscription.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat, Post } from '../../../src/ports.js';
import { type Fault, type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { alert } from './samples.js';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const channel: Destination = { id: 'slack/C1', platform: 'slack', channel: 'C1', direct: false };

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

async function sent(over: Partial<Post> = {}) {
  const outcome = await chat.send({ destination: channel, message: alert, key: 'k', ...over });
  if (outcome.kind !== 'sent') throw new Error(outcome.detail);
  return outcome;
}

function edit(messageId: string, over: { destination?: Destination; push?: string } = {}) {
  const message = { ...alert, push: over.push ?? 'now' };
  return chat.edit?.({ destination: over.destination ?? channel, messageId, message, key: 'k' });
}

describe('a reply', () => {
  it('stands in the thread of the message it answers, and in the channel', async () => {
    const first = await sent();
    const reply = await sent({ replyTo: { messageId: first.messageId } });
    expect(slack.messages[1]).toMatchObject({ threadTs: first.messageId, body: { reply_broadcast: 'true' } });
    const ts = reply.messageId.replace('.', '');
    expect(reply).toMatchObject({
      thread: first.messageId,
      url: `https://test.slack.com/archives/C1/p${ts}?thread_ts=${first.messageId}&cid=C1`,
    });
  });

  it('to a reply stands in the same thread', async () => {
    const first = await sent();
    const second = await sent({ replyTo: { messageId: first.messageId } });
    const third = await sent({ replyTo: second });
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, first.messageId, first.messageId]);
    expect(third.thread).toBe(first.messageId);
  });

  it('stays in the thread that a destination is', async () => {
    const first = await sent();
    await sent({ destination: { ...channel, thread: '1.5' }, replyTo: first });
    expect(slack.messages[1]?.threadTs).toBe('1.5');
    expect(slack.messages[1]?.body).not.toHaveProperty('reply_broadcast');
  });

  it('to a deleted message stands on its own, and says so', async () => {
    const first = await sent();
    slack.remove(first.messageId);
    const reply = await sent({ replyTo: first });
    expect(slack.messages[1]?.threadTs).toBeUndefined();
    expect(reply).not.toHaveProperty('thread');
  });

  it.each(['thread_not_found', 'cannot_reply_to_message', 'restricted_action_thread_locked'])(
    'that Slack refuses with %s is sent once, on its own',
    async (error) => {
      const first = await sent();
      slack.fail('chat.postMessage', { error }, { times: 1 });
      await sent({ replyTo: first });
      expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, undefined]);
    },
  );

  it('is asked again as it was when nobody knows whether it arrived', async () => {
    const first = await sent();
    slack.fail('chat.postMessage', { reset: 'after' }, { times: 1 });
    const post = { destination: channel, message: alert, key: 'k', replyTo: first };
    expect(await chat.send(post)).toMatchObject({ kind: 'ambiguous' });
    expect(slack.messages).toHaveLength(2);
  });
});

describe('a link to a message', () => {
  it('is not worth an alert: without the workspace there is none', async () => {
    slack.fail('auth.test', { error: 'internal_error' });
    expect(await sent()).not.toHaveProperty('url');
    expect(await sent()).not.toHaveProperty('url');
    expect(slack.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1);
  });
});

describe('a change of a message', () => {
  it('takes the place of what was there, and may be made again', async () => {
    const { messageId } = await sent();
    expect(await edit(messageId)).toEqual({ kind: 'edited' });
    expect(await edit(messageId)).toEqual({ kind: 'edited' });
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ text: 'now', ts: messageId });
    expect(slack.messages[0]?.blocks.length).toBeGreaterThan(0);
    expect(slack.messages[0]?.body.metadata).toMatchObject({ event_payload: { delivery_id: 'k' } });
  });

  it('that Slack refuses for its looks is made plainer', async () => {
    const { messageId } = await sent();
    slack.fail('chat.update', { error: 'invalid_blocks' }, { times: 2 });
    expect(await edit(messageId)).toEqual({ kind: 'edited' });
    expect(slack.messages[0]).toMatchObject({ text: 'now', blocks: [] });
  });

  it('is given up where the message was deleted, or is not in that channel', async () => {
    const { messageId } = await sent();
    const other = { ...channel, id: 'slack/C2', channel: 'C2' };
    expect(await edit(messageId, { destination: other })).toMatchObject({ kind: 'message-gone' });
    slack.remove(messageId);
    expect(await edit(messageId)).toMatchObject({ kind: 'message-gone' });
  });

  it.each<[string, Fault, string]>([
    ['the editing window is closed', { error: 'edit_window_closed' }, 'message-gone'],
    ['the message is not ours', { error: 'cant_update_message' }, 'message-gone'],
    ['the channel is archived', { error: 'is_archived' }, 'destination-gone'],
    ['the token lacks a scope', { error: 'missing_scope' }, 'token-rejected'],
    ['the workspace is gone', { error: 'account_inactive' }, 'tenant-gone'],
    ['it is too often', { status: 429, headers: { 'retry-after': '7' } }, 'rate'],
    ['Slack has a problem', { status: 503 }, 'transient'],
    ['no answer came', { reset: 'after' }, 'ambiguous'],
    ['no answer comes', { hang: true }, 'ambiguous'],
  ])('tells that %s', async (_what, fault, kind) => {
    const { messageId } = await sent();
    slack.fail('chat.update', fault);
    const outcome = await edit(messageId);
    expect(outcome).toMatchObject({ kind });
    expect(JSON.stringify(outcome)).not.toContain(slack.botToken);
  });
});
