import { expect, it } from 'vitest';
import type { ActorLink } from '../../src/domain/action.js';
import { actionOf } from '../../src/ledger/action.js';
import { anEntry, NOW } from '../support/builders.js';

const own: ActorLink = { actor: 'grey-heron', reason: { kind: 'listing' } };
const linked: ActorLink = { actor: 'grey-heron', reason: { kind: 'linked', text: 'Linked To: GREY HERON' } };

function countriesWith(links: readonly ActorLink[], country: string): (readonly string[])[] {
  const entry = anEntry({ addresses: [{ text: 'Pyongyang', country: 'Korea, North' }] });
  const bare = anEntry({ ref: '1002' });
  const { changes } = actionOf({
    source: 'ofac-sdn',
    after: 'baseline',
    diff: { published: null, added: [entry, bare], amended: [{ entry: bare, fields: [] }], removed: [bare] },
    now: NOW,
    actorsOf: () => links,
    relistingOf: () => undefined,
    countryOf: (actor) => (actor === 'grey-heron' ? country : undefined),
  });
  return changes.map(({ countries }) => countries);
}

it("a change of an actor's own listing has the actor's country beside the list's", () => {
  expect(countriesWith([own], 'Russia')).toEqual([['Korea, North', 'Russia'], ['Russia'], ['Russia'], ['Russia']]);
});

it('what a profile says of a country that is not known is none', () => {
  expect(countriesWith([own], 'country not stated')).toEqual([['Korea, North'], [], [], []]);
});

it('the same country in other words stands once, as the list words it', () => {
  expect(countriesWith([own], 'North Korea')[0]).toEqual(['Korea, North']);
});

it("a party that is only linked to an actor has not the actor's country", () => {
  expect(countriesWith([linked], 'Russia')).toEqual([['Korea, North'], [], [], []]);
});
