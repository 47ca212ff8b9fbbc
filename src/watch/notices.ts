import type { Cursor, Health, Trouble } from '../domain/ledger.js';
import type { Message } from '../domain/message.js';
import { truncate } from '../lib/text.js';
import { ageText, instantText } from '../lib/time.js';
import type { Source } from '../ports.js';

/** What people are told of a source's trouble, and what to do. */
export function troubleNotice(source: Source, trouble: Trouble, health: Health, cursor: Cursor | undefined): Message {
  const { id, title } = source;
  const since = health.succeededAt === null ? 'so far' : `since ${instantText(health.succeededAt)}`;
  switch (trouble) {
    case 'failing': {
      const text = `${title} could not be read ${health.failures} times in a row: ${health.error ?? ''}. The last good data keep answering.`;
      return notice(`${id} fails`, text);
    }
    case 'silent': {
      const text = `Nothing has confirmed ${title} ${since}, although no check failed: one takes very long. The last good data keep answering. Run: tocsin doctor`;
      return notice(`${id} is silent`, text);
    }
    case 'blind': {
      const text = `${title} does not say any more when it changes${cursor?.blind ? `, since ${instantText(cursor.blind.since)}` : ''}: its whole file is asked for instead, up to an hour apart, so alerts come later. Run: tocsin doctor`;
      return notice(`${id} does not tell of changes`, text);
    }
  }
}

/** Said once of all that was announced. */
export function recoveryNotice(source: Source, { at }: NonNullable<Health['announced']>, now: Date): Message {
  return notice(`${source.id} is back`, `${source.title} is read as it should be again, after ${ageText(at, now)}.`);
}

export function heldNotice(source: Source, reason: string): Message {
  const text = `A new version of ${source.title} waits for a person: ${reason}. Compare it with the publisher's own notice, then run: tocsin release ${source.id} --why "…". Until then the last version keeps answering.`;
  return notice(`${source.id} is held`, text);
}

function notice(title: string, text: string): Message {
  return {
    push: truncate(`${title}: ${text}`, 250),
    tone: 'problem',
    title,
    blocks: [{ kind: 'text', lines: [[{ text }]] }],
    buttons: [{ label: 'Status', run: 'status' }],
    foot: ['about the bot itself'],
    format: 'full',
  };
}
