import { benchReaders } from './readers.js';
import { benchStart } from './start.js';
import { benchTies } from './ties.js';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  readers: benchReaders,
  start: benchStart,
  ties: benchTies,
};

const named = process.argv.slice(2);
const strange = named.filter((name) => benches[name] === undefined);
if (strange.length > 0) {
  console.error(`There is no bench called ${strange.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) if (named.length === 0 || named.includes(name)) await bench();
