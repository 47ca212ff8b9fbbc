/** `npm run test:crash -- --kills 300 --seed 1`: the recorded history delivered by a bot that is killed again and again. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { historyOf2022 } from './history.js';
import { build } from './life.js';
import { Random } from './random.js';
import { runRound } from './round.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    /** Versions of the history in one round; default: as many as fit the kills. */
    versions: { type: 'string' },
    /** On each platform. */
    destinations: { type: 'string', default: '50' },
    'slack-history': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
const [kills, seed, destinations] = [values.kills, values.seed, values.destinations].map(Number);
if (!kills || seed === undefined || Number.isNaN(seed) || !destinations)
  throw new Error(
    'usage: npm run test:crash -- [--kills N] [--seed S] [--versions N] [--destinations N] [--slack-history] [--quiet]',
  );

const dir = await mkdtemp(join(tmpdir(), 'tocsin-crash-'));
const began = Date.now();
try {
  const files = join(dir, 'files');
  await mkdir(files);
  const history = await historyOf2022(files, Number(values.versions ?? Math.max(12, Math.ceil(kills / 3))));
  console.log(`${history.what} to ${destinations} destinations on each platform, ${kills} kills, seed ${seed}`);
  const main = await build(dir);
  const random = new Random(seed);
  let left = kills;
  for (let round = 1; left > 0; round += 1) {
    const roundDir = join(dir, `round-${round}`);
    await mkdir(roundDir);
    const say = (line: string) => values.quiet || console.log(`  ${line}`);
    const slackHistory = values['slack-history'];
    const asked = { main, dir: roundDir, history, random, kills: left, destinations, slackHistory, say };
    const result = await runRound(asked);
    left -= result.kills;
    const { verdict } = result;
    console.log(`round ${round}: ${result.kills} kills, ${verdict.arrived} messages, ${verdict.lost.length} lost,`);
    console.log(
      `  ${verdict.outOfOrder.length} destinations out of order, ${verdict.doubledOnDiscord.length} doubled on Discord, ${verdict.doubledOnSlack.length} doubled on Slack (at most ${result.mostDoubledByOneKill} by one kill), ${verdict.doubledUnmarked.length} of them unmarked, ${verdict.marked} marked in all`,
    );
    if (verdict.failures.length > 0) {
      console.error(verdict.failures.slice(0, 50).join('\n'));
      console.error(`FAILED with seed ${seed}: ${verdict.failures.length} failures`);
      process.exitCode = 1;
      break;
    }
  }
  console.log(`${((Date.now() - began) / 1000).toFixed(0)} s`);
} finally {
  await rm(dir, { recursive: true, force: true });
}
