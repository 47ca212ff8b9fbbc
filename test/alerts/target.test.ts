import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/alerts/target.js';
import { UserError } from '../../src/domain/errors.js';
import { type Target, targetText } from '../../src/domain/subscription.js';
import { actorsInMemory, anActor, SOURCES } from '../support/builders.js';

const actors = actorsInMemory([anActor({ id: 'grey-heron', name: 'Grey Heron' })]);
const parse = (text: string) => parseTarget(text, { actors, sources: SOURCES });
const HERON: Target = { kind: 'actor', actor: 'grey-heron', relations: false };

describe('parseTarget', () => {
  it.each<[string, Target]>([
    ['everything', { kind: 'everything' }],
    [' ALL ', { kind: 'everything' }],
    ['*', { kind: 'everything' }],
    ['grey heron', HERON],
    ['Grey-Heron', HERON],
    ['actor:grey-heron', HERON],
    ['Actor: Grey Heron', HERON],
    ['list:ofac-sdn', { kind: 'list', list: 'ofac-sdn' }],
    ['LIST: OFAC-SDN', { kind: 'list', list: 'ofac-sdn' }],
    ['list:ofac-recent-actions', { kind: 'list', list: 'ofac-recent-actions' }],
    ['program:dprk3', { kind: 'program', program: 'DPRK3' }],
    ['programme:CAATSA - RUSSIA', { kind: 'program', program: 'CAATSA - RUSSIA' }],
    ['country:Korea, North', { kind: 'country', country: 'North Korea' }],
    ['country:north korea', { kind: 'country', country: 'North Korea' }],
    ['country:KP', { kind: 'country', country: 'North Korea' }],
    ['Country: kp', { kind: 'country', country: 'North Korea' }],
    ["country:Democratic People's Republic of Korea", { kind: 'country', country: 'North Korea' }],
    ['country:Burma', { kind: 'country', country: 'Myanmar' }],
    ['type:Vessel', { kind: 'type', type: 'vessel' }],
  ])('%j', (text, target) => {
    expect(parse(text)).toEqual(target);
  });

  it('reads back what targetText writes', () => {
    const targets: Target[] = [
      HERON,
      { kind: 'everything' },
      { kind: 'list', list: 'un-sc' },
      { kind: 'program', program: 'DPRK3' },
      { kind: 'country', country: 'Iran' },
      { kind: 'type', type: 'aircraft' },
    ];
    for (const target of targets) expect(parse(targetText(target))).toEqual(target);
  });

  it.each([
    ['nobody', 'No curated actor is called “nobody”'],
    ['actor:nobody', 'No curated actor is called “nobody”'],
    ['heron', 'No curated actor is called “heron”. Did you mean Grey Heron? Use an'],
    ['actor:gray herons', 'No curated actor is called “gray herons”. Did you mean Grey Heron?'],
    ['nobody', 'No curated actor is called “nobody”. Use an'],
    ['list:ofac', '“ofac” is not watched here. Did you mean ofac-sdn or ofac-recent-actions?'],
    ['tpye:vessel', '“tpye:” is not a kind of target. Did you mean type:? Use actor,'],
    ['list:eu-fsf', '“eu-fsf” is not watched here. Lists and feeds: ofac-sdn, un-sc, ofac-recent-actions.'],
    ['type:person', '“person” is not a type. Types: individual, entity, vessel, aircraft.'],
    ['country:Atlantis', '“Atlantis” is no country that is known here. Use its name or its ISO code:'],
    ['country:Nort Korea', 'Did you mean North Korea?'],
    ['country:Korea', 'Did you mean North Korea or South Korea?'],
    ['planet:mars', '“planet:” is not a kind of target. Use actor, list, program, country, type, everything.'],
    ['', 'No curated actor is called “”'],
    ['list:', 'No curated actor is called “list:”'],
  ])('%j is refused with what is allowed', (text, said) => {
    expect(() => parse(text)).toThrow(UserError);
    expect(() => parse(text)).toThrow(said);
  });
});
