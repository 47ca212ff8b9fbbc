/** What the rooms need of each other and of the world, in as few methods as they need. Types only. */
export type * from './ports/app.js';
export type * from './ports/chat.js';
export type * from './ports/commands.js';
export type * from './ports/sources.js';
export type * from './ports/store.js';
export type * from './ports/world.js';
