import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactAll, redactor } from '../../src/lib/redact.js';

describe('blanking', () => {
  const redact = redactor(['hush-hush', 'hush-hush-longer', 'a"b\\c d/e', 'key']);

  it.each([
    ['the token hush-hush is wrong', 'the token … is wrong'],
    ['hush-hush-longer', '…'],
    [`{"token":${JSON.stringify('a"b\\c d/e')}}`, '{"token":"…"}'],
    [`?q=${encodeURIComponent('a"b\\c d/e')}`, '?q=…'],
    ['the key of the matter', 'the key of the matter'],
    ['Bearer xoxb-1234567890-abc.', 'Bearer ….'],
    ['xoxe.xoxp-1-ABCDEFG and xapp-1-A1-22-abcdef', '… and …'],
    ['POST https://hooks.slack.com/commands/T1/22/abc failed', 'POST https://hooks.slack.com/… failed'],
    [
      'PATCH /api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages/@original',
      'PATCH /api/v10/webhooks/123/…/messages/@original',
    ],
    ['/interactions/123/tok-en/callback', '/interactions/123/…/callback'],
    ['http://user:pass@proxy:3128/ refused', 'http://…@proxy:3128/ refused'],
    ['wss://wss.slack.com/link/?ticket=abc&app_id=1', 'wss://wss.slack.com/link/?ticket=…&app_id=1'],
    [
      'https://ofac.treasury.gov/a?id=1 by someone@example.org',
      'https://ofac.treasury.gov/a?id=1 by someone@example.org',
    ],
  ])('%s', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  it('leaves no secret anywhere, in whatever it stands', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => !'…'.includes(text));
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string(), fc.string(), (secrets, a, b) => {
        const safe = redactor(secrets)(secrets.map((one) => a + JSON.stringify({ one }) + b).join('\n'));
        for (const one of secrets) expect(safe).not.toContain(JSON.stringify(one).slice(1, -1));
      }),
    );
  });

  it('goes through plain data', () => {
    const data = { title: 'hush-hush', blocks: [{ lines: [['x hush-hush']] }], n: 1, none: null };
    expect(redactAll(data, redact)).toEqual({ title: '…', blocks: [{ lines: [['x …']] }], n: 1, none: null });
  });
});
