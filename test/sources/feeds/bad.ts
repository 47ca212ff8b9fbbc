import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { FeedSource } from '../../../src/ports.js';
import { cutShort, failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { pollFeed, readSaved } from './poll.js';

export interface BadCases {
  /** Where the source looks. */
  readonly path: string;
  /** A sound file with at least two items, one of which has a letter beyond ASCII in it. */
  readonly sound: string;
  /** What parts two items: a file cut there is in order up to it. */
  readonly between: string;
  /** A sound file without items. */
  readonly empty: string;
  /** The same format of another publisher, and another format. */
  readonly foreign: readonly string[];
}

/** Every feed source: what is no sound feed of its own is a failure, never "nothing new". */
export function refusesBadFeeds(source: FeedSource, { path, sound, between, empty, foreign }: BadCases): void {
  const files: [string, string | Uint8Array][] = [
    ['no byte', ''],
    ['no items', empty],
    ['a page', '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Soon back</body></html>'],
    ['a page that is XML', '<?xml version="1.0"?><html><body>Soon back</body></html>'],
    ['cut in an item', sound.slice(0, sound.lastIndexOf(between) + between.length + 20)],
    ['cut between two items', sound.slice(0, sound.lastIndexOf(between))],
    ['cut behind the last item', sound.trimEnd().slice(0, -2)],
    ['bytes that are not UTF-8', Buffer.from(sound, 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${sound}`, 'utf16le')],
    ...foreign.map((file, i): [string, string] => [`another feed (${i + 1})`, file]),
  ];

  describe('is a failure, never "nothing new":', () => {
    let site: OfficialSite;
    beforeEach(async () => {
      site = await startOfficialSite();
    });
    afterEach(() => site.close());

    it.each(files)('%s', async (_what, content) => {
      await expect(readSaved(source, content)).rejects.toThrow(RefusedVersion);
      site.serve(path, content);
      await expect(pollFeed(source, site, ['known'])).rejects.toThrow();
      await expect(pollFeed(source, site, null)).rejects.toThrow();
      expect(site.hits(path)).toBeGreaterThanOrEqual(2);
    });

    it.each([
      ['a page with status 200', htmlPage],
      ['403', failure(403)],
      ['a body cut short of its length', cutShort(sound, 300)],
    ])('%s', async (_what, handler) => {
      site.serve(path, handler);
      await expect(pollFeed(source, site, ['known'])).rejects.toThrow();
      site.serve(path, sound);
      expect((await pollFeed(source, site, ['known'])).items.length).toBeGreaterThan(0);
    });
  });
}
