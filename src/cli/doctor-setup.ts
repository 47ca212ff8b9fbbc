import { access, constants, mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { loadActors } from '../actors/index.js';
import type { Config } from '../config.js';
import { SetupError } from '../domain/errors.js';
import type { Finding } from '../domain/finding.js';
import { count } from '../lib/text.js';
import { codeOf, diskProblem } from '../store/files.js';
import { openStoreForReading } from '../store/index.js';
import type { lockHolder } from '../store/lock.js';
import type { Check } from './doctor-check.js';
import { actorsFolder } from './world.js';

type Holder = Awaited<ReturnType<typeof lockHolder>>;

/** What this machine itself must bring. `config` is what the variables say, or the error that lists what is wrong. */
export function setupChecks(config: Config | SetupError, dataDir: string, holder: Holder): Check[] {
  const check = (what: string, run: () => AsyncIterable<Finding>): Check => ({ area: 'setup', what, run });
  return [
    check('configuration', async function* () {
      yield* config instanceof SetupError ? wrongConfiguration(config) : rightConfiguration(config);
    }),
    check('Node', async function* () {
      yield nodeFinding(process.versions.node);
    }),
    check('data folder', () => dataFolder(dataDir)),
    check('bot', async function* () {
      yield holderFinding(holder);
    }),
    check('actor profiles', () => actorProfiles(actorsFolder())),
  ];
}

function finding(what: string, state: Finding['state'], detail: string, mend: string | null = null): Finding {
  return { area: 'setup', what, state, detail, mend };
}

/** The problems that a `SetupError` lists below its first line; its message where it lists none. */
function problemsOf(error: SetupError): string[] {
  const [first = '', ...listed] = error.message.split('\n');
  return listed.length > 0 ? listed.map((line) => line.replace(/^\s*(- )?/, '')) : [first];
}

function wrongConfiguration(error: SetupError): Finding[] {
  const mend = 'Correct it in .env (.env.example explains every variable), then run doctor again.';
  return problemsOf(error).map((problem) => finding('configuration', 'fail', problem, mend));
}

function rightConfiguration(config: Config): Finding[] {
  const chats = [config.slack ? 'Slack' : '', config.discord ? 'Discord' : ''].filter(Boolean);
  const where = chats.length > 0 ? `alerts in ${chats.join(' and ')}` : 'alerts in the terminal';
  const found = [finding('configuration', 'ok', `${count(config.sources.length, 'source', 'sources')}, ${where}`)];
  const platform = config.opsDestination?.split('/')[0];
  const missing = platform === 'slack' ? !config.slack : platform === 'discord' && !config.discord;
  if (missing)
    found.push(
      finding(
        'configuration',
        'fail',
        `OPS_DESTINATION is on ${platform}, which has no token: notices about the bot would be lost`,
        `Set the token of ${platform}, or another OPS_DESTINATION.`,
      ),
    );
  return found;
}

/** What https://nodejs.org/en/about/previous-releases says of a version: 20 has had no fixes since 30 April 2026. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const mend = 'Install Node 24 from https://nodejs.org.';
  if (major < 20 || (major === 20 && minor < 19))
    return finding('Node', 'fail', `${version} is too old: at least 20.19 is needed`, mend);
  if (major < 22)
    return finding('Node', 'warn', `${version} works, but has had no security fixes since 30 April 2026`, mend);
  return finding('Node', 'ok', version);
}

async function* dataFolder(dir: string): AsyncGenerator<Finding> {
  const path = resolve(dir);
  try {
    const there = await tryToWrite(path);
    yield finding('data folder', 'ok', there ? `${path} can be written` : `${path} will be made at the first start`);
  } catch (error) {
    const [detail = '', mend = 'See what it says, or set DATA_DIR to another folder.'] = diskProblem(path, error).split(
      '; ',
    );
    yield finding('data folder', 'fail', detail, `${mend.charAt(0).toUpperCase()}${mend.slice(1).replace(/\.$/, '')}.`);
    return;
  }
  yield await storeFinding(path);
  yield* freeSpace(path);
}

/** Makes and removes an empty folder there; false where the folder does not exist yet, but could be made. */
async function tryToWrite(path: string): Promise<boolean> {
  try {
    await rmdir(await mkdtemp(join(path, 'doctor-')));
    return true;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const above = await nearestFolder(path);
    await access(above, constants.W_OK | constants.X_OK);
    return false;
  }
}

async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    try {
      await stat(at);
      return at;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(at) === at) throw error;
    }
  }
}

async function storeFinding(dir: string): Promise<Finding> {
  try {
    const reader = await openStoreForReading(dir);
    const [listings, subscriptions] = [await reader.list('listings'), await reader.list('subscriptions')];
    await reader.close();
    if (listings.length === 0) return finding('store', 'ok', 'empty: the first look at each source fills it silently');
    const holds = [
      count(listings.length, 'listing', 'listings'),
      count(subscriptions.length, 'subscription', 'subscriptions'),
    ];
    return finding('store', 'ok', `${holds.join(', ')}`);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const [detail = '', ...mend] = error.message.split(/(?<=\.) /);
    return finding('store', 'fail', detail, mend.join(' ') || 'Mend what it says, then run doctor again.');
  }
}

async function* freeSpace(dir: string): AsyncGenerator<Finding> {
  const { bavail, bsize } = await statfs(await nearestFolder(dir));
  yield spaceFinding(bavail * bsize);
}

/** A version of the largest list is 109 MB while it is read, one that is held stays beside it, and the store takes 50 MB. */
export function spaceFinding(bytes: number): Finding {
  const free = `${Math.floor(bytes / 1e6).toLocaleString('en-GB')} MB free`;
  if (bytes < 250e6)
    return finding('disk', 'fail', `${free}: a list of 109 MB and the store do not fit`, 'Free at least 1 GB there.');
  if (bytes < 1e9) return finding('disk', 'warn', `${free}, which is little`, 'Free at least 1 GB there.');
  return finding('disk', 'ok', free);
}

function holderFinding(holder: Holder): Finding {
  if (holder?.state === 'running') return finding('bot', 'ok', `is running here, as process ${holder.pid}`);
  if (holder?.state === 'elsewhere')
    return finding(
      'bot',
      'ok',
      `is or was running on ${holder.host}, as process ${holder.pid}, over the same data folder`,
    );
  if (holder) return finding('bot', 'ok', 'is not running; it ended without cleaning up, which the next start does');
  return finding('bot', 'ok', 'is not running here');
}

/** The profiles that the bot reads at its start. */
export async function* actorProfiles(folder: string): AsyncGenerator<Finding> {
  try {
    yield finding('actor profiles', 'ok', `${(await loadActors(folder)).all().length} are valid`);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const mend = `Correct the file in ${folder}, or take it back from Git.`;
    for (const problem of problemsOf(error)) yield finding('actor profiles', 'fail', problem, mend);
  }
}

const BEHIND_MS = 5 * 60_000;
const AHEAD_MS = 24 * 60 * 60_000;

/**
 * Our clock against the latest time that a server told. A cache may repeat an old time, so being ahead counts only from a day
 * on; nobody answers from the future. Null where none was told.
 */
export function clockFinding(now: Date, told: readonly (string | null | undefined)[]): Finding | null {
  const times = told.flatMap((date) => (date && !Number.isNaN(Date.parse(date)) ? [Date.parse(date)] : []));
  if (times.length === 0) return null;
  const ahead = now.getTime() - Math.max(...times);
  if (ahead >= -BEHIND_MS && ahead <= AHEAD_MS) return finding('clock', 'ok', `agrees with the official sites`);
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return finding(
    'clock',
    'fail',
    `is ${count(minutes, 'minute', 'minutes')} ${ahead < 0 ? 'behind' : 'ahead of'} the official sites`,
    'Set the clock of this machine, best by NTP: dates of alerts and signatures of Slack depend on it.',
  );
}
