import type { Command } from '../src/ports.js';
import { action } from './action.js';
import { actor } from './actor.js';
import { changes } from './changes.js';
import { help } from './help.js';
import { lookup } from './lookup.js';
import { recent } from './recent.js';
import { status } from './status.js';
import { subscribe } from './subscribe.js';
import { subscriptions } from './subscriptions.js';
import { unsubscribe } from './unsubscribe.js';
import { wallet } from './wallet.js';

/** Every command that people can give, in the order in which they are shown. */
export const commands: readonly Command[] = [
  lookup,
  actor,
  wallet,
  recent,
  action,
  changes,
  status,
  subscribe,
  unsubscribe,
  subscriptions,
  help,
];
