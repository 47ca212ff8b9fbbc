import { describe, expect, it } from 'vitest';
import { anActor, anActorListing } from '../support/builders.js';
import { born, citizen, fed, firm, number, person, ship, tieBetween, verdict } from './listings.js';

describe('an official reference', () => {
  const listed = person('un-sc', 'TAi.002', { name: 'RODOLPHE' });
  const cites = (list: string, type: string, value: string) =>
    person(list, '1', { identifiers: [number(type, value)] });

  it.each([
    ['the reference of the other list', cites('uk-sl', 'UN reference', 'TAi.002'), 'proved: UN reference TAi.002'],
    ['without its zeros', cites('eu-fsf', 'UN reference', 'TAi.2'), 'proved: UN reference TAi.2'],
    ['under a label of its own', cites('ch-seco', 'Foreign identifier', 'TAi.002'), 'proved: UN reference TAi.002'],
    ['another reference', cites('uk-sl', 'UN reference', 'TAi.003'), 'none'],
    ['no reference but a word', cites('uk-sl', 'UN reference', 'unknown'), 'none'],
    ['the reference of an entity', cites('uk-sl', 'UN reference', 'TAe.002'), 'none'],
  ])('%s', (_what, listing, expected) => {
    expect(verdict(listing, listed)).toBe(expected);
  });

  it('ties two lists that name a third, whether or not that one is read', () => {
    const [uk, eu] = [cites('uk-sl', 'UN reference', 'TAi.002'), cites('eu-fsf', 'UN reference', 'TAi.2')];
    expect(verdict(uk, eu)).toBe('proved: UN reference TAi.002');
  });

  it('is the number of OFAC on both of its lists, and nobody else’s number', () => {
    const [sdn, other] = [firm('ofac-sdn', '8000'), firm('ofac-consolidated', '8000', { name: 'Other words' })];
    expect(verdict(sdn, other)).toBe('proved: OFAC reference 8000');
    expect(verdict(sdn, firm('uk-sl', '8000', { name: 'Other words' }))).toBe('none');
  });

  it('does not make an entity of an individual', () => {
    expect(verdict(firm('uk-sl', '1', { identifiers: [number('UN reference', 'TAi.002')] }), listed)).toBe('none');
  });

  it('outweighs what lists differ about', () => {
    const man = person('uk-sl', '1', { gender: 'Male', identifiers: [number('UN reference', 'TAi.002')] });
    expect(verdict(man, { ...listed, gender: 'Female' })).toBe('proved: UN reference TAi.002');
  });
});

describe('the same number', () => {
  const holder = (list: string, ...identifiers: Parameters<typeof number>[]) =>
    person(list, '1', { identifiers: identifiers.map((each) => number(...each)), nationalities: citizen('Iran') });
  const PASSPORT: Parameters<typeof number> = ['Passport', 'N012430661', 'Iran'];

  it.each<[string, Parameters<typeof number>, string]>([
    ['of one kind and country', ['National passport', 'N 012430661', 'IRAN (ISLAMIC REPUBLIC OF)'], 'proved'],
    ['in another language', ['Numéro de passeport', 'n012430661'], 'proved'],
    ['within a text', ['Passport', 'Iran passport number N012430661, issued in Tehran'], 'proved'],
    ['where the country is the party’s', ['Passport', 'N012430661'], 'proved'],
    ['of another country', ['Passport', 'N012430661', 'Iraq'], 'none'],
    ['of another kind', ['National identification card', 'N012430661', 'Iran'], 'none'],
    ['as a telephone number', ['Phone Number', 'N012430661', 'Iran'], 'none'],
  ])('%s', (_what, other, expected) => {
    expect(tieBetween(holder('ofac-sdn', PASSPORT), holder('eu-fsf', other))?.certainty ?? 'none').toBe(expected);
  });

  it.each(['-', 'unknown', '000000', '111111111', '123456', '1234567890', 'A1', '12345', 'not available'])(
    'is none that is a filler or too short: %s',
    (filler) => {
      const [a, b] = [holder('ofac-sdn', ['Passport', filler, 'Iran']), holder('un-sc', ['Passport', filler, 'Iran'])];
      expect(verdict(a, b)).toBe('none');
    },
  );

  it('is of a company under whatever label a register has', () => {
    const sdn = firm('ofac-sdn', '1', { identifiers: [number('Registration ID', '1027739609391', 'Russia')] });
    const fr = firm('fr-gels', '2', {
      addresses: [{ text: 'Moscow', country: 'RUSSIE' }],
      identifiers: [number('Identification', '1027739609391', undefined, 'Numéro d’enregistrement')],
    });
    expect(tieBetween(sdn, fr)?.certainty).toBe('proved');
  });

  it('is not the office that many companies share: KPP', () => {
    const of = (list: string, inn: string, name: string) =>
      firm(list, '1', {
        name,
        addresses: [{ text: 'Moscow', country: 'Russia' }],
        identifiers: [number('Business registration number', `OGRN: 10${inn}1 KPP: 770701001 INN: ${inn}`)],
      });
    expect(verdict(of('uk-sl', '9707028663', 'Zenda'), of('ofac-sdn', '5045023416', 'Zenda Works'))).toBe('none');
    expect(verdict(of('uk-sl', '9707028663', 'Zenda'), of('ofac-sdn', '9707028663', 'Zenda'))).toContain('proved');
  });

  it('is each of two in one text, and a label is no part of it', () => {
    const of = (list: string, value: string) =>
      firm(list, '1', {
        addresses: [{ text: 'Moscow', country: 'Russia' }],
        identifiers: [number('Registration number', value)],
      });
    for (const text of ['OGRN: 1247700291200 INN: 9707028663', 'INN 9707028663', 'No. 9707028663', '97-070-28-663'])
      expect(verdict(of('uk-sl', text), of('ofac-sdn', '9707028663'))).toContain('proved');
  });

  it('is not the day on which both were registered', () => {
    const on = (list: string, day: string) =>
      firm(list, '1', {
        addresses: [{ text: 'Moscow', country: 'Russia' }],
        identifiers: [number('Registration number', `registered on ${day}`)],
      });
    for (const day of ['12.11.1993', '12/11/1993', '1993-11-12'])
      expect(verdict(on('uk-sl', day), on('ofac-sdn', day))).not.toContain('proved');
  });

  it('without a common name is probable: lists copy numbers into the row below', () => {
    const numbered = (list: string, name: string) =>
      firm(list, '1', { name, identifiers: [number('Tax ID No.', '9709058222', 'Russia')] });
    expect(verdict(numbered('ofac-sdn', 'OOO INZHINIRING'), numbered('eu-fsf', 'OOO INNOVATSII SVETA'))).toBe(
      'probable: Tax ID No. 9709058222 (Russia)',
    );
  });

  it('of several on one list is theirs whose name it has', () => {
    const of = (list: string, ref: string, name: string) =>
      person(list, ref, { name, identifiers: [number(...PASSPORT)], nationalities: citizen('Iran') });
    const [un, brother] = [of('un-sc', 'IRi.001', 'Rudolf RASSENDYLL'), of('un-sc', 'IRi.002', 'Robert RASSENDYLL')];
    const sdn = of('ofac-sdn', '1', 'RASSENDYLL, Rudolf');
    expect(verdict(sdn, un, brother)).toContain('proved');
    expect(verdict(sdn, brother, un)).toBe('none');
  });

  it('of many on one list is nobody’s', () => {
    const of = (list: string, ref: string) =>
      firm(list, ref, { identifiers: [number('Tax ID No.', '9709058222', 'Russia')] });
    const clients = ['1', '2', '3', '4'].map((ref) => of('ofac-sdn', ref));
    expect(fed([of('un-sc', 'RUe.001'), ...clients]).tiesOf('un-sc', 'RUe.001')).toEqual([]);
  });
});

describe('numbers that one registry of the world gives', () => {
  it('prove a ship under any name by an IMO number whose check digit is right', () => {
    const a = ship('uk-sl', 'DPR0075', { name: 'Petrel 8', identifiers: [number('IMO number', '9562233')] });
    const b = (imo: string) => ship('un-sc', '2', { name: 'New Dawn', identifiers: [number('IMO number', imo)] });
    expect(verdict(a, b('IMO 9562233'))).toBe('proved: IMO number 9562233');
    expect(verdict(a, b('9562234'))).toBe('none');
  });

  it('prove a bank by its BIC, main office or not, and a firm by its LEI', () => {
    const of = (list: string, name: string, type: string, value: string) =>
      firm(list, '1', { name, identifiers: [number(type, value)] });
    expect(verdict(of('ofac-sdn', 'A', 'SWIFT/BIC', 'KYCBKPPY'), of('eu-fsf', 'B', 'BIC', 'KYCBKPPYXXX'))).toContain(
      'proved',
    );
    expect(
      verdict(
        of('ofac-sdn', 'A', 'Legal Entity Number', '253400V1H6ART1UQ0N98'),
        of('uk-sl', 'B', 'LEI', '253400V1H6ART1UQ0N98'),
      ),
    ).toContain('proved');
  });
});

describe('the same wallet', () => {
  const holding = (list: string, name: string, address: string) =>
    firm(list, '1', { name, wallets: [{ address, label: 'ETH' }] });
  const ETH = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';

  it('proves with a common name, in whatever case the address is written', () => {
    expect(
      verdict(holding('ofac-sdn', 'GREY HERON', ETH), holding('il-nbctf', 'Grey Heron Ltd', ETH.toLowerCase())),
    ).toBe(`proved: wallet ${ETH}`);
  });

  it('is probable without one', () => {
    expect(verdict(holding('ofac-sdn', 'GREY HERON', ETH), holding('il-nbctf', 'Reed Stalker', ETH))).toContain(
      'probable',
    );
  });
});

describe('a profile', () => {
  it('ties its listings', () => {
    const heron = anActor({
      listings: [anActorListing(), anActorListing({ list: 'uk-sl', ref: 'CYB1' })],
    });
    const listings = [firm('ofac-sdn', '2001', { name: 'A' }), firm('uk-sl', 'CYB1', { name: 'B' })];
    expect(fed(listings, [heron]).tiesOf('ofac-sdn', '2001')).toMatchObject([
      { list: 'uk-sl', ref: 'CYB1', certainty: 'proved', evidence: [{ kind: 'actor', text: 'profile of Grey Heron' }] },
    ]);
  });
});

describe('a chain', () => {
  const UN = number('UN reference', 'IRi.009');
  const PASSPORT = number('Passport', 'N012430661', 'Iran');
  const uk = person('uk-sl', 'IRN1', { identifiers: [UN] });
  const un = person('un-sc', 'IRi.009', { identifiers: [PASSPORT] });
  const sdn = person('ofac-sdn', '7', { name: 'RASSENDYLL, Rudolf', identifiers: [PASSPORT] });

  it('of proofs proves, and says what it goes through', () => {
    expect(tieBetween(uk, sdn, un)).toMatchObject({
      certainty: 'proved',
      evidence: [
        { kind: 'official-reference', text: 'UN reference IRi.009', through: { list: 'un-sc', ref: 'IRi.009' } },
        { kind: 'identifier', text: 'Passport N012430661 (Iran)' },
      ],
    });
    expect(verdict(uk, sdn)).toBe('none');
  });

  it('with a probable link proves nothing', () => {
    const ca = person('ca-sema', 'Iran 1', { births: born('1970-03-04'), programs: ['Iran'] });
    const dated = { ...un, births: born('1970-03-04'), nationalities: citizen('Iran') };
    expect(verdict(ca, dated, uk)).toContain('probable');
    expect(verdict(ca, uk, dated)).toBe('none');
  });

  it('does not tie what contradicts itself', () => {
    const other = { ...sdn, gender: 'Female' };
    expect(verdict({ ...uk, gender: 'Male' }, other, un)).toBe('none');
  });
});
