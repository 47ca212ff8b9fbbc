import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FeedItem, FeedSource, PollContext } from '../../src/ports.js';
import { pollSource } from '../../src/watch/poll.js';
import { takeFromDisk } from '../../src/watch/take-feed.js';
import { openPipeline, type Pipeline, sourceCalled } from './pipeline.js';

const ITEM: FeedItem = {
  id: '20190913',
  title: 'North Korea Designations',
  url: 'https://ofac.treasury.gov/recent-actions/20190913',
  published: '2019-09-13',
  category: null,
  links: [],
  entries: [],
  text: '',
};

let pipeline: Pipeline;
/** What the index shows now, newest first. */
let index: readonly string[];

beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

const real = sourceCalled('ofac-recent-actions') as FeedSource;
const feed: FeedSource = {
  ...real,
  poll: async ({ cursor }: PollContext) => ({
    items: cursor ? index.filter((id) => !cursor.items.includes(id)).map((id) => ({ ...ITEM, id })) : [],
    seen: index,
  }),
};

function poll() {
  const never = () => Promise.reject(new Error('no network'));
  return pollSource(
    {
      ...pipeline.deps,
      http: { text: never, download: never },
      folder: `${pipeline.dir}/downloads`,
      formatOf: () => 'html',
      originOf: () => 'https://example.org',
    },
    feed,
    new AbortController().signal,
  );
}

it('a notice from disk does not make the first poll announce the whole index', async () => {
  expect(await takeFromDisk(pipeline.deps, feed, ITEM)).toMatchObject({ baseline: true, action: null });
  index = ['20260103', '20260102', '20190913'];
  expect((await poll()).taken.map(({ action }) => action)).toEqual([null]);
  expect(await pipeline.store.list('actions')).toEqual([]);
  index = ['20260105', ...index];
  expect((await poll()).taken.map(({ action }) => action?.kind)).toEqual(['announcement']);
  expect(await pipeline.store.list('actions')).toHaveLength(1);
});
