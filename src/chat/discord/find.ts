import type { REST } from 'discord.js';
import { z } from 'zod';
import type { LookOutcome } from '../../domain/delivery.js';
import type { Sought } from '../../ports.js';
import { outcomeOf } from './outcome.js';
import { render } from './render.js';

/** https://discord.com/developers/docs/resources/message#get-channel-messages */
const PAGE = 100;
/** Our clock and Discord's may differ by so much, in milliseconds. */
const SKEW = 60_000;
/** https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

const Messages = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    content: z.string().default(''),
    nonce: z.union([z.string(), z.number()]).nullish(),
    embeds: z.array(z.object({ footer: z.object({ text: z.string() }).nullish() })).default([]),
    components: z.unknown(),
    attachments: z.array(z.object({ filename: z.string() })).default([]),
  }),
);
type Seen = z.infer<typeof Messages>[number];

export interface Look {
  readonly rest: REST;
  /** Where it may stand: the thread that it was to stand in, if any, then the channel. */
  readonly channels: readonly string[];
  /** The bot's own user id. */
  readonly self: string;
  readonly nonce: string;
  readonly signal: () => AbortSignal;
}

/**
 * Reads what was posted in the channel since the message was handed over. Own messages show their text without a
 * privileged intent; without the permission Read Message History nothing at all is shown.
 */
export async function find(look: Look, sought: Sought): Promise<LookOutcome & { readonly channel?: string }> {
  const after = snowflakeAt(Date.parse(sought.since) - SKEW);
  const last = look.channels.at(-1) ?? '';
  let most = 0;
  try {
    for (const channel of look.channels) {
      const seen = await readIn(look, channel, `after=${after}&limit=${PAGE}`, channel !== last);
      const found = seen.find((message) => message.author.id === look.self && isIt(message, look.nonce, sought));
      if (found) return { kind: 'found', messageId: found.id, channel };
      most = Math.max(most, seen.length);
    }
    if (most >= PAGE) return { kind: 'unknown', detail: `over ${PAGE} messages were posted since then` };
    if (!isRecognisable(sought)) return { kind: 'unknown', detail: 'it bears no mark to know it by' };
    // An empty answer is also what one gets who may not read the history.
    const any = most > 0 || (await read(look, last, 'limit=1')).length > 0;
    return any ? { kind: 'absent' } : { kind: 'unknown', detail: 'the history of the channel cannot be read' };
  } catch (error) {
    return failed(error);
  }
}

/** Where the thread was never opened, nothing stands in it. */
async function readIn(look: Look, channel: string, query: string, mayBeMissing: boolean): Promise<Seen[]> {
  try {
    return await read(look, channel, query);
  } catch (error) {
    if (mayBeMissing && outcomeOf(error).kind === 'destination-gone') return [];
    throw error;
  }
}

async function read({ rest, signal }: Look, channel: string, query: string): Promise<Seen[]> {
  const asked = { query: new URLSearchParams(query), signal: signal() };
  return Messages.parse(await rest.get(`/channels/${channel}/messages`, asked));
}

/** By its nonce where Discord still shows it, else by what it says of which action, or the file that it brings. */
function isIt({ nonce, content, embeds, components, attachments }: Seen, own: string, sought: Sought): boolean {
  if (nonce !== undefined && nonce !== null) return String(nonce) === own;
  if (content !== (render(sought.message).content ?? '')) return false;
  const { file } = sought;
  if (file) return attachments.some(({ filename }) => filename === file.name);
  return names(sought.action, [...embeds.map(({ footer }) => footer?.text ?? ''), JSON.stringify(components ?? [])]);
}

function isRecognisable({ message, action, file }: Sought): boolean {
  if (file) return true;
  const { embeds, components } = render(message);
  return names(action, [...embeds.map(({ footer }) => footer?.text ?? ''), JSON.stringify(components)]);
}

function names(action: string, texts: readonly string[]): boolean {
  return texts.some((text) => text.split(/[^0-9A-Za-z]+/).includes(action));
}

function snowflakeAt(ms: number): string {
  return (BigInt(Math.max(0, ms - EPOCH)) << 22n).toString();
}

/** What refuses a question for good says nothing about the message; what passes is asked again. */
function failed(error: unknown): LookOutcome {
  const outcome = outcomeOf(error);
  if (outcome.kind === 'rate')
    return { kind: 'unavailable', detail: outcome.detail, retryAfterMs: outcome.retryAfterMs };
  const detail = 'detail' in outcome ? outcome.detail : 'Discord’s answer cannot be read';
  const passes = outcome.kind === 'transient' || outcome.kind === 'ambiguous' || outcome.kind === 'token-rejected';
  return { kind: passes ? 'unavailable' : 'unknown', detail };
}
