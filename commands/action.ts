import { type Action, EVENT_NOTES, eventOf } from '../src/domain/action.js';
import { type Block, type Button, type Line, TONES } from '../src/domain/message.js';
import { count, truncate } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { App, Command, Reply } from '../src/ports.js';
import { actionData, actionNamed, changeBlock, countsText, headlineBeside, toneOf, toneWord } from './parts/actions.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { flagOption, neededOption, numberOption } from './parts/options.js';
import { answer, linked, pageOf, paragraph, runButton } from './parts/reply.js';

const PAGE = 10;
/** Of one entry; the list's own page has the rest. */
const MAX_LINES = 60;
/** Of a notice's paragraph about one entry. */
const MAX_TEXT = 1500;
const WORDS = { added: 'Added', amended: 'Amended', removed: 'Removed' } as const;
const ORDER = ['added', 'amended', 'removed'] as const;

export const action = {
  name: 'action',
  description: 'One official action in full, field by field',
  root: 'sanctions',
  options: [
    { name: 'id', description: 'the id under an alert, or its beginning', kind: 'text', required: true },
    { name: 'page', description: `which page, ${PAGE} entries each`, kind: 'number' },
    { name: 'csv', description: 'every entry as a file', kind: 'flag' },
    { name: 'share', description: 'show the answer to everyone here', kind: 'flag' },
  ],
  examples: ['action Aabcdefghijkl', 'action Aabcdefghijkl csv'],
  async run(options, { app }) {
    const id = neededOption(options, 'id', 'which action');
    const number = numberOption(options, 'page', { from: 1, to: 10_000, whole: true }) ?? 1;
    const found = await actionNamed(id, app);
    const fresh = await freshness(app);
    const share = flagOption(options, 'share');
    if (flagOption(options, 'csv')) return asFile(found, share, fresh, app);
    const story = await app.storyLines(found);
    const inOrder = ORDER.flatMap((kind) => found.changes.filter((change) => change.kind === kind));
    const page = pageOf(inOrder, number, PAGE, `action ${found.id}`);
    const pages = page.pages > 1 ? ` (page ${number} of ${page.pages})` : '';
    return answer({
      title: `${titleText(found, fresh.titleOf)}${pages}`,
      push: `${toneWord(found)} · ${headlineBeside(found, fresh.titleOf)}`,
      tone: toneOf(found),
      blocks: [
        facts(found, fresh.titleOf(found.source)),
        ...(story.length > 0 ? [paragraph(...story)] : []),
        ...links(found, story.length > 0, app),
        ...ORDER.flatMap((kind) => group(kind, found, page.items, app)),
      ],
      buttons: [...officialLinks(found), ...page.buttons, ...fileButton(found)],
      foot: [found.id, ...fresh.foot],
      data: [actionData(found)],
      share,
    });
  },
} satisfies Command;

/** In a sentence and a file: who has the file needs no pages. */
function asFile(found: Action, share: boolean, fresh: Freshness, app: App): Reply {
  const file = app.fileOf(found);
  const entries = found.changes.length > 0 ? ` with ${count(found.changes.length, 'entry', 'entries')}` : '';
  return answer({
    title: titleText(found, fresh.titleOf),
    push: `${toneWord(found)} · ${headlineBeside(found, fresh.titleOf)}`,
    tone: toneOf(found),
    blocks: [paragraph(['As a file', entries, ': ', { text: file.name, style: 'code' }])],
    buttons: officialLinks(found),
    foot: [found.id, ...fresh.foot],
    data: [actionData(found)],
    share,
    file,
  });
}

function fileButton({ id, changes }: Action): Button[] {
  return changes.length > 0 ? runButton('All as CSV', `action ${id} csv`) : [];
}

function titleText(found: Action, titleOf: (source: string) => string): string {
  if (found.kind === 'announcement') return `${TONES[eventOf(found)].word}: ${truncate(found.title, 180)}`;
  return `${titleOf(found.source)}: ${countsText(found.changes)}`;
}

function facts(found: Action, source: string): Block {
  const { published, detectedAt } = found;
  const when: Line = [published === null ? 'not dated by the publisher' : dayText(published)];
  return {
    kind: 'facts',
    facts: [
      ...(found.kind === 'announcement' ? [{ label: 'Source', value: [source] }] : []),
      {
        label: found.kind === 'announcement' && eventOf(found) === 'announced' ? 'Announced' : 'Published',
        value: when,
      },
      { label: 'Seen', value: [`${dayText(detectedAt)} ${detectedAt.slice(11, 16)} UTC`] },
      ...(found.kind === 'announcement' && found.category !== null
        ? [{ label: 'Category', value: [{ text: found.category }] }]
        : []),
    ],
  };
}

function links(found: Action, inStory: boolean, app: App): Block[] {
  if (found.kind !== 'announcement') return [];
  const lines: Line[] = [
    [
      found.changes.length > 0 && !inStory
        ? 'Announced by the authority; the list itself may follow later.'
        : EVENT_NOTES[eventOf(found)],
    ],
    ...found.actors.map(({ actor }): Line => [`Concerns ${app.actors.get(actor)?.name ?? actor}`]),
    ...found.links.map(({ title, url }): Line => [linked(title, url)]),
  ];
  return [paragraph(...lines)];
}

function group(
  kind: (typeof ORDER)[number],
  found: Action,
  shown: readonly Action['changes'][number][],
  app: App,
): Block[] {
  const changes = shown.filter((change) => change.kind === kind);
  if (changes.length === 0) return [];
  const all = found.changes.filter((change) => change.kind === kind).length;
  const announced = found.kind === 'announcement';
  return [
    { kind: 'heading', text: `${announced ? `Announced as ${kind}` : WORDS[kind]}: ${count(all, 'entry', 'entries')}` },
    ...changes.flatMap((change) => {
      const url = change.listing?.url ?? change.url;
      const last: Line = url ? [linked('Official entry', url)] : [];
      return changeBlock(change, { app, limit: MAX_LINES, text: MAX_TEXT, announced, last });
    }),
  ];
}

function officialLinks(found: Action): Button[] {
  return found.kind === 'announcement' && found.url.startsWith('https://')
    ? [{ label: 'Official notice', url: found.url }]
    : [];
}
