import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { RefusedVersion } from '../domain/errors.js';

/**
 * An element with its local name; `text` is its own character data, without that of its children and without the
 * indents between them.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** What may stand inside a record: element → what may stand in it, or null for what is known and passed over. */
export interface XmlInside {
  readonly [name: string]: XmlInside | null;
}

export interface XmlShape {
  /** Local name of the root element. */
  readonly root: string;
  /** Slash paths below the root that are given as whole elements, e.g. `entities/entity`. */
  readonly records: readonly string[];
  /** Paths below the root that are known and passed over. */
  readonly skipped?: readonly string[];
  /** Record path → its inside. Where it is given, everything else in there is reported as unknown, and still read. */
  readonly inside?: Readonly<Record<string, XmlInside>>;
}

export type XmlEvent =
  | { readonly kind: 'root'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'record'; readonly path: string; readonly element: XmlElement }
  /** An element that the shape does not know, each path once; its text, or its first child's, if it is in a record. */
  | { readonly kind: 'unknown'; readonly path: string; readonly text?: string };

/** Deeper than any official list (ENHANCED needs 11); nested tags beyond it cost quadratic time. */
const MAX_DEPTH = 64;
/** The longest official text seen is 90 KB. */
const MAX_TEXT = 1_000_000;
/** The records of a chunk are in memory together: more of them outlive the young generation, and cost a third more. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Streams the records of an XML file, or of its bytes where it is part of another, comparing local names only. Throws
 * `RefusedVersion` when the file is empty, not UTF-8, not well-formed, cut short, has another root, a doctype, a record
 * inside of another, or is nested or long beyond reason.
 */
export async function* readXml(file: string | AsyncIterable<Uint8Array>, shape: XmlShape): AsyncGenerator<XmlEvent> {
  const builder = new RecordBuilder(shape);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const chunk of typeof file === 'string' ? chunksOf(file) : file) {
    if (first) refuseForeignStart(chunk);
    first = false;
    builder.write(decode(decoder, chunk));
    yield* builder.take();
  }
  if (first) throw new RefusedVersion('the file is empty (0 bytes)');
  builder.write(decode(decoder));
  builder.end();
  yield* builder.take();
}

function chunksOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** The first child of that name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  for (const candidate of element.children) if (candidate.name === name) return candidate;
  return undefined;
}

/**
 * What is wrong with a record of which one of these children stands there twice: two records ran into one, and nobody knows
 * which of them it is. Null where all is well.
 */
export function runTogether(record: XmlElement, once: ReadonlySet<string>): string | null {
  const seen = new Set<string>();
  for (const { name } of record.children) {
    if (!once.has(name)) continue;
    if (seen.has(name)) return `its ${name} stands there twice, as where two records run into one`;
    seen.add(name);
  }
  return null;
}

/** Every child of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  if (element) for (const candidate of element.children) if (candidate.name === name) found.push(candidate);
  return found;
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new RefusedVersion('the file is not valid UTF-8', { cause });
  }
}

function refuseForeignStart(chunk: Uint8Array): void {
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff))
    throw new RefusedVersion('the file is UTF-16, not UTF-8');
  const start = Buffer.from(chunk.subarray(0, 512))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype\s+)?html/i.test(start)) throw new RefusedVersion('the file is an HTML page, not XML');
  if (!start.startsWith('<')) throw new RefusedVersion('the file is not XML');
}

/** Half of all elements are leaves: they share this one. */
const NO_CHILDREN: XmlElement[] = [];
Object.freeze(NO_CHILDREN);

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] };

/** A map, because an element may be called `constructor`, which every object inherits. */
interface Inside extends ReadonlyMap<string, Inside | null> {}

/** The line breaks and indents between elements. */
function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 32) return false;
  return true;
}

/** V8 keeps a longer substring as a window into the whole chunk, which would then stay in memory as long as it. */
const LONGEST_COPIED = 12;

function detached(text: string): string {
  return text.length > LONGEST_COPIED ? ` ${text}`.slice(1) : text;
}

class RecordBuilder {
  readonly #shape: XmlShape;
  readonly #parser = new SaxesParser();
  readonly #records: ReadonlySet<string>;
  /** What records and the elements around them are called: inside of a record they show that its end was lost. */
  readonly #frame: ReadonlySet<string>;
  /** Record path → what may stand inside. */
  readonly #insideOf = new Map<string, Inside>();
  /** Every path that leads to a record or a skipped element. */
  readonly #ways = new Set<string>();
  readonly #skipped: ReadonlySet<string>;
  /** Qualified name → local name, of every element so far and of the shape. */
  readonly #names = new Map<string, string>();
  #ready: XmlEvent[] = [];
  /** Names of the open elements below the root. */
  #path: string[] = [];
  #stack: OpenElement[] = [];
  /** The last of the stack. */
  #top: OpenElement | undefined;
  /** What may stand inside each element of the stack; undefined where the shape does not say. */
  #insides: (Inside | undefined)[] = [];
  /** Unknown elements that are still open, and every unknown path. */
  readonly #strangers = new Map<OpenElement, string>();
  readonly #reported = new Set<string>();
  #depth = 0;
  /** Depth of the element whose inside is passed over; 0 for none. */
  #passing = 0;

  constructor(shape: XmlShape) {
    this.#shape = shape;
    for (const [path, inside] of Object.entries(shape.inside ?? {})) this.#insideOf.set(path, this.#mapped(inside));
    this.#records = new Set(shape.records);
    this.#frame = new Set(shape.records.flatMap((path) => path.split('/')));
    this.#skipped = new Set(shape.skipped ?? []);
    for (const path of [...shape.records, ...(shape.skipped ?? [])]) {
      const names = path.split('/');
      for (let i = 1; i < names.length; i += 1) this.#ways.add(names.slice(0, i).join('/'));
    }
    this.#parser.on('error', (error) => {
      throw new RefusedVersion(`the file is not well-formed XML: ${error.message}`);
    });
    this.#parser.on('doctype', () => {
      throw new RefusedVersion('the file has a doctype, which no official list has');
    });
    this.#parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
        throw new RefusedVersion(`the file says it is ${encoding}, not UTF-8`);
    });
    this.#parser.on('opentag', (tag) => this.#open(tag.name, tag.attributes as Record<string, string>));
    this.#parser.on('closetag', () => this.#close());
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.close();
  }

  take(): XmlEvent[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #open(qualified: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new RefusedVersion(`elements are nested more than ${MAX_DEPTH} deep`);
    if (this.#passing > 0) return;
    const name = this.#localName(qualified);
    if (this.#top) this.#openInside(this.#top, name, attributes);
    else if (this.#depth === 1) this.#openRoot(name, attributes);
    else this.#openOutside(name, attributes);
  }

  #openInside(parent: OpenElement, name: string, attributes: Record<string, string>): void {
    const allowed = this.#insides.at(-1);
    const inside = allowed?.get(name);
    if (inside === null) {
      this.#passing = this.#depth;
      return;
    }
    const element: OpenElement = { name, attributes, children: NO_CHILDREN, text: '' };
    if (parent.children === NO_CHILDREN) {
      parent.children = [element];
      if (isBlank(parent.text)) parent.text = '';
    } else parent.children.push(element);
    this.#push(element, inside);
    if (allowed && inside === undefined) this.#meet(element);
  }

  #openOutside(name: string, attributes: Record<string, string>): void {
    this.#path.push(name);
    const path = this.#path.join('/');
    if (this.#records.has(path)) {
      this.#push({ name, attributes, children: NO_CHILDREN, text: '' }, this.#insideOf.get(path));
      return;
    }
    if (this.#ways.has(path)) return;
    if (!this.#skipped.has(path) && !this.#reported.has(path)) this.#ready.push({ kind: 'unknown', path });
    this.#reported.add(path);
    this.#passing = this.#depth;
  }

  /** Remembers an unknown element until its text is known. */
  #meet(element: OpenElement): void {
    if (this.#frame.has(element.name))
      throw new RefusedVersion(`a <${element.name}> stands inside of a record: the file is damaged`);
    const path = [...this.#path, ...this.#stack.slice(1).map(({ name }) => name)].join('/');
    if (!this.#reported.has(path)) this.#strangers.set(element, path);
    this.#reported.add(path);
  }

  #openRoot(name: string, attributes: Record<string, string>): void {
    if (name !== this.#shape.root)
      throw new RefusedVersion(`the root element is <${name.slice(0, 60)}>, expected <${this.#shape.root}>`);
    this.#ready.push({ kind: 'root', attributes });
  }

  /** The inside as a map; its names become those of the elements. */
  #mapped(inside: XmlInside): Inside {
    const map = new Map<string, Inside | null>();
    for (const [name, inner] of Object.entries(inside)) {
      map.set(name, inner && this.#mapped(inner));
      this.#names.set(name, name);
    }
    return map;
  }

  /** The same string each time, the shape's own where it has one, so that comparing names compares two pointers. */
  #localName(qualified: string): string {
    const known = this.#names.get(qualified);
    if (known !== undefined) return known;
    const local = qualified.slice(qualified.indexOf(':') + 1);
    const name = this.#names.get(local) ?? local;
    this.#names.set(qualified, name);
    return name;
  }

  #push(element: OpenElement, inside: Inside | undefined): void {
    this.#stack.push(element);
    this.#insides.push(inside);
    this.#top = element;
  }

  #close(): void {
    const depth = this.#depth;
    this.#depth -= 1;
    if (this.#passing > 0) {
      if (depth !== this.#passing) return;
      this.#passing = 0;
      if (!this.#top) this.#path.pop();
      return;
    }
    const element = this.#stack.pop();
    this.#insides.pop();
    this.#top = this.#stack.at(-1);
    if (element) this.#finish(element);
    if (this.#top) return;
    if (element) this.#ready.push({ kind: 'record', path: this.#path.join('/'), element });
    this.#path.pop();
  }

  #finish(element: OpenElement): void {
    element.text = detached(element.text);
    const path = this.#strangers.size > 0 ? this.#strangers.get(element) : undefined;
    if (path === undefined) return;
    this.#strangers.delete(element);
    this.#ready.push({ kind: 'unknown', path, text: element.text.trim() || (element.children[0]?.text.trim() ?? '') });
  }

  #text(text: string): void {
    const element = this.#top;
    if (!element || this.#passing > 0 || (element.children !== NO_CHILDREN && isBlank(text))) return;
    element.text = element.text === '' ? text : element.text + text;
    if (element.text.length > MAX_TEXT)
      throw new RefusedVersion(`<${element.name}> is longer than ${MAX_TEXT} characters`);
  }
}
