import { parseArgs } from 'node:util';
import { type Case, runRound } from './round.js';
import { isFailure, tableOf } from './table.js';
import { watchdog } from './watchdog.js';

/** `npm run test:fuzz -- --files 20000 --seed 1 [--source un-sc] [--case 17] [--show removes]` */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    source: { type: 'string', default: '' },
    case: { type: 'string' },
    show: { type: 'string', default: '' },
  },
});
const shown = values.show.split(',');
const dog = watchdog();
const cases: Case[] = [];
process.on('unhandledRejection', (reason) => {
  console.error('unhandled rejection', reason);
  process.exitCode = 1;
});
const [seed, files] = [Number(values.seed), Number(values.files)];
const number = values.case === undefined ? {} : { number: Number(values.case) };
for await (const one of runRound({ seed, files, only: values.source, ...number, onStart: dog.start })) {
  cases.push(one);
  if (isFailure(one) || shown.includes(one.outcome) || values.case !== undefined)
    console.log(
      `case ${one.number} ${one.sample}, ${one.mutation}: ${one.outcome} in ${Math.round(one.ms)} ms\n  ${one.detail}`,
    );
}
await dog.stop();
console.log(tableOf(cases, 'sample'), '\n');
console.log(tableOf(cases, 'mutation'));
if (cases.some(isFailure)) process.exitCode = 1;
