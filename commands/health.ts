import { reasonText } from '../src/domain/delivery.js';
import { UserError } from '../src/domain/errors.js';
import { STUCK_DELIVERY_MS } from '../src/domain/health.js';
import type { Line } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import { ageText, instantText } from '../src/lib/time.js';
import type { Command, CommandContext } from '../src/ports.js';
import { deliveryLine } from './parts/deliveries.js';
import { NO_ADVICE } from './parts/freshness.js';
import { DESTINATION, type Meant, placeAsked } from './parts/place.js';
import { quietLine } from './parts/quiet.js';
import { answer, itemList, runButton } from './parts/reply.js';
import { forPlace, placeText } from './parts/subscriptions.js';

/** So many deliveries are looked at: more than a place gets in months. */
const LOOKED_AT = 1_000;
const MAX_SHOWN = 20;

/** One thing that was looked at, and whether it is as it should be. */
interface Finding {
  readonly ok: boolean;
  readonly line: Line;
}

export const health = {
  name: 'health',
  description: 'Whether alerts arrive in this place: permissions, what waits, the last delivery, the sources',
  root: 'sanctions-admin',
  options: [DESTINATION],
  examples: ['health'],
  async run(options, context) {
    const { place } = await placeAsked(options, context);
    const findings = [
      ...suspension(place),
      ...(await permissions(place, context)),
      ...(await deliveries(place, context)),
      ...(await subscriptions(place, context)),
      await sources(context),
    ];
    const wrong = findings.filter(({ ok }) => !ok);
    const where = placeText(place, context.place);
    const title =
      wrong.length === 0
        ? `All is well in ${where}`
        : `${count(wrong.length, 'thing', 'things')} to look at in ${where}`;
    return {
      ...answer({
        title,
        tone: wrong.length === 0 ? 'info' : 'problem',
        blocks: itemList(
          findings.map(({ ok, line }) => [ok ? '● ' : '▲ ', ...line]),
          MAX_SHOWN,
        ),
        buttons: [
          ...runButton('Test', forPlace('test', place, context.place)),
          ...runButton('History', forPlace('history', place, context.place)),
          ...runButton('Sources', 'status'),
        ],
        foot: [NO_ADVICE],
        data: [{ place: place.id, ok: wrong.length === 0, suspended: place.suspended ?? null, findings: wrong.length }],
      }),
      outcome: wrong.length === 0 ? 'ok' : 'failed',
    };
  },
} satisfies Command;

type Place = Meant['place'];

function suspension({ suspended }: Place): Finding[] {
  if (!suspended) return [];
  const what = `Suspended since ${instantText(suspended.since)}: ${reasonText(suspended.reason)}. To mend it: `;
  return [{ ok: false, line: [what, { text: suspended.mend }] }];
}

/** What the platform says; a direct message has no permissions, and elsewhere nobody can be asked. */
async function permissions({ channel, direct }: Place, { directory }: CommandContext): Promise<Finding[]> {
  if (!directory || direct) return [];
  try {
    const { lacks } = await directory.place({ in: channel });
    return [{ ok: lacks === null, line: [{ text: lacks ?? 'The bot may post here.' }] }];
  } catch (error) {
    if (error instanceof UserError) return [{ ok: false, line: [{ text: error.message }] }];
    throw error;
  }
}

async function deliveries({ id }: Place, { app }: CommandContext): Promise<Finding[]> {
  const rows = await app.deliveries.of(id, LOOKED_AT);
  const waiting = rows.filter(({ state }) => state === 'pending' || state === 'sending' || state === 'suspended');
  const failed = rows.filter(({ state, reason }) => state === 'failed' && reason !== 'unsubscribed');
  const oldest = waiting.at(-1);
  const last = rows.find(({ state }) => state === 'sent');
  const stuck = oldest !== undefined && app.clock.now().getTime() - Date.parse(oldest.createdAt) > STUCK_DELIVERY_MS;
  const waits = oldest ? `, the oldest for ${ageText(oldest.createdAt, app.clock.now())}` : '';
  return [
    { ok: !stuck, line: [`${count(waiting.length, 'alert waits', 'alerts wait')} to be sent${waits}.`] },
    ...(failed.length > 0
      ? [{ ok: false, line: [`${count(failed.length, 'alert was', 'alerts were')} given up.`] }]
      : []),
    { ok: true, line: last ? ['Last delivery: ', ...deliveryLine(last)] : ['Nothing was sent here yet.'] },
  ];
}

async function subscriptions({ id }: Place, { app }: CommandContext): Promise<Finding[]> {
  const held = await app.subscriptions.of(id);
  const quiet = await app.silences.of(id);
  const what =
    held.length === 0 ? 'Nothing is subscribed here.' : `${count(held.length, 'subscription', 'subscriptions')} here.`;
  return [{ ok: true, line: [what] }, ...quiet.map((one) => ({ ok: true, line: quietLine(one, app) }))];
}

async function sources({ app }: CommandContext): Promise<Finding> {
  const all = await app.sources();
  const troubled = all.filter(({ state }) => state !== 'ok');
  if (troubled.length === 0)
    return { ok: true, line: [`All ${count(all.length, 'source is', 'sources are')} healthy.`] };
  const names = troubled.map(({ title, state }) => `${title} (${state.replace('-', ' ')})`).join(', ');
  return { ok: false, line: [`${troubled.length} of ${count(all.length, 'source', 'sources')} not ok: ${names}.`] };
}
