import { mentionText } from '../src/domain/mention.js';
import type { Command } from '../src/ports.js';
import { actionData, actionNamed } from './parts/actions.js';
import { neededOption } from './parts/options.js';
import { placeText } from './parts/subscriptions.js';

const NOTE = 'Preview, shown to you alone; nothing was sent';

export const preview = {
  name: 'preview',
  description: 'How an alert about an action looks in this place, shown to you alone',
  root: 'sanctions',
  options: [{ name: 'id', description: 'the id of an action, or its beginning', kind: 'text', required: true }],
  examples: ['preview Aabcdefghijkl'],
  async run(options, { app, place }) {
    const action = await actionNamed(neededOption(options, 'id', 'which action'), app);
    const { message, subscribed } = await app.deliveries.preview(action, place.id);
    const { mentions = [], ...shown } = message;
    const whom = mentions.length === 0 ? [] : [`calls ${mentions.map(mentionText).join(', ')}`];
    const note = subscribed ? NOTE : `${NOTE}; nothing that ${placeText(place)} is subscribed to is about it`;
    return {
      message: { ...shown, foot: [note, ...whom, ...message.foot], title: `Preview · ${message.title}` },
      visibility: 'private',
      data: [{ subscribed, ...actionData(action) }],
      outcome: 'ok',
    };
  },
} satisfies Command;
