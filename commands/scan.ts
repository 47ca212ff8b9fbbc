import type { Match } from '../src/domain/match.js';
import type { Block, Message } from '../src/domain/message.js';
import { count } from '../src/lib/text.js';
import type { App, Command } from '../src/ports.js';
import { type Freshness, freshness } from './parts/freshness.js';
import { matchBlocks, matchButtons, matchData, whereText } from './parts/matches.js';
import { nothingOn } from './parts/not-found.js';
import { neededOption } from './parts/options.js';
import { answer, paragraph } from './parts/reply.js';
import { walletReply } from './wallet.js';

const LIMIT = 20;
const NOT_WHOLE = 'The text is too long: only its beginning was read. Ask again with the rest.';

export const scan = {
  name: 'scan',
  description: 'Who in a text is listed? Names, addresses, numbers and references among its words',
  root: 'sanctions',
  options: [{ name: 'text', description: 'a message, a paragraph, a list of names', kind: 'rest', required: true }],
  examples: ['scan please pay 0x098B716B8Aaf21512996dC57EB0615e2383E2f96, says Park Jin Hyok'],
  async run(options, { app }) {
    const text = neededOption(options, 'text', 'which text to read');
    const fresh = await freshness(app);
    const addresses = app.search.wallets(text);
    const { matches, complete } = await app.search.findIn(text, { limit: LIMIT });
    // What an address stands for is said in full where the addresses are.
    const named = matches.filter(({ matchedName }) => !addresses.some(({ address }) => address === matchedName));
    const wallets = addresses.length > 0 ? await walletReply(addresses, app, fresh) : null;
    const { title, push, blocks, buttons } = named[0]
      ? await sayWho([named[0], ...named.slice(1)], app, fresh)
      : (wallets?.message ?? sayNobody(fresh));
    const more = named[0] && wallets ? [heading(wallets.message.title), ...wallets.message.blocks] : [];
    return answer({
      title,
      push,
      blocks: [...blocks, ...more, ...(complete ? [] : [paragraph([NOT_WHOLE])])],
      buttons,
      foot: fresh.foot,
      data: [
        {
          matches: named.map((match) => matchData(match, app, fresh)),
          addresses: wallets?.data ?? [],
          complete,
          asOf: fresh.asOf,
        },
      ],
    });
  },
} satisfies Command;

type Said = Pick<Message, 'title' | 'push' | 'blocks' | 'buttons'>;

async function sayWho(named: readonly [Match, ...Match[]], app: App, fresh: Freshness): Promise<Said> {
  const [first] = named;
  const title = `${count(named.length, 'possible match', 'possible matches')} in this text`;
  return {
    title,
    push: `${title}: ${first.name} (${first.score.toFixed(2)}), ${whereText(first, app, fresh)}`,
    blocks: await matchBlocks(named, app, fresh),
    buttons: matchButtons(first),
  };
}

function sayNobody(fresh: Freshness): Said {
  const title = 'No match in this text';
  const unread = fresh.lists.read.length === 0;
  const push = `${title}${unread ? ', but no list was checked: ask again when one was read.' : '. Not found is not the same as not sanctioned.'}`;
  return { title, push, blocks: [nothingOn({ limit: LIMIT }, fresh)], buttons: [] };
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}
