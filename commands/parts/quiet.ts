import type { Line } from '../../src/domain/message.js';
import { type Quiet, targetText } from '../../src/domain/subscription.js';
import { instantText } from '../../src/lib/time.js';
import type { App } from '../../src/ports.js';
import { targetName } from './subscriptions.js';

/** `everything here is paused until 24 Dec 2026 00:00 UTC, by Ada` */
export function quietLine({ what, until, byName }: Quiet, app: App): Line {
  return [{ text: silenced(what, app) }, ` until ${instantText(until)}, by `, { text: byName }];
}

function silenced(what: Quiet['what'], app: App): string {
  if (what.kind === 'mute') return `${targetName(what.target, app)} is muted`;
  return what.subscription === null ? 'All subscriptions here are paused' : `${what.subscription} is paused`;
}

/** The command that ends it. */
export function resumeText({ what }: Pick<Quiet, 'what'>): string {
  if (what.kind === 'mute') return `resume ${targetText(what.target)}`;
  return what.subscription === null ? 'resume' : `resume ${what.subscription}`;
}
