import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeShared } from '../support/shared.js';
import { openPipeline, type Pipeline } from './pipeline.js';

let pipeline: Pipeline;

beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

describeShared('a subscription to North Korea', (data) => {
  it('is owed what the UN and OFAC change, each in its own words', async () => {
    await pipeline.subscribe('slack/C1', { kind: 'country', country: 'North Korea' });
    await pipeline.subscribe('slack/C2', { kind: 'country', country: 'Korea, North' });
    await pipeline.subscribe('slack/C3', { kind: 'country', country: 'South Korea' });
    await pipeline.take('un-sc', data('un/2018-06-21.xml'));
    const un = await pipeline.take('un-sc', data('un/2018-08-24.xml'));
    await pipeline.take('ofac-sdn', data('ofac/2021-07'));
    const ofac = await pipeline.take('ofac-sdn', data('ofac/2022-01-21'), 'accept');
    const owed = (await pipeline.owed()).map(({ destination, action, changes }) => ({ destination, action, changes }));
    expect(owed.map(({ destination, action }) => [destination, action])).toEqual([
      ['slack/C1', un.action?.id],
      ['slack/C2', un.action?.id],
      ['slack/C1', ofac.action?.id],
      ['slack/C2', ofac.action?.id],
    ]);
    expect(owed[0]?.changes).toEqual(owed[1]?.changes);
    const worded = "Democratic People's Republic of Korea";
    const changed = owed[0]?.changes?.map((position) => un.action?.changes[position]);
    expect(changed?.map((change) => [change?.name, change?.countries])).toEqual([
      ['RI HONG-SOP', [worded]],
      ['MUNITIONS INDUSTRY DEPARTMENT', [worded]],
    ]);
  });
});
