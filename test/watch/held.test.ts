import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmedAt, readStatus } from '../../src/app/status.js';
import { RefusedVersion, UserError } from '../../src/domain/errors.js';
import { releaseHeld } from '../../src/watch/ingest.js';
import { sdnCsv } from '../support/official-files.js';
import { startOfficialSite } from '../support/official-site.js';
import { runBot, temporaryFolder } from '../support/run-bot.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { counts, sourceCalled, subscribe } from './pipeline.js';
import { FILE, openPolling, type Polling, party, SDN, SIGNAL } from './polling.js';

const MINUTE = 60_000;
/** 5,200 invented rows: 105 of them are 2 %. */
const WHOLE = 5_200;
const SHRUNK = WHOLE - 150;
const source = sourceCalled(SDN);

let polling: Polling;

beforeEach(async () => {
  polling = await openPolling();
  polling.publish([party(1)], { filler: WHOLE });
  await subscribe(polling.store, 'slack/C1', { kind: 'everything' });
  await polling.check();
});
afterEach(() => polling.dispose());

const held = () => polling.store.get('held', SDN);
const listed = async () => {
  const entries = (await polling.store.list('listings')).map(([, entry]) => entry);
  return entries.filter(({ status }) => status === 'listed').length;
};
const owed = async () => (await polling.store.list('deliveries')).length;
const release = () => releaseHeld(polling.deps, source, { who: 'ada', why: 'compared with the notice' });

describe('a version that removes or changes too much', () => {
  beforeEach(() => polling.publish([party(1), party(2)], { filler: SHRUNK }));

  it('is held, with its reason: nothing is taken and nobody is told of a change', async () => {
    const before = await polling.cursor();
    expect(await polling.taken()).toMatchObject({
      action: null,
      held: `it removes 150 of ${WHOLE + 1} entries, more than 2 %`,
    });
    expect(await polling.cursor()).toEqual(before);
    expect([await listed(), await owed()]).toEqual([WHOLE + 1, 0]);
    for (const { path } of (await held())?.files ?? []) expect(existsSync(path)).toBe(true);
  });

  it('leaves the answers as old as the last version, and status says so', async () => {
    const [before] = Object.values(await confirmedAt(polling.store, [source]));
    await polling.clock.advance(MINUTE);
    await polling.check();
    expect(await confirmedAt(polling.store, [source])).toEqual({ [SDN]: before });
    const status = await readStatus(polling.store, [source], polling.clock, { sources: [SDN], pollSeconds: 60 });
    expect(status).toMatchObject({ healthy: false, sources: [{ state: 'held', held: { source: SDN } }] });
  });

  it('is not asked for again while the signal stands still', async () => {
    await polling.check();
    const asked = polling.downloads();
    for (let i = 0; i < 5; i += 1) {
      await polling.clock.advance(24 * 60 * MINUTE);
      expect(await polling.check()).toEqual([]);
    }
    expect(polling.downloads()).toBe(asked);
  });

  it('is asked for less and less often when the signal moves and the file does not', async () => {
    await polling.check();
    polling.move();
    const asked = polling.downloads();
    for (let minute = 0; minute < 20; minute += 1) {
      expect(await polling.check()).toEqual([]);
      await polling.clock.advance(MINUTE);
    }
    expect(polling.downloads() - asked).toBe(5);
  });

  it('is taken when somebody releases it, and it is on record who and why', async () => {
    await polling.check();
    const files = (await held())?.files ?? [];
    const taken = await release();
    expect(counts(taken)).toBe('1/150/0');
    expect([await listed(), await owed()]).toEqual([SHRUNK + 2, 1]);
    const audit = (await polling.store.list('audit')).map(([, record]) => record);
    expect(audit).toMatchObject([
      {
        who: 'ada',
        why: 'compared with the notice',
        what: 'released a version of ofac-sdn (1 added, 0 amended, 150 removed)',
      },
    ]);
    expect(await held()).toBeUndefined();
    for (const { path } of files) expect(existsSync(path)).toBe(false);
    const asked = polling.downloads();
    await polling.clock.advance(MINUTE);
    expect(await polling.check()).toEqual([]);
    expect(polling.downloads()).toBe(asked);
    await expect(release()).rejects.toBeInstanceOf(UserError);
  });

  it('is superseded by a later sound version', async () => {
    await polling.check();
    const files = (await held())?.files ?? [];
    polling.publish([party(1), party(3)], { filler: WHOLE });
    expect(counts(await polling.taken())).toBe('1/0/0');
    expect(await held()).toBeUndefined();
    for (const { path } of files) expect(existsSync(path)).toBe(false);
    await expect(release()).rejects.toThrow('No version of ofac-sdn is held');
  });

  it('is no longer held when the publisher goes back to the version before', async () => {
    await polling.check();
    polling.publish([party(1)], { filler: WHOLE });
    expect(await polling.check()).toEqual([]);
    expect(await held()).toBeUndefined();
    expect(await readStatus(polling.store, [source], polling.clock, { sources: [SDN], pollSeconds: 60 })).toMatchObject(
      { sources: [{ state: 'ok' }] },
    );
  });

  it('gives way to a later version that must be held too, and its files go', async () => {
    await polling.check();
    const first = await held();
    polling.publish([party(1)], { filler: SHRUNK - 1 });
    expect((await polling.taken()).held).toContain('removes 151');
    const second = await held();
    expect(second?.digest).not.toBe(first?.digest);
    expect(await readdir(join(polling.deps.heldFolder, SDN))).toEqual([second?.digest]);
    expect(counts(await release())).toBe('0/151/0');
  });

  it('keeps the version held before whole when the process dies while it is put in its place', async () => {
    await polling.check();
    polling.publish([party(1)], { filler: SHRUNK - 1 });
    polling.store.failWith(new Error('the disk is full'));
    expect(await polling.check()).toBeInstanceOf(Error);
    polling.store.failWith(null);
    expect((await held())?.reason).toContain('removes 150');
    expect(counts(await release())).toBe('1/150/0');
  });

  it('gives way to a later one, and says since when that is held', async () => {
    await polling.check();
    await polling.clock.advance(MINUTE);
    polling.publish([party(1), party(2), party(3)], { filler: SHRUNK });
    expect((await polling.taken()).held).not.toBeNull();
    expect(await held()).toMatchObject({ since: '2026-01-05T12:01:00.000Z' });
  });
});

describe('additions and amendments of more than 25 %', () => {
  it('are held too', async () => {
    polling.publish([party(1)], { filler: WHOLE + 1_400 });
    expect((await polling.taken()).held).toBe(`it adds 1400 and changes 0 of ${WHOLE + 1} entries, more than 25 %`);
  });
});

describe('a version that is unsound', () => {
  it('is refused and not held when it has fewer entries than the list ever had', async () => {
    polling.publish([party(1)], { filler: 4_000 });
    const result = await polling.check();
    expect(result).toBeInstanceOf(RefusedVersion);
    expect(String(result)).toContain('it has 4001 records, fewer than the 5000 this list must have');
    expect([await held(), await listed()]).toEqual([undefined, WHOLE + 1]);
  });

  it('is refused when more than 1 % of its records cannot be read', async () => {
    const nameless = Array.from({ length: 60 }, (_, i) => party(i + 10, ''));
    polling.publish([party(1), ...nameless], { filler: WHOLE });
    expect(String(await polling.check())).toContain('60 of 5261 records could not be read, first 10: it has no name');
    expect(await listed()).toBe(WHOLE + 1);
  });
});

describe('the people who run the bot', () => {
  it('are told once of a held version, and of a source that fails and comes back', async () => {
    const site = await startOfficialSite();
    const folder = await temporaryFolder();
    const clock = createVirtualClock('2026-01-05T12:00:00.000Z');
    let publication = 800;
    const publish = (content: string) => {
      publication += 1;
      const index = [{ publicationID: publication, datePublished: '2026-01-05T10:00:00' }];
      site.serve(SIGNAL, JSON.stringify(index));
      site.serve(FILE, content, { contentType: 'text/csv' });
    };
    publish(sdnCsv([party(1)]));
    const bot = await runBot(
      {
        DATA_DIR: folder.dir,
        SOURCES: SDN,
        SOURCE_OFAC_SDN_URL: site.url,
        SOURCE_OFAC_SDN_FORMAT: 'csv',
        POLL_SECONDS: '60',
        OPS_DESTINATION: 'terminal/local',
      },
      clock,
    );
    // A clock that leaps over a quarter of an hour looks like one in which nothing was checked: that is told, too.
    const notices = () =>
      bot.logged
        .filter(({ message }) => message === 'Notice about the bot itself')
        .map(({ fields }) => String(fields.notice))
        .filter((notice) => notice.startsWith(SDN));
    let n = 1;
    const next = async () => {
      await vi.waitFor(() => expect(clock.sleepers).toBeGreaterThanOrEqual(1));
      await clock.advance(960_000);
      n += 1;
      return bot.polled(SDN, n);
    };
    try {
      await bot.polled(SDN, 1);
      publish(sdnCsv([], SHRUNK));
      for (let i = 0; i < 3; i += 1) expect(await next()).not.toBeInstanceOf(Error);
      expect(notices()).toEqual([expect.stringMatching(/^ofac-sdn is held: .*it removes 151 of 5201 entries/)]);
      publish('<!doctype html><html></html>');
      for (let i = 0; i < 3; i += 1) expect(await next()).toBeInstanceOf(Error);
      expect(notices().slice(1)).toEqual([expect.stringMatching(/^ofac-sdn fails: .*2 times in a row/)]);
      publish(sdnCsv([party(1), party(2)]));
      expect(await next()).not.toBeInstanceOf(Error);
      expect(notices().slice(2)).toEqual([expect.stringMatching(/^ofac-sdn is back/)]);
      await vi.waitFor(() => expect(bot.screen()).toContain('tocsin release ofac-sdn --why'));
    } finally {
      await bot.stop();
      await site.close();
      await folder.dispose();
    }
  });
});
