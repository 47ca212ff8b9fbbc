import { describe, expect, test } from 'vitest';
import { type ComposeFacts, composeAlert } from '../../src/alerts/compose.js';
import type { Action, Announcement, StoryLink, StoryTie } from '../../src/domain/action.js';
import type { Message } from '../../src/domain/message.js';
import { NO_STORY, type Story, type StoryPart } from '../../src/domain/story.js';
import { ask } from '../support/ask.js';
import { aChange, anAction, anAnnouncement, memoryApp, textOf } from '../support/builders.js';

const TITLES: Readonly<Record<string, string>> = {
  'ofac-sdn': 'OFAC SDN',
  'ofac-recent-actions': 'OFAC Recent Actions',
  'cisa-advisories': 'CISA',
};
const facts: ComposeFacts = {
  titleOf: (source) => TITLES[source] ?? source,
  homepageOf: () => 'https://example.org/list',
  actor: () => undefined,
  tiedTo: () => [],
  listsOf: () => [],
  prompt: '/sanctions',
};

const added = aChange({ ref: '1', name: 'BLENDER' });
const amended = aChange({ ref: '2', name: 'GREY HERON', kind: 'amended' });
const removed = aChange({ ref: '3', name: 'OLD ONE', kind: 'removed' });
const change = anAction({ changes: [added, amended, removed] });
const notice = anAnnouncement({ changes: [added, amended, removed].map((entry) => ({ ...entry, ref: null })) });

function part(action: Action, changes: StoryLink['changes'], tie: StoryTie = 'entry', url?: string): StoryPart {
  const link = { action: action.id, tie, changes, evidence: 'both are about GREY HERON' };
  return { action, link, ...(url === undefined ? {} : { url }) };
}

function composed(
  action: Action,
  story: Partial<Story>,
  { positions = null, format = 'full' }: { positions?: readonly number[] | null; format?: Message['format'] } = {},
): Message {
  return composeAlert(action, positions, [], format, facts, { ...NO_STORY, ...story });
}

function said(action: Action, story: Partial<Story>, positions: readonly number[] | null = null): string {
  return textOf(composed(action, story, { positions })).split('\n')[1] ?? '';
}

describe('a list change that was announced', () => {
  test.each<[readonly number[], string]>([
    [[0], 'Listed'],
    [[1], 'Amended'],
    [[2], 'Removed'],
    [[0, 1, 2], 'Listed, removed and amended'],
  ])('says so of what was announced: %j', (positions, verbs) => {
    expect(said(change, { earlier: [part(notice, positions)] })).toBe(
      `${verbs}, as announced on 20 May 2024: Cyber-related Designations · Amnopqrstuvwx`,
    );
  });

  test('says so of what is shown only', () => {
    expect(said(change, { earlier: [part(notice, [0, 1, 2])] }, [1])).toMatch(/^Amended, as announced/);
  });

  test('links the official notice, and the earlier alert where there is a link', () => {
    const { blocks } = composed(change, { earlier: [part(notice, [0], 'entry', 'https://chat.example/1')] });
    expect(blocks[0]).toMatchObject({
      kind: 'text',
      lines: [
        [
          'Listed, as announced on 20 May 2024: ',
          { text: 'Cyber-related Designations', url: 'https://example.org/20240520' },
          ' · ',
          { text: 'Amnopqrstuvwx', url: 'https://chat.example/1' },
        ],
      ],
    });
  });

  test('says so in its push text, with the day where it was another', () => {
    const earlier = (published: string) => ({ earlier: [part({ ...notice, published }, [0])] });
    const positions = [0];
    expect(composed(change, earlier('2024-05-20'), { positions }).push).toMatch(/ · 20 May 2024, as announced$/);
    expect(composed(change, earlier('2024-05-17'), { positions }).push).toMatch(/, as announced on 17 May 2024$/);
    expect(composed(change, earlier('2024-05-20')).push).toMatch(/ · 20 May 2024, in part as announced$/);
    const both = { earlier: [part(notice, [0, 2]), part({ ...notice, id: 'Aother' }, [1])] };
    expect(composed(change, both).push).toMatch(/ · 20 May 2024, as announced$/);
    const long = anAction({ changes: [aChange({ name: 'X'.repeat(400) })] });
    const { push } = composed(long, earlier('2024-05-17'));
    expect(push).toMatch(/as announced on 17 May 2024$/);
    expect(push.length).toBeLessThanOrEqual(250);
  });

  test('is told by buttons where there is no room for lines', () => {
    const url = 'https://chat.example/1';
    const { buttons } = composed(change, { earlier: [part(notice, [0], 'entry', url)] }, { format: 'compact' });
    expect(buttons.at(-2)).toEqual({ label: 'Announced: Amnopqrstuvwx', url });
  });
});

test('a list change after an advisory says that both are about an actor, not that it was announced', () => {
  const advisory = anAnnouncement({ event: 'advisory', title: 'North Korean actors', source: 'cisa-advisories' });
  const message = composed(change, { earlier: [part(advisory, [1], 'actor')] });
  expect(textOf(message)).toContain(
    'Advisory of 20 May 2024: North Korean actors (both are about GREY HERON) · Amnopqrstuvwx',
  );
  expect(`${message.push} ${textOf(message)}`).not.toMatch(/announced/i);
});

describe('an announcement of what the list shows already', () => {
  const message = composed(notice, { earlier: [part(change, [0, 1])] }, { positions: [0, 1] });

  test('in part says that the rest may follow', () => {
    const partly = composed(notice, { earlier: [part(change, [0, 1])] });
    expect(textOf(partly)).toContain('may follow later');
    expect(partly.push).toMatch(/, the list shows part of it already$/);
  });

  test('says so, and not that the list may follow', () => {
    expect(textOf(message)).toContain(
      'The list shows it already: 1 new, 1 amended — OFAC SDN, 20 May 2024 · Aabcdefghijkl',
    );
    expect(textOf(message)).not.toContain('may follow later');
    expect(message.push).toMatch(/, the list shows it already$/);
  });

  test('that is no notice of the list still says what it is', () => {
    const told = textOf(composed(notice, { earlier: [part(change, null, 'actor')] }));
    expect(told).toContain('Change of OFAC SDN, 20 May 2024 (both are about GREY HERON) · Aabcdefghijkl');
    expect(told).toContain('may follow later');
  });
});

describe('an alert that was answered', () => {
  test('names the list change, and no longer says that the list may follow', () => {
    const later = [part(change, [0, 1], 'entry', 'https://chat.example/2')];
    expect(textOf(composed(notice, { later }))).toContain('may follow later');
    const message = composed(notice, { later }, { positions: [0, 1] });
    expect(textOf(message)).toContain(
      'Listed and amended: BLENDER; GREY HERON — OFAC SDN, 20 May 2024 · Aabcdefghijkl',
    );
    expect(textOf(message)).not.toContain('may follow later');
    expect(JSON.stringify(message.blocks[0])).toContain('https://chat.example/2');
    expect(message.push).toBe(composed(notice, {}, { positions: [0, 1] }).push);
  });

  test.each<[Announcement['event'] & string, string]>([
    ['announced', 'Announced'],
    ['gazetted', 'Gazetted'],
    ['advisory', 'Advisory'],
  ])('names the announcement that followed: %s', (event, word) => {
    expect(said(change, { later: [part({ ...notice, event }, [0])] })).toBe(
      `${word}: Cyber-related Designations — OFAC Recent Actions, 20 May 2024 · Amnopqrstuvwx`,
    );
  });

  test('names the first few of many', () => {
    const many = anAction({ changes: Array.from({ length: 9 }, (_, n) => aChange({ ref: `${n}`, name: `N${n}` })) });
    expect(said(notice, { later: [part(many, [0, 1, 2, 3, 4])] })).toMatch(/^Listed: N0; N1; N2 \(\+2 more\) — /);
  });
});

describe('action', () => {
  const follows = [{ action: notice.id, tie: 'entry', changes: [0], evidence: 'same name and type: BLENDER' }] as const;
  const app = memoryApp({ actions: [notice, { ...change, follows }] });

  test('shows what came before', async () => {
    const { message, data } = await ask(app, `action ${change.id}`);
    expect(textOf(message)).toContain('Listed, as announced on 20 May 2024: Cyber-related Designations');
    expect(data).toMatchObject([{ follows }]);
  });

  test('shows what followed, and not that the list may follow', async () => {
    const { message } = await ask(app, `action ${notice.id}`);
    expect(textOf(message)).toContain('Listed: BLENDER — OFAC SDN, 20 May 2024 · Aabcdefghijkl');
    expect(textOf(message)).not.toContain('may follow later');
  });
});
