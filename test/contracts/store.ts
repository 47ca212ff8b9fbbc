import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuplicateKey } from '../../src/domain/errors.js';
import type { Entry } from '../../src/domain/ledger.js';
import { bareListing } from '../../src/domain/listing.js';
import type { Store } from '../../src/ports.js';

export interface OpenedStore {
  readonly store: Store;
  /** Closes it and opens what it left behind. */
  reopen(): Promise<Store>;
  dispose(): Promise<void>;
}

/** An invented entry with a remark of `length` characters. */
export function entry(list: string, ref: string, length = 10): Entry {
  const listing = bareListing(list, ref, `PARTY ${ref}`, 'entity', `https://example.test/${ref}`);
  return {
    listing: { ...listing, remarks: 'r'.repeat(length) },
    status: 'listed',
    addedOn: null,
    removedOn: null,
    unseen: [],
  };
}

export const note = (what: string) => ({ at: '2024-01-01T00:00:00.000Z', who: 'U1', what, why: 'because' });

/** What every implementation of the Store port must do. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name}: the store contract`, () => {
    let opened: OpenedStore;
    let store: Store;
    const keys = async (from: Store = store) => (await from.list('audit')).map(([key]) => key);

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.dispose());

    it('gives back what was put, and undefined for what was not', async () => {
      await store.transaction(async (tx) => tx.put('audit', 'a', note('one')));
      expect(await store.get('audit', 'a')).toEqual(note('one'));
      expect(await store.get('audit', 'b')).toBeUndefined();
      expect(await store.get('cursors', 'a')).toBeUndefined();
    });

    it('gives the result of the work', async () => {
      expect(await store.transaction(async () => 42)).toBe(42);
    });

    it('shows a transaction its own writes, and nobody else', async () => {
      await store.transaction(async (tx) => tx.put('audit', 'old', note('old')));
      await store.transaction(async (tx) => {
        tx.put('audit', 'old', note('changed'));
        tx.put('audit', 'new', note('new'));
        expect(await tx.get('audit', 'old')).toEqual(note('changed'));
        expect((await tx.list('audit')).map(([key]) => key)).toEqual(['old', 'new']);
        tx.delete('audit', 'old');
        expect(await tx.get('audit', 'old')).toBeUndefined();
        expect((await tx.list('audit')).map(([key]) => key)).toEqual(['new']);
        expect(await store.get('audit', 'old')).toEqual(note('old'));
        expect(await keys()).toEqual(['old']);
      });
      expect(await keys()).toEqual(['new']);
    });

    it('leaves nothing of work that failed', async () => {
      const failing = store.transaction(async (tx) => {
        tx.put('audit', 'a', note('one'));
        tx.put('listings', 'l/1', entry('l', '1'));
        await tx.next('audit');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await keys()).toEqual([]);
      expect(await store.list('listings')).toEqual([]);
      expect(await store.transaction((tx) => tx.next('audit'))).toBe(1);
      expect(await keys(await opened.reopen())).toEqual([]);
    });

    it('runs transactions one after the other', async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.transaction(async (tx) => {
            const value = await tx.next('delivery');
            await new Promise((resolve) => setImmediate(resolve));
            tx.put('audit', String(n), note(String(value)));
            return value;
          }),
        ),
      );
      expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    it('goes on after a transaction that failed', async () => {
      const failing = store.transaction(async () => {
        throw new Error('no');
      });
      const next = store.transaction(async (tx) => tx.put('audit', 'a', note('one')));
      await expect(failing).rejects.toThrow('no');
      await next;
      expect(await keys()).toEqual(['a']);
    });

    it('lists in order of insertion: a change keeps its place, a row put again after its removal comes last', async () => {
      await store.transaction(async (tx) => {
        for (const key of ['c', 'a', 'b', 'd']) tx.put('audit', key, note(key));
      });
      await store.transaction(async (tx) => {
        tx.put('audit', 'a', note('changed'));
        tx.delete('audit', 'c');
        tx.put('audit', 'e', note('e'));
        tx.put('audit', 'c', note('again'));
        expect((await tx.list('audit')).map(([key]) => key)).toEqual(['a', 'b', 'd', 'e', 'c']);
      });
      expect(await keys()).toEqual(['a', 'b', 'd', 'e', 'c']);
      store = await opened.reopen();
      expect(await keys()).toEqual(['a', 'b', 'd', 'e', 'c']);
      expect(await store.get('audit', 'a')).toEqual(note('changed'));
    });

    it('lists by the beginning of the key', async () => {
      await store.transaction(async (tx) => {
        for (const ref of ['2', '1', '12']) tx.put('listings', `ofac-sdn/${ref}`, entry('ofac-sdn', ref));
        tx.put('listings', 'ofac-sdn-old/1', entry('ofac-sdn-old', '1'));
        tx.put('listings', 'un-sc/KPe.001', entry('un-sc', 'KPe.001'));
      });
      const listed = async (prefix: string) => (await store.list('listings', prefix)).map(([key]) => key);
      expect(await listed('ofac-sdn/')).toEqual(['ofac-sdn/2', 'ofac-sdn/1', 'ofac-sdn/12']);
      expect(await listed('ofac-sdn/1')).toEqual(['ofac-sdn/1', 'ofac-sdn/12']);
      expect((await listed('ofac')).sort()).toEqual(['ofac-sdn-old/1', 'ofac-sdn/1', 'ofac-sdn/12', 'ofac-sdn/2']);
      expect(await listed('eu-fsf/')).toEqual([]);
      expect(await store.list('listings')).toHaveLength(5);
    });

    it('inserts a key once', async () => {
      await store.transaction(async (tx) => tx.insert('audit', 'a', note('first')));
      const twice = store.transaction(async (tx) => {
        tx.put('audit', 'b', note('b'));
        tx.insert('audit', 'a', note('second'));
      });
      await expect(twice).rejects.toThrow(DuplicateKey);
      expect(await keys()).toEqual(['a']);
      expect(await store.get('audit', 'a')).toEqual(note('first'));
    });

    it('rejects a refused insert even where the work caught it', async () => {
      const twice = store.transaction(async (tx) => {
        tx.insert('audit', 'a', note('first'));
        try {
          tx.insert('audit', 'a', note('second'));
        } catch {}
      });
      await expect(twice).rejects.toThrow(DuplicateKey);
      expect(await keys()).toEqual([]);
    });

    it('inserts again what the same transaction deleted', async () => {
      await store.transaction(async (tx) => tx.insert('audit', 'a', note('first')));
      await store.transaction(async (tx) => {
        tx.delete('audit', 'a');
        tx.insert('audit', 'a', note('second'));
      });
      expect(await store.get('audit', 'a')).toEqual(note('second'));
    });

    it('counts on over a restart, each sequence for itself', async () => {
      const next = (name: string) => store.transaction((tx) => tx.next(name));
      expect([await next('subscription'), await next('subscription'), await next('delivery')]).toEqual([1, 2, 1]);
      store = await opened.reopen();
      expect([await next('subscription'), await next('delivery')]).toEqual([3, 2]);
    });

    it('keeps every value as it was, whatever its characters', async () => {
      const odd = note('"\n\u2028 "\\ \u0000 ﷽ 🏴‍☠️ <!channel> {"commit":1}');
      await store.transaction(async (tx) => tx.put('audit', 'clé/"\n🔑', odd));
      store = await opened.reopen();
      expect(await store.list('audit')).toEqual([['clé/"\n🔑', odd]]);
    });

    it('takes thousands of rows in one transaction', async () => {
      await store.transaction(async (tx) => {
        for (let n = 0; n < 3000; n += 1) tx.put('listings', `l/${n}`, entry('l', String(n), 400));
      });
      store = await opened.reopen();
      expect(await store.list('listings', 'l/')).toHaveLength(3000);
      expect(await store.get('listings', 'l/2999')).toEqual(entry('l', '2999', 400));
    });

    it('tells of every row that a commit changed, in its order, before anybody can read it', async () => {
      await store.transaction(async (tx) => {
        for (const key of ['kept', 'changed', 'gone', 'back']) tx.put('audit', key, note('old'));
      });
      const told: (readonly [string, string | undefined])[] = [];
      store.watch('audit', (key, row) => void told.push([key, row?.what]));
      const committed = store.transaction(async (tx) => {
        tx.put('audit', 'new', note('new'));
        tx.put('audit', 'changed', note('changed'));
        tx.delete('audit', 'gone');
        tx.delete('audit', 'back');
        tx.put('audit', 'back', note('back'));
        tx.put('counters', 'c', { value: 1 });
        expect(told).toEqual([]);
      });
      const next = store.transaction(async () => void expect(told).not.toEqual([]));
      await committed;
      const rows = new Map((await store.list('audit')).map(([key, { what }]) => [key, what]));
      const mirror = new Map(['kept', 'changed', 'gone', 'back'].map((key) => [key, 'old']));
      for (const [key, what] of told) {
        if (what === undefined) mirror.delete(key);
        else mirror.set(key, what);
      }
      expect([...mirror]).toEqual([...rows]);
      expect(told.map(([key]) => key)).not.toContain('kept');
      await next;
    });

    it('tells nothing of what was not committed', async () => {
      const told: string[] = [];
      store.watch('audit', (key) => void told.push(key));
      const work = store.transaction(async (tx) => {
        tx.put('audit', 'a', note('never'));
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      await store.transaction(async (tx) => tx.put('counters', 'c', { value: 1 }));
      expect(told).toEqual([]);
    });

    it('lets nothing in after it was closed', async () => {
      await store.close();
      await expect(store.transaction(async (tx) => tx.put('audit', 'a', note('late')))).rejects.toThrow('closed');
    });

    it('finishes what was asked for before it was closed', async () => {
      const asked = store.transaction(async (tx) => tx.put('audit', 'a', note('in time')));
      await Promise.all([asked, store.close()]);
      expect(await keys(await opened.reopen())).toEqual(['a']);
    });

    it('refuses a transaction used after its work ended', async () => {
      const kept = await store.transaction(async (tx) => ({ tx }));
      expect(() => kept.tx.put('audit', 'a', note('late'))).toThrow('ended');
      await expect(kept.tx.get('audit', 'a')).rejects.toThrow('ended');
    });
  });
}
