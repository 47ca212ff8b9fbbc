import type { WhyStage, WhyStep } from '../src/domain/delivery.js';
import { UserError } from '../src/domain/errors.js';
import type { Line } from '../src/domain/message.js';
import { truncate } from '../src/lib/text.js';
import { instantText } from '../src/lib/time.js';
import type { Command } from '../src/ports.js';
import { headline } from './parts/actions.js';
import { type Freshness, freshness, NO_ADVICE } from './parts/freshness.js';
import { neededOption } from './parts/options.js';
import { DESTINATION, placeAsked } from './parts/place.js';
import { answer, itemList, paragraph, runButton } from './parts/reply.js';
import { placeText } from './parts/subscriptions.js';

const NAMES: Readonly<Record<WhyStage, string>> = {
  source: 'Source',
  baseline: 'Baseline',
  subscription: 'Subscription',
  filter: 'Filter',
  mute: 'Mute',
  pause: 'Pause',
  digest: 'Digest',
  delivery: 'Delivery',
};
const SIGNS: Readonly<Record<WhyStep['outcome'], string>> = { passed: '✓', stopped: '✗', waits: '…' };

export const why = {
  name: 'why',
  description: 'Why this place was told of an action, or was not, stage by stage',
  root: 'sanctions',
  options: [
    { name: 'action', description: 'the id under an alert, or its beginning', kind: 'text', required: true },
    DESTINATION,
  ],
  examples: ['why Aabcdefghijkl', 'why Aabcdefghijkl destination:slack/C0123'],
  async run(options, context) {
    const { app } = context;
    const id = neededOption(options, 'action', 'which action');
    const { place: asked } = await placeAsked(options, context);
    const fresh = await freshness(app);
    const action = await app.ledger.action(id);
    if (!action) throw new UserError(notRecorded(id, fresh));
    const steps = await app.deliveries.why(action, asked.id);
    const last = steps.at(-1);
    const where = placeText(asked, context.place);
    const title = `Why ${where} ${last?.stage === 'delivery' && last.outcome === 'passed' ? 'was told' : 'was not told'}`;
    return answer({
      title: last?.outcome === 'waits' ? `Why ${where} was not told yet` : title,
      push: last ? `${NAMES[last.stage]}: ${last.detail}` : title,
      blocks: [paragraph([headline(action, fresh.titleOf)]), ...itemList(steps.map(stepLine), steps.length)],
      buttons: runButton('Details', `action ${action.id}`),
      foot: [action.id, NO_ADVICE],
      data: [{ action: action.id, destination: asked.id, steps }],
    });
  },
} satisfies Command;

function stepLine({ stage, outcome, detail, at }: WhyStep): Line {
  const time = at === null ? '' : ` · ${instantText(at)}`;
  return [`${SIGNS[outcome]} `, { text: NAMES[stage], style: 'strong' }, ': ', { text: detail }, time];
}

/** What stands on a list since it was first read is no action, and what is held is none yet. */
function notRecorded(id: string, { sources, titleOf }: Freshness): string {
  const held = sources.filter(({ state }) => state === 'held').map((source) => titleOf(source.id));
  const waiting =
    held.length > 0 ? ` A version of ${held.join(', ')} is held for review; its changes are no action yet.` : '';
  return `No single action has an id that begins with “${truncate(id, 40)}”. “recent” shows the newest ones with their ids. What stood on a list when it was first read is no action.${waiting}`;
}
