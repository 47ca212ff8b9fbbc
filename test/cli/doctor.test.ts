import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../src/cli/doctor-check.js';
import { actorProfiles, clockFinding, nodeFinding, spaceFinding } from '../../src/cli/doctor-setup.js';
import { sourceChecks } from '../../src/cli/doctor-sources.js';
import { runCommandLine } from '../../src/cli.js';
import { parseConfig } from '../../src/config.js';
import type { Finding } from '../../src/domain/finding.js';
import { createLog } from '../../src/lib/log.js';
import type { Clock } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';
import { atom } from '../sources/feeds/feed-xml.js';
import { indexHtml } from '../sources/ofac-recent-actions/notice-html.js';
import { designation, ukXml } from '../sources/uk-sl/list-xml.js';
import { entity, individual, listXml } from '../sources/un-sc/list-xml.js';
import { startDiscordServer } from '../support/discord-server.js';
import { failure, htmlPage, type OfficialSite, stall, startOfficialSite } from '../support/official-site.js';
import { startSlackServer } from '../support/slack-server.js';

const UN = '/resources/xml/en/consolidated.xml';
const SDN = '/api/download/SDN_ENHANCED.XML';
const HISTORY = `/changes/history/${new Date().getUTCFullYear()}`;

let site: OfficialSite;
let folder: string;
let dataDir: string;
/** An address of this machine where nothing listens. */
let nobody: string;

beforeEach(async () => {
  const gone = await startOfficialSite();
  nobody = gone.url;
  await gone.close();
  site = await startOfficialSite();
  folder = await mkdtemp(join(tmpdir(), 'tocsin-test-'));
  dataDir = join(folder, 'state');
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** Real time, in which back-offs take none and no limit is reached. */
const clock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    if (ms < 10_000) return;
    await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  },
};

function collector(): Writable & { text: string } {
  const stream = Object.assign(new Writable(), { text: '' });
  stream._write = (chunk, _encoding, done) => {
    stream.text += String(chunk);
    done();
  };
  return stream;
}

async function run(env: Record<string, string>, ...flags: string[]) {
  const [output, errors] = [collector(), collector()];
  const world = {
    env: { DATA_DIR: dataDir, ...env },
    input: new PassThrough(),
    output,
    errors,
    clock,
    version: '0.1.0',
  };
  const code = await runCommandLine(['doctor', ...flags], world);
  return { code, output: output.text, errors: errors.text };
}

async function findings(env: Record<string, string>) {
  const { code, output } = await run(env, '--json');
  return {
    code,
    output,
    found: output
      .trim()
      .split('\n')
      .map((line): Finding => JSON.parse(line)),
  };
}

/** Every source from the local site. */
function mirrors(ids = 'ofac-sdn,un-sc,ofac-recent-actions', url = site.url): Record<string, string> {
  return {
    SOURCES: ids,
    SOURCE_OFAC_SDN_URL: url,
    SOURCE_UN_SC_URL: url,
    SOURCE_OFAC_RECENT_ACTIONS_URL: url,
  };
}

function serveAll(): void {
  const people = Array.from({ length: 600 }, (_, i) => individual(`QDi.${String(i).padStart(3, '0')}`));
  site.serve(HISTORY, JSON.stringify([{ publicationID: 612, datePublished: '2024-05-06T10:00:00' }]));
  // Most of it never comes, so only who breaks off gets on.
  site.serve(SDN, stall(Buffer.alloc(6_000_000, 32), 20_000));
  site.serve(UN, listXml(people, [entity('QDe.001')]));
  site.serve('/recent-actions', indexHtml(['20240506']));
}

describe('a whole installation', () => {
  it('is well without tokens: each platform says step by step what is missing', async () => {
    serveAll();
    const { code, found } = await findings(mirrors());
    expect(found.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(code).toBe(0);
    const off = found.filter(({ state }) => state === 'off');
    expect(off.map(({ area }) => area)).toEqual(['slack', 'discord']);
    expect(off[0]?.mend).toMatch(/tocsin manifest.*\n.*SLACK_APP_TOKEN.*\n.*SLACK_BOT_TOKEN.*\n.*\/invite/);
    expect(off[1]?.mend).toMatch(
      /DISCORD_TOKEN.*\n.*scope=bot\+applications\.commands&permissions=\d+\n.*DISCORD_CHANNEL/,
    );
    expect(found.find(({ what }) => what === 'clock')?.state).toBe('ok');
  });

  it('asks each source as the bot does: its change signal, and its file, of a large one only the beginning', async () => {
    serveAll();
    const { found } = await findings(mirrors());
    expect(found.filter(({ area }) => area === 'source').map(({ what, detail }) => [what, detail])).toEqual([
      ['ofac-sdn', 'tells of changes; the latest is number 612'],
      ['ofac-sdn', 'its file comes (enhanced)'],
      ['un-sc', 'its file comes and can be read (xml, 601 records)'],
      ['ofac-recent-actions', 'answers; 1 notice on its first page'],
    ]);
  });

  it('prints a table for people, with what to do under each problem, and exits 1 when something failed', async () => {
    serveAll();
    site.serve(UN, failure(403));
    const { code, output } = await run(mirrors());
    expect(code).toBe(1);
    expect(output).toMatch(
      /✗ fail {2}source {3}un-sc +127\.0\.0\.1:\d+ answered 403\n +→ The site or a firewall refuses/,
    );
    expect(output).toMatch(/– off {3}slack .*\n {7}1\. tocsin manifest/);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^1 failed/);
  });

  it('leaves nothing behind', async () => {
    serveAll();
    await findings(mirrors());
    expect(await readdir(folder)).toEqual([]);
    await mkdir(dataDir);
    await findings(mirrors());
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('finds Slack and Discord well through the real clients', async () => {
    serveAll();
    const [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
    try {
      const { code, found } = await findings({
        ...mirrors(),
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: slack.apiUrl,
        SLACK_CHANNEL: 'C0TEST',
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_CHANNEL: discord.world.channel,
      });
      expect(code).toBe(0);
      const chats = found.filter(({ area }) => area === 'slack' || area === 'discord');
      expect(chats.map(({ what, state }) => `${what} ${state}`)).toEqual([
        'bot token ok',
        'app token ok',
        'SLACK_CHANNEL ok',
        'token ok',
        'commands warn',
        'DISCORD_CHANNEL ok',
      ]);
      expect(slack.messages).toEqual([]);
      expect(discord.messages).toEqual([]);
    } finally {
      await Promise.all([slack.close(), discord.close()]);
    }
  });
});

describe('the configuration', () => {
  it('lists every problem, looks at what does not depend on it, and fails', async () => {
    const { code, found } = await findings({ SOURCES: 'moon', PORT: 'x', SLACK_APP_TOKEN: 'xapp-secret' });
    expect(code).toBe(1);
    const wrong = found.filter(({ what }) => what === 'configuration');
    expect(wrong.map(({ state }) => state)).toEqual(['fail', 'fail', 'fail']);
    expect(wrong.map(({ detail }) => detail).join('\n')).toMatch(
      /PORT must be[\s\S]*SLACK_BOT_TOKEN is not[\s\S]*SOURCES names/,
    );
    expect(found.some(({ what, state }) => what === 'data folder' && state === 'ok')).toBe(true);
    expect(found.filter(({ state }) => state === 'off').map(({ area }) => area)).toEqual([
      'source',
      'slack',
      'discord',
    ]);
  });

  it('notices a destination for notices on a platform without a token', async () => {
    serveAll();
    const { code, found } = await findings({ ...mirrors(), OPS_DESTINATION: 'slack/C0OPS' });
    expect(code).toBe(1);
    expect(found.filter(({ state }) => state === 'fail').map(({ detail }) => detail)).toEqual([
      'OPS_DESTINATION is on slack, which has no token: notices about the bot would be lost',
    ]);
  });
});

describe('a source', () => {
  const faults: [string, (path: string) => void, RegExp, RegExp][] = [
    ['refuses', (path) => site.serve(path, failure(403)), /answered 403/, /User-Agent/],
    ['has moved its file', (path) => site.remove(path), /answered 404/, /SOURCE_UN_SC_URL.*paths below/],
    ['has trouble', (path) => site.serve(path, failure(503)), /answered 503/, /tries again/],
    ['serves a page instead', (path) => site.serve(path, htmlPage), /HTML page/, /SOURCE_UN_SC_URL/],
    [
      'serves too little',
      (path) => site.serve(path, listXml([individual('QDi.1')], [entity('QDe.1')])),
      /2 records, fewer than the 500/,
      /SOURCE_UN_SC_URL/,
    ],
  ];
  for (const [title, break_, detail, mend] of faults)
    it(`that ${title} is named with the reason and the mend`, async () => {
      serveAll();
      break_(UN);
      const { code, found } = await findings(mirrors());
      expect(code).toBe(1);
      expect(found.filter(({ state }) => state === 'fail')).toEqual([
        {
          area: 'source',
          what: 'un-sc',
          state: 'fail',
          detail: expect.stringMatching(detail),
          mend: expect.stringMatching(mend),
        },
      ]);
    });

  it('that cannot be reached is named with the reason', async () => {
    const { code, found } = await findings(mirrors('un-sc', nobody));
    expect(code).toBe(1);
    const failed = found.find(({ what }) => what === 'un-sc');
    expect(failed?.detail).toMatch(/ECONNREFUSED.*refused/);
    expect(failed?.mend).toBe('Check the mirror that SOURCE_UN_SC_URL names.');
    // Nobody told the time.
    expect(found.some(({ what }) => what === 'clock')).toBe(false);
  });

  it('of OFAC whose change index fails while its file comes is only worth a look', async () => {
    serveAll();
    site.serve(HISTORY, htmlPage);
    const { code, found } = await findings(mirrors('ofac-sdn'));
    expect(code).toBe(0);
    expect(found.filter(({ area }) => area === 'source').map(({ state, detail }) => [state, detail])).toEqual([
      ['warn', expect.stringMatching(/the file itself will be asked for.*not JSON/)],
      ['ok', 'its file comes (enhanced)'],
    ]);
  });

  it('whose file comes slowly is not called dead when the time is up', async () => {
    site.serve(UN, stall(Buffer.alloc(1_000_000, 32), 20_000));
    const config = parseConfig(mirrors('un-sc'), sources);
    const log = createLog({ level: 'silent', pretty: false });
    const file = sourceChecks({ config, sources, all: false, clock, log, version: '0.1.0', told: () => {} })[1];
    let timeIsUp = () => {};
    const limited: Clock = {
      now: clock.now,
      sleep: () =>
        new Promise((resolve) => {
          timeIsUp = resolve;
        }),
    };
    if (!file) throw new Error('there is no check of the file');
    const found = examine(file, limited);
    while (file.late?.() === null) await new Promise((resolve) => setImmediate(resolve));
    timeIsUp();
    expect(await found).toEqual([
      expect.objectContaining({ state: 'warn', detail: 'its file comes slowly: 20 kB so far' }),
    ]);
  });
});

describe('a source that was never seen live', () => {
  const UK = '/docs/UK-Sanctions-List.xml';
  const OFSI = '/government/organisations/office-of-financial-sanctions-implementation.atom';
  const env = (ids: string) => ({
    SOURCES: ids,
    SOURCE_UK_SL_URL: site.url,
    SOURCE_UK_OFSI_URL: site.url,
    SOURCE_UA_NSDC_URL: site.url,
  });
  const ukFile = (inside: string) =>
    ukXml(Array.from({ length: 2_600 }, (_, i) => designation(i === 7 ? inside : '', { id: `RUR${1000 + i}` })));

  it('is judged element by element: what is not understood is named', async () => {
    site.serve(
      '/api/content/government/publications/the-uk-sanctions-list',
      '{"public_updated_at":"2026-09-09T10:00:00Z"}',
    );
    site.serve(UK, ukFile('<Horoscope>Libra</Horoscope>'));
    const { code, found } = await findings(env('uk-sl'));
    expect(code).toBe(0);
    expect(found.filter(({ area }) => area === 'source').map(({ state, detail }) => [state, detail])).toEqual([
      ['ok', 'tells of changes; the latest is 2026-09-09T10:00:00Z'],
      ['warn', expect.stringMatching(/2,600 records\); it has what is not known: .*Horoscope \(“Libra”\)/)],
    ]);
  });

  it('and understood is well', async () => {
    site.serve(
      '/api/content/government/publications/the-uk-sanctions-list',
      '{"public_updated_at":"2026-09-09T10:00:00Z"}',
    );
    site.serve(UK, ukFile(''));
    const { found } = await findings(env('uk-sl'));
    expect(found.filter(({ what }) => what === 'uk-sl').map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('and that is a feed names the entries it cannot read', async () => {
    const home = 'https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation';
    const entry = (n: number, date: string) => ({ link: `https://www.gov.uk/government/news/${n}`, date });
    site.serve(OFSI, atom(home, [entry(1, '2026-01-05T10:00:00Z'), entry(2, 'soon')]));
    const { code, found } = await findings(env('uk-ofsi'));
    expect(code).toBe(0);
    expect(found.filter(({ what }) => what === 'uk-ofsi')).toMatchObject([
      { state: 'warn', detail: expect.stringMatching(/2 notices on its first page; not understood: .*no date.*soon/) },
    ]);
  });

  it('and that is a feed of pages has its newest page judged, too', async () => {
    const row = (id: string, day: string) =>
      `<tr><td><time datetime="${day}">Day</time></td><td><a href="/news/press-releases/${id}">Release</a></td></tr>`;
    const rows = [row('sb0302', new Date().toISOString().slice(0, 10)), row('sb0301', '2026-01-05')];
    site.serve('/press-releases', `<html><table class="views-table"><tbody>${rows.join('')}</tbody></table></html>`);
    site.serve('/news/press-releases/sb0302', '<html><body><h1>Redesigned</h1></body></html>');
    const { found } = await findings({ SOURCES: 'treasury-press', SOURCE_TREASURY_PRESS_URL: site.url });
    expect(found.filter(({ what }) => what === 'treasury-press')).toMatchObject([
      { state: 'warn', detail: expect.stringMatching(/2 notices .*not understood: .*no title or no article/) },
    ]);
    expect(site.hits('/news/press-releases/sb0301')).toBe(0);
  });

  it('or whose publisher writes the file on request, is given two minutes, others ten seconds', () => {
    const config = parseConfig({}, sources);
    const log = createLog({ level: 'silent', pretty: false });
    const checks = sourceChecks({ config, sources, all: true, clock, log, version: '0.1.0', told: () => {} });
    const limits = (id: string) => checks.filter(({ what }) => what === id).map(({ limitSeconds }) => limitSeconds);
    expect([limits('eu-fsf'), limits('eu-oj'), limits('un-sc')]).toEqual([
      [undefined, 120],
      [120],
      [undefined, undefined],
    ]);
  });

  it('and is not watched is tried where nobody chose sources, and fails nothing', async () => {
    const config = parseConfig({ ...mirrors('un-sc'), SOURCE_UK_SL_URL: nobody }, sources);
    const log = createLog({ level: 'silent', pretty: false });
    const parts = { config, sources, all: true, clock, log, version: '0.1.0', told: () => {} };
    const checks = sourceChecks(parts);
    expect(new Set(checks.map(({ what }) => what))).toEqual(new Set(sources.map(({ id }) => id)));
    const found = await Promise.all(
      checks.filter(({ what }) => what === 'uk-sl').map((check) => examine(check, clock)),
    );
    expect(found.flat().map(({ state, detail }) => [state, detail.slice(0, 13)])).toEqual([
      ['warn', 'not watched; '],
      ['warn', 'not watched; '],
    ]);
    expect(sourceChecks({ ...parts, all: false }).map(({ what }) => what)).toEqual(['un-sc', 'un-sc']);
  });

  it('and needs a key says which variable it goes into', async () => {
    const config = parseConfig(mirrors('un-sc'), sources);
    const log = createLog({ level: 'silent', pretty: false });
    const checks = sourceChecks({ config, sources, all: true, clock, log, version: '0.1.0', told: () => {} });
    const keyed = sources.filter(({ key }) => key).map(({ id }) => id);
    const found = await Promise.all(
      checks.filter(({ what }) => keyed.includes(what)).map((check) => examine(check, clock)),
    );
    expect(found.flat().map(({ what, state, mend }) => [what, state, mend?.slice(0, 11)])).toEqual(
      keyed.map((id) => [id, 'off', 'Set SOURCE_']),
    );
  });
});

describe('the data folder', () => {
  it('that is a file fails, and says what to set', async () => {
    serveAll();
    await writeFile(dataDir, 'not a folder');
    const { code, found } = await findings(mirrors());
    expect(code).toBe(1);
    expect(found.filter(({ state }) => state === 'fail')).toEqual([
      expect.objectContaining({
        what: 'data folder',
        detail: expect.stringMatching(/is not a folder/),
        mend: 'Set DATA_DIR to one.',
      }),
    ]);
  });

  it('whose store is damaged fails, and is left as it is', async () => {
    serveAll();
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'journal.ndjson'), 'garbage\n');
    await writeFile(join(dataDir, 'cursors.json'), '{"half":');
    const { code, found } = await findings(mirrors());
    expect(code).toBe(1);
    const store = found.find(({ what }) => what === 'store');
    expect(store).toMatchObject({ state: 'fail', mend: expect.stringMatching(/backup|move it away/) });
  });

  it('tells whether a bot runs there', async () => {
    serveAll();
    await mkdir(dataDir);
    const owner = { token: 't', pid: process.pid, host: hostname(), started: null };
    const said = async (over: Partial<typeof owner>) => {
      await writeFile(join(dataDir, 'lock'), JSON.stringify({ ...owner, ...over }));
      return (await findings(mirrors())).found.find(({ what }) => what === 'bot');
    };
    expect((await said({}))?.detail).toBe(`is running here, as process ${process.pid}`);
    expect((await said({ pid: 2 ** 22 + 1 }))?.detail).toMatch(/is not running; it ended/);
    expect((await said({ host: 'elsewhere.invalid' }))?.detail).toMatch(/running on elsewhere\.invalid/);
  });
});

describe('this machine', () => {
  it('runs a Node that is new enough', () => {
    expect(nodeFinding('18.20.1').state).toBe('fail');
    expect(nodeFinding('20.18.3').state).toBe('fail');
    expect(nodeFinding('20.19.0')).toMatchObject({ state: 'warn', mend: expect.stringMatching(/Node 24/) });
    expect(nodeFinding('24.1.0').state).toBe('ok');
  });

  it('has room on its disk', () => {
    expect([100e6, 500e6, 5e9].map((bytes) => spaceFinding(bytes).state)).toEqual(['fail', 'warn', 'ok']);
  });

  it('has a clock near that of others; a cached answer does not make it late', () => {
    const now = new Date('2024-05-06T12:00:00Z');
    const state = (...told: (string | null)[]) => clockFinding(now, told)?.state;
    expect(state(null)).toBeUndefined();
    expect(state('Mon, 06 May 2024 12:01:00 GMT', 'Mon, 06 May 2024 02:00:00 GMT')).toBe('ok');
    expect(state('Mon, 06 May 2024 02:00:00 GMT')).toBe('ok');
    expect(clockFinding(now, ['Mon, 06 May 2024 12:30:00 GMT'])?.detail).toBe(
      'is 30 minutes behind the official sites',
    );
    expect(state('Fri, 03 May 2024 12:00:00 GMT')).toBe('fail');
  });

  it('has profiles of actors that can be read', async () => {
    await mkdir(join(folder, 'actors'));
    await writeFile(join(folder, 'actors', 'heron.json'), '{"id": "heron"}');
    const found = [];
    for await (const finding of actorProfiles(join(folder, 'actors'))) found.push(finding);
    expect(found.length).toBeGreaterThan(1);
    expect(found.every(({ state, detail }) => state === 'fail' && detail.startsWith('heron.json: '))).toBe(true);
  });
});

describe('a check', () => {
  const finding: Finding = { area: 'setup', what: 'one', state: 'ok', detail: 'fine', mend: null };

  it('that breaks is a finding, and so is one that takes too long; what it found before stays', async () => {
    const broken = examine(
      {
        area: 'setup',
        what: 'x',
        async *run() {
          yield finding;
          throw new Error('bang');
        },
      },
      clock,
    );
    expect(await broken).toEqual([
      finding,
      expect.objectContaining({ state: 'fail', detail: 'could not be checked: bang' }),
    ]);
    let stopped = false;
    const late = await examine(
      {
        area: 'source',
        what: 'x',
        async *run(signal) {
          signal.addEventListener('abort', () => {
            stopped = true;
          });
          yield finding;
          await new Promise(() => {});
        },
      },
      { now: clock.now, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    );
    expect(late).toEqual([
      finding,
      expect.objectContaining({ area: 'source', state: 'fail', detail: 'no answer within 10 s' }),
    ]);
    expect(stopped).toBe(true);
  });
});

describe('secrets', () => {
  const tokens = {
    SLACK_BOT_TOKEN: 'xoxb-very-secret-1',
    SLACK_APP_TOKEN: 'xapp-very-secret-2',
    DISCORD_TOKEN: 'very.secret.three',
    SOURCE_UA_NSDC_KEY: 'very-secret-four',
    SLACK_CHANNEL: 'C0TEST',
    DISCORD_CHANNEL: '123456789012345678',
  };
  const places: [string, () => Record<string, string> | Promise<Record<string, string>>][] = [
    [
      'refused by the platforms',
      async () => {
        const [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
        closing.push(slack, discord);
        return { SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl };
      },
    ],
    ['when nobody answers', () => ({ SLACK_API_URL: `${nobody}/api/`, DISCORD_API_URL: `${nobody}/api` })],
    ['when a page answers', () => ({ SLACK_API_URL: `${site.url}/api/`, DISCORD_API_URL: `${site.url}/api` })],
    [
      'in an address',
      () => ({
        SLACK_API_URL: `${nobody.replace('//', '//user:hush%20hush@')}/api/`,
        DISCORD_API_URL: `${nobody.replace('//', '//user:hush%20hush@')}/api`,
        SOURCE_UN_SC_URL: `${nobody.replace('//', '//user:hush%20hush@')}`,
        HTTPS_PROXY: `${nobody.replace('//', '//user:hush%20hush@')}`,
      }),
    ],
    [
      'that cannot be sent',
      () => ({
        SLACK_BOT_TOKEN: 'xoxb-very-secret-ж',
        DISCORD_TOKEN: 'very.secret.ж',
        SLACK_API_URL: `${nobody}/`,
      }),
    ],
    [
      'in a wrong configuration',
      () => ({ PORT: 'very-secret', SLACK_CHANNEL: 'xoxb-very-secret-1', OPS_DESTINATION: 'very.secret.three' }),
    ],
  ];
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((server) => server.close()));
  });

  for (const [title, place] of places)
    it(`are not told: ${title}`, async () => {
      const env = { ...mirrors('un-sc'), ...tokens, ...(await place()) };
      for (const flags of [[], ['--json']]) {
        const { code, output, errors } = await run(env, ...flags);
        expect(code).toBe(1);
        expect(output).toMatch(/fail/);
        expect(`${output}${errors}`).not.toMatch(/secret|hush/);
      }
    });

  it.each([
    ['refused by its publisher', 'very-secret-four', 401, 'check SOURCE_UA_NSDC_KEY'],
    ['that cannot be sent', 'very-secret-ж', 200, ''],
  ])('of a source are not told: a key %s', async (_what, key, status, mend) => {
    site.serve('/v2/subjects', failure(status));
    const env = { ...mirrors('ua-nsdc'), SOURCE_UA_NSDC_URL: site.url, SOURCE_UA_NSDC_KEY: key };
    const { code, output, errors } = await run(env);
    expect(code).toBe(1);
    expect(output.replace(/\s+/g, ' ')).toContain(mend);
    expect(`${output}${errors}`).not.toMatch(/secret/);
  });
});
