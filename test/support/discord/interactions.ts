import { EventEmitter, once } from 'node:events';
import type { MessageBody } from './bodies.js';
import type { UploadedFile } from './rest.js';

/** What a person sees in the end. */
export interface Answer {
  readonly body: MessageBody;
  readonly ephemeral: boolean;
  readonly files: readonly UploadedFile[];
  /** From asking to the first sign of life, in milliseconds. */
  readonly ackMs: number;
  /** It replaced the acknowledgement by a message of its own. */
  readonly followUp: boolean;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Discord's limit for the first response; later ones are told that the interaction is unknown. */
const ACK_MS = 3_000;
const EPHEMERAL = 64;

export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}
const UNKNOWN_INTERACTION: Refusal = { status: 404, code: 10062, message: 'Unknown interaction' };
const ACKNOWLEDGED: Refusal = { status: 400, code: 40060, message: 'Interaction has already been acknowledged.' };
const UNKNOWN_WEBHOOK: Refusal = { status: 404, code: 10015, message: 'Unknown Webhook' };

/** One question of one person, from being asked to being answered. */
export class Asked {
  readonly #askedAt = performance.now();
  readonly #events = new EventEmitter();
  #ackMs: number | null = null;
  #ephemeral = false;
  #deleted = false;
  answer: Answer | null = null;

  async answered(): Promise<Answer> {
    if (this.answer === null) await once(this.#events, 'answered');
    if (this.answer === null) throw new Error('answered without an answer');
    return this.answer;
  }

  async suggested(): Promise<readonly Choice[]> {
    const [choices]: Choice[][] = await once(this.#events, 'suggested');
    return choices ?? [];
  }

  async acknowledged(): Promise<{ ephemeral: boolean; ackMs: number }> {
    if (this.#ackMs === null) await once(this.#events, 'acknowledged');
    return { ephemeral: this.#ephemeral, ackMs: this.#ackMs ?? 0 };
  }

  /** The interaction callback, by its type. */
  callback(type: number, data: MessageBody, choices: readonly Choice[] = []): Refusal | null {
    if (this.#ackMs !== null) return ACKNOWLEDGED;
    const ms = performance.now() - this.#askedAt;
    if (ms > ACK_MS) return UNKNOWN_INTERACTION;
    this.#ackMs = ms;
    this.#ephemeral = ((data.flags ?? 0) & EPHEMERAL) !== 0;
    this.#events.emit('acknowledged');
    if (type === 8) this.#events.emit('suggested', [...choices]);
    if (type === 4) this.#settle(data, this.#ephemeral, false);
    return null;
  }

  edit(body: MessageBody, files: readonly UploadedFile[] = []): Refusal | null {
    if (this.#ackMs === null || this.#deleted) return UNKNOWN_WEBHOOK;
    this.#settle({ ...this.answer?.body, ...body }, this.#ephemeral, false, files);
    return null;
  }

  delete(): Refusal | null {
    if (this.#ackMs === null) return UNKNOWN_WEBHOOK;
    this.#deleted = true;
    return null;
  }

  /** A follow-up to a deferred answer that still stands fills that answer in, as Discord does. */
  followUp(body: MessageBody, files: readonly UploadedFile[] = []): Refusal | null {
    if (this.#ackMs === null) return UNKNOWN_WEBHOOK;
    const fillsIn = this.answer === null && !this.#deleted;
    this.#settle(body, fillsIn ? this.#ephemeral : ((body.flags ?? 0) & EPHEMERAL) !== 0, !fillsIn, files);
    return null;
  }

  #settle(body: MessageBody, ephemeral: boolean, followUp: boolean, files: readonly UploadedFile[] = []): void {
    this.answer = { body, ephemeral, files, ackMs: this.#ackMs ?? 0, followUp };
    this.#events.emit('answered');
  }
}
