import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Action } from '../../src/domain/action.js';
import { bareListing, type Listing } from '../../src/domain/listing.js';
import type { FeedItem, FeedSource, ListSource, NoticeEntry } from '../../src/ports.js';
import { LOCAL_META } from '../../src/watch/intake.js';
import { takePolled } from '../../src/watch/take-feed.js';
import { takeList } from '../../src/watch/take-list.js';
import { openPipeline, type Pipeline } from './pipeline.js';

const PAGE = 'https://example.org/press/1';
const HERON: NoticeEntry = {
  ...{ kind: 'added', name: 'GREY HERON', type: 'entity', aliases: [], programs: ['TEST3'], linkedTo: [] },
  ...{ heading: 'Added', text: 'GREY HERON [TEST3].' },
};

let pipeline: Pipeline;

beforeEach(async () => {
  pipeline = await openPipeline();
  await listed();
  for (const feed of [notices, press, gazette]) await takePolled(pipeline.deps, feed, [], []);
  await pipeline.subscribe('slack/C1', { kind: 'everything' });
});
afterEach(() => pipeline.dispose());

const facts = {
  ...{ authority: 'EX', title: 'Example', homepage: 'https://example.org', origin: 'https://example.org' },
  cadence: { checkSeconds: 60, fileSeconds: 3600 },
};
const none = () => Promise.reject(new Error('not asked for'));

function feed(id: string, announces: readonly string[]): FeedSource {
  return { ...facts, kind: 'feed', id, announces, formats: ['html'], poll: none, fromDisk: none };
}
const notices = feed('notices', ['example-list']);
const press = feed('press', []);
const gazette = feed('gazette', ['example-list']);

function item(id: string, over: Partial<FeedItem> = {}): FeedItem {
  return {
    ...{ id, title: `Title ${id}`, url: `https://example.org/${id}`, published: '2026-01-05', category: null },
    ...{ links: [], entries: [], text: '' },
    ...over,
  };
}

/** Takes a version of a list of twenty entries and these. */
function listed(...names: string[]) {
  const all: Listing[] = [...Array.from({ length: 20 }, (_, n) => `HARBOUR ${n}`), ...names].map((name) =>
    bareListing('example-list', name, name, 'entity', 'https://example.org/entry'),
  );
  const list: ListSource = {
    ...{ ...facts, kind: 'list', id: 'example-list', formats: ['xml'], minimum: 1 },
    ...{ changeSignal: none, fetch: none, fromDisk: none },
    async *read() {
      yield { kind: 'header', published: '2026-01-05' };
      for (const listing of all) yield { kind: 'listing', listing, gaps: [] };
    },
  };
  const version = { format: 'xml', published: null, files: [] };
  return takeList(pipeline.deps, list, version, { ...LOCAL_META, digest: names.join(), accept: null });
}

async function told(source: FeedSource, one: FeedItem) {
  const [taken] = await takePolled(pipeline.deps, source, [one], []);
  return taken;
}

async function stories(): Promise<Record<string, string[]>> {
  const actions = (await pipeline.store.list('actions')).map(([, action]) => action);
  const sourceOf = new Map(actions.map((action): [string, string] => [action.id, action.source]));
  const follows = ({ follows = [] }: Action) =>
    follows.map(({ action, tie }) => `${sourceOf.get(action) ?? '?'} by ${tie}`);
  return Object.fromEntries(actions.map((action) => [action.source, follows(action)]));
}

it('is told by press, notice, list and gazette, each after the ones before', async () => {
  await told(press, item('1', { url: PAGE }));
  await told(notices, item('2', { entries: [HERON], links: [{ title: 'Release', url: PAGE }] }));
  const { action } = await listed('GREY HERON');
  await told(gazette, item('3', { entries: [HERON], event: 'gazetted', published: '2026-02-10' }));
  expect(await stories()).toEqual({
    press: [],
    notices: ['press by page'],
    'example-list': ['notices by entry'],
    gazette: ['example-list by entry', 'notices by entry'],
  });
  expect(action?.follows).toMatchObject([{ changes: [0], evidence: 'same name and type: GREY HERON' }]);
  expect(await pipeline.owed()).toHaveLength(4);
});

it('is told whichever of two sources that are read at once comes first', async () => {
  await Promise.all([told(notices, item('2', { entries: [HERON] })), listed('GREY HERON')]);
  const found = await stories();
  expect([found.notices, found['example-list']].flat()).toHaveLength(1);
});

it('makes no action another one: the id does not depend on what it follows', async () => {
  const alone = await told(notices, item('2', { entries: [HERON] }));
  const other = await openPipeline();
  const [there, here] = [other, pipeline];
  pipeline = there;
  await listed();
  await takePolled(there.deps, notices, [], []);
  await listed('GREY HERON');
  const after = await told(notices, item('2', { entries: [HERON] }));
  pipeline = here;
  await there.dispose();
  expect(after?.action?.follows).toHaveLength(1);
  expect(after?.action?.id).toBe(alone?.action?.id);
});
