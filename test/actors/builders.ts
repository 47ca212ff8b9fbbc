import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareListing, type Listing } from '../../src/domain/listing.js';
import type { FeedItem, NoticeEntry } from '../../src/ports.js';

export function listing(facts: Partial<Listing>): Listing {
  return { ...bareListing('ofac-sdn', '1', 'NOBODY', 'entity', 'https://ofac.example/1'), ...facts };
}

export function entry(name: string, facts: Partial<NoticeEntry> = {}): NoticeEntry {
  const { programs = [], linkedTo = [] } = facts;
  const links = linkedTo.map((link) => ` (Linked To: ${link})`).join('');
  return {
    kind: 'added',
    name,
    aliases: [],
    type: 'entity',
    programs,
    linkedTo,
    heading: 'The following entities have been added to the list:',
    text: `${name}${programs.map((program) => ` [${program}]`).join('')}${links}.`,
    ...facts,
  };
}

/** An item whose text holds the paragraphs of its entries, as a notice's does. */
export function item(facts: Partial<FeedItem>): FeedItem {
  const { entries = [], text = '' } = facts;
  return {
    id: '20300101',
    title: 'Designations',
    url: 'https://ofac.example/20300101',
    published: '2030-01-01',
    category: null,
    links: [],
    ...facts,
    entries,
    text: [text, ...entries.map((one) => one.text)].join('\n'),
  };
}

/** A folder of profiles that lives as long as `use`. */
export async function withFolder<T>(
  files: Readonly<Record<string, unknown>>,
  use: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-actors-'));
  try {
    for (const [file, value] of Object.entries(files))
      writeFileSync(join(dir, file), typeof value === 'string' ? value : JSON.stringify(value));
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
