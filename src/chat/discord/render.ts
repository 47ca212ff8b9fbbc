import { type Button, type Message, TONES } from '../../domain/message.js';
import { wordedTitle } from '../title.js';
import { type Embed, layOut } from './layout.js';
import { BUTTON, EMBED, MESSAGE } from './limits.js';
import { plainText, renderText, safeUrl } from './markdown.js';

/** A button as Discord takes it: style 5 is a link, style 2 a plain button. */
export type ButtonComponent =
  | { readonly type: 2; readonly style: 5; readonly label: string; readonly url: string }
  | { readonly type: 2; readonly style: 2; readonly label: string; readonly custom_id: string };

export interface ActionRow {
  readonly type: 1;
  readonly components: readonly ButtonComponent[];
}

/** The body of a message, but for what differs between a new message and an answer. */
export interface DiscordMessage {
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly ActionRow[];
  /** Nobody is ever mentioned by text from outside: only the roles that managers chose. */
  readonly allowed_mentions: { readonly parse: readonly never[]; readonly roles?: readonly string[] };
}

/** What a button's `custom_id` begins with when pressing it runs a command. */
export const RUN_PREFIX = 'run:';

/**
 * A message as Discord shows it. The push text is the content, because notifications leave embeds out; everything is
 * within Discord's limits, and the footer says so if something was shortened.
 */
export function render(message: Message): DiscordMessage {
  const { buttons, links } = buttonsOf(message.buttons);
  const embeds = message.format === 'compact' ? [] : embedsOf(message);
  const roles = (message.mentions ?? []).flatMap(({ kind, id }) => (kind === 'role' ? [id] : []));
  const called = roles.map((id) => `<@&${id}> `).join('');
  const content = contentOf(message, links, embeds.length === 0, called);
  return {
    ...(content === '' ? {} : { content }),
    embeds,
    components: rowsOf(buttons, message.format === 'compact' ? 1 : BUTTON.rows),
    allowed_mentions: { parse: [], ...(roles.length > 0 ? { roles } : {}) },
  };
}

function embedsOf(message: Message): readonly Embed[] {
  if (message.blocks.length === 0 && message.foot.length === 0) return [];
  // An answer's push text begins with its title, and stands right above the embed.
  const said = message.tone === 'info' && message.push.startsWith(message.title);
  return layOut({
    title: said ? '' : renderText(wordedTitle(message), EMBED.title),
    colour: TONES[message.tone].colour,
    blocks: message.blocks,
    foot: message.foot,
  });
}

/** Embeds never ping, so that whom a message calls stands here. */
function contentOf(message: Message, links: readonly string[], alone: boolean, called: string): string {
  const room = MESSAGE.content - called.length;
  const push = renderText(message.push, room).trim();
  const text = push === '' && alone ? renderText(wordedTitle(message), room).trim() || '—' : push;
  const lines = [`${called}${text}`.trim()];
  for (const link of links) {
    if ([...lines, link].join('\n').length <= MESSAGE.content) lines.push(link);
  }
  return lines.filter((line) => line !== '').join('\n');
}

/** Buttons that Discord takes; a link too long for a button becomes a line of text. */
function buttonsOf(wanted: readonly Button[]): { buttons: ButtonComponent[]; links: string[] } {
  const buttons = new Map<string, ButtonComponent>();
  const links: string[] = [];
  for (const button of wanted) {
    const label = plainText(button.label, BUTTON.label) || '…';
    if ('run' in button) {
      // A command cut short would be another command, so one that does not fit has no button.
      const custom_id = `${RUN_PREFIX}${button.run}`;
      if (custom_id.length <= BUTTON.customId && !buttons.has(custom_id))
        buttons.set(custom_id, { type: 2, style: 2, label, custom_id });
      continue;
    }
    const url = safeUrl(button.url);
    if (url === null) continue;
    if (url.length <= BUTTON.url) buttons.set(`${label} ${url}`, { type: 2, style: 5, label, url });
    else links.push(`[${renderText(label, BUTTON.label * 2)}](<${url}>)`);
  }
  return { buttons: [...buttons.values()], links };
}

function rowsOf(buttons: readonly ButtonComponent[], rows: number): ActionRow[] {
  const found: ActionRow[] = [];
  for (let i = 0; i < Math.min(buttons.length, rows * BUTTON.perRow); i += BUTTON.perRow)
    found.push({ type: 1, components: buttons.slice(i, i + BUTTON.perRow) });
  return found;
}
