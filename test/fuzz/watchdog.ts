import { Worker } from 'node:worker_threads';

/** So long a case may take before the whole run is ended: what blocks the process is seen from another thread only. */
const SECONDS = 30;

const CODE = `
const { parentPort } = require('node:worker_threads');
let current = null;
parentPort.on('message', (message) => { current = { message, since: Date.now() }; });
setInterval(() => {
  if (!current || Date.now() - current.since < ${SECONDS} * 1000) return;
  require('node:fs').writeSync(2, 'hangs: case ' + current.message + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/** Ends the process, naming the case, when one hangs. */
export function watchdog() {
  const worker = new Worker(CODE, { eval: true });
  return {
    start: (number: number, sample: string, mutation: string) => worker.postMessage(`${number} ${sample}, ${mutation}`),
    stop: () => worker.terminate(),
  };
}
