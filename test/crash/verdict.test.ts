import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.js';
import { type Arrival, judge } from './verdict.js';

const PLACES = ['slack/C1', 'discord/1'];
const AT = '2026-01-01T00:00:00.000Z';

function row(destination: string, n: number, over: Partial<Delivery> = {}): Delivery {
  return {
    ...{ key: `${destination.split('/')[0]}-${n}`, action: `A${n}`, destination, order: n, subscriptions: ['S1'] },
    ...{ changes: null, state: 'sent', attempts: 1, createdAt: AT, notBefore: AT },
    ...over,
  };
}

const rows = PLACES.flatMap((place) => [1, 2, 3].map((n) => row(place, n)));
const inOrder = rows.map(({ destination, key }): Arrival => ({ destination, key }));
const evidence = { kills: 2, owed: 3, destinations: PLACES, arrivals: inOrder, deliveries: rows };
const failuresOf = (over: Partial<typeof evidence>) => judge({ ...evidence, ...over }).failures;
const again = (key: string) => inOrder.flatMap((arrival) => (arrival.key === key ? [arrival, arrival] : [arrival]));
const marked = (key: string) => rows.map((one) => (one.key === key ? { ...one, possibleDuplicate: true } : one));

describe('the verdict of the crash test', () => {
  it('finds nothing where everything arrived once and in order', () => {
    expect(failuresOf({})).toEqual([]);
  });

  it('names what was lost', () => {
    const arrivals = inOrder.filter(({ key }) => key !== 'slack-2');
    expect(failuresOf({ arrivals })).toEqual(['lost: slack/C1 slack-2']);
  });

  it('names a place where something overtook, and one where something came once more later', () => {
    const swapped = inOrder.with(0, inOrder[1] as Arrival).with(1, inOrder[0] as Arrival);
    expect(failuresOf({ arrivals: swapped })).toEqual(['out of order: slack/C1 (alert)']);
    expect(failuresOf({ arrivals: [...inOrder, inOrder[3] as Arrival] })).toEqual(['out of order: discord/1 (alert)']);
  });

  it('takes pages and files of large alerts for queues of their own, in which nothing is lost either', () => {
    const alert = 'slack-1';
    const pages = [1, 2].map((page) => row('slack/C1', 10 + page, { parcel: { kind: 'page', alert, page, pages: 2 } }));
    const deliveries = [...rows, ...pages, row('slack/C1', 13, { parcel: { kind: 'csv', alert } })];
    const arrival = (n: number): Arrival => ({ destination: 'slack/C1', key: `slack-${n}` });
    const [first, ...others] = inOrder;
    const between = [first as Arrival, arrival(13), arrival(11), ...others, arrival(12)];
    expect(failuresOf({ deliveries, arrivals: between })).toEqual([]);
    expect(failuresOf({ deliveries, arrivals: [...inOrder, arrival(12), arrival(11)] })).toEqual([
      'lost: slack/C1 slack-13',
      'out of order: slack/C1 (page)',
    ]);
  });

  it('allows what is doubled on Slack and marked, as often as the bot was killed', () => {
    const arrivals = again('slack-2');
    expect(failuresOf({ arrivals, deliveries: marked('slack-2') })).toEqual([]);
    expect(failuresOf({ arrivals })).toEqual(['doubled on Slack without a mark: slack/C1 slack-2']);
    expect(failuresOf({ arrivals, deliveries: marked('slack-2'), kills: 0 })).toEqual([
      'doubled on Slack: 1, more than the 0 kills',
    ]);
  });

  it('allows nothing doubled on Discord', () => {
    const arrivals = again('discord-2');
    expect(failuresOf({ arrivals, deliveries: marked('discord-2') })).toEqual([
      'doubled on Discord: discord/1 discord-2',
    ]);
  });

  it('names what is not settled, and an alert that nobody owes', () => {
    const deliveries = rows.map((one) => (one.key === 'slack-3' ? row('slack/C1', 3, { state: 'failed' }) : one));
    expect(failuresOf({ deliveries })).toEqual(['slack/C1 slack-3 is failed']);
    expect(failuresOf({ owed: 4 })).toEqual(PLACES.map((place) => `${place} is owed 3 alerts, the history has 4`));
  });
});
