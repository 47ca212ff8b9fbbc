import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FeedItem, FeedSource } from '../../src/ports.js';
import { takePolled } from '../../src/watch/take-feed.js';
import { openPipeline, type Pipeline, sourceCalled } from './pipeline.js';

const ITEM: FeedItem = {
  id: '/opa/pr/robbery',
  title: 'Former Bank Teller Sentenced for Armed Robbery',
  url: 'https://www.justice.gov/opa/pr/robbery',
  published: '2026-01-05',
  category: null,
  onlyIfNamed: true,
  links: [],
  entries: [],
  text: 'Former Bank Teller Sentenced for Armed Robbery\nHe stole zinc.',
};
const feed = sourceCalled('doj-press') as FeedSource;

let pipeline: Pipeline;
beforeEach(async () => {
  pipeline = await openPipeline();
  await pipeline.subscribe('slack/C1', { kind: 'everything' });
  await pipeline.subscribe('slack/C2', { kind: 'actor', actor: 'lazarus-group', relations: false });
  await takePolled(pipeline.deps, feed, [], ['/opa/pr/old']);
});
afterEach(() => pipeline.dispose());

const take = (...items: FeedItem[]) => takePolled(pipeline.deps, feed, items, []);
const destinations = async () => (await pipeline.owed()).map(({ destination }) => destination).sort();

it('a robbery reaches no channel: it is seen, counted, and never told', async () => {
  expect((await take(ITEM)).map(({ action }) => action)).toEqual([null]);
  await take(ITEM, { ...ITEM, id: '/opa/pr/fraud' });
  expect(await pipeline.store.list('actions')).toEqual([]);
  expect(await destinations()).toEqual([]);
  const cursor = await pipeline.store.get('cursors', 'doj-press');
  expect(cursor).toMatchObject({ polled: true, passedOver: 2, lastAction: 'baseline' });
  expect(cursor?.items).toEqual(['/opa/pr/fraud', '/opa/pr/robbery', '/opa/pr/old']);
});

it('what names a curated actor is told, whatever else it is about', async () => {
  const text = 'He told the court that the Lazarus Group had paid him.';
  const [taken] = await take({ ...ITEM, text }, { ...ITEM, id: '/opa/pr/fraud' });
  expect(taken?.action).toMatchObject({ actors: [{ actor: 'lazarus-group' }] });
  expect(await destinations()).toEqual(['slack/C1', 'slack/C2']);
  expect(await pipeline.store.get('cursors', 'doj-press')).toMatchObject({ passedOver: 1 });
});

it('what speaks of sanctions is told to those who want everything', async () => {
  const { onlyIfNamed: _, ...sanctions } = ITEM;
  await take(ITEM, { ...sanctions, id: '/opa/pr/evasion', title: 'Broker Evaded U.S. Sanctions', event: 'indicted' });
  expect(await destinations()).toEqual(['slack/C1']);
  const [row] = await pipeline.store.list('actions');
  expect(row?.[1]).toMatchObject({ kind: 'announcement', event: 'indicted' });
  expect(await pipeline.store.get('cursors', 'doj-press')).toMatchObject({ passedOver: 1 });
});
