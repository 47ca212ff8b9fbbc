import type { HTTPReceiver, Receiver, SocketModeReceiver } from '@slack/bolt';
import { SetupError } from '../../domain/errors.js';
import type { Clock } from '../../ports.js';
import type { Standing } from './connection.js';
import { tokenProblem } from './outcome.js';

/** How Slack's requests reach us. */
export interface Inlet {
  readonly receiver: Receiver;
  /** Opens what only we can open; rejects with `SetupError`. */
  open(): Promise<void>;
  /** Each connects to Slack once; the first is what a start waits for. */
  readonly lines: readonly Connect[];
  close(): Promise<void>;
}

type Connect = () => Promise<Standing>;
type Sockets = readonly [SocketModeReceiver, ...SocketModeReceiver[]];

const HELLO_MS = 30_000;
const GOODBYE_MS = 1_000;

/** Slack calls us, signed. */
export function httpInlet(receiver: HTTPReceiver, port: number, signal: AbortSignal): Inlet {
  let isOpen = false;
  return {
    receiver,
    open: async () => {
      try {
        await receiver.start(port);
        isOpen = true;
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new SetupError(`Cannot listen for Slack on port ${port} (${reason}): set PORT to a free one.`, { cause });
      }
    },
    lines: [async () => ({ ended: new Promise((resolve) => signal.addEventListener('abort', () => resolve())) })],
    close: async () => {
      if (isOpen) await receiver.stop();
      isOpen = false;
    },
  };
}

/**
 * We call Slack, over several WebSockets, each of which Slack renews from time to time: what one of them cannot be sent
 * meanwhile goes over another (https://docs.slack.dev/apis/events-api/using-socket-mode#connections).
 */
export function socketInlet(receivers: Sockets, clock: Clock, signal: AbortSignal): Inlet {
  const [first, ...others] = receivers;
  const lines = receivers.map(({ client }) => line(client, clock, signal));
  return {
    // All bring what they get to the same app.
    receiver: {
      init: (app) => {
        for (const receiver of receivers) receiver.init(app);
      },
      start: () => first.start(),
      stop: async () => {
        await Promise.all([first, ...others].map((receiver) => receiver.stop()));
      },
    },
    open: async () => {},
    lines: lines.map(({ connect }) => connect),
    close: async () => {
      await Promise.all(lines.map(({ hangUp }) => hangUp()));
    },
  };
}

function line(client: SocketModeReceiver['client'], clock: Clock, signal: AbortSignal) {
  // The second call ends a connection whose peer does not answer the closing handshake of the first.
  const hangUp = async () => {
    await within(client.disconnect(), GOODBYE_MS, clock).catch(() => client.disconnect());
  };
  const connect = async (): Promise<Standing> => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    client.once('disconnected', end);
    try {
      await within(client.start(), HELLO_MS, clock);
    } catch (error) {
      client.off('disconnected', end);
      const problem = tokenProblem(error);
      if (problem !== null) throw new SetupError(`Slack refuses SLACK_APP_TOKEN. ${problem}.`);
      await hangUp();
      throw error;
    }
    if (signal.aborted) await hangUp();
    return { ended };
  };
  return { connect, hangUp };
}

async function within<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  const timer = new AbortController();
  const late = clock.sleep(ms, timer.signal).then((): never => {
    throw new Error(`no answer within ${ms / 1_000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
