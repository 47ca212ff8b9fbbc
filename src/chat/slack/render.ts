import type { types } from '@slack/bolt';
import type { Mention } from '../../domain/mention.js';
import type { Button, Message } from '../../domain/message.js';
import { wordedTitle } from '../title.js';
import { httpsUrl, paragraph, plainText, toBlocks } from './blocks.js';
import { LIMITS } from './limits.js';
import { clean, cut, escapeText, Room } from './text.js';

export interface Rendered {
  /** The whole summary: notifications and screen readers get only this. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  /** Given where the text alone has to call somebody: else Slack is told to read no markup in it. */
  readonly mrkdwn?: true;
}

/** Buttons, foot and the note about a cut stand outside the body, whatever its length. */
const AFTER_BODY = {
  blocks: 3,
  text: LIMITS.actionsElements * LIMITS.buttonLabel + 2 * LIMITS.contextText + 3 * LIMITS.blockCost,
};

/**
 * A message as Slack shows it, within Slack's limits; what had to be cut is said at its end.
 * @param prompt the slash command, for naming the command that shows the full text
 */
export function render(message: Message, prompt: string, tables: number = LIMITS.tables): Rendered {
  const { mentions = [] } = message;
  const called = mentions.map((one) => `${markup(one)} `).join('');
  const room = new Room(tables);
  const push = cut(clean(message.push).trim() || title(message) || '—', LIMITS.text - called.length);
  const wanted =
    message.format === 'compact'
      ? paragraph([push], room)
      : [...header(message, room), ...message.blocks.flatMap((block) => toBlocks(block, room))];
  const shown = [...calling(mentions), ...(wanted.length > 0 ? wanted : paragraph([push], room))];
  const body = room.first(shown, Math.min(LIMITS.blocks - AFTER_BODY.blocks, room.blocksBeside(AFTER_BODY.text)));
  const row = buttons(room.first(message.buttons, LIMITS.actionsElements));
  const foot = message.format === 'compact' ? '' : message.foot.filter((part) => part !== '').join(' · ');
  const notes = [cut(clean(foot), LIMITS.contextText), room.wasCut ? cutNote(message.buttons, prompt) : ''];
  return {
    text: called + escapeText(push),
    blocks: [...body, ...row, ...notes.filter((note) => note.trim() !== '').map(context)],
  };
}

/**
 * The same message, plainer each time: Slack refuses tables that look sound
 * (https://github.com/getnao/nao/issues/1143), and an alert must not be lost over its looks. The last has no blocks.
 */
export function* renderings(message: Message, prompt: string): Generator<Rendered> {
  const full = render(message, prompt);
  yield full;
  if (full.blocks.some(({ type }) => type === 'table')) yield render(message, prompt, 0);
  yield { text: full.text, blocks: [], ...(message.mentions?.length ? { mrkdwn: true } : {}) };
}

/** https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups */
function markup({ kind, id }: Mention): string {
  return kind === 'group' ? `<!subteam^${id}>` : `<@${id}>`;
}

/** Where there are blocks, it is they that call somebody. */
function calling(mentions: readonly Mention[]): types.KnownBlock[] {
  if (mentions.length === 0) return [];
  const elements = mentions.flatMap(({ kind, id }): types.RichTextElement[] => [
    kind === 'group' ? { type: 'usergroup', usergroup_id: id } : { type: 'user', user_id: id },
    { type: 'text', text: ' ' },
  ]);
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

function title(message: Message): string {
  return wordedTitle({ tone: message.tone, title: clean(message.title) });
}

function header(message: Message, room: Room): types.KnownBlock[] {
  const text = room.fit(title(message), LIMITS.header);
  return text.trim() === '' ? [] : [{ type: 'header', text: plainText(text) }];
}

/** A link that is not https cannot be a button: it is left out, its address is never hidden behind a label. */
function buttons(all: readonly Button[]): types.KnownBlock[] {
  const elements: types.Button[] = [];
  for (const [n, button] of all.entries()) {
    const text = plainText(cut(clean(button.label).trim(), LIMITS.buttonLabel) || '—');
    if ('run' in button) {
      const value = clean(button.run).trim();
      if (value === '' || value.length > LIMITS.buttonValue) continue;
      elements.push({ type: 'button', action_id: `run:${n}`, text, value });
    } else {
      const url = httpsUrl(button.url);
      if (url !== null) elements.push({ type: 'button', action_id: `link:${n}`, text, url });
    }
  }
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function context(text: string): types.KnownBlock {
  return { type: 'context', elements: [plainText(text)] };
}

function cutNote(all: readonly Button[], prompt: string): string {
  const runs = all.flatMap((button) => ('run' in button ? [button.run] : []));
  const full = runs.find((run) => /^action \S+$/.test(run));
  const note = full === undefined ? '… cut to fit Slack’s limits' : `… cut, full text: ${prompt} ${full}`;
  return cut(clean(note), LIMITS.contextText);
}
