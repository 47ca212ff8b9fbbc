import { describe, expect, it } from 'vitest';
import type { NoticeEntry } from '../../../src/ports.js';
import { readNotice } from '../../../src/sources/ofac-recent-actions/pages.js';
import { noticeHtml } from './notice-html.js';

const ADDED = "The following entities have been added to OFAC's SDN List:";

function entriesOf(body: string): readonly NoticeEntry[] {
  return readNotice(noticeHtml('20240506', body), { id: null, category: null }).item.entries;
}

function entryOf(line: string, heading = ADDED): NoticeEntry {
  const [entry] = entriesOf(`<h4>${heading}</h4><p>${line}</p>`);
  if (!entry) throw new Error('no entry was read');
  return entry;
}

describe('an entry', () => {
  it.each([
    ['GREY HERON, Ruritania [TEST3].', 'GREY HERON'],
    ['GREY HERON; Website heron.example [TEST3].', 'GREY HERON'],
    ['GREY HERON [TEST3].', 'GREY HERON'],
    ['HERON CO., LTD., Room 5, Strelsau, Ruritania [TEST3].', 'HERON CO., LTD.'],
    ['HERON TRADING, S.A. DE C.V., Strelsau, Ruritania [TEST3].', 'HERON TRADING, S.A. DE C.V.'],
    ['HERON, LLC (a.k.a. HERON AND SONS), Strelsau [TEST3].', 'HERON, LLC'],
    ['HERON LTD, Strelsau (Cyrillic: Стрельсау), Ruritania [TEST3].', 'HERON LTD'],
    ['"HERON, AO" (a.k.a. GREY HERON), Strelsau [TEST3].', 'HERON, AO'],
    ["O'HERON, Anne, Strelsau, Ruritania; DOB 18 Oct 1979 (individual) [TEST3].", "O'HERON, Anne"],
    ['HERON, Anne; DOB 18 Oct 1979 (individual) [TEST3].', 'HERON, Anne'],
    ['HERON STAR (V3XX) Crude Oil Tanker Ruritania flag; IMO 1234567 (vessel) [TEST3].', 'HERON STAR'],
    ['HERON STAR 2 General Cargo Ruritania flag; IMO 1234567 (vessel) [TEST3].', 'HERON STAR 2'],
    ['RP-1234; Aircraft Model A320 (aircraft) [TEST3].', 'RP-1234'],
  ])('is named in "%s"', (line, name) => {
    expect(entryOf(line).name).toBe(name);
  });

  it('has aliases of every kind, without quotation marks and other scripts', () => {
    const line =
      'GREY HERON (Cyrillic: ЦАПЛЯ) (a.k.a. ASH HERON (Cyrillic: ПЕПЕЛ); a.k.a. "BIRD; THE"; f.k.a. EGRET; n.k.a. “STORK”), Ruritania [TEST3].';
    expect(entryOf(line).aliases).toEqual(['ASH HERON', 'BIRD; THE', 'EGRET', 'STORK']);
  });

  it('takes no alias from its remarks', () => {
    expect(entryOf('GREY HERON, Strelsau; Website a.example (a.k.a. b) [TEST3].').aliases).toEqual([]);
  });

  it('has its programmes, links and type from its end only', () => {
    const entry = entryOf(
      'HERON, Anne; Information: BLOCKING (entity). Sec.2 [elided] (individual) [TEST - 3] [RURITANIA-EO1] (Linked To: GREY HERON; Linked To: EGRET (ZENDA)).',
    );
    expect(entry).toMatchObject({
      type: 'individual',
      programs: ['TEST - 3', 'RURITANIA-EO1'],
      linkedTo: ['GREY HERON', 'EGRET (ZENDA)'],
    });
  });

  it('is of the type that its heading names, where it has no mark itself', () => {
    const heading = "The following vessels have been added to OFAC's SDN List:";
    expect(entryOf('HERON STAR; IMO 1234567 [TEST3].', heading).type).toBe('vessel');
  });

  it('is one version where its own words are "…-to-…"', () => {
    const entry = entryOf('GREY HERON; Organization Type: peer-to-peer lending [TEST3].');
    expect(entry).not.toHaveProperty('before');
  });

  it('keeps its own words, white space collapsed', () => {
    const entry = entryOf('GREY  HERON,\u00a0<a href="https://a.example">Ruritania</a>\n [TEST3].&nbsp;');
    expect(entry).toMatchObject({ kind: 'added', heading: ADDED, text: 'GREY HERON, Ruritania [TEST3].' });
  });
});

describe('headings', () => {
  const line = '<p>GREY HERON, Ruritania [TEST3].</p>';
  it.each([
    ["<h4>The following entity has been added to OFAC's SDN List:</h4>", 'added'],
    ["<p><strong>The following entities have been added to OFAC's SDN List:</strong></p>", 'added'],
    ["<p>THE FOLLOWING ENTITIES HAVE BEEN ADDED TO OFAC'S SDN LIST:</p>", 'added'],
    ["<p>The following entities have been added to OFAC's SDN List:</p>", 'added'],
    [
      '<h4 style="margin:0"><strong>The following vessel has been identified as blocked property:</strong></h4>',
      'added',
    ],
    ["<h4>The following deletions have been made to OFAC's SDN List:</h4>", 'removed'],
    ['<h4>The following entries have been removed:</h4>', 'removed'],
    [
      '<h4>The following persons who have been designated under E.O. 1 have been removed from the SDN List:</h4>',
      'removed',
    ],
    ['<p>The following vessels, which have been identified as blocked, have also been deleted:</p>', 'removed'],
    ['<p>These persons have been delisted:</p>', 'removed'],
    ['<h4>Removals:</h4>', 'removed'],
    ['<p>Removals:</p>', 'removed'],
    ['<h4>Ruritania-related Designations Removals</h4>', 'removed'],
    ["<h4>The following changes have been made to OFAC's SDN List:</h4>", 'amended'],
    ['<h4>The following [TEST3] entries have been changed:</h4>', 'amended'],
  ])('%s', (heading, kind) => {
    expect(entriesOf(heading + line)).toMatchObject([{ kind, name: 'GREY HERON' }]);
  });

  it('may stand in one paragraph with entries that line breaks part', () => {
    const body = `<p><b>${ADDED}</b><br>GREY HERON, Ruritania<br>[TEST3].<br>EGRET, Ruritania [TEST3].<br>&nbsp;<br>STORK [TEST4].</p>`;
    expect(entriesOf(body)).toMatchObject([
      { name: 'GREY HERON', text: 'GREY HERON, Ruritania [TEST3].' },
      { name: 'EGRET' },
      { name: 'STORK', programs: ['TEST4'] },
    ]);
  });

  it('of an administrative section say what happened through the lines below them', () => {
    const heading = '<h4>Unrelated Administrative List Updates:</h4>';
    const notice = readNotice(noticeHtml('20240506', `${heading}<p>A [TEST3]. -to- A [TEST4].</p><p>B [TEST3].</p>`), {
      id: null,
      category: null,
    });
    expect(notice.item.entries).toMatchObject([
      { kind: 'amended', name: 'A', before: 'A [TEST3].', text: 'A [TEST4].' },
    ]);
    expect(notice.unread).toEqual(['B [TEST3].']);
    expect(entriesOf(`${heading}<p>None</p>`)).toEqual([]);
  });

  it('may be followed by a change in three paragraphs', () => {
    const body =
      '<h4>The following changes have been made:</h4><p>A [TEST3].</p><p><strong>-to-</strong></p><p>A [TEST4].</p>';
    expect(entriesOf(body)).toMatchObject([{ before: 'A [TEST3].', text: 'A [TEST4].', programs: ['TEST4'] }]);
  });
});

describe('deletions', () => {
  const heading = "<h4>The following deletions have been made to OFAC's SDN List:</h4>";

  it('that repeat one party under each of its names are one', () => {
    const lines = ['HERON (a.k.a. EGRET), Strelsau [TEST3].', 'EGRET (a.k.a. HERON), Strelsau [TEST3].'];
    expect(entriesOf(heading + lines.map((line) => `<p>${line}</p>`).join(''))).toMatchObject([
      { kind: 'removed', name: 'HERON', aliases: ['EGRET'], text: lines.join('\n') },
    ]);
  });

  it('stay apart where any fact differs', () => {
    const lines = [
      'HERON (a.k.a. EGRET), Strelsau [TEST3].',
      'EGRET (a.k.a. HERON), Zenda [TEST3].',
      'STORK [TEST3].',
      'STORK [TEST3].',
    ];
    expect(entriesOf(heading + lines.map((line) => `<p>${line}</p>`).join(''))).toHaveLength(4);
  });
});

describe('what cannot be read', () => {
  it('stays in the text and is named', () => {
    const body = `<h4>${ADDED}</h4><p>GREY HERON, without any programme</p><h4>Issuance of a General Licence</h4><p>STORK [TEST3].</p><p>OFAC has issued a licence.</p>`;
    const { item, unread } = readNotice(noticeHtml('20240506', body), { id: null, category: null });
    expect(item.entries).toEqual([]);
    expect(unread).toEqual(['GREY HERON, without any programme', 'STORK [TEST3].']);
    expect(item.text.split('\n')).toHaveLength(5);
  });
});
