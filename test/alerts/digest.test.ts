import { describe, expect, it } from 'vitest';
import { composeDigest, type Told } from '../../src/alerts/digest.js';
import { aChange, anAction, anAnnouncement, textOf } from '../support/builders.js';

const FACTS = { titleOf: (id: string) => (id === 'ofac-sdn' ? 'OFAC SDN' : 'Notices'), prompt: '/sanctions' };
const SINCE = '2024-05-19T08:00:00.000Z';
const digest = (told: readonly Told[], cause: 'day' | 'paused' = 'day') =>
  composeDigest(told, { cause, since: SINCE }, [], FACTS);

describe('a digest', () => {
  it('is a table by authority, newest first, with the way to each action', () => {
    const told = [
      { action: anAction({ id: 'A1' }), changes: null },
      { action: anAnnouncement({ id: 'A2' }), changes: null },
      { action: anAction({ id: 'A3', detectedAt: '2024-05-21T00:00:00.000Z' }), changes: null },
    ];
    const message = digest(told);
    expect(message.title).toBe('Daily digest: 3 actions');
    expect(textOf(message)).toContain(
      [
        'Source | Day | What | Action',
        'Notices | 20 May 2024 | Cyber-related Designations | A2',
        'OFAC SDN | 20 May 2024 | 1 new: ACME HARBOUR TRADING | A3',
        'OFAC SDN | 20 May 2024 | 1 new: ACME HARBOUR TRADING | A1',
      ].join('\n'),
    );
    expect(message.foot).toContain('since 19 May 2024 08:00 UTC, up to A3');
  });

  it('tells only the changes that its place was to be told', () => {
    const changes = [aChange(), aChange({ kind: 'removed', name: 'OTHER' })];
    expect(textOf(digest([{ action: anAction({ changes }), changes: [1] }]))).toMatch(/\| 1 removed: OTHER \|/);
  });

  it('has twenty rows at most, a push text of 250 characters at most, and says how many more there are', () => {
    const name = '@everyone <!channel> '.repeat(20);
    const told = Array.from({ length: 33 }, (_, i) => ({
      action: anAction({ id: `A${i}`, changes: [aChange({ name })] }),
      changes: null,
    }));
    const message = digest(told, 'paused');
    const [table] = message.blocks;
    expect(table?.kind === 'table' ? table.rows.length : 0).toBe(20);
    expect(textOf(message)).toContain('And 13 more actions');
    expect([...message.push].length).toBeLessThanOrEqual(250);
    expect(message.title).toBe('33 actions missed while paused');
  });
});
