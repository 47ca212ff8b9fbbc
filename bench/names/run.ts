/**
 * One contestant at one size in a process of its own, so that its memory is its own: `run.ts WORLD TITLE SIZE OUT` reads
 * the world as JSON and writes what it measured.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { ENTRANTS } from './contestants/index.js';
import { measure } from './measure.js';
import type { World } from './world.js';

const [from = '', title = '', size = '', to = ''] = process.argv.slice(2);
const world: World = JSON.parse(readFileSync(from, 'utf8'));
const entrant = ENTRANTS.find((candidate) => candidate.title === title);
if (!entrant || (size !== 'small' && size !== 'large')) throw new Error(`there is no ${title} at size ${size}`);
writeFileSync(to, JSON.stringify(await measure(entrant, world, size)));
