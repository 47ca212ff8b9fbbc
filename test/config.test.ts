import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, sourceVariable, VARIABLES } from '../src/config.js';
import { SetupError } from '../src/domain/errors.js';
import { sources } from '../src/sources/index.js';

const parse = (env: Record<string, string>) => parseConfig(env, sources);

/** The lines of the one error that all problems make. */
function problems(env: Record<string, string>): string[] {
  try {
    parse(env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const [title, ...lines] = error.message.split('\n');
    expect(title).toBe('The configuration is wrong:');
    return lines.map((line) => line.replace(/^ {2}- /, ''));
  }
  return [];
}

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-hush', SLACK_APP_TOKEN: 'xapp-hush' };

describe('an empty environment', () => {
  it('runs in the terminal with every source that is not experimental, as published', () => {
    expect(parse({})).toEqual({
      slack: null,
      discord: null,
      opsDestination: null,
      port: null,
      secrets: [],
      sources: sources.filter(({ experimental, key }) => !experimental && !key).map(({ id }) => id),
      sourceOptions: Object.fromEntries(sources.map(({ id }) => [id, {}])),
      pollSeconds: null,
      dataDir: resolve('data/state'),
      retentionDays: 90,
      logLevel: 'info',
      proxy: null,
      noProxy: null,
    });
  });

  it('is the same as one of empty variables', () => {
    const empty = Object.fromEntries(VARIABLES.filter((name) => !name.includes('<')).map((name) => [name, ' ']));
    expect(parse(empty)).toEqual(parse({}));
  });
});

describe('what is set', () => {
  it('is taken', () => {
    const config = parse({
      ...SLACK,
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
      SLACK_COMMAND: '/tocsin',
      SLACK_CHANNEL: 'C0123ABCD',
      DISCORD_TOKEN: 'hush',
      DISCORD_CHANNEL: '123456789012345678',
      OPS_DESTINATION: 'slack/C0OPS',
      SOURCES: 'un-sc, ofac-sdn un-sc',
      SOURCE_OFAC_SDN_URL: 'http://mirror.internal:8080//',
      SOURCE_OFAC_SDN_FORMAT: 'csv',
      POLL_SECONDS: '0.5',
      SLACK_ALERTS_PER_SECOND: '2.5',
      DISCORD_ALERTS_PER_SECOND: '100',
      DATA_DIR: '/var/lib/tocsin',
      RETENTION_DAYS: '365',
      LOG_LEVEL: 'warn',
      HTTPS_PROXY: 'http://proxy:3128',
    });
    expect(config).toMatchObject({
      slack: {
        botToken: 'xoxb-hush',
        appToken: 'xapp-hush',
        command: '/tocsin',
        channel: 'C0123ABCD',
        alertsPerSecond: 2.5,
      },
      discord: { token: 'hush', channel: '123456789012345678', alertsPerSecond: 100 },
      opsDestination: 'slack/C0OPS',
      sources: ['un-sc', 'ofac-sdn'],
      pollSeconds: 0.5,
      dataDir: '/var/lib/tocsin',
      retentionDays: 365,
      logLevel: 'warn',
      proxy: 'http://proxy:3128',
    });
    expect(config.sourceOptions['ofac-sdn']).toEqual({ url: 'http://mirror.internal:8080', format: 'csv' });
  });

  it('is opaque where it is a token', () => {
    expect(parse({ DISCORD_TOKEN: 'anything at all' }).discord).toEqual({ token: 'anything at all' });
    expect(parse({ SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 'y', PORT: '3000' }).slack).toMatchObject({
      port: 3000,
    });
  });
});

describe('token rotation of Slack', () => {
  const tokens = { SLACK_BOT_TOKEN: 'x', SLACK_APP_TOKEN: 'y' };
  const all = { SLACK_REFRESH_TOKEN: 'hush-1', SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'hush-2' };

  it('is on where the refresh token, the client ID and its secret are set', () => {
    expect(parse(tokens).slack).not.toHaveProperty('rotation');
    const { slack, secrets } = parse({ ...tokens, ...all });
    expect(slack?.rotation).toEqual({ refreshToken: 'hush-1', clientId: '1.2', clientSecret: 'hush-2' });
    expect(secrets).toEqual(expect.arrayContaining(['hush-1', 'hush-2']));
  });

  it('needs all three of them, and a bot token', () => {
    expect(problems({ ...tokens, SLACK_REFRESH_TOKEN: 'hush-1' })).toEqual([
      'SLACK_REFRESH_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET belong together (token rotation); not set: SLACK_CLIENT_ID, SLACK_CLIENT_SECRET',
    ]);
    expect(problems(all)).toEqual(['SLACK_REFRESH_TOKEN is set, but SLACK_BOT_TOKEN is not']);
  });
});

describe('a source that needs a key', () => {
  const known = [
    { id: 'open', formats: ['xml'] },
    { id: 'ajar-list', formats: ['json'], key: true },
  ] as const;
  const wrong = (env: Record<string, string>) => {
    try {
      parseConfig(env, known);
      return '';
    } catch (error) {
      return String(error);
    }
  };

  it('is off until it is named and its key is set', () => {
    expect(parseConfig({ SOURCE_AJAR_LIST_KEY: ' hush ' }, known).sources).toEqual(['open']);
    const { sources: watched, sourceOptions } = parseConfig(
      { SOURCES: 'ajar-list', SOURCE_AJAR_LIST_KEY: ' hush ' },
      known,
    );
    expect(watched).toEqual(['ajar-list']);
    expect(sourceOptions['ajar-list']).toEqual({ key: 'hush' });
  });

  it('is ua-nsdc alone', () => {
    expect(sources.flatMap(({ id, key }) => (key ? [id] : []))).toEqual(['ua-nsdc']);
    expect(problems({ SOURCES: 'ua-nsdc' })).toEqual(['SOURCES names ua-nsdc, which needs SOURCE_UA_NSDC_KEY']);
    expect(parse({ SOURCES: 'ua-nsdc', SOURCE_UA_NSDC_KEY: 'hush' }).sources).toEqual(['ua-nsdc']);
    expect(parse({ SOURCE_UA_NSDC_KEY: 'hush' }).sources).not.toContain('ua-nsdc');
  });

  it('cannot be named without it, and no other source takes one', () => {
    expect(wrong({ SOURCES: 'open ajar-list' })).toContain('SOURCES names ajar-list, which needs SOURCE_AJAR_LIST_KEY');
    const said = wrong({ SOURCE_OPEN_KEY: 'hush' });
    expect(said).toContain('SOURCE_OPEN_KEY is for no known source that takes a key');
    expect(said).not.toContain('hush');
  });
});

describe('what is wrong', () => {
  it.each([
    ['RETENTION_DAYS', '59', 'must be a whole number of days, at least 60'],
    ['RETENTION_DAYS', '90.5', 'must be a whole number of days, at least 60'],
    ['SLACK_ALERTS_PER_SECOND', '0', 'must be a number above 0, at most 1000'],
    ['DISCORD_ALERTS_PER_SECOND', 'fast', 'must be a number above 0, at most 1000'],
  ])('%s=%s', (name, value, rule) => {
    expect(problems({ [name]: value })).toEqual([`${name} ${rule}`]);
  });

  it('is listed whole, by variable, without a value', () => {
    const secret = 'hush-hush';
    const said = problems({
      SLACK_APP_TOKEN: secret,
      PORT: secret,
      SLACK_API_URL: secret,
      SLACK_COMMAND: secret,
      SLACK_CHANNEL: secret,
      DISCORD_API_URL: secret,
      DISCORD_CHANNEL: secret,
      OPS_DESTINATION: secret,
      SOURCES: secret,
      SOURCE_UN_SC_URL: secret,
      SOURCE_UN_SC_FORMAT: secret,
      SOURCE_NOPE_URL: secret,
      POLL_SECONDS: secret,
      LOG_LEVEL: secret,
      HTTPS_PROXY: secret,
    });
    const named = new Set(said.map((line) => line.split(' ')[0]));
    expect([...named].sort()).toEqual([
      'DISCORD_API_URL',
      'DISCORD_CHANNEL',
      'HTTPS_PROXY',
      'LOG_LEVEL',
      'OPS_DESTINATION',
      'POLL_SECONDS',
      'PORT',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_CHANNEL',
      'SLACK_COMMAND',
      'SOURCES',
      'SOURCE_NOPE_URL',
      'SOURCE_UN_SC_FORMAT',
      'SOURCE_UN_SC_URL',
    ]);
    expect(said.join()).not.toContain(secret);
  });

  it.each([
    [
      { SLACK_BOT_TOKEN: 'x' },
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and PORT (HTTP)',
    ],
    [
      { SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 'y' },
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and PORT (HTTP)',
    ],
    [{ SLACK_CHANNEL: 'C0123ABCD' }, 'SLACK_CHANNEL is set, but SLACK_BOT_TOKEN is not'],
    [{ DISCORD_CHANNEL: '123456789012345678' }, 'DISCORD_CHANNEL is set, but DISCORD_TOKEN is not'],
    [{ PORT: '70000' }, 'PORT must be a number from 1 to 65535'],
    [{ PORT: '80.5' }, 'PORT must be a number from 1 to 65535'],
    [{ PORT: '0' }, 'PORT must be a number from 1 to 65535'],
    [{ POLL_SECONDS: '0' }, 'POLL_SECONDS must be a number of seconds above 0, at most 2000000'],
    [{ POLL_SECONDS: '-1' }, 'POLL_SECONDS must be a number of seconds above 0, at most 2000000'],
    // Timers hold 24 days; what is longer would not wait at all.
    [{ POLL_SECONDS: '9999999' }, 'POLL_SECONDS must be a number of seconds above 0, at most 2000000'],
    [{ POLL_SECONDS: 'Infinity' }, 'POLL_SECONDS must be a number of seconds above 0, at most 2000000'],
    [
      { SOURCES: 'nope,neither' },
      `SOURCES names a source that does not exist; there are ${sources.map(({ id }) => id).join(', ')}`,
    ],
    [{ SOURCE_OFAC_SDN_URL: 'ftp://mirror' }, 'SOURCE_OFAC_SDN_URL must be a URL that starts with https:// or http://'],
    [{ SOURCE_OFAC_SDN_FORMAT: 'pdf' }, 'SOURCE_OFAC_SDN_FORMAT must be one of enhanced, xml, csv'],
    [{ SLACK_COMMAND: 'sanctions' }, 'SLACK_COMMAND must be a slash and 1 to 31 lower-case letters, digits, - or _'],
  ])('%j', (env, said) => {
    expect(problems(env)).toEqual([said]);
  });
});

describe('.env.example', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

  it('documents every variable that is read, and no other', () => {
    const documented = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]*(?:<ID>_[A-Z]+)?)=/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual([...VARIABLES].sort());
  });

  it('sets nothing', () => {
    const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.filter((line) => !/^[A-Z_]+=$/.test(line))).toEqual([]);
  });

  it('names a variable of a source as it is read', () => {
    expect(sourceVariable('ofac-recent-actions', 'URL')).toBe('SOURCE_OFAC_RECENT_ACTIONS_URL');
    expect(example).toContain(sourceVariable('ofac-sdn', 'URL'));
  });
});
