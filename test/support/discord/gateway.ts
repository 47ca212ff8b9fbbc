import type { IncomingMessage, Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const;

const Payload = z.object({ op: z.number(), d: z.unknown() });
const Identify = z.looseObject({ token: z.string(), intents: z.number() });
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().nullable() });

interface Event {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

export interface GatewayParts {
  readonly server: Server;
  /** Whether this token may identify. */
  accepts(token: string): boolean;
  /** The body of READY, and the events that follow it. */
  welcome(session: string): { ready: unknown; events: readonly { t: string; d: unknown }[] };
}

/** Discord's gateway, version 10, for one shard: identify, heartbeat, dispatch, resume with replay. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #sockets: WebSocketServer;
  #socket: WebSocket | null = null;
  #session: string | null = null;
  #events: Event[] = [];
  #waiting: (() => void)[] = [];
  #sessions = 0;
  /** Of the last identify. */
  intents: number | null = null;
  resumed = 0;
  /** The REST side accepts the token, the gateway does not. */
  refuseTokens = false;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#sockets = new WebSocketServer({ server: parts.server, path: '/gateway' });
    this.#sockets.on('connection', (socket: WebSocket, _request: IncomingMessage) => this.#greet(socket));
  }

  /** Resolves once a client is identified; what was dispatched is replayed when it resumes. */
  async dispatch(t: string, d: unknown): Promise<void> {
    if (this.#session === null) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#emit(t, d);
  }

  /** Asks the client to reconnect (op 7); what is dispatched from now on reaches it when it resumes. */
  reconnect(): void {
    this.#send({ op: OP.reconnect, d: null });
    this.#socket = null;
  }

  /** Tells the client that its session is over (op 9). */
  invalidate(): void {
    this.#session = null;
    this.#send({ op: OP.invalid, d: false });
  }

  disconnect(code: number): void {
    this.#socket?.close(code);
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #greet(socket: WebSocket): void {
    this.#socket = socket;
    this.#send({ op: OP.hello, d: { heartbeat_interval: 41_250 } });
    socket.on('message', (data: RawData) => this.#take(socket, data));
  }

  #take(socket: WebSocket, data: RawData): void {
    const { op, d } = Payload.parse(JSON.parse(data.toString()));
    if (op === OP.heartbeat) this.#send({ op: OP.ack });
    if (op === OP.identify) this.#identify(socket, Identify.parse(d));
    if (op === OP.resume) this.#resume(socket, Resume.parse(d));
  }

  #identify(socket: WebSocket, { token, intents }: z.infer<typeof Identify>): void {
    if (this.refuseTokens || !this.#parts.accepts(token)) {
      socket.close(4004);
      return;
    }
    this.intents = intents;
    this.#sessions += 1;
    this.#session = `session-${this.#sessions}`;
    this.#events = [];
    const { ready, events } = this.#parts.welcome(this.#session);
    this.#emit('READY', ready);
    for (const { t, d } of events) this.#emit(t, d);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #resume(socket: WebSocket, { token, session_id, seq }: z.infer<typeof Resume>): void {
    if (this.refuseTokens || !this.#parts.accepts(token)) {
      socket.close(4004);
      return;
    }
    if (session_id !== this.#session) {
      this.invalidate();
      return;
    }
    for (const event of this.#events.filter(({ s }) => s > (seq ?? 0))) this.#send({ op: OP.dispatch, ...event });
    this.resumed += 1;
    this.#emit('RESUMED', {});
  }

  #emit(t: string, d: unknown): void {
    const event = { s: this.#events.length + 1, t, d };
    this.#events.push(event);
    this.#send({ op: OP.dispatch, ...event });
  }

  #send(payload: unknown): void {
    if (this.#socket?.readyState === this.#socket?.OPEN) this.#socket?.send(JSON.stringify(payload));
  }
}
