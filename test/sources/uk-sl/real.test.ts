import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { ukSl } from '../../../src/sources/uk-sl/index.js';
import { diffOf, eventsOf, listingsIn } from '../../support/list-reading.js';
import { describeShared } from '../../support/shared.js';

describeShared('the list of 7 September 2026 (21 of its designations)', (data) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-uk-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const content = () => readFileSync(data('uk/uk_sanctions_list_2026-09-07.xml'), 'utf8');
  const read = (text: string) => eventsOf(ukSl, folder, text);

  async function listing(ref: string): Promise<Listing | undefined> {
    return listingsIn(await read(content())).find((one) => one.ref === ref);
  }

  it('is understood to its last element', async () => {
    const events = await read(content());
    expect(events.filter(({ kind }) => kind !== 'listing')).toEqual([{ kind: 'header', published: '2026-09-07' }]);
    const types = listingsIn(events).map(({ type }) => type);
    expect(['individual', 'entity', 'vessel'].map((type) => types.filter((one) => one === type).length)).toEqual([
      14, 5, 2,
    ]);
  });

  it('names parties without a surname, with a blank name, and with two primary names', async () => {
    expect((await listing('AFG0043'))?.name).toBe('MOHAMMAD YAQOUB');
    expect((await listing('BEL0174'))?.name).toBe('Pavel Ivanovich KAZAKOV');
    expect((await listing('AFG0038'))?.name).toBe('DIN MOHAMMAD HANIF');
    expect((await listing('AFG0038'))?.aliases[0]).toEqual({
      name: 'IADENA MOHAMMAD',
      kind: 'aka',
      strength: 'strong',
    });
  });

  it('shows one passport of ten, a birth without its day, and Latin letters as what they are', async () => {
    const akhund = await listing('AFG0006');
    expect(akhund?.identifiers.filter(({ type }) => type === 'Passport')).toHaveLength(1);
    expect(akhund?.births[0]).toEqual({ kind: 'date', value: 'dd/mm/1945' });
    expect((await listing('GUB0009'))?.aliases.map(({ kind }) => kind)).toEqual(['aka', 'aka', 'aka']);
  });

  it('takes an e-mail from under the websites, a ship without OFSI group, and an address without country', async () => {
    expect(await listing('BEL0108')).toMatchObject({ emails: ['office@ban.by'], websites: [] });
    expect((await listing('DPR0075'))?.identifiers).toEqual([{ type: 'IMO number', number: '9562233' }]);
    expect((await listing('RUS2701'))?.addresses).toEqual([{ text: 'Moscow, Russia' }]);
  });

  it('is no change the next day, in another order', async () => {
    const [head = '', ...records] = content()
      .replace('</Designations>', '')
      .split(/(?=<Designation>)/);
    const reordered = records.toReversed().map((record) =>
      record.replace(/<Names>(.*)<\/Names>/s, (_whole, names: string) => {
        const each = names.split(/(?=<Name>)/);
        return `<Names>${each.toReversed().join('')}</Names>`;
      }),
    );
    const next = `${head.replace('07/09/2026', '08/09/2026')}${reordered.join('')}</Designations>`;
    const diff = await diffOf(await read(content()), await read(next));
    expect(diff).toMatchObject({ records: 21, added: [], amended: [], removed: [], unknown: [], setAside: [] });
  });

  it('is refused when it is cut', async () => {
    const whole = content();
    for (const share of [0.1, 0.5, 0.99])
      await expect(read(whole.slice(0, whole.length * share))).rejects.toThrow('not well-formed');
  });
});
