import { relatedActors } from '../actors/index.js';
import { activeQuiet, judge } from '../alerts/quiet.js';
import { isLongAgo } from '../delivery/catch-up.js';
import { type JudgedHit, owe } from '../delivery/owe.js';
import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import { followed } from '../ledger/story.js';
import { Breath } from '../lib/breath.js';
import type { Transaction } from '../ports.js';
import type { IntakeDeps } from './intake.js';

/**
 * Records an action with the earlier ones of its story, and owes it, all in the transaction that advances its source: two
 * sources that publish one event in the same minute cannot miss each other. `announces`: the lists that a feed announces.
 */
export async function record<A extends Action>(
  deps: IntakeDeps,
  tx: Transaction,
  derived: A,
  announces: readonly string[],
): Promise<{ action: A; deliveries: Delivery[] }> {
  const follows = followed(
    derived,
    (await tx.list('actions')).map(([, other]) => other),
  );
  const action = follows.length > 0 ? { ...derived, follows } : derived;
  tx.insert('actions', action.id, action);
  const facts = { relatedTo: (actor: string) => relatedActors(deps.actors, actor), announces };
  const subscriptions = await deps.subscribed.during(tx);
  const now = deps.clock.now();
  const hits: JudgedHit[] = [];
  const breath = new Breath();
  const late = deps.summarises === true && (await isCatchingUp(tx, action.source, now));
  for (const hit of await subscriptions.route(action, announces)) {
    if (breath.due()) await breath.take();
    if (!deps.owesTo(hit.destination)) continue;
    const { quiet } = (await tx.get('destinations', hit.destination)) ?? {};
    const verdict = judge(action, hit, subscriptions, activeQuiet(quiet, now), facts);
    hits.push(late && verdict.withheld === null ? { ...verdict, withheld: 'catch-up' } : verdict);
  }
  return { action, deliveries: await owe(tx, action, hits, now) };
}

/** Whether the source was not heard for long, so that what it says now may be much at once: the bot was down, or cut off. */
async function isCatchingUp(tx: Transaction, source: string, now: Date): Promise<boolean> {
  const { succeededAt = null } = (await tx.get('health', source)) ?? {};
  return succeededAt !== null && isLongAgo(succeededAt, now);
}
