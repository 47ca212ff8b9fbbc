import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Child, tocsin } from '../support/child.js';
import { sdnCsv } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { temporaryFolder } from '../support/run-bot.js';

const HERON = { uid: 1, name: 'GREY HERON', program: 'TEST3' };
const STORK = { uid: 2, name: 'STORK', program: 'TEST3' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;
const children: Child[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  env = {
    DATA_DIR: join(folder.dir, 'state'),
    SOURCES: 'ofac-sdn',
    SOURCE_OFAC_SDN_FORMAT: 'csv',
    POLL_SECONDS: '0.2',
  };
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.process.exitCode === null) child.process.kill('SIGKILL');
    await child.ended;
  }
  await folder.dispose();
});

function run(...args: string[]): Child {
  const child = tocsin(env, ...args);
  children.push(child);
  return child;
}

describe('a question on the command line', () => {
  it('ends quietly when its reader goes away', async () => {
    const path = join(folder.dir, 'a.csv');
    await writeFile(path, sdnCsv([HERON], 20_000));
    expect(await run('ingest', 'ofac-sdn', path).ended).toBe(0);
    const child = run('listings');
    await once(child.process.stdout, 'data');
    child.process.stdout.destroy();
    expect([await child.ended, child.err()]).toEqual([0, '']);
  });

  it('reads names from a pipe and answers on one', async () => {
    const child = run('screen', '-', '--json');
    child.process.stdin.end('hidden cobra\n');
    expect(await child.ended).toBe(0);
    expect(JSON.parse(child.out())).toMatchObject({ query: 'hidden cobra', matches: [{ id: 'lazarus-group' }] });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('says where it stopped when %s interrupts it', async (signal, exit) => {
    const child = run('screen', '-');
    child.process.stdin.write('zzyzx one\nzzyzx two\nzzyzx thr');
    await vi.waitFor(() => expect(child.out()).toContain('zzyzx two\t-\n'), { timeout: 20_000 });
    child.process.kill(signal);
    expect(await child.ended).toBe(exit);
    expect(child.err()).toBe('Interrupted. The last line done is 2: go on with --from-line 3.\n');
    expect(child.out()).toBe('zzyzx one\t-\nzzyzx two\t-\n');
  });

  it('screens quietly until its reader goes away', async () => {
    const path = join(folder.dir, 'many.txt');
    await writeFile(path, 'zzyzx quux\n'.repeat(200_000));
    const child = run('screen', path);
    await once(child.process.stdout, 'data');
    child.process.stdout.destroy();
    expect([await child.ended, child.err()]).toEqual([0, '']);
  });

  it('exits with 2 when it is put wrongly', async () => {
    const child = run('lookup');
    expect([await child.ended, child.out()]).toEqual([2, '']);
  });
});

describe('the running bot', () => {
  let site: OfficialSite;
  beforeEach(async () => {
    site = await startOfficialSite();
    env = { ...env, SOURCE_OFAC_SDN_URL: site.url };
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON]));
  });
  afterEach(() => site.close());

  function within2s(ended: Child['ended']): Promise<number | string> {
    return Promise.race([ended, pause(2_000, 'still running after 2 seconds', { ref: false })]);
  }

  /** Resolves once the list was asked for so many times from now on. */
  function askedFor(times: number, content: string): Promise<void> {
    return new Promise((resolve) => {
      let n = 0;
      site.serve('/api/download/SDN.CSV', (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/csv' }).end(content);
        n += 1;
        if (n === times) resolve();
      });
    });
  }

  async function stopped(bot: Child): Promise<number | string> {
    bot.process.kill('SIGTERM');
    return within2s(bot.ended);
  }

  it('alerts, answers beside itself, refuses a second one, ends within 2 s, and is silent when it starts again', async () => {
    const bot = run('start');
    await bot.says(/ofac-sdn: first sight, 5,201 records/);
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
    await bot.says(/New designation/);

    const question = run('lookup', 'stork', '--json');
    expect([await question.ended, question.err()]).toEqual([0, '']);
    expect(JSON.parse(question.out())).toMatchObject({ matches: [{ name: 'STORK' }] });

    const second = run('start');
    expect(await second.ended).toBe(1);
    expect(second.err()).toMatch(/another|already|holds|process \d+/i);
    expect(second.err()).toContain(String(bot.process.pid));
    expect(second.err()).not.toMatch(/^\s+at /m);

    expect(await stopped(bot)).toBe(0);
    expect(bot.out().match(/New designation/g)).toHaveLength(1);

    const checked = askedFor(3, sdnCsv([HERON, STORK]));
    const again = run('start');
    await again.says(/ofac-sdn: nothing new/);
    await checked;
    expect(await stopped(again)).toBe(0);
    expect(again.out()).not.toContain('New designation');
  }, 60_000);

  it('ends with 0 on Ctrl-C too, also while it is downloading', async () => {
    let reached = () => {};
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    site.serve('/api/download/SDN.CSV', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('1,"GREY');
      reached();
    });
    const bot = run('start');
    await asked;
    bot.process.kill('SIGINT');
    expect(await within2s(bot.ended)).toBe(0);
  });

  it('answers from the profiles at once, and says in words which source it cannot reach', async () => {
    env = { ...env, SOURCE_OFAC_SDN_URL: 'http://127.0.0.1:9' };
    const bot = run('start');
    bot.process.stdin.write('/sanctions lookup hidden cobra\n');
    await bot.says(/Lazarus Group/);
    await bot.says(/✗ ofac-sdn: /);
    expect(await stopped(bot)).toBe(0);
  });

  it('does not start with a wrong configuration, and says all that is wrong', async () => {
    env = { ...env, POLL_SECONDS: 'often', LOG_LEVEL: 'loud' };
    const bot = run('start');
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toMatch(/POLL_SECONDS.*\n.*LOG_LEVEL/);
  });
});
