import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockProblem } from './slack-blocks.js';
import { type SlackServer, startSlackServer } from './slack-server.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const header = (text: string) => ({ type: 'header', text: plain(text) });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const button = (more: object) => ({ type: 'button', action_id: 'a', text: plain('b'), value: 'v', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };

describe('the test server’s block checks', () => {
  it.each([
    ['nothing wrong', [header('a'), section('b'), rich('c'), table, actions(button({}))], null],
    ['51 blocks', Array.from({ length: 51 }, () => header('a')), 'invalid_blocks'],
    ['a header of 151 characters', [header('a'.repeat(151))], 'invalid_blocks'],
    ['an empty text', [rich('')], 'invalid_blocks'],
    ['a blank header', [header(' ')], 'invalid_blocks'],
    ['a section of 3001 characters', [section('a'.repeat(3001))], 'invalid_blocks'],
    ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('a')) }], 'invalid_blocks'],
    ['26 buttons', [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))], 'invalid_blocks'],
    ['a label of 76 characters', [actions(button({ text: plain('a'.repeat(76)) }))], 'invalid_blocks'],
    ['a value of 2001 characters', [actions(button({ value: 'a'.repeat(2001) }))], 'invalid_blocks'],
    ['an action_id twice', [actions(button({}), button({}))], 'invalid_blocks'],
    ['an unknown block', [{ type: 'alert' }], 'invalid_blocks'],
    ['two tables', [table, table], 'invalid_attachments'],
    ['too much in all', Array.from({ length: 5 }, () => section('a'.repeat(2500))), 'msg_blocks_too_long'],
  ])('%s', (_, blocks, code) => {
    expect(blockProblem(blocks)?.code ?? null).toBe(code);
  });
});

describe('the test server', () => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlackServer();
  });
  afterEach(() => slack.close());

  async function call(method: string, body: Record<string, string>, token = slack.botToken): Promise<unknown> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(body) });
    expect(answer.status).toBe(200);
    return answer.json();
  }

  it('answers an unknown method as Slack does', async () => {
    expect(await call('chat.shout', {})).toEqual({ ok: false, error: 'unknown_method' });
  });

  it('refuses a wrong token, a message without text and wrong blocks', async () => {
    expect(await call('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await call('chat.postMessage', { channel: 'C1' })).toMatchObject({ ok: false, error: 'no_text' });
    const blocks = JSON.stringify([header('')]);
    expect(await call('chat.postMessage', { channel: 'C1', blocks })).toMatchObject({ error: 'invalid_blocks' });
    expect(slack.messages).toHaveLength(0);
  });

  it('fails as often as it was told, for the channel it was told', async () => {
    slack.fail('chat.postMessage', { error: 'is_archived' }, { channel: 'C1', times: 1 });
    expect(await call('chat.postMessage', { channel: 'C2', text: 'a' })).toMatchObject({ ok: true });
    expect(await call('chat.postMessage', { channel: 'C1', text: 'a' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C1', text: 'a' })).toMatchObject({ ok: true });
    expect(slack.messages.map(({ channel }) => channel)).toEqual(['C2', 'C1']);
  });
});
