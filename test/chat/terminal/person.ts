import { PassThrough } from 'node:stream';
import { createTerminalChat, type TerminalChat, type TerminalOptions } from '../../../src/chat/terminal/index.js';
import type { Message } from '../../../src/domain/message.js';
import type { Call, ChatHandlers, CommandSpec, Reply } from '../../../src/ports.js';

const COLUMNS = 40;

/** What a terminal of 40 columns shows of the characters it was sent: enough of ECMA-48 for a line editor. */
function shownBy(sent: string): string[] {
  const rows: string[][] = [[]];
  let row = 0;
  let column = 0;
  for (const [piece, code, final] of sent.matchAll(/\u001b\[([\d;]*)([A-Za-z])|[\s\S]/gu)) {
    const count = Number(code || 1);
    if (piece === '\n') row += 1;
    else if (piece === '\r') column = 0;
    else if (final === undefined) {
      if (column === COLUMNS) [row, column] = [row + 1, 0];
      const line = rows[row] ?? [];
      rows[row] = line;
      while (line.length < column) line.push(' ');
      line[column] = piece;
      column += 1;
    } else if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') row += count;
    else if (final === 'C') column += count;
    else if (final === 'D') column = Math.max(0, column - count);
    else if (final === 'G') column = count - 1;
    else if (final === 'J') {
      rows.length = row + 1;
      rows[row]?.splice(column);
    } else if (final === 'K') rows[row]?.splice(column);
    else if (final !== 'm') throw new Error(`the terminal does not know ${JSON.stringify(piece)}`);
    while (rows.length <= row) rows.push([]);
  }
  return rows.map((line) => line.join('').trimEnd());
}

const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'lookup',
    description: 'looks up',
    root: 'sanctions',
    examples: [],
    options: [
      { name: 'name', description: 'a name', kind: 'rest', required: true, autocomplete: true },
      { name: 'list', description: 'a list', kind: 'text', autocomplete: true },
      { name: 'type', description: 'a type', kind: 'choice', choices: ['entity', 'vessel'] },
      { name: 'share', description: 'to all', kind: 'flag' },
    ],
  },
  { name: 'status', description: 'how it goes', root: 'sanctions', examples: [], options: [] },
];

export const said = (title: string, push = title): Message => ({
  title,
  push,
  tone: 'info',
  blocks: [],
  buttons: [],
  foot: [],
  format: 'full',
});

/** A person at a terminal, or a pipe in a person's place. */
export class Person {
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly chat: TerminalChat;
  readonly calls: Call[] = [];
  readonly log: string[] = [];
  /** What is answered; the text that was asked unless a test says otherwise. */
  answer: (text: string) => Promise<Message> = async (text) => said(`You said ${text}.`);
  /** What comes with it. */
  file: Reply['file'];
  #sent = '';

  constructor(tty: boolean, options: Partial<TerminalOptions> = {}) {
    this.input = Object.assign(new PassThrough(), { isTTY: tty, setRawMode: () => this.input });
    this.output = Object.assign(new PassThrough(), { isTTY: tty, columns: COLUMNS, rows: 20 });
    this.output.setEncoding('utf8').on('data', (text: string) => {
      this.#sent += text;
    });
    const write = (message: string) => void this.log.push(message);
    this.chat = createTerminalChat({
      input: this.input,
      output: this.output,
      log: { debug: write, info: write, warn: write, error: write },
      commands: COMMANDS,
      colour: 'never',
      prompt: '/sanctions',
      ...options,
    });
  }

  get sent(): string {
    return this.#sent;
  }

  get screen(): string[] {
    return shownBy(this.#sent);
  }

  readonly handlers: ChatHandlers = {
    call: async (call) => {
      this.calls.push(call);
      const text = call.input.kind === 'text' ? call.input.text : '';
      const reply = { message: await this.answer(text), visibility: 'private', data: [], outcome: 'ok' } as const;
      return this.file ? { ...reply, file: this.file } : reply;
    },
    suggest: async (verb, option, text) => {
      const known = option === 'list' ? ['ofac-sdn', 'ofac-consolidated'] : ['Lazarus Group', 'HIDDEN COBRA'];
      const found = known.filter((name) => name.toLowerCase().startsWith(text.toLowerCase()));
      return verb === 'lookup' ? found.map((name) => ({ name, value: name })) : [];
    },
    restored: async () => {},
  };

  get asked(): string[] {
    return this.calls.map(({ input }) => (input.kind === 'text' ? input.text : ''));
  }

  /** Key by key, as fingers do: many at once would be a paste. */
  async type(...keys: string[]): Promise<void> {
    for (const key of keys.flatMap((text) => (text.startsWith('\u001b') ? [text] : [...text]))) {
      this.input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Resolves once the last line that is not empty is this one. */
  async sees(line: string): Promise<void> {
    while (this.screen.findLast((text) => text !== '') !== line)
      await new Promise<void>((resolve) => this.output.once('data', () => resolve()));
  }
}
