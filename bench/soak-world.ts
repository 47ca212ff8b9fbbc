import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditOutcome, SendOutcome } from '../src/domain/delivery.js';
import { bareListing } from '../src/domain/listing.js';
import type { Platform } from '../src/domain/subscription.js';
import { listFileOf } from '../src/lib/list-file.js';
import type { Chat, Clock, FeedSource, ListSource, Source } from '../src/ports.js';
import { sources } from '../src/sources/index.js';

const ENTRIES = 2_000;
const CHANGES = 4;
const SECOND = 1_000;

/** A publisher whose list and feed change when they are told to, and which may be down. */
export class SoakPublisher {
  #edition = 0;
  down = false;

  publish(): void {
    this.#edition += 1;
  }

  sources(clock: Clock): Source[] {
    return sources.flatMap((source) => {
      if (source.kind === 'list' && source.id === 'ofac-sdn') return this.#list(source, clock);
      return source.kind === 'feed' && source.id === 'ofac-recent-actions' ? this.#feed(source, clock) : [];
    });
  }

  #answer(): void {
    if (this.down) throw new Error('the publisher is down');
  }

  #list(source: ListSource, clock: Clock): ListSource {
    return {
      ...source,
      minimum: 0,
      changeSignal: async () => {
        this.#answer();
        return String(this.#edition);
      },
      fetch: async ({ folder }) => {
        this.#answer();
        const path = join(folder, 'list');
        await writeFile(path, this.#entries().join('\n'));
        const published = clock.now().toISOString();
        const version = { format: 'csv', published, files: [{ role: 'list', path, modified: null }] };
        return { version, etag: null, lastModified: null, validFor: null };
      },
      async *read(version) {
        yield { kind: 'header', published: version.published };
        for (const line of (await readFile(listFileOf(version), 'utf8')).split('\n')) {
          const [ref = '', name = '', remarks = ''] = line.split('|');
          const listing = { ...bareListing(source.id, ref, name, 'entity', 'https://example.org/'), remarks };
          yield { kind: 'listing', listing, gaps: [] };
        }
      },
    };
  }

  /** With each edition some entries are worded anew, and one takes the place of another. */
  #entries(): string[] {
    return Array.from({ length: ENTRIES }, (_, i) => {
      const turn = Math.floor((this.#edition + ENTRIES - (i % ENTRIES) / CHANGES) / (ENTRIES / CHANGES));
      const ref = i === 0 ? `new-${this.#edition}` : String(i);
      const fact = i === 0 ? `Registered in year ${this.#edition}` : `Remark ${turn} of this company`;
      return `${ref}|HARBOUR COMPANY ${ref}|${fact}, as long as remarks are on average.`;
    });
  }

  #feed(source: FeedSource, clock: Clock): FeedSource {
    return {
      ...source,
      poll: async ({ cursor }) => {
        this.#answer();
        const seen = Array.from({ length: 20 }, (_, i) => String(this.#edition + 20 - i));
        const fresh = cursor === null ? [] : seen.filter((id) => !cursor.items.includes(id)).reverse();
        const published = clock.now().toISOString().slice(0, 10);
        const items = fresh.map((id) => ({
          ...{ id, title: `Sanctions notice ${id}`, url: `https://example.org/${id}`, published, category: null },
          ...{ links: [], entries: [], text: `Notice ${id} about sanctions.` },
        }));
        return { items, seen };
      },
    };
  }
}

/** A platform that takes a while, and may be down or ask for patience. */
export class SoakChat implements Chat {
  readonly platform: Platform;
  readonly #clock: Clock;
  sent = 0;
  down = false;

  constructor(platform: Platform, clock: Clock) {
    this.platform = platform;
    this.#clock = clock;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async send(): Promise<SendOutcome> {
    await this.#clock.sleep(SECOND / 10);
    if (this.down) return { kind: 'transient', reached: false, detail: 'connection refused' };
    this.sent += 1;
    if (this.sent % 97 === 0) return { kind: 'ambiguous', detail: 'socket hang up' };
    if (this.sent % 41 === 0) return { kind: 'rate', retryAfterMs: 3 * SECOND, global: false, detail: '429' };
    return { kind: 'sent', messageId: `${this.platform}-${this.sent}` };
  }

  async edit(): Promise<EditOutcome> {
    return { kind: 'edited' };
  }
}
