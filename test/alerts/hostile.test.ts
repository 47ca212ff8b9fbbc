import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeAlert } from '../../src/alerts/compose.js';
import type { Action, Change, FieldChange } from '../../src/domain/action.js';
import { type Field, LIST_FIELDS, TEXT_FIELDS } from '../../src/domain/listing.js';
import { aChange, aListing, anAction, anAnnouncement, textOf } from '../support/builders.js';

const FACTS = {
  titleOf: () => 'OFAC SDN',
  homepageOf: () => 'https://example.org/list',
  actor: () => undefined,
  tiedTo: () => [],
  listsOf: () => [],
  prompt: '/sanctions',
};

/** Names as lists have them, and as nobody should. */
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }),
  fc.constantFrom(
    '<!channel> & <@U1>',
    '@everyone `*_~|> ||x||',
    '[a](https://evil.example)',
    'محمد \u202eabc\u202c',
    '😀'.repeat(200),
    'e\u0301'.repeat(300),
    'X'.repeat(5_000),
    '\u0000\u0007',
    'a\nb\r\nc',
  ),
);
const texts = fc.array(name, { maxLength: 40 });

function itemOf(field: Field, text: string): unknown {
  switch (field) {
    case 'aliases':
      return { name: text, kind: 'aka', strength: 'weak' };
    case 'wallets':
      return { address: text, label: [...text].slice(0, 5).join('') };
    case 'addresses':
      return { text, country: text };
    case 'births':
      return { kind: 'date', value: text };
    case 'nationalities':
      return { country: text, kind: 'citizenship' };
    case 'identifiers':
      return { type: text, number: text, country: text };
    case 'relations':
      return { kind: text, name: text };
    case 'vessel':
    case 'aircraft':
      return { label: text, value: text };
    default:
      return text;
  }
}

const listChange = fc.tuple(fc.constantFrom(...LIST_FIELDS), texts, texts).map(
  ([field, before, after]): FieldChange => ({
    field,
    before: before.map((text) => itemOf(field, text)),
    after: after.map((text) => itemOf(field, text)),
  }),
);
const textChange = fc
  .tuple(fc.constantFrom(...TEXT_FIELDS), fc.option(name), fc.option(name))
  .map(([field, before, after]): FieldChange => ({ field, before, after }));

const change = fc
  .tuple(
    fc.constantFrom('added', 'amended', 'removed'),
    name,
    fc.array(name, { maxLength: 5 }),
    fc.array(fc.oneof(listChange, textChange), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([kind, called, programs, fields, again]): Change => {
    const listing = aListing({ name: called, aliases: [{ name: called, kind: 'aka', strength: 'strong' }] });
    return aChange({
      kind,
      name: called,
      programs,
      countries: programs,
      fields: kind === 'amended' ? fields : [],
      ...(kind === 'amended' ? {} : { listing }),
      ...(again && kind === 'added'
        ? { relisting: { ref: '9', name: called, removedOn: '2026-01-01', evidence: 'same name and type' } }
        : {}),
    });
  });

const action = fc.tuple(fc.array(change, { minLength: 1, maxLength: 40 }), fc.boolean(), name).map(
  ([changes, announced, title]): Action =>
    announced
      ? anAnnouncement({
          changes: changes.map(({ listing: _listing, ...rest }) => ({ ...rest, text: title })),
          title,
        })
      : anAction({ changes }),
);

const points = (text: string) => [...text].length;

describe('an alert about parties of any name', () => {
  it('has a push text of at most 250 characters that says which list and when', () => {
    fc.assert(
      fc.property(action, (about) => {
        const { push } = composeAlert(about, null, [], 'full', FACTS);
        expect(points(push)).toBeLessThanOrEqual(250);
        expect(push).toContain('OFAC SDN');
        expect(push).toMatch(/ · 20 May 2024$/);
      }),
    );
  });

  it('has a short title, at most 8 lines about one entry and 20 about many, and says what it left out', () => {
    fc.assert(
      fc.property(action, (about) => {
        const message = composeAlert(about, null, [], 'full', FACTS);
        expect(points(message.title)).toBeLessThanOrEqual(200);
        expect(message.title.trim()).not.toBe('');
        for (const block of message.blocks) {
          if (block.kind !== 'changes') continue;
          expect(block.lines.length).toBeLessThanOrEqual(20);
          expect(block.more).toBeGreaterThanOrEqual(0);
        }
        for (const button of message.buttons) {
          expect(button.label.trim()).not.toBe('');
          if ('run' in button) expect(button.run.length).toBeLessThanOrEqual(90);
          else expect(button.url).toMatch(/^https:/);
        }
        const slips = /undefined|\[object Object\]|NaN/;
        if (!slips.test(JSON.stringify(about))) expect(textOf(message)).not.toMatch(slips);
      }),
    );
  });

  it('cuts no name in the middle of a character', () => {
    fc.assert(
      fc.property(action, (about) => {
        const message = composeAlert(about, null, [], 'full', FACTS);
        const text = message.push + textOf(message);
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
    );
  });

  it('keeps the alert of any part of an action as sound as that of the whole', () => {
    fc.assert(
      fc.property(action, fc.nat(), (about, n) => {
        const position = n % about.changes.length;
        const message = composeAlert(about, [position], [], 'compact', FACTS);
        expect(points(message.push)).toBeLessThanOrEqual(250);
        expect(message.format).toBe('compact');
      }),
    );
  });
});
