import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';

/** A longer line is no name; it is passed over without being kept. */
const MAX_LINE = 200_000;

/** A line of a file, without its line break; null where it is too long to be read. */
export interface TextLine {
  /** From 1, as editors count. */
  readonly number: number;
  readonly text: string | null;
}

/** Streams the lines of a text in UTF-8 or UTF-16, with or without a mark, whatever ends them. `seen` is told how many bytes came. */
export async function* linesOf(input: Readable, seen: (bytes: number) => void = () => {}): AsyncGenerator<TextLine> {
  let number = 0;
  let rest = '';
  let tooLong = false;
  for await (const text of decoded(input, seen)) {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = rest + text.slice(start, end);
      number += 1;
      yield { number, text: tooLong || line.length > MAX_LINE ? null : line.replace(/\r$/, '') };
      [rest, tooLong, start] = ['', false, end + 1];
    }
    rest += text.slice(start);
    if (rest.length > MAX_LINE) [rest, tooLong] = ['', true];
  }
  if (rest !== '' || tooLong) yield { number: number + 1, text: tooLong ? null : rest.replace(/\r$/, '') };
}

async function* decoded(input: Readable, seen: (bytes: number) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let first = Buffer.alloc(0);
  for await (const chunk of input) {
    let bytes = Buffer.from(chunk);
    seen(bytes.length);
    if (decoder === null) {
      first = Buffer.concat([first, bytes]);
      // Four bytes decide.
      if (first.length < 4) continue;
      decoder = new TextDecoder(encodingOf(first));
      bytes = first;
    }
    yield decoder.decode(bytes, { stream: true });
  }
  decoder ??= new TextDecoder(encodingOf(first));
  yield decoder.decode(first.length < 4 ? first : undefined);
}

/** By its mark, or else by the zeros beside Latin letters (https://encoding.spec.whatwg.org/#bom-sniff). */
function encodingOf([a, b, c, d]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && d === 0 && a !== 0 && c !== 0 && c !== undefined) return 'utf-16le';
  return a === 0 && c === 0 && b !== 0 && d !== undefined && d !== 0 ? 'utf-16be' : 'utf-8';
}
