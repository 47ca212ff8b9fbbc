import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorsOf } from '../../src/domain/action.js';
import type { Listing } from '../../src/domain/listing.js';
import { createLedger } from '../../src/ledger/history.js';
import type { Taken } from '../../src/watch/intake.js';
import { describeShared } from '../support/shared.js';
import { changeOf, counts, openPipeline, type Pipeline, type RecordedVersion, recordedVersions } from './pipeline.js';

const SDN = 'ofac-sdn';
const LAZARUS = '27307';
/** All that OFAC ever gave Lazarus before its remark grew too long for the CSV. */
const LAZARUS_ALIASES = [
  'APPLEWORM',
  'APT-C-26',
  'GROUP 77',
  'GUARDIANS OF PEACE',
  'HIDDEN COBRA',
  'OFFICE 91',
  'RED DOT',
  'TEMP.HERMIT',
  'THE NEW ROMANTIC CYBER ARMY TEAM',
  'WHOIS HACKING TEAM',
  'ZINC',
];

/** The one step of which we count less: row 40261 was saved anew with one doubled blank less, which is no change. */
const SPACING_ONLY = { at: '2022-12-16T18:43:40', recorded: '0/16/1', ours: '0/16/0' };

interface Step {
  readonly version: RecordedVersion;
  readonly taken: Taken;
  /** Lazarus as the ledger knew it after the step. */
  readonly lazarus: Listing;
}

describeShared('143 versions of SDN.CSV, one after the other', () => {
  let pipeline: Pipeline;
  const steps: Step[] = [];

  beforeAll(async () => {
    pipeline = await openPipeline();
    for (const version of await recordedVersions(pipeline.dir)) {
      const taken = await pipeline.take(SDN, version.file);
      steps.push({ version, taken, lazarus: (await pipeline.entry(SDN, LAZARUS)).listing });
    }
  }, 300_000);
  afterAll(() => pipeline.dispose());

  /** The one step of a day, or of a minute, that changed something. */
  function stepOf(date: string): Step {
    const found = steps.filter(({ version, taken }) => version.date.startsWith(date) && taken.action !== null);
    const [step] = found;
    if (!step || found.length > 1) throw new Error(`${found.length} steps of ${date}`);
    return step;
  }

  const wallets = ({ lazarus }: Step) => lazarus.wallets.length;
  const added = (date: string) => {
    const change = changeOf(stepOf(date).taken.action, LAZARUS);
    const field = change.fields.find((candidate) => candidate.field === 'wallets');
    return [listLength(field?.before), listLength(field?.after)];
  };

  it('takes the first in silence, and holds, refuses or sets aside none', () => {
    expect(steps).toHaveLength(143);
    expect(steps.map(({ taken }) => taken.baseline)).toEqual(steps.map((_step, n) => n === 0));
    expect(counts(steps[0]?.taken ?? { action: null })).toBe('0/0/0');
    const strange = steps.filter(
      ({ taken: { held, setAside, unknown } }) => held !== null || setAside[0] || unknown[0],
    );
    expect(strange).toEqual([]);
  });

  it('counts at every step what was recorded', () => {
    const different = steps.flatMap(({ version, taken }) => {
      const recorded = `${version.added}/${version.removed}/${version.changed}`;
      const ours = counts(taken);
      return recorded === ours ? [] : [{ at: version.date.slice(0, 19), recorded, ours }];
    });
    expect(different).toEqual([SPACING_ONLY]);
  });

  it('knows in the end exactly the rows of the last file', async () => {
    const entries = (await pipeline.store.list('listings', `${SDN}/`)).map(([, entry]) => entry);
    const listed = entries.filter(({ status }) => status === 'listed');
    expect(listed).toHaveLength(steps.at(-1)?.version.rows ?? 0);
    const removals = steps.reduce((sum, { version }) => sum + version.removed, 0);
    expect(entries.length - listed.length).toBeLessThanOrEqual(removals);
  });

  it('2022-04-14: Lazarus gets its first ETH address', () => {
    const { taken, lazarus } = stepOf('2022-04-14');
    expect(counts(taken)).toBe('0/0/1');
    expect(added('2022-04-14')).toEqual([0, 1]);
    expect(lazarus.wallets).toEqual([{ label: 'ETH', address: '0x098B716B8Aaf21512996dC57EB0615e2383E2f96' }]);
    expect(changeOf(taken.action, LAZARUS)).toMatchObject({
      kind: 'amended',
      name: 'LAZARUS GROUP',
      actors: [{ actor: 'lazarus-group', reason: { kind: 'listing' } }],
    });
  });

  it('2022-04-22: three more, and eight other entries are gone', () => {
    expect(counts(stepOf('2022-04-22').taken)).toBe('0/8/1');
    expect(added('2022-04-22')).toEqual([1, 4]);
  });

  it('2022-05-06: four more, and no alias is lost although the remark is now cut', () => {
    const { taken, lazarus } = stepOf('2022-05-06');
    expect(counts(taken)).toBe('1/0/1');
    expect(added('2022-05-06')).toEqual([4, 8]);
    expect(changeOf(taken.action, LAZARUS).fields.map(({ field }) => field)).toEqual(['wallets', 'remarks']);
    expect(lazarus.aliases.map(({ name }) => name).sort()).toEqual(LAZARUS_ALIASES);
    expect(lazarus.remarks).toHaveLength(1000);
  });

  it('keeps all of them to the end', () => {
    const last = steps.at(-1);
    if (!last) throw new Error('no steps');
    expect(last.lazarus.aliases.map(({ name }) => name).sort()).toEqual(LAZARUS_ALIASES);
    expect(wallets(last)).toBe(8);
  });

  it('2022-04-29: 499 entries, the remark alone but for two whose programme changed too', () => {
    const changes = stepOf('2022-04-29').taken.action?.changes ?? [];
    expect(changes.map(({ kind }) => kind)).toEqual(Array.from({ length: 499 }, () => 'amended'));
    const more = changes.filter(({ fields }) => fields.map(({ field }) => field).join() !== 'remarks');
    expect(more.map(({ ref }) => ref)).toEqual(['25348', '25436']);
    for (const { fields } of more)
      expect(fields).toMatchObject([
        { field: 'programs', before: ['CAATSA - RUSSIA'], after: ['SSIDES'] },
        { field: 'remarks' },
      ]);
    for (const { fields } of changes)
      expect(String(fields.at(-1)?.after)).toMatch(/Secondary sanctions risk|secondary sanctions/i);
  });

  it('2022-08-08: Tornado Cash is listed', () => {
    const { action } = stepOf('2022-08-08').taken;
    expect(changeOf(action, '38499')).toMatchObject({ kind: 'added', name: 'TORNADO CASH' });
    expect(action && actorsOf(action)).toEqual(['tornado-cash']);
  });

  it('2022-11-09: it is listed anew under another reference, which is said to be a relisting', () => {
    const { taken } = stepOf('2022-11-09T02');
    expect(counts(taken)).toBe('5/1/0');
    const again = changeOf(taken.action, '39796');
    expect(again.relisting).toMatchObject({ ref: '38499', name: 'TORNADO CASH', removedOn: '2022-11-09' });
    expect(again.relisting?.evidence).toMatch(/^same name and type, \d+ shared wallets or documents$/);
    const gone = changeOf(taken.action, '38499');
    expect([again.kind, gone.kind]).toEqual(['added', 'removed']);
    for (const change of [again, gone])
      expect(change.actors).toContainEqual({ actor: 'tornado-cash', reason: { kind: 'listing' } });
    expect(taken.action?.changes.filter(({ relisting }) => relisting)).toHaveLength(1);
  });

  it('answers what the list said on a day in the past', async () => {
    const ledger = createLedger(pipeline.store);
    const before = await ledger.asOf(SDN, LAZARUS, '2022-04-13');
    const after = await ledger.asOf(SDN, LAZARUS, '2022-04-22');
    if (before === undefined || before === 'unknown' || after === undefined || after === 'unknown')
      throw new Error('Lazarus was listed then');
    expect([before.wallets.length, after.wallets.length]).toEqual([0, 4]);
    expect(before.aliases.map(({ name }) => name).sort()).toEqual(LAZARUS_ALIASES);
    expect(await ledger.asOf(SDN, '38499', '2022-08-07')).toBeUndefined();
    expect(await ledger.asOf(SDN, '38499', '2022-08-08')).toMatchObject({ name: 'TORNADO CASH' });
    expect(await ledger.asOf(SDN, '38499', '2022-11-09')).toBeUndefined();
    expect(await ledger.asOf(SDN, LAZARUS, '2021-08-17')).toBe('unknown');
  });

  it('has one action a step, each with an id of its own', async () => {
    const ids = (await pipeline.store.list('actions')).map(([id]) => id);
    const derived = steps.flatMap(({ taken }) => taken.action?.id ?? []);
    expect([...ids].sort()).toEqual([...derived].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : -1;
}
