import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../src/domain/errors.js';
import type { Store } from '../../src/ports.js';
import { createMemoryStore } from '../support/memory-store.js';
import { recentActionNotice, recentActionsIndex, unXml } from '../support/official-files.js';
import { failure, htmlPage } from '../support/official-site.js';
import { changeOf, counts, subscribe } from './pipeline.js';
import { FILE, openPolling, type Polling, party, SDN, SIGNAL } from './polling.js';

const MINUTE = 60_000;
const EVERYTHING = { kind: 'everything' } as const;

let polling: Polling;

beforeEach(async () => {
  polling = await openPolling();
  polling.publish([party(1)]);
});
afterEach(() => polling.dispose());

describe('the change signal', () => {
  it('keeps the file from being asked for while it stands still, but for once a day', async () => {
    expect(await polling.taken()).toMatchObject({ baseline: true, action: null, held: null });
    for (let i = 0; i < 3; i += 1) {
      await polling.clock.advance(MINUTE);
      expect(await polling.check()).toEqual([]);
    }
    expect(polling.downloads()).toBe(1);
    await polling.clock.advance(24 * 60 * MINUTE);
    expect(await polling.check()).toEqual([]);
    expect(polling.downloads()).toBe(2);
  });

  it('that moves before the file does has the file asked for again, less and less often', async () => {
    await polling.check();
    polling.move();
    const asked: number[] = [];
    for (let minute = 0; minute < 300; minute += 1) {
      const before = polling.downloads();
      expect(await polling.check()).toEqual([]);
      if (polling.downloads() > before) asked.push(minute);
      await polling.clock.advance(MINUTE);
    }
    expect(asked).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255]);
    expect((await polling.cursor()).unconfirmed).toBeNull();
  });

  it('that moved is answered when the late file comes', async () => {
    await polling.check();
    polling.move();
    await polling.check();
    polling.publish([party(1), party(2)], { signal: 'stands' });
    expect(await polling.check()).toEqual([]);
    await polling.clock.advance(MINUTE);
    expect(counts(await polling.taken())).toBe('1/0/0');
    const asked = polling.downloads();
    await polling.clock.advance(MINUTE);
    expect(await polling.check()).toEqual([]);
    expect(polling.downloads()).toBe(asked);
  });

  it.each([
    ['404', failure(404)],
    ['an HTML page', htmlPage],
    ['another shape', '{"publications":[]}'],
  ])('that answers %s has the file itself fetched', async (_what, answer) => {
    await polling.check();
    polling.site.serve(SIGNAL, answer);
    polling.publish([party(1), party(2)], { signal: 'stands' });
    expect(counts(await polling.taken())).toBe('1/0/0');
    expect(await polling.check()).toEqual([]);
    expect((await polling.store.get('health', SDN))?.failures).toBe(0);
  });
});

describe('the file', () => {
  it.each([
    ['404', failure(404)],
    ['an HTML page', htmlPage],
    ['nothing', ''],
  ])('that is %s is a failure, and what is known stays', async (_what, answer) => {
    await polling.check();
    const before = await polling.cursor();
    polling.move();
    polling.site.serve(FILE, answer);
    expect(await polling.check()).toBeInstanceOf(Error);
    expect(await polling.cursor()).toEqual(before);
    expect(await polling.store.get('health', SDN)).toMatchObject({ failures: 1, error: expect.any(String) });
    polling.publish([party(1), party(2)]);
    expect(counts(await polling.taken())).toBe('1/0/0');
    expect(await polling.store.get('health', SDN)).toMatchObject({ failures: 0, error: null, failingSince: null });
  });

  it('leaves nothing of itself in the download folder', async () => {
    await polling.check();
    polling.publish([party(1)], { filler: 10 });
    expect(await polling.check()).toBeInstanceOf(RefusedVersion);
    expect(await readdir(join(polling.dir, 'downloads'))).toEqual([]);
  });

  it('of an earlier hour or day than the one that was taken is refused as a stale copy', async () => {
    polling.publish([party(1)], { modified: 'Mon, 05 Jan 2026 10:00:00 GMT' });
    await polling.check();
    for (const modified of ['Mon, 05 Jan 2026 09:00:00 GMT', 'Sun, 04 Jan 2026 23:00:00 GMT']) {
      polling.publish([], { modified });
      const result = await polling.check();
      expect(result).toBeInstanceOf(RefusedVersion);
      expect(String(result)).toMatch(/older than the version of 2026-01-05/);
    }
    expect(await polling.store.get('listings', `${SDN}/1`)).toMatchObject({ status: 'listed' });
    polling.publish([party(1), party(2)], { modified: 'Mon, 05 Jan 2026 10:00:01 GMT' });
    expect(counts(await polling.taken())).toBe('1/0/0');
  });

  it('is asked for with the validators of the one that is known', async () => {
    const path = '/resources/xml/en/consolidated.xml';
    polling.site.serve(path, unXml([{ ref: 'KPe.031', name: 'BUREAU' }]), { etag: '"one"' });
    const un = () => polling.check(polling.store, 'un-sc');
    expect(await un()).toMatchObject([{ baseline: true }]);
    expect(await un()).toEqual([]);
    const answers = polling.site.requests.filter((request) => request.path === path).map(({ status }) => status());
    expect(answers).toEqual([200, 304]);
    polling.site.serve(path, unXml([{ ref: 'KPe.031', name: 'OFFICE' }]), { etag: '"two"' });
    expect(await un()).toMatchObject([{ action: { changes: [{ kind: 'amended', ref: 'KPe.031' }] } }]);
  });

  it('published twice between two checks gives one action', async () => {
    await polling.check();
    polling.publish([party(1), party(2)]);
    polling.publish([party(1, 'WHITE HERON'), party(2), party(3)]);
    expect(counts(await polling.taken())).toBe('2/0/1');
    expect(await polling.store.list('actions')).toHaveLength(1);
  });

  it('of which one record is wrong is taken, and that record carried forward and named', async () => {
    polling.publish([party(1), party(2)]);
    await polling.check();
    polling.publish([party(1, ''), party(3)]);
    const taken = await polling.taken();
    expect(counts(taken)).toBe('1/1/0');
    expect(taken.setAside).toMatchObject([{ ref: '1' }]);
    expect(await polling.store.get('listings', `${SDN}/1`)).toMatchObject({ status: 'listed' });
  });
});

describe('an alias file that is late', () => {
  const rows = (...refs: string[]) => refs.map((ref) => [ref, `9${ref}`, 'aka', `EGRET ${ref}`, null]);

  it('is asked for again although the list itself was taken, and its names are then learned in silence', async () => {
    polling.publish([party(1), party(2)]);
    polling.aliases(rows('1', '2'));
    await polling.check();
    polling.publish([party(1), party(3)]);
    const taken = await polling.taken();
    expect(counts(taken)).toBe('1/1/0');
    const aliases = async (ref: string) =>
      (await polling.store.get('listings', `${SDN}/${ref}`))?.listing.aliases.map(({ name }) => name);
    expect([await aliases('1'), await aliases('3')]).toEqual([['EGRET 1'], []]);

    polling.aliases(rows('1', '3'));
    await polling.clock.advance(MINUTE);
    expect(await polling.taken()).toMatchObject({ action: null });
    expect(await aliases('3')).toEqual(['EGRET 3']);
    expect((await polling.cursor()).unconfirmed).toBeNull();
  });

  it('or early, before the list itself, does not answer the signal, and is news only beside its own list', async () => {
    polling.publish([party(1)]);
    polling.aliases(rows('1'));
    await polling.check();
    polling.move();
    polling.aliases([...rows('1', '2'), ['1', '77', 'aka', 'EGRET ANEW', null]]);
    expect(await polling.taken()).toMatchObject({ action: null });
    polling.publish([party(1), party(2)], { signal: 'stands' });
    await polling.clock.advance(MINUTE);
    const { action } = await polling.taken();
    expect(action?.changes).toMatchObject([
      { kind: 'added', ref: '2', listing: { aliases: [{ name: 'EGRET 2' }] } },
      { kind: 'amended', ref: '1', fields: [{ field: 'aliases' }] },
    ]);
    expect((await polling.cursor()).unconfirmed).toBeNull();
  });

  it('that cannot be had leaves what it would show as it was', async () => {
    polling.aliases(rows('1'));
    await polling.check();
    polling.aliases(null);
    polling.publish([party(1), party(2)]);
    expect(counts(await polling.taken())).toBe('1/0/0');
    expect(await polling.store.get('listings', `${SDN}/1`)).toMatchObject({
      listing: { aliases: [{ name: 'EGRET 1' }] },
    });
    polling.aliases(rows('1', '2'));
    polling.publish([party(1), party(2)]);
    expect(await polling.taken()).toMatchObject({ action: null });
  });
});

/** A store of which the n-th transaction fails, before or after it is durable: where a process may die. */
function dying(store: Store, at: number, when: 'before' | 'after'): Store {
  let n = 0;
  return {
    get: (collection, key) => store.get(collection, key),
    list: (collection, prefix) => store.list(collection, prefix),
    watch: (collection, listener) => store.watch(collection, listener),
    close: () => store.close(),
    async transaction(work) {
      n += 1;
      if (n !== at) return store.transaction(work);
      if (when === 'after') await store.transaction(work);
      throw new Error('the process died here');
    },
  };
}

describe('a process that dies', () => {
  /** What a bot that never dies makes of the two versions. */
  async function expected(): Promise<{ action: string; deliveries: string[] }> {
    const store = createMemoryStore();
    await subscribe(store, 'slack/C1', EVERYTHING);
    polling.publish([party(1)]);
    await polling.check(store);
    polling.publish([party(1), party(2)]);
    const { action } = await polling.taken(store);
    return { action: action?.id ?? 'none', deliveries: (await store.list('deliveries')).map(([key]) => key) };
  }

  const deaths = [1, 2, 3].flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]);

  it.each(deaths)(
    'at commit %i, %s it, leaves all or nothing, and the next one derives the same action',
    async (at, when) => {
      const whole = await expected();
      const { store } = polling;
      await subscribe(store, 'slack/C1', EVERYTHING);
      polling.publish([party(1)]);
      await polling.check();
      const baseline = await polling.cursor();
      polling.publish([party(1), party(2)]);
      await polling.check(dying(store, at, when));
      const actions = await store.list('actions');
      const deliveries = await store.list('deliveries');
      const cursor = await polling.cursor();
      if (actions.length === 0) {
        expect(deliveries).toEqual([]);
        expect(cursor).toEqual(baseline);
        expect(await store.get('listings', `${SDN}/2`)).toBeUndefined();
      } else {
        expect(deliveries).toHaveLength(1);
        expect(cursor.lastAction).toBe(actions[0]?.[0]);
        expect(await store.get('listings', `${SDN}/2`)).toMatchObject({ status: 'listed' });
      }
      expect(await polling.check()).not.toBeInstanceOf(Error);
      expect((await store.list('actions')).map(([id]) => id)).toEqual([whole.action]);
      expect((await store.list('deliveries')).map(([key]) => key)).toEqual(whole.deliveries);
    },
  );

  it.each([1, 2, 3].flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]))(
    'at commit %i of a feed, %s it, announces each notice once',
    async (at, when) => {
      const { store, site } = polling;
      const feed = (over?: Store) => polling.check(over ?? store, 'ofac-recent-actions');
      const row = (day: string) => ({ id: `202601${day}`, date: `January ${day}, 2026`, title: `Designations ${day}` });
      const body = `<h4>The following entity has been added to OFAC's SDN List:</h4><p>ANDARIEL, Korea, North [DPRK3].</p>`;
      for (const day of ['04', '05'])
        site.serve(`/recent-actions/202601${day}`, recentActionNotice(`Designations ${day}`, `01/${day}/2026`, body));
      await subscribe(store, 'slack/C1', EVERYTHING);
      site.serve('/recent-actions', recentActionsIndex([row('02')]));
      expect(await feed()).toMatchObject([{ baseline: true, action: null }]);
      site.serve('/recent-actions', recentActionsIndex([row('05'), row('04'), row('02')]));
      await feed(dying(store, at, when));
      expect((await store.list('deliveries')).length).toBe((await store.list('actions')).length);
      await feed();
      expect(await feed()).toEqual([]);
      const actions = (await store.list('actions')).map(([, action]) => action);
      expect(actions.map(({ published }) => published)).toEqual(['2026-01-04', '2026-01-05']);
      expect((await store.list('deliveries')).map(([, { action }]) => action)).toEqual(actions.map(({ id }) => id));
    },
  );
});

describe('what a change says', () => {
  it('is the whole field before and after', async () => {
    polling.publish([party(1, 'GREY HERON', "a.k.a. 'EGRET'.")]);
    await polling.check();
    polling.publish([party(1, 'GREY HERON', "a.k.a. 'EGRET'; a.k.a. 'STORK'.")]);
    const { fields } = changeOf((await polling.taken()).action, '1');
    expect(fields.map(({ field }) => field)).toEqual(['aliases', 'remarks']);
    expect(fields[0]?.before).toHaveLength(1);
    expect(fields[0]?.after).toHaveLength(2);
  });
});
