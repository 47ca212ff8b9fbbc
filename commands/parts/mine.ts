import { reasonText } from '../../src/domain/delivery.js';
import type { Line } from '../../src/domain/message.js';
import { count } from '../../src/lib/text.js';
import type { CommandContext, Owned, Reply } from '../../src/ports.js';
import { freshness } from './freshness.js';
import { starterPacks } from './packs.js';
import { answer, itemList, paragraph, runButton } from './reply.js';
import { forPlace, subscriptionLine } from './subscriptions.js';
import { typed } from './typed.js';

const MAX_SHOWN = 50;
const MAX_STOPS = 5;
const TO_ADD = ['subscribe lazarus group in:dm', 'subscribe list:ofac-sdn in:#channel'];

/** What the asker subscribed, wherever that is; how fresh the lists are; and how to add more. */
export async function mine(context: CommandContext): Promise<Reply> {
  const { app, asker, place } = context;
  const owned = await app.subscriptions.by(place.platform, asker.id);
  const { foot, sources } = await freshness(app);
  return answer({
    title:
      owned.length === 0
        ? 'You subscribed nothing yet'
        : `Your ${count(owned.length, 'subscription', 'subscriptions')}`,
    tone: owned.some(({ place: { suspended } }) => suspended) ? 'problem' : 'info',
    blocks: [
      ...itemList(
        owned.map((one) => ownedLine(one, context)),
        MAX_SHOWN,
      ),
      paragraph(...TO_ADD.map((text): Line => ['To add: ', { text: typed(text, context), style: 'code' }])),
    ],
    buttons: [
      ...owned
        .slice(0, MAX_STOPS)
        .flatMap(({ subscription: { id }, place: at }) =>
          runButton(`Stop ${id}`, forPlace(`unsubscribe ${id}`, at, place)),
        ),
      // What is typed in a channel would be for everybody there.
      ...(place.direct ? starterPacks(sources).flatMap(({ label, run }) => runButton(`Add: ${label}`, run)) : []),
    ],
    foot,
    data: owned.map(({ subscription, place: { suspended = null } }) => ({ ...subscription, suspended })),
  });
}

function ownedLine({ subscription, place }: Owned, { app, place: here }: CommandContext): Line {
  const where = place.id === here.id ? 'this conversation' : (place.label ?? place.id);
  const state = place.suspended ? ` · suspended: ${reasonText(place.suspended.reason)}` : '';
  return [...subscriptionLine(subscription, app).slice(0, 3), { text: ` · ${where}${state}` }];
}
