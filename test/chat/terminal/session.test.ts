import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/ports.js';
import { Person, said } from './person.js';

const PROMPT = 'tocsin ›';
const LEFT = '\u001b[D';
const UP = '\u001b[A';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

const alert = (title: string): Post => ({
  destination: { id: 'terminal/local', platform: 'terminal', channel: 'local', direct: true },
  message: said(title),
  key: `key of ${title}`,
});

describe('a person at a terminal', () => {
  let person: Person;
  let folder: string;
  let historyFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tocsin-terminal-'));
    historyFile = join(folder, 'state', 'history');
    person = new Person(true, { historyFile });
    await person.chat.start(person.handlers);
    await person.sees(PROMPT);
  });
  afterEach(async () => {
    await person.chat.stop();
    await rm(folder, { recursive: true });
  });

  it('asks with the prompt word or without, and is asked for the next line', async () => {
    await person.type('/sanctions lookup hidden cobra\r');
    await person.sees(PROMPT);
    await person.type('lookup hidden cobra\r');
    await person.sees(PROMPT);
    expect(person.asked).toEqual(['lookup hidden cobra', 'lookup hidden cobra']);
    expect(person.screen).toEqual([
      `${PROMPT} /sanctions lookup hidden cobra`,
      '',
      'You said lookup hidden cobra.',
      '',
      `${PROMPT} lookup hidden cobra`,
      '',
      'You said lookup hidden cobra.',
      '',
      PROMPT,
    ]);
    expect(person.calls[0]).toMatchObject({
      asker: { mayManage: true },
      place: { id: 'terminal/local', platform: 'terminal', direct: true },
    });
    expect(person.calls[0]?.id).not.toBe(person.calls[1]?.id);
  });

  it('gets a file printed below the answer, and nothing in it steers the terminal', async () => {
    person.file = { name: 'A1.csv', text: '\ufeffname\r\nA\u001b[2JB\r\n' };
    await person.type('action A1 csv\r');
    await person.sees(PROMPT);
    expect(person.screen.slice(2).map((line) => line.trim())).toEqual([
      'You said action A1 csv.',
      '',
      'name',
      'A␛[2JB',
      '',
      PROMPT,
    ]);
  });

  it('keeps what is being typed, and the cursor in it, when an alert comes in', async () => {
    await person.type('lookup lazrus', LEFT, LEFT);
    expect(await person.chat.send(alert('Alarm'))).toEqual({ kind: 'sent', messageId: 'key of Alarm' });
    expect(person.screen).toEqual(['', 'Alarm', '', `${PROMPT} lookup lazrus`]);
    await person.type(LEFT, 'a\r');
    await person.sees(PROMPT);
    expect(person.asked).toEqual(['lookup lazarus']);
  });

  it('keeps a line that runs over several rows, too', async () => {
    const long = `lookup ${'abcdefg '.repeat(12)}`.trim();
    await person.chat.print('first');
    await person.type(long);
    await person.chat.print('a line of the log');
    await person.chat.send(alert('Alarm'));
    const shown = person.screen;
    expect(shown.slice(0, 2)).toEqual(['first', 'a line of the log']);
    expect(shown.filter((line) => line === 'Alarm')).toHaveLength(1);
    const typed = shown.slice(shown.findIndex((line) => line.startsWith(PROMPT)));
    expect(typed.join(' ').replace(/\s+/g, '')).toBe(`${PROMPT} ${long}`.replace(/\s+/g, ''));
    await person.type('\r');
    await person.sees(PROMPT);
    expect(person.asked).toEqual([long]);
  });

  it('is answered in the order of asking', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    person.answer = async (text) => {
      if (text === 'status') await held;
      return said(`Answer to ${text}`);
    };
    await person.type('status\r', 'lookup x\r');
    expect(person.asked).toEqual(['status']);
    release();
    while (person.asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await person.sees(PROMPT);
    const answers = person.screen.filter((line) => line.startsWith('Answer'));
    expect(answers).toEqual(['Answer to status', 'Answer to lookup x']);
  });

  it('completes verbs, names, options and their values with Tab', async () => {
    const completed = async (typed: string) => {
      await person.type(typed, '\t', '\r');
      await person.sees(PROMPT);
      return person.asked.at(-1);
    };
    expect(await completed('loo')).toBe('lookup');
    expect(await completed('/sanctions st')).toBe('status');
    expect(await completed('lookup laz')).toBe('lookup Lazarus Group');
    expect(await completed('lookup acme ty')).toBe('lookup acme type:');
    expect(await completed('lookup acme type:v')).toBe('lookup acme type:vessel');
    expect(await completed('lookup acme list:ofac-s')).toBe('lookup acme list:ofac-sdn');
    expect(await completed('lookup acme sh')).toBe('lookup acme share');
  });

  it('finds earlier lines again after a restart, which nobody else may read', async () => {
    await person.type('lookup one\r');
    await person.sees(PROMPT);
    await person.type('lookup two\r');
    await person.sees(PROMPT);
    await person.chat.stop();
    expect(await readFile(historyFile, 'utf8')).toBe('lookup one\nlookup two\n');
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);
    person = new Person(true, { historyFile });
    await person.chat.start(person.handlers);
    await person.type(UP, UP, '\r');
    await person.sees(PROMPT);
    expect(person.asked).toEqual(['lookup one']);
  });

  it('works without a history that cannot be kept, and says so in the log', async () => {
    await person.chat.stop();
    await writeFile(join(folder, 'file'), '');
    person = new Person(true, { historyFile: join(folder, 'file', 'history') });
    await person.chat.start(person.handlers);
    await person.type('status\r');
    await person.sees(PROMPT);
    await person.chat.stop();
    expect(person.log).toEqual([
      'the history of typed lines cannot be read',
      'the history of typed lines cannot be written',
    ]);
  });

  it.each([
    ['exit', 'exit\r'],
    ['quit after the prompt word', '/sanctions quit\r'],
    ['Ctrl-D', CTRL_D],
    ['Ctrl-C twice', `${CTRL_C}${CTRL_C}`],
  ])('leaves with %s', async (_how, keys) => {
    await person.type(keys);
    await person.chat.closed;
    expect(person.sent.endsWith('\n')).toBe(true);
    expect(person.asked).toEqual([]);
  });

  it('throws a line away with one Ctrl-C, and goes on', async () => {
    await person.type('lookup nobo', CTRL_C);
    await person.sees(PROMPT);
    expect(person.screen).toContain('Ctrl-C again, Ctrl-D or exit to stop');
    await person.type('status\r');
    await person.sees(PROMPT);
    await person.type(CTRL_C, 'status\r');
    await person.sees(PROMPT);
    expect(person.asked).toEqual(['status', 'status']);
  });
});

describe('a pipe in the place of a person', () => {
  it('is read line by line and answered without prompts, colours or cursor movements', async () => {
    const person = new Person(false, { colour: 'auto' });
    await person.chat.print('Tocsin is starting.');
    await person.chat.start(person.handlers);
    person.input.end('lookup a\n\n/sanctions status\nexit\nlookup never\n');
    await person.chat.closed;
    expect(person.sent).toBe('Tocsin is starting.\n\nYou said lookup a.\n\nYou said status.\n\n');
    await person.chat.stop();
  });

  it('ends the session where the lines end, after the last answer', async () => {
    const person = new Person(false);
    await person.chat.start(person.handlers);
    person.input.end('status');
    await person.chat.closed;
    expect(person.sent).toBe('\nYou said status.\n\n');
    await person.chat.stop();
  });

  it('that never says a line is a service’s: alerts go on', async () => {
    const person = new Person(false);
    let closed = false;
    void person.chat.closed.then(() => {
      closed = true;
    });
    await person.chat.start(person.handlers);
    person.input.end();
    await new Promise((resolve) => person.input.once('close', resolve));
    expect((await person.chat.send(alert('Alarm'))).kind).toBe('sent');
    expect(person.sent).toBe('\nAlarm\n\n');
    expect(closed).toBe(false);
    await person.chat.stop();
  });

  it('whose reader has gone ends the session, and what could not be said is not taken for said', async () => {
    const person = new Person(false);
    await person.chat.start(person.handlers);
    person.output.destroy(new Error('EPIPE'));
    await person.chat.closed;
    expect(await person.chat.send(alert('Alarm'))).toEqual({
      kind: 'transient',
      detail: 'the terminal cannot be written to: Error: EPIPE',
      reached: false,
    });
    await person.chat.print('a line of the log');
    await person.chat.show(said('Hello'));
    await person.chat.stop();
  });

  it('is shown the control characters of a log line, and does not obey them', async () => {
    const person = new Person(false);
    await person.chat.print('one\nhost said \u001b[2J');
    expect(person.sent).toBe('one\nhost said ␛[2J\n');
  });

  it('gets colour where it is asked for', async () => {
    const person = new Person(false, { colour: 'always' });
    await person.chat.show(said('Hello'));
    expect(person.sent).toBe('\n\u001b[1mHello\u001b[22m\n\n');
  });
});
