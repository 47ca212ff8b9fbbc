import { resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from './domain/errors.js';

export interface SlackConfig {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  readonly apiUrl?: string;
  readonly command: string;
  readonly channel?: string;
  /** Alerts a second and workspace, where Slack grants another pace. */
  readonly alertsPerSecond?: number;
  /** Of an app whose tokens expire. */
  readonly rotation?: SlackRotation;
}

export interface SlackRotation {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl?: string;
  readonly channel?: string;
  /** Alerts a second, where Discord grants the bot another pace. */
  readonly alertsPerSecond?: number;
}

export interface SourceConfig {
  /** A mirror: replaces the publisher's origin. */
  readonly url?: string;
  readonly format?: string;
  /** What the publisher asks of everyone who reads it. A secret. */
  readonly key?: string;
}

export interface Config {
  readonly slack: SlackConfig | null;
  readonly discord: DiscordConfig | null;
  /** `slack/C0123`, `discord/1234` or `terminal/local`; null keeps notices about the bot in the log and `status`. */
  readonly opsDestination: string | null;
  /** `/healthz` and `/metrics` are served on it, and Slack's own requests where it calls us; null: neither. */
  readonly port: number | null;
  readonly sources: readonly string[];
  readonly sourceOptions: Readonly<Record<string, SourceConfig>>;
  readonly pollSeconds: number | null;
  readonly dataDir: string;
  /** How long settled deliveries are kept. */
  readonly retentionDays: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `HTTPS_PROXY`, for official sites. */
  readonly proxy: string | null;
  /** `NO_PROXY`: hosts that are asked directly. */
  readonly noProxy: string | null;
  /** What nobody may read: tokens, keys, and what stands in URLs beside the address. */
  readonly secrets: readonly string[];
}

/** What configuration must know of a source. */
export interface KnownSource {
  readonly id: string;
  readonly formats: readonly string[];
  readonly experimental?: true;
  readonly key?: true;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable that is read, as `.env.example` documents them; `<ID>` stands for each source. */
export const VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_REFRESH_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'PORT',
  'SLACK_API_URL',
  'SLACK_COMMAND',
  'SLACK_CHANNEL',
  'SLACK_ALERTS_PER_SECOND',
  'DISCORD_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_CHANNEL',
  'DISCORD_ALERTS_PER_SECOND',
  'OPS_DESTINATION',
  'SOURCES',
  'SOURCE_<ID>_URL',
  'SOURCE_<ID>_FORMAT',
  'SOURCE_<ID>_KEY',
  'POLL_SECONDS',
  'DATA_DIR',
  'RETENTION_DAYS',
  'LOG_LEVEL',
  'HTTPS_PROXY',
  'NO_PROXY',
] as const;

/** `ofac-sdn` → `SOURCE_OFAC_SDN_URL`. */
export function sourceVariable(id: string, what: 'URL' | 'FORMAT' | 'KEY'): string {
  return `SOURCE_${id.toUpperCase().replaceAll('-', '_')}_${what}`;
}

const url = z.url({ protocol: /^https?$/, error: 'must be a URL that starts with https:// or http://' });

const PORT_RULE = 'must be a number from 1 to 65535';
/** A timer holds 2^31 milliseconds, some 24 days; what is longer would not wait at all. */
const MAX_POLL_SECONDS = 2_000_000;
const POLL_RULE = `must be a number of seconds above 0, at most ${MAX_POLL_SECONDS}`;

const PACE_RULE = 'must be a number above 0, at most 1000';
const pace = z.coerce.number(PACE_RULE).positive(PACE_RULE).max(1000, PACE_RULE);
const RETENTION_RULE = 'must be a whole number of days, at least 60';

const schema = z.object({
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_REFRESH_TOKEN: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  PORT: z.coerce.number(PORT_RULE).int(PORT_RULE).min(1, PORT_RULE).max(65_535, PORT_RULE).optional(),
  SLACK_API_URL: url.optional(),
  SLACK_COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and 1 to 31 lower-case letters, digits, - or _')
    .default('/sanctions'),
  SLACK_CHANNEL: z
    .string()
    .regex(
      /^[CGD][A-Z0-9]{2,}$/,
      "must be a channel's id such as C0123ABCD (in Slack: View channel details, at the bottom)",
    )
    .optional(),
  SLACK_ALERTS_PER_SECOND: pace.optional(),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: url.optional(),
  DISCORD_CHANNEL: z
    .string()
    .regex(/^\d{15,22}$/, "must be a channel's id of 17 to 20 digits (in Discord: Developer Mode, Copy Channel ID)")
    .optional(),
  DISCORD_ALERTS_PER_SECOND: pace.optional(),
  OPS_DESTINATION: z
    .string()
    .regex(
      /^(slack\/[CGDU][A-Z0-9]+|discord\/\d{15,22}|terminal\/local)$/,
      'must be slack/C…, discord/1234… or terminal/local',
    )
    .optional(),
  SOURCES: z.string().optional(),
  POLL_SECONDS: z.coerce.number(POLL_RULE).positive(POLL_RULE).max(MAX_POLL_SECONDS, POLL_RULE).optional(),
  DATA_DIR: z.string().default('data/state'),
  RETENTION_DAYS: z.coerce.number(RETENTION_RULE).int(RETENTION_RULE).min(60, RETENTION_RULE).default(90),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  HTTPS_PROXY: url.optional(),
  NO_PROXY: z.string().optional(),
});

type Parsed = z.infer<typeof schema>;

/**
 * Reads the configuration. Throws one `SetupError` that lists every problem by variable; values are never repeated,
 * since they may be secrets. An empty variable counts as unset.
 */
export function parseConfig(env: Environment, known: readonly KnownSource[]): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = schema.safeParse(set);
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  const { sourceOptions, sourceProblems } = readSourceOptions(set, known);
  problems.push(...sourceProblems, ...relations(set), ...sourcesProblems(set, known));
  if (problems.length > 0 || !result.success)
    throw new SetupError(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return { ...toConfig(result.data, sourceOptions, known), secrets: secretsIn(env) };
}

/** The secrets among the variables, whether or not they are right: tokens and keys, users, passwords and queries of URLs. */
export function secretsIn(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    const text = value.trim();
    if (text === '') return [];
    if (/_(TOKEN|SECRET|KEY)$/.test(name)) return [text];
    return /(_URL|_PROXY)$/.test(name) ? secretsOfUrl(text) : [];
  });
}

function secretsOfUrl(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { username, password, searchParams } = new URL(text);
  const plain = [username, password].map((part) => decodeURIComponent(part));
  return [username, password, ...plain, ...searchParams.values()].filter((part) => part !== '');
}

/** https://docs.slack.dev/authentication/using-token-rotation */
const ROTATION = ['SLACK_REFRESH_TOKEN', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'];

/** What one variable demands of another. */
function relations(set: Environment): string[] {
  const problems: string[] = [];
  if (set.SLACK_BOT_TOKEN && !set.SLACK_APP_TOKEN && !(set.SLACK_SIGNING_SECRET && set.PORT))
    problems.push('SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and PORT (HTTP)');
  const missing = ROTATION.filter((name) => !set[name]);
  if (missing.length > 0 && missing.length < ROTATION.length)
    problems.push(`${ROTATION.join(', ')} belong together (token rotation); not set: ${missing.join(', ')}`);
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CHANNEL', 'SLACK_REFRESH_TOKEN'])
    if (set[name] && !set.SLACK_BOT_TOKEN) problems.push(`${name} is set, but SLACK_BOT_TOKEN is not`);
  if (set.DISCORD_CHANNEL && !set.DISCORD_TOKEN) problems.push('DISCORD_CHANNEL is set, but DISCORD_TOKEN is not');
  return problems;
}

function sourcesProblems(set: Environment, known: readonly KnownSource[]): string[] {
  const ids = known.map((source) => source.id);
  const named = splitIds(set.SOURCES);
  const keyless = known.filter(({ id, key }) => key && named.includes(id) && !set[sourceVariable(id, 'KEY')]);
  const problems = keyless.map(({ id }) => `SOURCES names ${id}, which needs ${sourceVariable(id, 'KEY')}`);
  if (!named.every((id) => ids.includes(id)))
    problems.push(`SOURCES names a source that does not exist; there are ${ids.join(', ')}`);
  return problems;
}

function splitIds(sources: string | undefined): string[] {
  return (sources ?? '').split(/[\s,]+/).filter(Boolean);
}

function readSourceOptions(
  set: Environment,
  known: readonly KnownSource[],
): { sourceOptions: Record<string, SourceConfig>; sourceProblems: string[] } {
  const sourceOptions: Record<string, SourceConfig> = {};
  const sourceProblems: string[] = [];
  const names = new Set(known.flatMap(variablesOf));
  for (const name of Object.keys(set))
    if (/^SOURCE_\w+_(URL|FORMAT|KEY)$/.test(name) && !names.has(name))
      sourceProblems.push(`${name} is for no known source${name.endsWith('_KEY') ? ' that takes a key' : ''}`);
  for (const { id, formats } of known) {
    const key = set[sourceVariable(id, 'KEY')]?.trim();
    const mirror = set[sourceVariable(id, 'URL')];
    const format = set[sourceVariable(id, 'FORMAT')];
    if (mirror && !url.safeParse(mirror).success)
      sourceProblems.push(`${sourceVariable(id, 'URL')} must be a URL that starts with https:// or http://`);
    if (format && !formats.includes(format))
      sourceProblems.push(`${sourceVariable(id, 'FORMAT')} must be one of ${formats.join(', ')}`);
    sourceOptions[id] = {
      ...(mirror ? { url: mirror.replace(/\/+$/, '') } : {}),
      ...(format ? { format } : {}),
      ...(key ? { key } : {}),
    };
  }
  return { sourceOptions, sourceProblems };
}

function variablesOf({ id, key }: KnownSource): string[] {
  const names = [sourceVariable(id, 'URL'), sourceVariable(id, 'FORMAT')];
  return key ? [...names, sourceVariable(id, 'KEY')] : names;
}

function toConfig(
  parsed: Parsed,
  sourceOptions: Record<string, SourceConfig>,
  known: readonly KnownSource[],
): Omit<Config, 'secrets'> {
  const sources = [...new Set(splitIds(parsed.SOURCES))];
  return {
    slack: slackConfig(parsed),
    discord: parsed.DISCORD_TOKEN
      ? {
          token: parsed.DISCORD_TOKEN,
          ...(parsed.DISCORD_API_URL ? { apiUrl: parsed.DISCORD_API_URL } : {}),
          ...(parsed.DISCORD_CHANNEL ? { channel: parsed.DISCORD_CHANNEL } : {}),
          ...(parsed.DISCORD_ALERTS_PER_SECOND ? { alertsPerSecond: parsed.DISCORD_ALERTS_PER_SECOND } : {}),
        }
      : null,
    opsDestination: parsed.OPS_DESTINATION ?? null,
    port: parsed.PORT ?? null,
    sources: sources.length > 0 ? sources : known.filter(isDefault).map(({ id }) => id),
    sourceOptions,
    pollSeconds: parsed.POLL_SECONDS ?? null,
    dataDir: resolve(parsed.DATA_DIR),
    retentionDays: parsed.RETENTION_DAYS,
    logLevel: parsed.LOG_LEVEL,
    proxy: parsed.HTTPS_PROXY ?? null,
    noProxy: parsed.NO_PROXY ?? null,
  };
}

/** Watched where `SOURCES` does not say otherwise. */
function isDefault({ experimental, key }: KnownSource): boolean {
  return !experimental && !key;
}

function slackConfig(parsed: Parsed): SlackConfig | null {
  if (!parsed.SLACK_BOT_TOKEN) return null;
  return {
    botToken: parsed.SLACK_BOT_TOKEN,
    command: parsed.SLACK_COMMAND,
    ...(parsed.SLACK_APP_TOKEN ? { appToken: parsed.SLACK_APP_TOKEN } : {}),
    ...(parsed.SLACK_SIGNING_SECRET ? { signingSecret: parsed.SLACK_SIGNING_SECRET } : {}),
    ...(parsed.PORT ? { port: parsed.PORT } : {}),
    ...(parsed.SLACK_API_URL ? { apiUrl: parsed.SLACK_API_URL.replace(/\/*$/, '/') } : {}),
    ...(parsed.SLACK_CHANNEL ? { channel: parsed.SLACK_CHANNEL } : {}),
    ...(parsed.SLACK_ALERTS_PER_SECOND ? { alertsPerSecond: parsed.SLACK_ALERTS_PER_SECOND } : {}),
    ...rotationConfig(parsed),
  };
}

function rotationConfig({
  SLACK_REFRESH_TOKEN: refreshToken,
  SLACK_CLIENT_ID: clientId,
  SLACK_CLIENT_SECRET: clientSecret,
}: Parsed): { rotation?: SlackRotation } {
  return refreshToken && clientId && clientSecret ? { rotation: { refreshToken, clientId, clientSecret } } : {};
}
