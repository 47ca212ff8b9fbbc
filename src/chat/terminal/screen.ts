import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { Interface } from 'node:readline/promises';

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Wider lines are hard to read. */
const WIDEST = 110;
const WIDTH_OF_A_PIPE = 100;

/** Where everything is printed, without destroying the line that is being typed. */
export class Screen {
  readonly #output: Output;
  /** The line editor, while a line may be typed. */
  #editor: Interface | null = null;
  #broken: Error | null = null;
  /** The last line printed is empty. */
  #apart = false;
  /** The cursor stands at the beginning of a line, without a prompt. */
  #lineEntered = false;

  constructor(output: Output, onBroken: () => void) {
    this.#output = output;
    output.on('error', (error: Error) => {
      this.#broken = error;
      onBroken();
    });
  }

  get width(): number {
    return this.#output.isTTY ? Math.min(WIDEST, this.#output.columns ?? 80) : WIDTH_OF_A_PIPE;
  }

  attach(editor: Interface): void {
    this.#editor = editor;
  }

  /** Asks for the next line. */
  prompt(): void {
    this.#lineEntered = false;
    this.#editor?.prompt();
  }

  /** Nothing more is typed: what comes next begins on a line of its own. */
  detach(): void {
    if (this.#editor && !this.#broken && !this.#lineEntered) this.#output.write('\n');
    this.#editor = null;
  }

  /** A line was typed: what is printed next stands right below it. */
  typed(): void {
    if (!this.#editor) return;
    this.#apart = false;
    this.#lineEntered = true;
  }

  /** Prints a text with an empty line before and after it. */
  async printApart(text: string): Promise<void> {
    const before = this.#apart ? '' : '\n';
    const printed = this.print(`${before}${text}\n`);
    this.#apart = true;
    await printed;
  }

  /** Prints whole lines above the line being typed, which is drawn again below them. Rejects when the output is gone. */
  async print(text: string): Promise<void> {
    if (this.#broken) throw this.#broken;
    this.#apart = false;
    const editor = this.#editor;
    if (!editor) return this.#write(`${text}\n`);
    this.#lineEntered = false;
    const { rows } = editor.getCursorPos();
    moveCursor(this.#output, 0, -rows);
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
    // The editor draws as many rows above the cursor as the typed line took: give it those.
    const written = this.#write(`${text}\n${'\n'.repeat(rows)}`);
    editor.prompt(true);
    await written;
  }

  #write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#output.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }
}
