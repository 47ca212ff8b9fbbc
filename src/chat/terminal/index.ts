import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline/promises';
import type { SendOutcome } from '../../domain/delivery.js';
import type { Message } from '../../domain/message.js';
import type { Destination } from '../../domain/subscription.js';
import { csvLines } from '../../lib/csv.js';
import type { Chat, ChatHandlers, CommandSpec, Log, Post } from '../../ports.js';
import { complete, LEAVING, withoutPrompt } from './complete.js';
import { HISTORY_LINES, HistoryFile, readHistory } from './history.js';
import { renderTerminal } from './render.js';
import { type Output, Screen } from './screen.js';
import { clean, paint } from './text.js';

export interface TerminalOptions {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: Output;
  readonly log: Log;
  /** What Tab completes. */
  readonly commands: readonly CommandSpec[];
  /** Keeps typed lines over restarts; only where input and output are a terminal. */
  readonly historyFile?: string;
  /** `auto`: colour where the output is a terminal. Pass `never` where NO_COLOR is set. */
  readonly colour: 'auto' | 'always' | 'never';
  /** The word that may stand before a verb: `/sanctions`. */
  readonly prompt: string;
}

export interface TerminalChat extends Chat {
  /** Resolves when the person leaves (`exit`, Ctrl-D, Ctrl-C twice, the end of piped lines) or the output is gone. */
  readonly closed: Promise<void>;
  /**
   * Prints whole lines, e.g. of the log, without destroying the line being typed. Control characters are shown, not
   * obeyed. Never rejects: an output that is gone shows in `closed`.
   */
  print(text: string): Promise<void>;
  /** Prints a message in the same way; never rejects either. */
  show(message: Message): Promise<void>;
}

const LOCAL: Destination = { id: 'terminal/local', platform: 'terminal', channel: 'local', direct: true };
const PERSON = { id: 'terminal', name: 'you', mayManage: true };

/** The terminal as a chat platform: alerts are printed, typed lines are commands. */
export function createTerminalChat(options: TerminalOptions): TerminalChat {
  return new Terminal(options);
}

class Terminal implements TerminalChat {
  readonly platform = 'terminal';
  readonly closed: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #screen: Screen;
  readonly #colour: boolean;
  readonly #interactive: boolean;
  #leave: () => void = () => {};
  #reader: Interface | null = null;
  #history: HistoryFile | null = null;
  /** Lines are answered one after the other. */
  #answering: Promise<void> = Promise.resolve();
  #lines = 0;
  #interrupted = false;
  /** `exit` was typed: piped lines after it count no more. */
  #left = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.closed = new Promise((resolve) => {
      this.#leave = resolve;
    });
    this.#screen = new Screen(options.output, () => this.#leave());
    this.#interactive = options.input.isTTY === true && options.output.isTTY === true;
    this.#colour = options.colour === 'always' || (options.colour === 'auto' && options.output.isTTY === true);
  }

  async start(handlers: ChatHandlers): Promise<void> {
    const { input, output, prompt, commands, historyFile, log } = this.#options;
    const history = this.#interactive && historyFile !== undefined ? await readHistory(historyFile, log) : [];
    const reader = createInterface({
      input,
      ...(this.#interactive ? { output, terminal: true, history } : { terminal: false }),
      historySize: HISTORY_LINES,
      removeHistoryDuplicates: true,
      prompt: this.#interactive ? `${paint('tocsin ›', 'bold', this.#colour)} ` : '',
      completer: (line: string) => complete(line, prompt, commands, handlers.suggest),
    });
    this.#reader = reader;
    reader.on('line', (line) => this.#take(line, handlers));
    reader.on('close', () => this.#ended());
    if (!this.#interactive) return;
    if (historyFile !== undefined) this.#keepHistory(reader, new HistoryFile(historyFile, log));
    reader.on('SIGINT', () => this.#interrupt(reader));
    this.#screen.attach(reader);
    this.#screen.prompt();
  }

  async stop(): Promise<void> {
    this.#reader?.close();
    await this.#answering;
    await this.#history?.settled();
    this.#leave();
  }

  async send({ message, key }: Post): Promise<SendOutcome> {
    try {
      await this.#print(message);
      return { kind: 'sent', messageId: key };
    } catch (error) {
      return { kind: 'transient', detail: `the terminal cannot be written to: ${String(error)}`, reached: false };
    }
  }

  async print(text: string): Promise<void> {
    const safe = text.split('\n').map(clean).join('\n');
    await this.#screen.print(safe).catch(() => this.#leave());
  }

  async show(message: Message): Promise<void> {
    await this.#print(message).catch(() => this.#leave());
  }

  async #print(message: Message): Promise<void> {
    const { prompt } = this.#options;
    const text = renderTerminal(message, { width: this.#screen.width, colour: this.#colour, prompt });
    await this.#screen.printApart(text);
  }

  #take(line: string, handlers: ChatHandlers): void {
    if (this.#left) return;
    this.#lines += 1;
    this.#interrupted = false;
    this.#screen.typed();
    const text = line.trim();
    if (LEAVING.includes(withoutPrompt(text, this.#options.prompt).toLowerCase())) {
      this.#left = true;
      this.#reader?.close();
      return;
    }
    if (text === '') this.#screen.prompt();
    else this.#answering = this.#answering.then(() => this.#answer(text, handlers));
  }

  async #answer(text: string, handlers: ChatHandlers): Promise<void> {
    const input = { kind: 'text', text: withoutPrompt(text, this.#options.prompt) } as const;
    try {
      const reply = await handlers.call({ input, asker: PERSON, place: LOCAL, id: randomUUID() });
      await this.#print(reply.message);
      if (reply.file) await this.#screen.printApart(csvLines(reply.file.text).map(clean).join('\n'));
    } catch (error) {
      this.#options.log.error('a typed command could not be answered', { reason: String(error) });
    }
  }

  /** An input without a single line is that of a service, whose bot runs on. */
  #ended(): void {
    this.#screen.detach();
    if (this.#interactive || this.#lines > 0) void this.#answering.then(() => this.#leave());
  }

  #interrupt(reader: Interface): void {
    if (this.#interrupted) {
      reader.close();
      return;
    }
    this.#interrupted = true;
    // Throws the typed line away, as shells do.
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    void this.#screen
      .print(paint('Ctrl-C again, Ctrl-D or exit to stop', 'dim', this.#colour))
      .catch(() => this.#leave());
  }

  #keepHistory(reader: Interface, file: HistoryFile): void {
    this.#history = file;
    reader.on('history', (lines) => file.save(lines));
  }
}
