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
  }),
);
type Seen = z.infer<typeof Messages>[number];

export interface Look {
  readonly rest: REST;
  readonly channel: string;
  /** The bot's own user id. */
  readonly self: string;
  readonly nonce: string;
  readonly signal: () => AbortSignal;
}

/**
 * Reads what was posted in the channel since the message was handed over. Own messages show their text without a
 * privileged intent; without the permission Read Message History nothing at all is shown.
 */
export async function find(look: Look, sought: Sought): Promise<LookOutcome> {
  const after = snowflakeAt(Date.parse(sought.since) - SKEW);
  try {
    const seen = await read(look, `after=${after}&limit=${PAGE}`);
    const found = seen.find((message) => message.author.id === look.self && isIt(message, look.nonce, sought));
    if (found) return { kind: 'found', messageId: found.id };
    if (seen.length >= PAGE) return { kind: 'unknown', detail: `over ${PAGE} messages were posted since then` };
    if (!isRecognisable(sought)) return { kind: 'unknown', detail: 'it bears no mark to know it by' };
    // An empty answer is also what one gets who may not read the history.
    const any = seen.length > 0 || (await read(look, 'limit=1')).length > 0;
    return any ? { kind: 'absent' } : { kind: 'unknown', detail: 'the history of the channel cannot be read' };
  } catch (error) {
    return failed(error);
  }
}

async function read({ rest, channel, signal }: Look, query: string): Promise<Seen[]> {
  const asked = { query: new URLSearchParams(query), signal: signal() };
  return Messages.parse(await rest.get(`/channels/${channel}/messages`, asked));
}

/** By its nonce where Discord still shows it, else by what it says of which action. */
function isIt({ nonce, content, embeds, components }: Seen, own: string, sought: Sought): boolean {
  if (nonce !== undefined && nonce !== null) return String(nonce) === own;
  if (content !== (render(sought.message).content ?? '')) return false;
  return names(sought.action, [...embeds.map(({ footer }) => footer?.text ?? ''), JSON.stringify(components ?? [])]);
}

function isRecognisable({ message, action }: Sought): boolean {
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
