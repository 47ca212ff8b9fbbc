import type { Chance } from './random.js';

/** Damages the bytes of a file; what it makes of them is repeatable. */
export type Mutation = (file: Buffer, chance: Chance) => Uint8Array;

/** Every kind of damage, by the name under which the table counts it. */
export const MUTATIONS = {
  truncated: (file, chance) => file.subarray(0, chance.integer(file.length)),
  'block cut': (file, chance) => replaced(file, block(file, chance), ''),
  'block cut between equals': (file, chance) => replaced(file, betweenEquals(file, chance), ''),
  'block zeroed': (file, chance) => filled(file, block(file, chance), () => 0),
  'block of blanks': (file, chance) => filled(file, block(file, chance), () => 32),
  'block of noise': (file, chance) => filled(file, block(file, chance), () => chance.integer(256)),
  'block of letters': (file, chance) => filled(file, block(file, chance), () => 97 + chance.integer(26)),
  'block repeated': (file, chance) => {
    const { from, to } = block(file, chance);
    return replaced(file, { from: to, to }, file.subarray(from, to));
  },
  'block written elsewhere': (file, chance) => {
    const { from, to } = block(file, chance);
    const place = chance.integer(file.length - (to - from));
    return replaced(file, { from: place, to: place + to - from }, file.subarray(from, to));
  },
  'block moved': (file, chance) => {
    const { from, to } = block(file, chance);
    const rest = replaced(file, { from, to }, '');
    const place = chance.integer(rest.length);
    return replaced(rest, { from: place, to: place }, file.subarray(from, to));
  },
  'blocks swapped': (file, chance) => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => chance.integer(file.length)).sort((x, y) => x - y);
    return Buffer.concat([
      file.subarray(0, a),
      file.subarray(c, d),
      file.subarray(b, c),
      file.subarray(a, b),
      file.subarray(d),
    ]);
  },
  'bit flipped': (file, chance) => filled(file, oneByte(file, chance), (byte) => byte ^ (1 << chance.integer(8))),
  'byte changed': (file, chance) => filled(file, oneByte(file, chance), () => chance.integer(256)),
  'bytes changed': (file, chance) => {
    const changed = Buffer.from(file);
    for (let i = 2 + chance.integer(20); i > 0; i -= 1) changed[chance.integer(file.length)] = 32 + chance.integer(95);
    return changed;
  },
  'digit changed': (file, chance) => filled(file, found(file, /\d/g, chance), () => 48 + chance.integer(10)),
  'letter changed': (file, chance) => filled(file, found(file, /[A-Za-z]/g, chance), () => 65 + chance.integer(26)),
  'digit lost': (file, chance) => replaced(file, found(file, /\d/g, chance), ''),
  'lines dropped': (file, chance) => replaced(file, lines(file, chance), ''),
  'lines repeated': (file, chance) => {
    const { from, to } = lines(file, chance);
    return replaced(file, { from: to, to }, file.subarray(from, to));
  },
  'lines swapped': (file, chance) => {
    const all = file.toString('latin1').split('\n');
    const [a, b] = [chance.integer(all.length), chance.integer(all.length)];
    [all[a], all[b]] = [all[b] ?? '', all[a] ?? ''];
    return Buffer.from(all.join('\n'), 'latin1');
  },
  'tag lost': (file, chance) => replaced(file, found(file, /<[^<>]{1,200}>|[{}[\],]/g, chance), ''),
  'quote lost': (file, chance) => replaced(file, found(file, /["',;]/g, chance), ''),
  'quote added': (file, chance) =>
    inserted(file, chance, chance.pick(['"', "'", ',', ';', '<', '>', '&', '\\', '{', '}', ']'])),
  'line broken': (file, chance) => inserted(file, chance, chance.pick(['\n', '\r\n', '\r', '\u2028'])),
  'page inserted': (file, chance) => inserted(file, chance, PAGE),
  'page appended': (file) => Buffer.concat([file, Buffer.from(PAGE)]),
  'page instead': () => Buffer.from(PAGE),
  'written as latin1': (file) => Buffer.from(file.toString('utf8'), 'latin1'),
  'read as latin1': (file) => Buffer.from(file.toString('latin1'), 'utf8'),
  'written as UTF-16': (file, chance) =>
    Buffer.from((chance.integer(2) ? '\ufeff' : '') + file.toString('utf8'), 'utf16le'),
  'BOM inserted': (file, chance) =>
    chance.integer(3) ? inserted(file, chance, '\ufeff') : replaced(file, START, '\ufeff'),
  'letters replaced': (file, chance) => replaced(file, block(file, chance, 12), '\ufffd'.repeat(1 + chance.integer(4))),
  'control characters': (file, chance) =>
    inserted(
      file,
      chance,
      chance.pick(['\u0000', '\u0001', '\u0008', '\u000b', '\u001b', '\u007f', '\u0085', '\uffff']),
    ),
  'end mark inserted': (file, chance) => inserted(file, chance, '\u001a'),
  'line ends changed': (file, chance) =>
    Buffer.from(file.toString('latin1').replaceAll(/\r?\n/g, chance.pick(['\r\n', '\n', '\r', '', '\n\n'])), 'latin1'),
  'number made huge': (file, chance) =>
    replaced(
      file,
      found(file, /\d+/g, chance),
      chance.pick(['9'.repeat(400), '1e999', '-1', '0', '18446744073709551616', '1.5', 'NaN', '٣']),
    ),
  'nested deep': (file, chance) => {
    const [open, close] = chance.pick<readonly [string, string]>([
      ['<a>', '</a>'],
      ['[', ']'],
      ['{"a":', '}'],
      ['(', ')'],
      ['<div>', ''],
    ]);
    const depth = 10 ** (1 + chance.integer(5));
    return inserted(file, chance, open.repeat(depth) + (chance.integer(2) ? close.repeat(depth) : ''));
  },
  'token made long': (file, chance) =>
    inserted(
      file,
      chance,
      chance
        .pick(['a', ' ', ';', '&', '(', '<', '"', '1', '\n', 'a,', '=-', '. '])
        .repeat(10 ** (3 + chance.integer(3))),
    ),
  'entities inserted': (file, chance) =>
    inserted(
      file,
      chance,
      chance.pick([
        '&x;',
        '&#0;',
        '&#x10ffff;',
        '&#55296;',
        '&lt;',
        '&amp;amp;',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?x',
        '\\u0000',
        '\\ud800',
      ]),
    ),
  'doctype inserted': (file, chance) => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
    const head = file.indexOf('?>');
    return chance.integer(2) || head < 0
      ? inserted(file, chance, doctype)
      : replaced(file, { from: head + 2, to: head + 2 }, doctype);
  },
} satisfies Record<string, Mutation>;

export type MutationName = keyof typeof MUTATIONS;

const START = { from: 0, to: 0 };
const PAGE =
  '<!DOCTYPE html>\n<html><head><title>503 Service Unavailable</title></head><body><h1>Maintenance</h1><p>Reference "0.1" &copy; <br></p></body></html>\n';

interface Range {
  readonly from: number;
  readonly to: number;
}

function replaced(file: Buffer, { from, to }: Range, by: string | Uint8Array): Buffer {
  return Buffer.concat([file.subarray(0, from), typeof by === 'string' ? Buffer.from(by) : by, file.subarray(to)]);
}

function filled(file: Buffer, { from, to }: Range, byte: (before: number) => number): Buffer {
  const changed = Buffer.from(file);
  for (let i = from; i < to; i += 1) changed[i] = byte(file[i] ?? 0);
  return changed;
}

function inserted(file: Buffer, chance: Chance, what: string): Buffer {
  const from = chance.integer(file.length + 1);
  return replaced(file, { from, to: from }, what);
}

/** Short ones mostly: from a few bytes to a quarter of the file. */
function block(file: Buffer, chance: Chance, longest = file.length / 4): Range {
  const length = Math.min(file.length, 1 + Math.floor(longest ** (chance.integer(1000) / 1000)));
  const from = chance.integer(file.length - length + 1);
  return { from, to: from + length };
}

/** From a place to where the same few bytes stand again further on: the cut that leaves the best-formed file. */
function betweenEquals(file: Buffer, chance: Chance): Range {
  const from = chance.integer(file.length);
  const same = file.subarray(from, from + 4 + chance.integer(12));
  let to = file.indexOf(same, from + 1);
  for (let skip = chance.integer(3); skip > 0 && to > 0; skip -= 1) to = Math.max(to, file.indexOf(same, to + 1));
  return { from, to: Math.max(from, to) };
}

function oneByte(file: Buffer, chance: Chance): Range {
  const from = chance.integer(file.length);
  return { from, to: from + 1 };
}

function found(file: Buffer, what: RegExp, chance: Chance): Range {
  const text = file.toString('latin1');
  const start = chance.integer(text.length);
  what.lastIndex = start;
  const match = what.exec(text) ?? new RegExp(what.source, 'g').exec(text);
  return match ? { from: match.index, to: match.index + match[0].length } : START;
}

/** Some whole lines. */
function lines(file: Buffer, chance: Chance): Range {
  const from = file.indexOf('\n', chance.integer(file.length)) + 1;
  let to = from;
  for (let more = 1 + chance.integer(30); more > 0 && to >= from; more -= 1)
    to = file.indexOf('\n', to) + 1 || file.length;
  return { from, to };
}
