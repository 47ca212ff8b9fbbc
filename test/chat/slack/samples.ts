import { once } from 'node:events';
import type { Message } from '../../../src/domain/message.js';
import type { Destination } from '../../../src/domain/subscription.js';
import type { Call, ChatHandlers, Clock, Log, Reply } from '../../../src/ports.js';

/** An invented alert with every kind of block. */
export const alert: Message = {
  push: 'NEW · Example List · Grey Heron Group (+3 aliases, 2 ETH wallets) · EX1 · 14 Apr 2022',
  tone: 'new',
  title: 'New designation — Example List',
  blocks: [
    { kind: 'text', lines: [[{ text: 'Grey Heron Group', style: 'strong' }, ' (entity, Exampleland)']] },
    {
      kind: 'facts',
      facts: [
        { label: 'Programme', value: ['EX1'] },
        { label: 'Effective', value: ['14 Apr 2022'] },
        { label: 'Notice', value: [{ text: 'Example Gazette', url: 'https://example.com/notice' }] },
      ],
    },
    {
      kind: 'changes',
      title: ['Listing X-1'],
      lines: [
        { sign: '+', line: ['alias “طائر مالك الحزين”'] },
        { sign: '~', line: ['address: Harbour Road → Mill Lane'] },
        { sign: '−', line: [{ text: '0x00000000000000000000000000000000000000aa', style: 'code' }] },
      ],
      more: 23,
    },
    { kind: 'heading', text: 'Elsewhere' },
    { kind: 'list', items: [['EU ○'], ['UN ○']], more: 2 },
    {
      kind: 'table',
      columns: ['Authority', 'Status'],
      rows: [
        ['EX', 'listed'],
        ['EU', ''],
      ],
    },
  ],
  buttons: [
    { label: 'Official notice', url: 'https://example.com/notice' },
    { label: 'Details', run: 'action abc123' },
    { label: 'Subscribe to actor', run: 'subscribe actor:grey-heron' },
  ],
  foot: ['abc123', 'detected +4 min', 'S12 (actor)', 'data only, not legal advice'],
  format: 'full',
};

export function textMessage(push: string): Message {
  return { push, tone: 'info', title: push, blocks: [], buttons: [], foot: [], format: 'full' };
}

export const channel: Destination = {
  id: 'slack/C0TEST',
  platform: 'slack',
  channel: 'C0TEST',
  tenant: 'T0TEST',
  direct: false,
};

export function replyOf(message: Message, visibility: Reply['visibility'] = 'private'): Reply {
  return { message, visibility, data: [], outcome: 'ok' };
}

/** Handlers that record what they were asked and answer with its words. */
export class Recorder implements ChatHandlers {
  readonly calls: Call[] = [];
  readonly back: string[] = [];
  /** What it was told of workspaces, as `removed T1`. */
  readonly tenants: string[] = [];
  answer: (call: Call) => Promise<Reply> = async (call) =>
    replyOf(textMessage(call.input.kind === 'text' ? `you said ${call.input.text}` : JSON.stringify(call.input)));

  call(call: Call): Promise<Reply> {
    this.calls.push(call);
    return this.answer(call);
  }

  async suggest() {
    return [];
  }

  async removed(_platform: string, tenant: string): Promise<void> {
    this.tenants.push(`removed ${tenant}`);
  }

  async returned(_platform: string, tenants: readonly string[], how: string): Promise<void> {
    this.tenants.push(`${how} ${tenants.join()}`);
  }

  async restored(destination: string): Promise<void> {
    this.back.push(destination);
  }
}

/** A log that keeps its lines. */
export class LogLines implements Log {
  readonly lines: string[] = [];
  readonly #listeners: (() => void)[] = [];

  #add(level: string, message: string, fields?: Record<string, unknown>): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
    for (const listener of this.#listeners) listener();
  }

  debug = (message: string, fields?: Record<string, unknown>) => this.#add('debug', message, fields);
  info = (message: string, fields?: Record<string, unknown>) => this.#add('info', message, fields);
  warn = (message: string, fields?: Record<string, unknown>) => this.#add('warn', message, fields);
  error = (message: string, fields?: Record<string, unknown>) => this.#add('error', message, fields);

  /** Resolves once a line contains the words. */
  said(words: string): Promise<void> {
    return this.counted(words, 1);
  }

  /** Resolves once so many lines do. */
  counted(words: string, count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => this.lines.filter((line) => line.includes(words)).length >= count && resolve();
      this.#listeners.push(look);
      look();
    });
  }
}

/** Real time, but a wait ends when the test says so. */
export class HeldClock implements Clock {
  readonly #held = new Map<number, (() => void)[]>();
  readonly #changes = new EventTarget();

  now = () => new Date();

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      this.#held.set(ms, [...(this.#held.get(ms) ?? []), resolve]);
      signal?.addEventListener('abort', () => reject(signal.reason));
      this.#changes.dispatchEvent(new Event('change'));
    });
  }

  /** Ends all waits of that length, once there are so many. */
  async pass(ms: number, waits = 1): Promise<void> {
    while ((this.#held.get(ms)?.length ?? 0) < waits) await once(this.#changes, 'change');
    for (const resolve of this.#held.get(ms) ?? []) resolve();
    this.#held.delete(ms);
  }
}
