import { describe, expect, it } from 'vitest';
import { composeAlert } from '../../src/alerts/compose.js';
import type { ComposeFacts } from '../../src/alerts/frame.js';
import { ANNOUNCEMENT_EVENTS } from '../../src/domain/action.js';
import { ask } from '../support/ask.js';
import {
  aChange,
  anAction,
  anActor,
  anActorListing,
  anAnnouncement,
  anEntry,
  memoryApp,
  textOf,
} from '../support/builders.js';

const FACTS: ComposeFacts = {
  titleOf: (source) => source,
  homepageOf: () => 'https://example.org/',
  actor: () => undefined,
  listsOf: () => [],
  tiedTo: () => [],
  prompt: '/sanctions',
};
const REMOVED = aChange({ kind: 'removed', name: 'GREY HERON', ref: '2001' });
/** As only a list's own removal may be worded. */
const DELISTED = /delist|de-list|no longer listed|^removed|· removed/im;

/** Only the list itself says that somebody is off it: a confirmed removal, never a notice, a gap or a list that was not read. */
describe('“removed” and “no longer listed”', () => {
  it.each(ANNOUNCEMENT_EVENTS)('is not what a notice of removals says, when it is %s', (event) => {
    for (const changes of [[REMOVED], [REMOVED, aChange({ kind: 'removed', name: 'STORK', ref: null })]]) {
      const notice = anAnnouncement({ event, changes, title: 'Cyber-related Notice' });
      const message = composeAlert(notice, null, [], 'full', FACTS);
      expect(message.tone).not.toBe('removed');
      for (const said of [message.title, message.push]) expect(said).not.toMatch(DELISTED);
      // What the notice says of its entries stands under a label of its own.
      const text = textOf(message).replace(/^Announced as: .*$/m, '');
      expect(text).not.toMatch(DELISTED);
    }
  });

  it('is what the list’s own removal says', () => {
    const message = composeAlert(anAction({ changes: [REMOVED] }), null, [], 'full', FACTS);
    expect([message.tone, message.title]).toEqual(['removed', 'Removed — ofac-sdn']);
    expect(message.push).toMatch(/^REMOVED/);
  });

  it('is not what a notice does to a look-up: the list still carries the party', async () => {
    const notice = anAnnouncement({ changes: [REMOVED] });
    const entries = [anEntry({ ref: '2001', name: 'GREY HERON' })];
    const { message } = await ask(memoryApp({ entries, actions: [notice] }), 'lookup 2001');
    expect(textOf(message)).toContain('● OFAC SDN 2001 · listed');
    expect(textOf(message)).not.toMatch(DELISTED);
  });

  it('is not what a profile says of a list without the entry, read or not', async () => {
    const heron = anActor({ listings: [anActorListing(), anActorListing({ list: 'uk-sl', ref: 'CYB1' })] });
    const { message } = await ask(memoryApp({ actors: [heron] }), 'actor grey heron');
    expect(textOf(message)).not.toMatch(DELISTED);
    expect(textOf(message)).toContain('○ not listed');
  });

  it('is what a profile says after a removal that the list itself showed', async () => {
    const gone = anEntry({ ref: '2001', name: 'GREY HERON' }, { status: 'removed', removedOn: '2024-05-20' });
    const { message } = await ask(memoryApp({ actors: [anActor()], entries: [gone] }), 'actor grey heron');
    expect(textOf(message)).toContain('○ removed 20 May 2024');
    expect(message.push).toContain('no longer listed on OFAC SDN');
  });
});
