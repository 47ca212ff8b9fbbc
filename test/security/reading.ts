import { render as renderDiscord } from '../../src/chat/discord/render.js';
import { renderings } from '../../src/chat/slack/render.js';
import { renderTerminal } from '../../src/chat/terminal/render.js';
import type { Message } from '../../src/domain/message.js';
import { buttonsOf, readBlocks, type SlackBlock, visibleText } from '../support/slack-blocks.js';

/** A message as somebody reads it on one platform. */
export interface Seen {
  readonly text: string;
  /** Where its links lead. */
  readonly links: readonly string[];
  /** What the platform would act upon: mentions, markup that is not ours, control characters. */
  readonly live: readonly string[];
}

export type Platform = 'slack' | 'discord' | 'terminal';

/** Every way in which a platform may show the message. */
export function readOn(platform: Platform, message: Message): Seen[] {
  if (platform === 'slack') return [...renderings(message, '/sanctions')].map(onSlack);
  return [platform === 'discord' ? onDiscord(message) : onTerminal(message)];
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' } as const;

function onSlack({ text, blocks, mrkdwn }: { text: string; blocks: unknown; mrkdwn?: true }): Seen {
  const read = readBlocks(blocks);
  const marked = JSON.stringify(blocks).match(
    /"type":"(mrkdwn|user|usergroup|channel|broadcast|emoji|date)"|"emoji":true/g,
  );
  const loose = text.match(/[<>]|&(?!(?:amp|lt|gt);)/g);
  const all = `${visibleText(blocks)}\n${text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity as keyof typeof ENTITIES])}`;
  return {
    text: all,
    links: [...linksIn(read), ...buttonsOf(read).flatMap(({ url }) => url ?? [])],
    live: [
      ...(marked ?? []),
      ...(loose ?? []),
      ...(mrkdwn ? ['mrkdwn'] : []),
      ...controls(all, /[^\n\t]/),
      ...textsOf([text, blocks]).filter(isLeftTurned),
    ],
  };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** Whether what stands behind the text would be read in another direction: https://www.unicode.org/reports/tr9/ */
function isLeftTurned(text: string): boolean {
  const turned: ('embedding' | 'isolate')[] = [];
  for (const mark of text) {
    if (/[\u202a\u202b\u202d\u202e]/.test(mark)) turned.push('embedding');
    else if (/[\u2066-\u2068]/.test(mark)) turned.push('isolate');
    else if (mark === '\u202c' && turned.at(-1) === 'embedding') turned.pop();
    else if (mark === '\u2069' && turned.includes('isolate')) turned.length = turned.lastIndexOf('isolate');
  }
  return turned.length > 0;
}

function linksIn(blocks: readonly SlackBlock[]): string[] {
  return [...JSON.stringify(blocks).matchAll(/"type":"link","url":("(?:[^"\\]|\\.)*")/g)].map(([, url = '""']) =>
    String(JSON.parse(url)),
  );
}

function onDiscord(message: Message): Seen {
  const { content = '', embeds, components } = renderDiscord(message);
  const marked = [
    content,
    ...embeds.flatMap(({ title = '', description = '', fields }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ].map(readMarkdown);
  const buttons = components.flatMap((row) => row.components);
  const bare = [...embeds.map(({ footer }) => footer?.text ?? ''), ...buttons.map(({ label }) => label)];
  const text = [...marked.map((part) => part.text), ...bare].join('\n');
  return {
    text,
    links: [
      ...marked.flatMap(({ links }) => links),
      ...buttons.flatMap((button) => ('url' in button ? [button.url] : [])),
    ],
    live: [...marked.flatMap(({ live }) => live), ...controls(text, /[^\n]/)],
  };
}

/**
 * Markdown as Discord reads it: what we write with it (bold, code, links, subtext, instants) is taken off, everything else that it would
 * act upon is `live`. https://discord.com/developers/docs/reference#message-formatting
 */
function readMarkdown(markdown: string): Seen {
  const links: string[] = [];
  const live: string[] = [];
  const tokens = /\\[^\p{L}\p{N}\s]|`[^`\n]+`|(?<=^|\n)-# |\*\*|\[|\]\(<?https:[^()<>\s]*>?\)|<t:\d+:f>|[\s\S]/gu;
  let text = '';
  let open = 0;
  let spoken = '';
  for (const [token] of markdown.matchAll(tokens)) {
    let shown = token;
    if (token.length > 1 && token.startsWith('\\')) shown = token.slice(1);
    else if (token.length > 2 && token.startsWith('`')) shown = token.slice(1, -1);
    else if (token === '**' || token === '-# ' || token.startsWith('<t:')) shown = '';
    else if (token === '[') {
      open += 1;
      shown = '';
    } else if (token.startsWith('](')) {
      open -= 1;
      shown = '';
      links.push(token.slice(2, -1).replace(/^<|>$/g, ''));
    } else spoken += token;
    if (shown !== token) spoken += '\0';
    text += shown;
  }
  if (open !== 0) live.push(`${open} brackets`);
  live.push(...(spoken.match(/@(?:everyone|here)|<(?:[@#:/]|a:|id:|t:)|https?:\/\/|[*_~|`]|:\w+:/gu) ?? []));
  live.push(...(spoken.match(/(?<=^|\n)\s*(?:#{1,3} |> |>>> |- |\d+[.)] )/gu) ?? []));
  return { text, links, live };
}

function onTerminal(message: Message): Seen {
  const text = renderTerminal(message, { width: 100_000, colour: false });
  const turns = text.match(/[\u202a-\u202e\u2066\u2067]|\p{Surrogate}/gu) ?? [];
  return { text, links: [], live: [...turns, ...controls(text, /[^\n]/)] };
}

function controls(text: string, but: RegExp): string[] {
  const found = text.match(/[\u0000-\u001f\u007f]|\p{Surrogate}/gu) ?? [];
  return found.filter((control) => but.test(control)).map((control) => JSON.stringify(control));
}

/**
 * What has to be seen of a text: everything but blanks, and but what each platform puts something else for or leaves out (controls,
 * half surrogates and the marks that turn the writing direction).
 */
export function essence(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\[U\+20(?:2[A-E]|6[6-9])\]/g, '')
    .replace(
      /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u2400-\u2421\ufffd]|\p{Surrogate}/gu,
      '',
    )
    .replaceAll('ˋ', '`');
}
