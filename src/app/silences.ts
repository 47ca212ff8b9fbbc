import { activeQuiet, judge } from '../alerts/quiet.js';
import type { RouteFacts } from '../alerts/route.js';
import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import { type Destination, type Quiet, targetText } from '../domain/subscription.js';
import type { Asker, Clock, Silences, Store, Transaction } from '../ports.js';

export interface SilencesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly factsFor: (action: Action) => RouteFacts;
  /** These are not sent by themselves any more, or may be told of now. */
  readonly onWithheld: (rows: readonly Delivery[]) => void;
}

/** Pauses and mutes, on the record of their destination. */
export function createSilences(deps: SilencesDeps): Silences {
  const { store, clock, onWithheld } = deps;
  return {
    of: async (destination) => activeQuiet((await store.get('destinations', destination))?.quiet, clock.now()),

    async add(wanted, place, who) {
      const now = clock.now();
      const kept = await store.transaction(async (tx) => {
        const stored = await recorded(tx, place);
        const others = activeQuiet(stored.quiet, now).filter(({ what }) => !isSame(what, wanted.what));
        const added: Quiet = { ...wanted, since: now.toISOString(), by: who.id, byName: who.name };
        const quiet = [...others, added];
        tx.put('destinations', place.id, { ...stored, quiet });
        await note(tx, now, who, `${quietText(wanted.what)} in ${place.id} until ${wanted.until}`);
        return keepBack(deps, tx, place.id, quiet, now);
      });
      onWithheld(kept);
      return kept.length;
    },

    async end(what, place, who) {
      const now = clock.now();
      const done = await store.transaction(async (tx) => {
        const stored = await recorded(tx, place);
        const active = activeQuiet(stored.quiet, now);
        const ended = active.filter((one) => what === null || isSame(one.what, what));
        if (ended.length === 0) return { ended, missed: [] };
        const { quiet: _, ...rest } = stored;
        const left = active.filter((one) => !ended.includes(one));
        tx.put('destinations', place.id, left.length > 0 ? { ...rest, quiet: left } : rest);
        await note(tx, now, who, `resumed ${ended.map((one) => quietText(one.what)).join(', ')} in ${place.id}`);
        return { ended, missed: await missedNow(deps, tx, place.id, left) };
      });
      onWithheld(done.missed);
      return { ended: done.ended, missed: done.missed.length };
    },
  };
}

async function recorded(tx: Transaction, { suspended: _, ...place }: Destination): Promise<Destination> {
  return (await tx.get('destinations', place.id)) ?? place;
}

async function note(tx: Transaction, now: Date, who: Asker, what: string): Promise<void> {
  tx.put('audit', `W${await tx.next('audit')}`, { at: now.toISOString(), who: who.id, what, why: '' });
}

/** `paused S12`, `muted list:ofac-sdn` */
function quietText(what: Quiet['what']): string {
  return what.kind === 'pause' ? `paused ${what.subscription ?? 'all'}` : `muted ${targetText(what.target)}`;
}

function isSame(a: Quiet['what'], b: Quiet['what']): boolean {
  return quietText(a) === quietText(b);
}

/** Who mutes a place in a flood of alerts means those that are about to come too; what may have arrived is left alone. */
async function keepBack(
  deps: SilencesDeps,
  tx: Transaction,
  destination: string,
  quiet: readonly Quiet[],
  now: Date,
): Promise<Delivery[]> {
  const kept: Delivery[] = [];
  for (const [key, row] of await tx.list('deliveries')) {
    const waits = row.state === 'pending' || row.state === 'suspended';
    if (row.destination !== destination || !waits || row.parcel || row.unknownSince) continue;
    const withheld = await withheldNow(deps, tx, row, quiet);
    if (withheld !== 'muted' && withheld !== 'paused') continue;
    const back: Delivery = { ...row, state: 'withheld', reason: withheld, notBefore: now.toISOString() };
    tx.put('deliveries', key, back);
    kept.push(back);
  }
  return kept;
}

/** What was kept back and is not any more. */
async function missedNow(
  deps: SilencesDeps,
  tx: Transaction,
  destination: string,
  quiet: readonly Quiet[],
): Promise<Delivery[]> {
  const missed: Delivery[] = [];
  for (const [, row] of await tx.list('deliveries')) {
    const kept = row.reason === 'muted' || row.reason === 'paused';
    if (row.destination !== destination || row.state !== 'withheld' || !kept || row.digest !== undefined) continue;
    const withheld = await withheldNow(deps, tx, row, quiet);
    if (withheld !== 'muted' && withheld !== 'paused') missed.push(row);
  }
  return missed;
}

async function withheldNow({ factsFor }: SilencesDeps, tx: Transaction, row: Delivery, quiet: readonly Quiet[]) {
  const action = await tx.get('actions', row.action);
  if (!action) return null;
  const subscriptions = new Map((await tx.list('subscriptions')).filter(([id]) => row.subscriptions.includes(id)));
  return judge(action, row, subscriptions, quiet, factsFor(action)).withheld;
}
