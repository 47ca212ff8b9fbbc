import { clean, pad, paint, widthOf, wrap } from '../chat/terminal/text.js';
import { type Environment, secretsIn } from '../config.js';
import { SetupError } from '../domain/errors.js';
import type { Finding } from '../domain/finding.js';
import { createLog } from '../lib/log.js';
import { redactor } from '../lib/redact.js';
import { lockHolder } from '../store/lock.js';
import { chatChecks } from './doctor-chats.js';
import { type Check, examine } from './doctor-check.js';
import { clockFinding, setupChecks } from './doctor-setup.js';
import { sourceChecks } from './doctor-sources.js';
import { configured, print, type SharedFlags, type World } from './world.js';

/**
 * Looks at everything that the bot needs, changes nothing, and says how to mend what is wrong. Exit code 1 when something
 * failed; a platform without tokens is no failure.
 */
export async function doctor(world: World, flags: SharedFlags): Promise<number> {
  const told: (string | null | undefined)[] = [];
  const checks = await checksOf(world, flags, (date) => told.push(date));
  const found = (await Promise.all(checks.map((check) => examine(check, world.clock)))).flat();
  const clock = clockFinding(world.clock.now(), told);
  const findings = [...found, ...(clock ? [clock] : [])].map((one) => withoutSecrets(one, world.env)).sort(byArea);
  for (const line of flags.json ? findings.map((one) => JSON.stringify(one)) : report(findings, world))
    await print(world.output, line);
  return findings.some(({ state }) => state === 'fail') ? 1 : 0;
}

async function checksOf(
  world: World,
  flags: SharedFlags,
  told: (date: string | null | undefined) => void,
): Promise<Check[]> {
  const setup = await configured(world, flags).catch((error: unknown) => {
    if (error instanceof SetupError) return error;
    throw error;
  });
  const unsure = setup instanceof SetupError;
  const dataDir = unsure ? flags.dataDir || world.env.DATA_DIR || 'data/state' : setup.config.dataDir;
  const holder = await lockHolder(dataDir).catch(() => null);
  if (unsure)
    return [...setupChecks(setup, dataDir, holder), ...(['source', 'slack', 'discord'] as const).map(waiting)];
  const { config, sources } = setup;
  // What goes wrong stands in the findings.
  const log = createLog({ level: 'silent', pretty: false });
  return [
    ...setupChecks(config, dataDir, holder),
    ...sourceChecks({
      config,
      sources,
      all: !world.env.SOURCES?.trim(),
      clock: world.clock,
      log,
      version: world.version,
      told,
    }),
    ...chatChecks(config, holder?.state === 'running', log),
  ];
}

function waiting(area: Finding['area']): Check {
  const detail = 'not looked at until the configuration is right';
  return {
    area,
    what: 'all',
    async *run() {
      yield { area, what: 'all', state: 'off', detail, mend: null };
    },
  };
}

const AREAS: readonly Finding['area'][] = ['setup', 'source', 'slack', 'discord'];

function byArea(a: Finding, b: Finding): number {
  return AREAS.indexOf(a.area) - AREAS.indexOf(b.area);
}

/** The platforms' checks blank what they know; this is for what nobody thought of. */
function withoutSecrets(finding: Finding, env: Environment): Finding {
  const redact = redactor(secretsIn(env));
  return { ...finding, detail: redact(finding.detail), mend: finding.mend === null ? null : redact(finding.mend) };
}

const SIGNS = {
  ok: { sign: '✓', style: 'green' },
  warn: { sign: '!', style: 'yellow' },
  fail: { sign: '✗', style: 'red' },
  off: { sign: '–', style: 'dim' },
} as const;

/** A table with what to do under each problem. */
function report(findings: readonly Finding[], { output, env }: World): string[] {
  const colour = output.isTTY === true && !env.NO_COLOR;
  const width = output.columns ?? 100;
  const widest = (of: (finding: Finding) => string) => Math.max(...findings.map((finding) => widthOf(of(finding))));
  const [areas, whats] = [widest(({ area }) => area), widest(({ what }) => what)];
  const lines = findings.flatMap(({ area, what, state, detail, mend }) => {
    const { sign, style } = SIGNS[state];
    const head = `${sign} ${pad(state, 4)}  ${pad(area, areas)}  ${pad(what, whats)}  `;
    const shown = wrap(clean(detail), width, ' '.repeat(widthOf(head)), head);
    const steps = (mend ?? '').split('\n').filter((step) => step !== '');
    const first = steps.length > 1 ? '' : '→ ';
    const advice = steps.flatMap((step) => wrap(`${first}${clean(step)}`, width, ' '.repeat(10), ' '.repeat(7)));
    return [
      ...shown.map((line, i) => (i === 0 ? paint(sign, style, colour) + line.slice(sign.length) : line)),
      ...advice,
    ];
  });
  return [...lines, '', summary(findings)];
}

function summary(findings: readonly Finding[]): string {
  const of = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [failed, warned] = [of('fail'), of('warn')];
  if (failed > 0)
    return `${failed} failed, ${warned} to look at. Mend them as the lines below each say, then run doctor again.`;
  return warned > 0 ? `Nothing failed, ${warned} to look at.` : 'Everything that is configured works.';
}
