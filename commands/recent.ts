import type { Action } from '../src/domain/action.js';
import type { Block } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import type { ActionFilter, Command, OptionValues, Reply } from '../src/ports.js';
import { actionData, headline, headlineBeside, namesText, toneWord } from './parts/actions.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { numberOption, sourceOption, textOption } from './parts/options.js';
import { answer, linked, pageOf, paragraph, runButton } from './parts/reply.js';

const DEFAULT_DAYS = 30;
const MAX_DAYS = 90;
const PAGE = 5;
const NAMES = 3;
const KINDS = ['added', 'amended', 'removed', 'announced'] as const;

export const recent = {
  name: 'recent',
  description: 'The newest official actions',
  root: 'sanctions',
  options: [
    { name: 'list', description: 'only this list or feed, e.g. ofac-sdn', kind: 'text' },
    { name: 'days', description: `how far back, at most ${MAX_DAYS} (default ${DEFAULT_DAYS})`, kind: 'number' },
    { name: 'kind', description: 'only actions with such a change', kind: 'choice', choices: KINDS },
    { name: 'program', description: 'only this programme, e.g. DPRK3', kind: 'text' },
    { name: 'page', description: 'which page, five actions each', kind: 'number' },
  ],
  examples: ['recent', 'recent ofac-sdn days:7', 'recent kind:removed program:DPRK3'],
  async run(options, { app }) {
    const fresh = await freshness(app);
    const days = numberOption(options, 'days', { from: 1, to: MAX_DAYS, whole: true }) ?? DEFAULT_DAYS;
    const number = numberOption(options, 'page', { from: 1, to: 10_000, whole: true }) ?? 1;
    const since = new Date(app.clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
    const asked = filterOf(options, fresh);
    const actions = await app.ledger.actions({ ...asked, since });
    const page = pageOf(actions, number, PAGE, runText(asked, days));
    const title = `${actions.length === 0 ? 'No action' : count(actions.length, 'action', 'actions')} in the last ${count(days, 'day', 'days')}`;
    const pages = page.pages > 1 ? `, page ${number} of ${page.pages}` : '';
    if (actions.length === 0) return quiet(title, (await app.ledger.actions(asked))[0], fresh);
    const [newest] = page.items;
    return answer({
      title: `${title}${pages}`,
      push: newest ? `${title}. Newest: ${headline(newest, fresh.titleOf)}` : title,
      blocks: newest ? page.items.map((action) => block(action, fresh)) : [paragraph([`There is no page ${number}.`])],
      buttons: [
        ...page.items.flatMap((action, i) =>
          runButton(`Details ${(number - 1) * PAGE + i + 1}`, `action ${action.id}`),
        ),
        ...page.buttons,
      ],
      foot: fresh.foot,
      data: actions.map(actionData),
    });
  },
} satisfies Command;

function filterOf(options: OptionValues, fresh: Freshness): ActionFilter {
  const source = sourceOption(options, 'list', fresh.sources);
  const kind = KINDS.find((known) => known === textOption(options, 'kind'));
  const program = textOption(options, 'program')?.toUpperCase();
  return {
    ...(source === undefined ? {} : { source }),
    ...(kind === undefined ? {} : { kind }),
    ...(program === undefined ? {} : { program }),
  };
}

/** The same question, for the buttons to the other pages. */
function runText({ source, kind, program }: ActionFilter, days: number): string {
  return [
    `recent days:${days}`,
    ...(source === undefined ? [] : [`list:${source}`]),
    ...(kind === undefined ? [] : [`kind:${kind}`]),
    ...(program === undefined ? [] : [`program:"${program.replaceAll('"', '')}"`]),
  ].join(' ');
}

function block(action: Action, fresh: Freshness): Block {
  const url = action.kind === 'announcement' ? action.url : undefined;
  return paragraph(
    [`${toneWord(action)} · `, linked(headlineBeside(action, fresh.titleOf), url)],
    ...(action.changes.length > 0 ? [[{ text: namesText(action.changes, NAMES), style: 'strong' as const }]] : []),
    [{ text: action.id, style: 'code' }],
  );
}

/** Nothing was published in these days: the newest that was, for people to go on from. */
function quiet(title: string, newest: Action | undefined, fresh: Freshness): Reply {
  return answer({
    title,
    push: newest ? `${title}. The newest recorded one: ${headline(newest, fresh.titleOf)}` : title,
    blocks: [
      paragraph([
        newest === undefined
          ? 'No action of that kind was recorded. A list is watched from its first reading on; what it did before is not an action here.'
          : 'None was published in these days. The newest recorded one:',
      ]),
      ...(newest ? [block(newest, fresh)] : []),
    ],
    buttons: newest ? runButton('Details', `action ${newest.id}`) : [],
    foot: fresh.foot,
    data: [],
  });
}
