import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CSV_COLUMNS } from '../../src/cli/screening/format.js';
import { csvRows } from '../../src/lib/csv.js';
import { sdnCsv, unXml } from '../support/official-files.js';
import { tocsin } from './terminal.js';

const WALLET = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const DOCUMENTED = ['id', 'actor', 'name', 'type', 'score', 'matchedName', 'why', 'listings'];

let dir: string;
let env: Record<string, string>;
let action: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-test-'));
  env = { DATA_DIR: join(dir, 'state'), SOURCES: 'ofac-sdn,un-sc' };
  const lazarus = (wallet: string) => ({
    uid: 27307,
    name: 'LAZARUS GROUP',
    program: 'DPRK3',
    remarks: `${wallet}a.k.a. 'HIDDEN COBRA'.`,
  });
  const others = [
    {
      ...{ uid: 3, name: 'GREY HERON', type: 'vessel' as const, program: 'TEST3' },
      remarks: 'Vessel Registration Identification IMO 9187629; Website heron.example; Tax ID No. 7700000001.',
    },
    { uid: 4, name: 'MARLOWE, Inez', type: 'individual' as const, program: 'TEST4', remarks: 'DOB 01 Jan 1970.' },
  ];
  await writeFile(join(dir, 'sdn_2026-01-01.csv'), sdnCsv([lazarus(''), ...others]));
  await writeFile(
    join(dir, 'sdn_2026-01-02.csv'),
    sdnCsv([lazarus(`Digital Currency Address - ETH ${WALLET}; `), ...others]),
  );
  await writeFile(join(dir, 'un.xml'), unXml([{ ref: 'KPe.031', name: 'RECONNAISSANCE GENERAL BUREAU' }]));
  await tocsin(env, ['ingest', 'un-sc', join(dir, 'un.xml')]);
  const files = ['sdn_2026-01-01.csv', 'sdn_2026-01-02.csv'].map((name) => join(dir, name));
  const { json } = await tocsin(env, ['ingest', 'ofac-sdn', ...files, '--json']);
  action = (json[1] as { action: string }).action;
});
afterAll(() => rm(dir, { recursive: true }));

async function ask(...args: string[]) {
  const ran = await tocsin(env, [...args, '--json']);
  expect([ran.code, ran.err]).toEqual([0, '']);
  return ran.json;
}

describe('lookup', () => {
  it('prints one JSON line with the documented keys, best match first', async () => {
    const lines = await ask('lookup', 'hidden', 'cobra');
    expect(lines).toHaveLength(1);
    const [line] = lines as { query: string; matches: Record<string, unknown>[]; asOf: Record<string, string> }[];
    expect(Object.keys(line ?? {})).toEqual(['query', 'matches', 'asOf']);
    expect(line).toMatchObject({
      query: 'hidden cobra',
      matches: [
        {
          id: 'lazarus-group',
          actor: 'lazarus-group',
          type: 'entity',
          matchedName: 'HIDDEN COBRA',
          listings: [{ list: 'ofac-sdn', ref: '27307', status: 'listed', programs: ['DPRK3'] }],
        },
      ],
    });
    expect(Object.keys(line?.matches[0] ?? {}).sort()).toEqual(
      [...DOCUMENTED, 'ofacScore', 'ties', 'notFoundOn'].sort(),
    );
    const listed = line?.matches[0]?.listings as readonly object[] | undefined;
    expect(Object.keys(listed?.[0] ?? {})).toEqual(['list', 'ref', 'status', 'programs', 'listedOn']);
    expect(Object.keys(line?.asOf ?? {}).sort()).toEqual(['ofac-sdn', 'un-sc']);
    for (const time of Object.values(line?.asOf ?? {})) expect(new Date(time).toISOString()).toBe(time);
    const scores = (line?.matches ?? []).map(({ score }) => Number(score));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
  });

  it('says plainly that a name was not found, what was searched, and exits 0', async () => {
    const { code, out } = await tocsin(env, ['lookup', 'zzyzx quux']);
    expect(code).toBe(0);
    expect(out).toMatch(/not found|no match/i);
    expect(out).toContain('OFAC SDN');
    expect((await ask('lookup', 'zzyzx quux'))[0]).toMatchObject({ matches: [] });
  });

  it('narrows by list, type and number', async () => {
    expect((await ask('lookup', 'lazarus group', '--list', 'un-sc'))[0]).toMatchObject({ matches: [] });
    expect((await ask('lookup', 'grey heron', '--type', 'vessel'))[0]).toMatchObject({
      matches: [{ name: 'GREY HERON' }],
    });
    expect((await ask('lookup', 'grey heron', '--type', 'aircraft'))[0]).toMatchObject({ matches: [] });
    const [one] = (await ask('lookup', 'harbour company', '--limit', '2', '--min-score', '0')) as {
      matches: unknown[];
    }[];
    expect(one?.matches).toHaveLength(2);
  });
});

describe('the other questions', () => {
  it('wallet: one line an address', async () => {
    const lines = await ask('wallet', WALLET, '0x0000000000000000000000000000000000000001');
    expect(lines).toMatchObject([{ address: WALLET, listed: true }, { listed: false }]);
  });

  it('actor: the whole profile', async () => {
    expect((await ask('actor', 'lazarus group'))[0]).toMatchObject({ id: 'lazarus-group', name: 'Lazarus Group' });
  });

  it('changes, recent and action: the wallet that was added', async () => {
    const field = { field: 'wallets', before: [], after: [{ address: WALLET, label: 'ETH' }] };
    const said = JSON.stringify(field).slice(1, -1);
    expect(JSON.stringify(await ask('changes', 'lazarus group'))).toContain(said);
    expect(JSON.stringify(await ask('action', action))).toContain(said);
    expect(JSON.stringify(await ask('action', action.slice(0, 6)))).toContain(said);
    const recent = await tocsin(env, ['recent', '--json']);
    expect(recent.code).toBe(0);
  });

  it('action --csv: the file and nothing else; --json is what it is without', async () => {
    const { code, out, err } = await tocsin(env, ['action', action, '--csv']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\ufeffaction,source,.*\r\n/);
    expect(out).toMatch(/\r\n$/);
    const facts = [action, 'OFAC SDN', '2026-01-02', 'list', 'amended', '27307', 'LAZARUS GROUP'];
    expect(
      csvRows(out)
        .slice(1)
        .map((row) => row.slice(0, facts.length)),
    ).toEqual([facts]);
    expect(await ask('action', action, '--csv')).toEqual(await ask('action', action));
  });

  it('status: every watched source; --check exits 1 while one was never read', async () => {
    const [line] = await ask('status');
    expect(line).toMatchObject({
      healthy: true,
      sources: [
        { id: 'ofac-sdn', state: 'ok' },
        { id: 'un-sc', state: 'ok' },
      ],
    });
    expect((await tocsin(env, ['status', '--check'])).code).toBe(0);
    const all = { DATA_DIR: env.DATA_DIR ?? '' };
    const { code, out } = await tocsin(all, ['status', '--check']);
    expect([code, out.includes('OFAC Consolidated')]).toEqual([1, true]);
    expect((await tocsin(all, ['status'])).code).toBe(0);
  });

  it('takes an option as chats write it for one of its own, but not what belongs to the text', async () => {
    expect((await tocsin(env, ['subscribe', 'lazarus', 'group', 'mode:daily', '--json'])).json).toMatchObject([
      { schedule: { every: 'day' }, target: { kind: 'actor', actor: 'lazarus-group' } },
    ]);
    expect((await tocsin(env, ['subscribe', 'list:ofac-sdn', 'changes:added', '--json'])).json).toMatchObject([
      { kinds: ['added'], target: { kind: 'list', list: 'ofac-sdn' } },
    ]);
    expect((await tocsin(env, ['subscribe', 'everything', 'mode:often'])).err).toContain('“often” is not a mode');
    for (const line of await ask('subscriptions')) await tocsin(env, ['unsubscribe', (line as { id: string }).id]);
  });

  it('subscribe and unsubscribe, on the record', async () => {
    expect((await tocsin(env, ['subscribe', 'lazarus group'])).code).toBe(0);
    const [line] = (await ask('subscriptions')) as { id: string }[];
    expect(line).toMatchObject({ id: expect.stringMatching(/^S\d+$/) });
    expect((await tocsin(env, ['unsubscribe', line?.id ?? ''])).code).toBe(0);
  });

  it('gives the same to people, in words', async () => {
    for (const args of [
      ['lookup', 'lazarus'],
      ['actor', 'lazarus group'],
      ['wallet', WALLET],
      ['action', action],
      ['help'],
    ]) {
      const { code, out } = await tocsin(env, args);
      expect([code, out.length > 40, out.startsWith('{')]).toEqual([0, true, false]);
    }
  });
});

describe('listings', () => {
  it('prints every listing, one JSON line each, the documented keys first', async () => {
    const { code, lines, json } = await tocsin(env, ['listings']);
    expect([code, lines.length]).toEqual([0, 5_203 + 601]);
    const lazarus = json.find((line) => (line as { ref: string }).ref === '27307') as object;
    expect(Object.keys(lazarus).slice(0, 10)).toEqual([
      'list',
      'ref',
      'type',
      'name',
      'aliases',
      'programs',
      'wallets',
      'countries',
      'listedOn',
      'url',
    ]);
    expect(lazarus).toMatchObject({
      list: 'ofac-sdn',
      type: 'entity',
      name: 'LAZARUS GROUP',
      aliases: [{ name: 'HIDDEN COBRA', strength: 'weak' }],
      programs: ['DPRK3'],
      wallets: [{ address: WALLET, label: 'ETH' }],
      countries: [],
      listedOn: null,
    });
  });

  it('narrows by list, type and number, and refuses a list that is none', async () => {
    expect((await tocsin(env, ['listings', '--type', 'vessel'])).json).toMatchObject([{ name: 'GREY HERON' }]);
    expect((await tocsin(env, ['listings', '--list', 'un-sc', '--limit', '3'])).json).toMatchObject([
      { list: 'un-sc' },
      { list: 'un-sc' },
      { list: 'un-sc' },
    ]);
    for (const list of ['nope', 'ofac-recent-actions'])
      expect(await tocsin(env, ['listings', '--list', list])).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(
          new RegExp(
            `^There is no list “${list}”\\. Lists: (?!.*recent-actions)ofac-sdn, ofac-consolidated, un-sc.*\\.\n$`,
          ),
        ),
      });
  });
});

describe('screen', () => {
  const NAMES = ['lazarus group', 'zzyzx quux', 'Inez Marlowe', 'zzyzx quux', 'grey heron'];
  const matched = (line: unknown) => (line as { matches: { name: string }[] }).matches[0]?.name ?? null;
  const WANTED = ['Lazarus Group', null, 'MARLOWE, Inez', null, 'GREY HERON'];

  async function screened(name: string, content: string, ...flags: string[]) {
    const path = join(dir, name);
    await writeFile(path, content);
    return tocsin(env, ['screen', path, '--json', ...flags]);
  }

  it.each([
    ['lines', 'names.txt', NAMES.join('\n')],
    ['lines with CRLF, blank ones and a mark', 'crlf.txt', `\uFEFF${NAMES.join('\r\n\r\n')}\r\n`],
    ['CSV', 'names.csv', `id,name,note\n${NAMES.map((name, i) => `${i},"${name}","a, b"`).join('\n')}\n`],
    ['CSV under another name', 'names.dat', `id;x,NAME\n${NAMES.map((name) => `1,${name}`).join('\n')}\n`],
    ['NDJSON', 'names.ndjson', NAMES.map((name) => JSON.stringify({ id: 1, name })).join('\n')],
    ['NDJSON with a mark', 'mark.ndjson', `\uFEFF${NAMES.map((name) => JSON.stringify({ name })).join('\n')}`],
  ])('answers %s, one line each, in order', async (_what, name, content) => {
    const { code, json, err } = await screened(name, content);
    expect([code, err]).toEqual([0, '']);
    expect(json.map((line) => (line as { query: string }).query)).toEqual(NAMES);
    expect(json.map(matched)).toEqual(WANTED);
    for (const line of json) expect(Object.keys(line as object)).toEqual(['query', 'matches', 'asOf']);
    const [match] = (json[0] as { matches: object[] }).matches;
    expect(Object.keys(match ?? {}).sort()).toEqual([...DOCUMENTED, 'ofacScore'].sort());
  });

  it('answers standard input, whatever its form', async () => {
    for (const input of [`${NAMES.join('\n')}\n`, `name\n${NAMES.join('\n')}\n`])
      expect((await tocsin(env, ['screen', '-', '--json'], input)).json.map(matched)).toEqual(WANTED);
    expect((await tocsin(env, ['screen', '-', '--json'], '')).lines).toEqual([]);
  });

  it('gives the best whatever their score with --min-score 0, and only what counts without it', async () => {
    const some = await screened('one.txt', 'zzyzx harbour', '--min-score', '0', '--limit', '3');
    const matches = (some.json[0] as { matches: { score: number }[] }).matches;
    expect(matches).toHaveLength(3);
    const strict = await screened('one.txt', 'lazarus group', '--min-score', '1');
    for (const { score } of (strict.json[0] as { matches: { score: number }[] }).matches) expect(score).toBe(1);
  });

  it('narrows by list and type', async () => {
    expect((await screened('l.txt', 'lazarus group', '--list', 'un-sc')).json.map(matched)).toEqual([null]);
    expect((await screened('l.txt', 'grey heron', '--type', 'vessel')).json.map(matched)).toEqual(['GREY HERON']);
    expect((await screened('l.txt', 'x', '--list', 'nope')).err).toContain('There is no list “nope”');
  });

  it('prints words for people, a line each', async () => {
    await writeFile(join(dir, 'names.txt'), NAMES.join('\n'));
    const { lines } = await tocsin(env, ['screen', join(dir, 'names.txt')]);
    expect(lines).toHaveLength(NAMES.length);
    expect(lines[1]).toBe('zzyzx quux\t-');
    expect(lines[0]).toMatch(/^lazarus group\t1\.00\tlazarus-group\tOFAC 100\tmatches /);
  });

  it.each([
    ['a CSV without the column', 'bad.csv', 'id,title\n1,x\n', 'no column "name"'],
    ['a CSV that is cut short', 'cut.csv', 'id,name\n1,"x\n', 'cut short'],
    ['a line that is no JSON', 'bad.ndjson', '{"name":"a"}\n{oops\n', 'This line is not JSON: {oops'],
    ['an object without a name', 'noname.ndjson', '{"title":"a"}\n', 'This line has no "name"'],
  ])('says what is wrong with %s', async (_what, name, content, said) => {
    const { code, err } = await screened(name, content);
    expect(code).toBe(1);
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('answers what is right beside what is wrong, in order, and says which line that is', async () => {
    const { code, json, err } = await screened('mixed.csv', 'name,type\nlazarus group,\nx,boat,2\ngrey heron,vessel\n');
    expect(code).toBe(1);
    expect(err).toMatch(/mixed\.csv, line 3: It has 3 cells/);
    expect(json).toMatchObject([
      { query: 'lazarus group', matches: [{ name: 'Lazarus Group' }] },
      { query: 'x,boat,2', matches: null, line: 3, error: expect.stringContaining('It has 3 cells') },
      { query: 'grey heron', matches: [{ name: 'GREY HERON' }] },
    ]);
  });

  it('goes on at a line', async () => {
    const csv = `name\n${NAMES.join('\n')}\n`;
    const { json } = await screened('on.csv', csv, '--from-line', '4');
    expect(json.map((line) => (line as { query: string }).query)).toEqual(NAMES.slice(2));
    expect((await screened('on.csv', csv, '--from-line', '99')).lines).toEqual([]);
  });

  it('answers as CSV, with a header where it begins at the beginning', async () => {
    await writeFile(join(dir, 'some.txt'), 'zzyzx quux\nlazarus group\n');
    const { lines } = await tocsin(env, ['screen', join(dir, 'some.txt'), '--csv']);
    expect(lines.slice(0, 2)).toEqual([
      'line,query,matches,score,ofacScore,id,name,type,matchedName,listings,why,error',
      '1,zzyzx quux,0,,,,,,,,,',
    ]);
    expect(lines[2]).toMatch(/^2,lazarus group,1,1\.00,100,lazarus-group,Lazarus Group,entity,/);
    expect(lines).toHaveLength(3);
    const on = await tocsin(env, ['screen', join(dir, 'some.txt'), '--csv', '--from-line', '2']);
    expect(on.lines).toEqual(lines.slice(2));
  });

  it.each([
    [`payment to ${WALLET} of 4 May`, 'Lazarus Group'],
    ['M/T BLUE EGRET (IMO 9187629), Ust-Luga to Kandla', 'GREY HERON'],
    ['invoice 17 of https://shop.heron.example/cart?id=1', 'GREY HERON'],
    ['beneficiary no. 7700 000 001, ref 12', 'GREY HERON'],
    ['see ofac-sdn/27307 again', 'Lazarus Group'],
    ['payment of 9187628 roubles', null],
  ])('finds what identifies somebody among the words of “%s”', async (line, found) => {
    expect((await screened('free.txt', `${line}\n`)).json.map(matched)).toEqual([found]);
    const csv = `id,name\n1,"${line}"\n`;
    expect((await screened('free.csv', csv)).json.map(matched)).toEqual([found]);
  });

  it('lets a date of birth and a country raise or lower the score', async () => {
    const csv = 'name,dob\nInez Marlow,1970-03-01\nInez Marlow,\nInez Marlow,1991\nInez Marlow,soon\n';
    const { json, code } = await screened('born.csv', csv, '--min-score', '0.5');
    const [agrees, unknown, apart, wrong] = json as { matches: { score: number; why: string }[] }[];
    const score = (line: typeof agrees) => line?.matches[0]?.score ?? 0;
    expect(score(agrees)).toBeGreaterThan(score(unknown));
    expect(score(unknown)).toBeGreaterThan(score(apart));
    expect(agrees?.matches[0]?.why).toContain('born 1970, as listed');
    expect([wrong, code]).toEqual([
      expect.objectContaining({ line: 5, unread: [expect.stringContaining('“soon” is no date of birth')] }),
      1,
    ]);
    expect(score(wrong)).toBe(score(unknown));
  });

  it('says in its help what goes in and what comes out', async () => {
    const { out } = await tocsin(env, ['screen', '--help']);
    for (const word of ['dob', 'nationality', 'NDJSON', '"matches":null', CSV_COLUMNS.join(', ')])
      expect(out).toContain(word);
  });

  it('says that a file is not there', async () => {
    const { code, err } = await tocsin(env, ['screen', join(dir, 'no-such-file')]);
    expect([code, err]).toEqual([1, expect.stringContaining('no-such-file cannot be read')]);
  });
});

describe('a wrong call', () => {
  it.each([
    [['nosuch'], "unknown command 'nosuch'"],
    [['lookup'], "missing required argument 'name'"],
    [['lookup', 'x', '--nosuch'], "unknown option '--nosuch'"],
    [['lookup', 'x', '--limit', '0'], 'It must be a whole number above 0'],
    [['lookup', 'x', '--limit', 'many'], 'It must be a whole number above 0'],
    [['screen', '-', '--min-score', '2'], 'It must be a number from 0 to 1'],
    [['screen', '-', '--from-line', '0'], 'It must be a whole number above 0'],
    [['screen', '-', '--csv', '--json'], 'cannot be used with'],
    [['listings', '--type', 'person'], 'Allowed choices are individual, entity, vessel, aircraft'],
    [['changes'], "missing required argument 'target'"],
    [['score'], "missing required argument 'names'"],
  ])('%j exits 2 and says why', async (args, said) => {
    const { code, out, err } = await tocsin(env, args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('is told from one that cannot be answered, which exits 1 with one line', async () => {
    for (const args of [
      ['actor', 'nobody at all'],
      ['action', 'Azzzz'],
      ['lookup', 'x', '--list', 'nope'],
      ['subscribe', 'planet:mars'],
      ['unsubscribe', 'S999'],
    ]) {
      const { code, err } = await tocsin(env, args);
      expect([args, code]).toEqual([args, 1]);
      expect(err.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });

  it('names what was typed where a number is none', async () => {
    expect(await tocsin(env, ['recent', '--days', 'x'])).toMatchObject({
      code: 1,
      out: '',
      err: 'days is a number, not “x”.\n',
    });
  });

  it('help COMMAND prints the help of any command, and refuses what is none', async () => {
    for (const name of ['lookup', 'ingest', 'help']) {
      const { code, out, err } = await tocsin(env, ['help', name]);
      expect([name, code, err]).toEqual([name, 0, '']);
      expect(out).toBe((await tocsin(env, [name, '--help'])).out);
    }
    const { code, out, err } = await tocsin(env, ['help', 'lokup']);
    expect([code, out, err]).toEqual([
      1,
      '',
      expect.stringContaining('“lokup” is not a command. Did you mean lookup?'),
    ]);
    expect((await tocsin(env, ['help', 'lookup', '--json'])).json).toMatchObject([{ name: 'lookup' }]);
  });

  it('--help and --version print to standard output and exit 0', async () => {
    const help = await tocsin(env, ['--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    for (const name of ['start', 'check', 'ingest', 'release', 'listings', 'screen', 'doctor', 'manifest', 'register'])
      expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const name of ['lookup', 'wallet', 'actor', 'changes', 'recent', 'action', 'status'])
      expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect((await tocsin(env, ['lookup', '--help'])).out).toContain('--min-score');
    expect(await tocsin(env, ['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  });

  it('of the configuration lists every problem and repeats no value', async () => {
    const wrong = {
      ...env,
      SLACK_BOT_TOKEN: 'xoxb-1-secret',
      DISCORD_CHANNEL: 'general-secret',
      POLL_SECONDS: 'soon-secret',
      LOG_LEVEL: 'loud-secret',
    };
    const { code, out, err } = await tocsin(wrong, ['status']);
    expect([code, out]).toEqual([1, '']);
    for (const name of ['SLACK_BOT_TOKEN', 'DISCORD_CHANNEL', 'POLL_SECONDS', 'LOG_LEVEL']) expect(err).toContain(name);
    expect(err).not.toContain('secret');
  });
});

describe('the data folder', () => {
  it('is that of --data-dir, wherever it stands in the call', async () => {
    const elsewhere = join(dir, 'elsewhere');
    expect((await tocsin(env, ['listings', '--data-dir', elsewhere])).lines).toEqual([]);
    expect((await tocsin({}, ['listings', '--data-dir', env.DATA_DIR ?? '', '--limit', '1'])).lines).toHaveLength(1);
  });
});

describe('test, why and history', () => {
  it('sends a test that is marked as one, and remembers it', async () => {
    const sent = await tocsin(env, ['test', action]);
    expect([sent.code, sent.out]).toEqual([
      0,
      expect.stringMatching(/TEST · [\s\S]*The test arrived in this conversation/),
    ]);
    expect((await ask('history'))[0]).toMatchObject({ action, state: 'sent', parcel: { kind: 'test' } });
  });

  it('says why an action was not sent', async () => {
    expect(await ask('why', action)).toMatchObject([{ action, steps: { length: 3 } }]);
  });
});
