import type { Command } from '../src/ports.js';
import { action } from './action.js';
import { actor } from './actor.js';
import { audit } from './audit.js';
import { changes } from './changes.js';
import { edit } from './edit.js';
import { exporting } from './export.js';
import { forget } from './forget.js';
import { health } from './health.js';
import { help } from './help.js';
import { history } from './history.js';
import { importing } from './import.js';
import { lookup } from './lookup.js';
import { mute } from './mute.js';
import { checkOptions } from './parse.js';
import { pause } from './pause.js';
import { preview } from './preview.js';
import { recent } from './recent.js';
import { replay } from './replay.js';
import { resume } from './resume.js';
import { scan } from './scan.js';
import { setup } from './setup.js';
import { status } from './status.js';
import { subscribe } from './subscribe.js';
import { subscriptions } from './subscriptions.js';
import { test } from './test.js';
import { unsubscribe } from './unsubscribe.js';
import { wallet } from './wallet.js';
import { why } from './why.js';

/** In the order in which they are shown. */
const all: readonly Command[] = [
  lookup,
  actor,
  wallet,
  scan,
  recent,
  action,
  changes,
  status,
  subscribe,
  edit,
  unsubscribe,
  subscriptions,
  pause,
  resume,
  mute,
  preview,
  test,
  why,
  history,
  replay,
  setup,
  health,
  audit,
  exporting,
  importing,
  forget,
  help,
];

/** Every command that people can give; each checks its options first, whoever filled them in. */
export const commands: readonly Command[] = all.map((command) => ({
  ...command,
  run: async (options, context) => command.run(checkOptions(command, options), context),
}));
