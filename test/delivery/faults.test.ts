import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/lib/paths.js';
import { discordAnswers, slackAnswers } from './faults/answers.js';
import { discordHall, type Hall, slackHall } from './faults/arenas.js';
import { SENDS } from './faults/cells.js';
import { trial } from './faults/trial.js';

const TIMEOUT_MS = 240_000;

/** A line for each fault, a column for each kind of send. */
async function tableOf<F>(opened: Promise<Hall<F>>): Promise<string[]> {
  const hall = await opened;
  const lines: string[] = [];
  await warmUp(hall);
  for (const { name, fault } of hall.cells) {
    const arena = hall.arena(fault);
    const ends = await Promise.all(SENDS.map((send) => trial(arena, send)));
    lines.push(`| ${[name, ...ends].join(' | ')} |`);
  }
  await hall.close();
  return lines;
}

/** What is loaded by the first message must not make that late. */
async function warmUp<F>(hall: Hall<F>): Promise<void> {
  const [first] = hall.cells;
  if (first) await trial({ ...hall.arena(first.fault), fail: () => undefined }, 'alert');
}

/** The rows of the table under that heading of the documentation. */
async function documented(heading: string): Promise<string[]> {
  const text = await readFile(join(packageRoot(), 'docs', 'DELIVERY.md'), 'utf8');
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Fault|---)/.test(line));
}

/** Whatever goes wrong, and whoever is asked: nothing is lost in silence, and nothing doubled without being marked. */
function expectSafe(rows: readonly string[], mayDouble: boolean): void {
  for (const row of rows) {
    const [name, alert = '', reply = '', edit = ''] = row.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, ''));
    for (const end of [alert, reply]) expect(end, `${name}`).toMatch(/sent (once|2 times, marked)/);
    expect(edit, `${name}`).toMatch(/changed|left as it was/);
    if (!mayDouble) expect(row).not.toContain('2 times');
  }
}

const tables = [
  ['Slack', () => tableOf(slackHall(false)), true],
  ['Slack, where the token may read the history', () => tableOf(slackHall(true)), true],
  ['Discord', () => tableOf(discordHall()), false],
] as const;

describe.concurrent('each thing that goes wrong once', () => {
  it.each(tables)(
    'ends as docs/DELIVERY.md says: %s',
    async (heading, run, mayDouble) => {
      const rows = await run();
      expect(rows).toEqual(await documented(heading));
      expectSafe(rows, mayDouble);
    },
    TIMEOUT_MS,
  );

  it.each([
    ['Answers on Slack', slackAnswers],
    ['Answers on Discord', discordAnswers],
  ] as const)(
    'ends as docs/DELIVERY.md says: %s',
    async (heading, run) => {
      expect(await run()).toEqual(await documented(heading));
    },
    TIMEOUT_MS,
  );
});
