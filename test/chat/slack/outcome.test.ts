import { describe, expect, it } from 'vitest';
import { outcomeOf, retryAfterMs, tokenProblem } from '../../../src/chat/slack/outcome.js';

const platform = (error: unknown, more: object = {}) => ({
  code: 'slack_webapi_platform_error',
  data: { error, ...more },
});
const request = (code: string, more: object = {}) =>
  Object.assign(new Error('A request error occurred: fetch failed'), {
    code: 'slack_webapi_request_error',
    cause: Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code, ...more }) }),
  });

describe('what an answer of Slack means for a delivery', () => {
  it.each([
    [
      { code: 'slack_webapi_rate_limited_error', retryAfter: 5 },
      { kind: 'rate', retryAfterMs: 5_000, global: false },
    ],
    [platform('ratelimited'), { kind: 'rate', retryAfterMs: 30_000, global: false }],
    [platform('rate_limited', { response_metadata: { retryAfter: 2 } }), { kind: 'rate', retryAfterMs: 2_000 }],
    [
      new Error('Retry header did not contain a valid timeout (url: x)'),
      { kind: 'rate', retryAfterMs: 60_000, global: true },
    ],
    [platform('internal_error'), { kind: 'transient', reached: true }],
    [platform('fatal_error'), { kind: 'transient', reached: true }],
    [platform('service_unavailable'), { kind: 'transient', reached: true }],
    [platform('<html>Sign in</html>'), { kind: 'transient', reached: true }],
    [platform(undefined), { kind: 'transient', reached: true }],
    [platform('some_code_of_next_year'), { kind: 'transient', reached: true }],
    [
      { code: 'slack_webapi_http_error', statusCode: 500 },
      { kind: 'transient', reached: true },
    ],
    [
      { code: 'slack_webapi_http_error', statusCode: 403 },
      { kind: 'transient', reached: true },
    ],
    [{ code: 'slack_webapi_http_error', statusCode: 413 }, { kind: 'message-refused' }],
    [platform('request_timeout'), { kind: 'ambiguous' }],
    [platform('is_archived'), { kind: 'destination-gone', mend: expect.stringContaining('Unarchive') }],
    [platform('channel_not_found'), { kind: 'destination-gone', mend: expect.stringContaining('/invite') }],
    [platform('not_in_channel'), { kind: 'destination-gone', mend: expect.stringContaining('/invite') }],
    [platform('restricted_action'), { kind: 'destination-gone', mend: expect.stringContaining('posting permissions') }],
    [platform('restricted_action_thread_locked'), { kind: 'destination-gone' }],
    [platform('account_inactive'), { kind: 'tenant-gone' }],
    [platform('token_revoked'), { kind: 'tenant-gone' }],
    [platform('team_access_not_granted'), { kind: 'tenant-gone' }],
    [platform('invalid_auth'), { kind: 'token-rejected' }],
    [platform('token_expired'), { kind: 'token-rejected' }],
    [
      platform('missing_scope', { needed: 'chat:write' }),
      { kind: 'token-rejected', detail: expect.stringContaining('chat:write') },
    ],
    [platform('messages_tab_disabled'), { kind: 'direct-message-refused' }],
    [platform('invalid_blocks'), { kind: 'message-refused' }],
    [platform('msg_blocks_too_long'), { kind: 'message-refused' }],
    [platform('metadata_too_large'), { kind: 'message-refused' }],
    [platform('no_text'), { kind: 'message-refused' }],
    [request('ECONNREFUSED'), { kind: 'transient', reached: false }],
    [request('ENOTFOUND', { syscall: 'getaddrinfo' }), { kind: 'transient', reached: false }],
    [request('ETIMEDOUT', { syscall: 'connect' }), { kind: 'transient', reached: false }],
    [request('CERT_HAS_EXPIRED'), { kind: 'transient', reached: false }],
    [request('ECONNRESET'), { kind: 'ambiguous' }],
    [request('UND_ERR_SOCKET'), { kind: 'ambiguous' }],
    [new DOMException('timed out', 'TimeoutError'), { kind: 'ambiguous' }],
    ['something thrown', { kind: 'ambiguous' }],
    [undefined, { kind: 'ambiguous' }],
  ])('%o', (error, outcome) => {
    expect(outcomeOf(error, false)).toMatchObject(outcome);
  });

  it('tells a refused direct message from a lost channel', () => {
    expect(outcomeOf(platform('channel_not_found'), true).kind).toBe('direct-message-refused');
  });
});

describe('what an error says about a token', () => {
  it('names the mend for a refused token, and nothing for other errors', () => {
    expect(tokenProblem(platform('invalid_auth'))).toContain('copy it again');
    expect(tokenProblem(platform('account_inactive'))).toContain('install');
    expect(tokenProblem(platform('internal_error'))).toBeNull();
    expect(tokenProblem(request('ECONNREFUSED'))).toBeNull();
  });

  it('reads how long to wait', () => {
    expect(retryAfterMs({ code: 'slack_webapi_rate_limited_error', retryAfter: 3 })).toBe(3_000);
    expect(retryAfterMs(platform('invalid_auth'))).toBeNull();
  });
});

it('a code that every JavaScript object knows as a word is one that nobody knows', () => {
  expect(outcomeOf(platform('constructor'), false)).toMatchObject({ kind: 'transient', reached: true });
  expect(tokenProblem(platform('constructor'))).toBeNull();
});
