import { benchFanout } from './fanout.js';
import { benchLatency } from './latency.js';
import { benchNames } from './names/index.js';
import { benchReaders } from './readers.js';
import { benchRouting } from './routing.js';
import { benchScreen } from './screen.js';
import { benchSoak } from './soak.js';
import { benchStart } from './start.js';
import { benchStore } from './store.js';
import { benchSuggest } from './suggest.js';
import { benchSwap } from './swap.js';
import { benchTies } from './ties.js';
import { benchWeek } from './week.js';

const BENCHES = {
  readers: benchReaders,
  start: benchStart,
  routing: benchRouting,
  fanout: benchFanout,
  names: benchNames,
  screen: benchScreen,
  suggest: benchSuggest,
  swap: benchSwap,
  ties: benchTies,
  week: benchWeek,
  latency: benchLatency,
  store: benchStore,
  soak: benchSoak,
};

/** `npm run bench` runs all; `npm run bench -- names tocsin` runs one, of some contestants where it has any. */
const [wanted, ...only] = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted === undefined || wanted === name) await bench(only);
}
if (wanted !== undefined && !(wanted in BENCHES)) {
  throw new Error(`There is no bench ${wanted}: ask for ${Object.keys(BENCHES).join(', ')}.`);
}
