import { matchSubscription, type RouteFacts, routeAction } from '../alerts/route.js';
import { alertKey } from '../delivery/owe.js';
import type { Action } from '../domain/action.js';
import { type Delivery, type DeliveryReason, reasonText, type WhyStage, type WhyStep } from '../domain/delivery.js';
import { type Subscription, targetText } from '../domain/subscription.js';
import { dayText, instantText } from '../lib/time.js';
import type { StoreReader } from '../ports.js';

interface WhyDeps {
  readonly store: StoreReader;
  readonly titleOf: (source: string) => string;
}

type Withheld = Extract<DeliveryReason, 'muted' | 'paused' | 'in-digest' | 'catch-up'>;
/** The stages at which an alert is kept back, in their order, and the reasons for which they do so. */
const KEEPING: readonly (readonly [WhyStage, readonly Withheld[], string])[] = [
  ['mute', ['muted'], 'nothing that it is about was muted here'],
  ['pause', ['paused'], 'nothing was paused here'],
  ['digest', ['in-digest', 'catch-up'], 'it was to be told at once'],
];

/**
 * What became of an action on its way to a destination. What was recorded then counts; only where nothing was, today's
 * subscriptions say why not.
 */
export async function whyOf(
  { store, titleOf }: WhyDeps,
  facts: RouteFacts,
  action: Action,
  destination: string,
): Promise<WhyStep[]> {
  const cursor = await store.get('cursors', action.source);
  const steps: WhyStep[] = [
    passed('source', action.detectedAt, `${titleOf(action.source)}: ${publishedText(action)}`),
    passed(
      'baseline',
      null,
      cursor ? `recorded as a change since ${dayText(cursor.baselineOn)}` : 'recorded as a change',
    ),
  ];
  const row = await store.get('deliveries', alertKey(action.id, destination));
  if (row) return [...steps, ...(await stepsOf(store, action, row))];
  return [...steps, ...(await missing(store, facts, action, destination))];
}

function publishedText({ published, detectedAt }: Action): string {
  const seen = `seen ${instantText(detectedAt)}`;
  return published === null ? seen : `published ${dayText(published)}, ${seen}`;
}

function passed(stage: WhyStage, at: string | null, detail: string): WhyStep {
  return { stage, outcome: 'passed', reason: null, at, detail };
}

function stopped(stage: WhyStage, reason: DeliveryReason, at: string | null, detail = reasonText(reason)): WhyStep {
  return { stage, outcome: 'stopped', reason, at, detail };
}

/** What was recorded of its delivery. */
async function stepsOf(store: StoreReader, action: Action, row: Delivery): Promise<WhyStep[]> {
  const names: string[] = [];
  for (const id of row.subscriptions) {
    const subscription = await store.get('subscriptions', id);
    names.push(subscription ? `${id} (${targetText(subscription.target)})` : `${id} (unsubscribed since)`);
  }
  const entries = action.changes.length;
  const part = row.changes === null ? 'the whole of it' : `${row.changes.length} of ${entries} entries`;
  const steps = [passed('subscription', row.createdAt, `hit by ${names.join(', ')}`), passed('filter', null, part)];
  for (const [stage, reasons, otherwise] of KEEPING) {
    const kept = reasons.find((reason) => row.state === 'withheld' && row.reason === reason);
    if (!kept) {
      steps.push(passed(stage, null, otherwise));
      continue;
    }
    return [...steps, ...(await keptSteps(store, stage, kept, row))];
  }
  return [...steps, deliveryStep(row)];
}

async function keptSteps(store: StoreReader, stage: WhyStage, reason: Withheld, row: Delivery): Promise<WhyStep[]> {
  const digest = row.digest === undefined ? undefined : await store.get('deliveries', row.digest);
  const kept: WhyStep = {
    stage,
    outcome: digest ? 'passed' : 'waits',
    reason,
    at: row.createdAt,
    detail: reasonText(reason),
  };
  return digest ? [kept, deliveryStep(digest)] : [kept];
}

function deliveryStep(row: Delivery): WhyStep {
  const what = row.parcel?.kind === 'digest' ? 'the digest that tells of it: ' : '';
  const why = row.reason === undefined ? '' : `: ${reasonText(row.reason)}`;
  const step = { stage: 'delivery', reason: row.reason ?? null } as const;
  switch (row.state) {
    case 'sent': {
      const twice = row.possibleDuplicate ? ', perhaps twice, since it was unknown whether it had arrived' : '';
      return { ...step, outcome: 'passed', at: row.settledAt ?? null, detail: `${what}sent${twice}` };
    }
    case 'failed':
    case 'withheld':
      return { ...step, outcome: 'stopped', at: row.settledAt ?? null, detail: `${what}not sent${why}` };
    case 'sending':
      return { ...step, outcome: 'waits', at: row.notBefore, detail: `${what}being sent` };
    case 'pending':
    case 'suspended': {
      const tried = row.attempts > 0 ? ` after ${row.attempts} attempts` : '';
      return { ...step, outcome: 'waits', at: row.notBefore, detail: `${what}waits${tried}${why}` };
    }
  }
}

/** Why nothing was ever owed. */
async function missing(store: StoreReader, facts: RouteFacts, action: Action, destination: string): Promise<WhyStep[]> {
  const held = (await store.list('subscriptions'))
    .map(([, subscription]) => subscription)
    .filter((subscription) => subscription.destination === destination);
  const about = held.filter((one) => matchSubscription(action, { ...one, kinds: [] }, facts) !== 'none');
  const names = (those: readonly Subscription[]) =>
    those.map(({ id, target }) => `${id} (${targetText(target)})`).join(', ');
  if (about.length === 0) {
    const instead = held.length === 0 ? 'nothing is subscribed here' : `subscribed here: ${names(held)}`;
    return [stopped('subscription', 'not-subscribed', null, `${reasonText('not-subscribed')}; ${instead}`)];
  }
  const subscribed = passed('subscription', null, `about it: ${names(about)}`);
  const [hit] = routeAction(action, about, facts);
  if (!hit) return [subscribed, stopped('filter', 'filtered', null)];
  const first = about.map(({ createdAt }) => createdAt).sort()[0] ?? '';
  if (first > action.detectedAt) return [stopped('subscription', 'subscribed-later', first)];
  // A mute or a pause would have left a row: what was taken from disk as history leaves none.
  const kept = KEEPING.map(([stage, , otherwise]) => passed(stage, null, otherwise));
  const ofKind = passed('filter', null, 'it is of a kind that is subscribed');
  return [subscribed, ofKind, ...kept, stopped('delivery', 'taken-as-history', null)];
}
