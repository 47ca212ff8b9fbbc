import type { REST, RESTOptions } from 'discord.js';

export interface DiscordConfig {
  readonly token: string;
  /** The REST base, e.g. `http://127.0.0.1:8080/api`; Discord's own by default. */
  readonly apiUrl?: string;
  /** For one request, in milliseconds. */
  readonly timeoutMs?: number;
  /** Alerts a second, where Discord has raised the bot's limit. */
  readonly alertsPerSecond?: number;
}

/** https://discord.com/developers/docs/topics/rate-limits#header-format */
export const SCOPE = 'x-ratelimit-scope';
/** Longer than undici's 10 s for connecting, so that "never connected" is told from "connected, no answer". */
const TIMEOUT_MS = 15_000;

export function timeoutOf(config: DiscordConfig): number {
  return config.timeoutMs ?? TIMEOUT_MS;
}

/** Where and how long the library asks. A slash at the end would make every route a 404. */
export function restOptions(config: DiscordConfig): Partial<RESTOptions> {
  const api = config.apiUrl?.replace(/\/+$/, '').replace(/\/v\d+$/, '');
  const perSecond = config.alertsPerSecond ?? 0;
  return {
    version: '10',
    timeout: timeoutOf(config),
    ...(api === undefined ? {} : { api }),
    // As much again for look-ups as the library's own 50 leaves beside 40 alerts.
    ...(perSecond > 40 ? { globalRequestsPerSecond: Math.ceil(perSecond * 1.25) } : {}),
    makeRequest,
  };
}

/**
 * Asks as the library does, with a form written out before. Another copy of undici in the process (Slack's client brings
 * one) may have become the dispatcher of all copies, and it takes no form but its own.
 */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const { DefaultRestOptions } = await import('discord.js');
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set('content-type', form.headers.get('content-type') ?? '');
  const body = Buffer.from(await form.arrayBuffer());
  return DefaultRestOptions.makeRequest(url, { ...init, headers: Object.fromEntries(headers), body });
};

/** Sees every answer: its status, and whose limit a 429 is about. */
export type OnAnswer = (status: number, scope: string | null) => void;

/**
 * A REST client that makes one attempt a request and rejects instead of waiting for a rate limit: waiting is the
 * outbox's business, which knows what else is due.
 */
export async function singleAttemptRest(config: DiscordConfig, onAnswer: OnAnswer = () => undefined): Promise<REST> {
  const { REST, RESTEvents } = await import('discord.js');
  const rest = new REST({ ...restOptions(config), retries: 0, rejectOnRateLimit: () => true }).setToken(config.token);
  rest.on(RESTEvents.Response, (_request, { status, headers }) => onAnswer(status, headers.get(SCOPE)));
  return rest;
}
