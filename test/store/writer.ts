/** A process of its own that uses a store, told what to do by its arguments; prints what was acknowledged. */
import { systemClock } from '../../src/lib/time.js';
import { openStore } from '../../src/store/index.js';
import { note } from '../contracts/store.js';

const [dir = '', task, times = '1'] = process.argv.slice(2);
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const store = await openStore({ dir, log, clock: systemClock, compactBytes: 5000 });
process.stdout.write('open\n');

/** Both rows always say the same number. */
async function count(): Promise<number> {
  return store.transaction(async (tx) => {
    const value = await tx.next('audit');
    tx.put('audit', 'last', note(String(value)));
    tx.put('audit', `row ${value % 50}`, note('x'.repeat(200)));
    return value;
  });
}

if (task === 'hold') {
  process.stdin.on('end', () => void store.close());
  process.stdin.resume();
} else {
  for (let n = 0; n < Number(times); n += 1) process.stdout.write(`${await count()}\n`);
  await store.close();
}
