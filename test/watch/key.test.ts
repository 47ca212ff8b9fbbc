import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchOptions } from '../../src/bot.js';
import { parseConfig } from '../../src/config.js';
import { sources } from '../../src/sources/index.js';
import { pollSource } from '../../src/watch/poll.js';
import { failure, type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { openPipeline, type Pipeline, QUIET, sourceCalled } from './pipeline.js';

let pipeline: Pipeline;
let site: OfficialSite;
beforeEach(async () => {
  [pipeline, site] = await Promise.all([openPipeline(), startOfficialSite()]);
});
afterEach(async () => {
  await Promise.all([pipeline.dispose(), site.close()]);
});

it('a key goes from the configuration to the source that needs it, and to no other', async () => {
  const env = {
    DATA_DIR: pipeline.dir,
    SOURCES: 'ua-nsdc, un-sc',
    SOURCE_UA_NSDC_KEY: 'hush',
    SOURCE_UA_NSDC_URL: site.url,
    SOURCE_UN_SC_URL: site.url,
  };
  const parts = { config: parseConfig(env, sources), clock: pipeline.clock, log: QUIET, version: '0.0.0', sources };
  const deps = { ...pipeline.deps, ...watchOptions(parts) };
  site.serve('/v2/subjects', failure(401));
  const { signal } = new AbortController();
  await expect(pollSource(deps, sourceCalled('ua-nsdc'), signal)).rejects.toThrow('401');
  await expect(pollSource(deps, sourceCalled('un-sc'), signal)).rejects.toThrow('404');
  const keys = site.requests.map(({ path, headers }) => [path.split('?')[0], headers['x-cota-public-api-key']]);
  expect(keys[0]).toEqual(['/v2/subjects', 'hush']);
  expect(keys.slice(1).every(([, key]) => key === undefined)).toBe(true);
  expect(keys.length).toBeGreaterThan(1);
});
