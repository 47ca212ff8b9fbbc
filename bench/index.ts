import { benchReaders } from './readers.js';
import { benchStart } from './start.js';

await benchReaders();
await benchStart();
