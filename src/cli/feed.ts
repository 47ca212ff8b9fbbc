import { loadActors } from '../actors/index.js';
import { defaultDestinations, subscribeDefault } from '../app/destinations.js';
import { intakeDeps, requestFolder, watchOptions } from '../bot.js';
import type { Config } from '../config.js';
import { UserError } from '../domain/errors.js';
import { errorText } from '../lib/log.js';
import type { Source, Store } from '../ports.js';
import { openStore, openStoreForReading } from '../store/index.js';
import { lockHolder } from '../store/lock.js';
import { ingestPath, releaseHeld } from '../watch/ingest.js';
import { type IntakeDeps, NO_NOTES, type Taken } from '../watch/intake.js';
import { askForRelease } from '../watch/release-request.js';
import { checkSource } from '../watch/watcher.js';
import { deliverOwed } from './deliver.js';
import { createProgress } from './progress.js';
import { takenJson, takenText } from './taken.js';
import { actorsFolder, configured, logOf, print, printData, type SharedFlags, say, type World } from './world.js';

/** Polls sources once each, prints what changed. Exit code 1 if one failed. */
export async function check(world: World, ids: readonly string[], flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const wanted =
    ids.length > 0 ? ids.map((id) => findSource(sources, id)) : sources.filter(({ id }) => config.sources.includes(id));
  const log = logOf(world, config.logLevel === 'info' ? 'error' : config.logLevel);
  return withStore(world, flags, async (store, deps) => {
    const progress = createProgress(world);
    const parts = { config, clock: world.clock, log, version: world.version, sources, onProgress: progress.received };
    const watch = { ...deps, ...watchOptions(parts), notifyOps: () => {}, onDemand: true };
    let failed = false;
    const results = await Promise.all(
      wanted.map(async (source) => [source, await checkSource(watch, source, new AbortController().signal)] as const),
    );
    progress.end();
    for (const [source, result] of results) {
      if (result instanceof Error) {
        failed = true;
        await say(world.errors, `${source.id}: ${errorText(result)}`);
      } else await printTaken(world, source.id, result.length > 0 ? result : [await unchanged(store, source)], flags);
    }
    return failed ? 1 : 0;
  });
}

/** Takes files from disk, in the given order. Exit code 1 if one was refused. */
export async function ingest(
  world: World,
  id: string,
  paths: readonly string[],
  flags: SharedFlags & { readonly deliver?: boolean; readonly accept?: boolean; readonly format?: string },
): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const source = findSource(sources, id);
  return withStore(world, flags, async (store, intake) => {
    // History taken from disk is no news, unless it is to be delivered.
    const deps = flags.deliver ? intake : { ...intake, owesTo: () => false };
    const accept = flags.accept ? { who: userName(world), why: 'ingest --accept' } : null;
    if (flags.deliver)
      for (const place of defaultDestinations(config)) await subscribeDefault(store, world.clock, place);
    const progress = createProgress(world);
    let refused = false;
    for (const [position, path] of paths.entries()) {
      progress.file(position, paths.length, id);
      try {
        const taken = await ingestPath(deps, source, path, flags.format ?? null, accept);
        progress.end();
        await printTaken(world, path, [taken], flags);
      } catch (error) {
        progress.end();
        refused = true;
        await say(world.errors, `${path}: ${errorText(error)}`);
      }
    }
    // With --json standard output holds JSON alone.
    const output = flags.json ? world.errors : world.output;
    const open = flags.deliver ? await deliverOwed(world, { config, log: deps.log, sources, store, output }) : 0;
    if (open > 0) await say(world.errors, `${open} alerts are still owed; the running bot will send them.`);
    return refused || open > 0 ? 1 : 0;
  });
}

/** Takes the version that is held; where a bot runs, it is the bot that does so, at its next check. */
export async function release(
  world: World,
  id: string,
  flags: SharedFlags & { readonly why: string },
): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const source = findSource(sources, id);
  const holder = await lockHolder(config.dataDir);
  if (holder?.state === 'running') return askRunningBot(world, config, source, flags.why);
  return withStore(world, flags, async (_store, deps) => {
    await printTaken(world, id, [await releaseHeld(deps, source, { who: userName(world), why: flags.why })], flags);
    return 0;
  });
}

async function askRunningBot(world: World, config: Config, source: Source, why: string): Promise<number> {
  const reader = await openStoreForReading(config.dataDir);
  const held = await reader.get('held', source.id);
  await reader.close();
  if (!held) throw new UserError(`No version of ${source.id} is held; nothing to release.`);
  await askForRelease(requestFolder(config), source.id, { who: userName(world), why, digest: held.digest });
  const seconds = config.pollSeconds ?? source.cadence.checkSeconds;
  await print(
    world.output,
    `The running bot takes the held version of ${source.id} at its next check, within ${seconds} seconds.`,
  );
  return 0;
}

/** Who works the command line, for the audit. */
function userName(world: World): string {
  return world.env.USER ?? world.env.LOGNAME ?? 'command line';
}

function findSource(sources: readonly Source[], id: string): Source {
  const source = sources.find((candidate) => candidate.id === id);
  if (source) return source;
  throw new UserError(`There is no source “${id}”. Sources: ${sources.map((candidate) => candidate.id).join(', ')}.`);
}

async function withStore(
  world: World,
  flags: SharedFlags,
  work: (store: Store, deps: IntakeDeps) => Promise<number>,
): Promise<number> {
  const { config } = await configured(world, flags);
  const log = logOf(world, config.logLevel === 'info' ? 'error' : config.logLevel);
  const actors = await loadActors(actorsFolder());
  const store = await openStore({ dir: config.dataDir, log, clock: world.clock });
  try {
    return await work(
      store,
      intakeDeps({ config, clock: world.clock, log }, store, actors, () => {}),
    );
  } finally {
    await store.close();
  }
}

async function unchanged(store: Store, source: Source): Promise<Taken> {
  const cursor = await store.get('cursors', source.id);
  const held = await store.get('held', source.id);
  return {
    source: source.id,
    published: cursor?.published ?? null,
    action: null,
    baseline: false,
    held: held?.reason ?? null,
    records: cursor?.records ?? 0,
    gaps: cursor?.gaps ?? 0,
    ...NO_NOTES,
  };
}

async function printTaken(world: World, what: string, results: readonly Taken[], flags: SharedFlags): Promise<void> {
  for (const taken of results) {
    await (flags.json
      ? printData(world.output, JSON.stringify(takenJson(taken)))
      : say(world.output, takenText(what, taken)));
    for (const { ref, reason } of taken.setAside) await say(world.errors, `${what}: set aside ${ref}: ${reason}`);
    for (const path of taken.unknown) await say(world.errors, `${what}: ${path} is not known to Tocsin`);
    for (const note of taken.gapNotes) await say(world.errors, `${what}: ${note}`);
    if (taken.reformatted)
      await say(
        world.errors,
        `${what}: another format than the last version; amendments were taken over, not compared`,
      );
  }
}
