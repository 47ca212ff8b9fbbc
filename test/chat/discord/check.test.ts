import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDiscord, type DiscordCheck, inviteUrl } from '../../../src/chat/discord/check.js';
import { registerDiscordCommands } from '../../../src/chat/discord/index.js';
import { PERMISSION } from '../../../src/chat/discord/limits.js';
import type { Finding } from '../../../src/domain/finding.js';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.js';
import { specs } from './harness.js';

let server: DiscordServer;
beforeEach(async () => {
  server = await startDiscordServer();
});
afterEach(() => server.close());

async function check(over: Partial<DiscordCheck> = {}, apiUrl = server.apiUrl): Promise<Finding[]> {
  const found: Finding[] = [];
  const channels = [{ variable: 'DISCORD_CHANNEL', id: server.world.channel }];
  const parts = { config: { token: server.token, apiUrl }, channels, commands: specs, ...over };
  for await (const finding of checkDiscord(parts)) found.push(finding);
  return found;
}

const states = (found: readonly Finding[]) => found.map(({ what, state }) => `${what} ${state}`);

/** The local Discord, with some of its answers replaced. */
async function withAnswers(answers: Readonly<Record<string, unknown>>, use: (apiUrl: string) => Promise<void>) {
  const front = createServer((incoming, response) => {
    const path = (incoming.url ?? '').replace('/api/v10', '');
    const answer = answers[path];
    if (answer !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    const { headers } = incoming;
    ask(new URL(incoming.url ?? '', server.apiUrl), { headers }, (real) => {
      response.writeHead(real.statusCode ?? 500, real.headers);
      real.pipe(response);
    }).end();
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  try {
    await use(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api`);
  } finally {
    front.closeAllConnections();
    front.close();
  }
}

describe('the doctor of Discord', () => {
  it('says that the commands are not registered, and is content once they are', async () => {
    const before = await check();
    expect(states(before)).toEqual(['token ok', 'commands warn', 'DISCORD_CHANNEL ok']);
    expect(before[1]).toMatchObject({ detail: 'are not registered', mend: expect.stringMatching(/tocsin register/) });
    await registerDiscordCommands({ token: server.token, apiUrl: server.apiUrl }, specs.slice(0, 1));
    expect((await check())[1]?.detail).toBe('not registered: /alerts subscribe');
    await registerDiscordCommands({ token: server.token, apiUrl: server.apiUrl }, specs);
    expect((await check())[1]).toMatchObject({ state: 'ok', detail: 'are registered' });
    expect(server.messages).toEqual([]);
  });

  it('says how to get a token that Discord takes, and asks nothing more with a wrong one', async () => {
    const found = await check({ config: { token: 'wrong.token', apiUrl: server.apiUrl } });
    expect(found).toEqual([
      {
        area: 'discord',
        what: 'token',
        state: 'fail',
        detail: 'Discord refuses it',
        mend: expect.stringMatching(/Reset Token/),
      },
    ]);
    expect(server.requests).toEqual(['GET /users/@me']);
  });

  it('gives the address to invite the bot where it does not see a channel', async () => {
    const channel = async (fault?: Parameters<DiscordServer['fail']>[1]) => {
      if (fault) server.fail(server.world.channel, fault);
      return (await check()).at(-1);
    };
    const unseen = { state: 'fail', mend: expect.stringContaining(inviteUrl(server.world.application)) };
    expect(await channel({ kind: 'error', status: 404, code: 10003, message: 'Unknown Channel' })).toMatchObject(
      unseen,
    );
    const hidden = await channel({ kind: 'error', status: 403, code: 50001, message: 'Missing Access' });
    expect(hidden).toMatchObject({ ...unseen, mend: expect.stringMatching(/View Channel/) });
    expect(await channel({ kind: 'status', status: 502 })).toMatchObject({
      state: 'fail',
      mend: expect.stringMatching(/again/),
    });
  });

  it('names the permissions that the bot lacks in a channel, overwrites and administrators considered', async () => {
    const { guild, bot, channel } = server.world;
    const { readHistory, attachFiles, createThreads, sendInThreads, embedLinks, ...rest } = PERMISSION;
    const inThreads = createThreads | sendInThreads;
    const everything = rest.viewChannel | rest.sendMessages | embedLinks | readHistory | attachFiles | inThreads;
    const answers = (permissions: bigint, overwrites: object[] = []) => ({
      [`/channels/${channel}`]: {
        id: channel,
        type: 0,
        name: 'sanctions',
        guild_id: guild,
        permission_overwrites: overwrites,
      },
      [`/guilds/${guild}`]: {
        roles: [
          { id: guild, permissions: '1024' },
          { id: '7', permissions: `${permissions}` },
          { id: '8', permissions: '8' },
        ],
      },
      [`/guilds/${guild}/members/${bot}`]: { roles: ['7'] },
    });
    const said = async (from: Record<string, unknown>) => {
      let last: Finding | undefined;
      await withAnswers(from, async (apiUrl) => {
        last = (await check({}, apiUrl)).at(-1);
      });
      return `${last?.state}: ${last?.detail}`;
    };
    expect(await said(answers(everything))).toBe('ok: #sanctions can be posted to');
    expect(await said(answers(everything & ~embedLinks & ~attachFiles))).toBe(
      'fail: in #sanctions the bot lacks Embed Links, Attach Files (files with all entries of a large alert)',
    );
    expect(await said(answers(everything & ~inThreads & ~readHistory))).toBe(
      'warn: in #sanctions the bot lacks Send Messages in Threads (pages of large alerts in a thread), ' +
        'Create Public Threads (pages of large alerts in a thread), ' +
        'Read Message History (alerts as answers to earlier ones, and looking whether one in doubt arrived)',
    );
    const deny = { id: guild, type: 0, allow: '0', deny: '2048' };
    expect(await said(answers(everything, [deny]))).toBe('fail: in #sanctions the bot lacks Send Messages');
    const allow = { id: bot, type: 1, allow: '2048', deny: '0' };
    expect(await said(answers(everything, [allow, deny]))).toBe('ok: #sanctions can be posted to');
    expect(await said(answers(8n, [deny]))).toBe('ok: #sanctions can be posted to');
    const inside = (permissions: bigint, overwrites: object[] = []) => {
      const { [`/channels/${channel}`]: parent, ...others } = answers(permissions, overwrites);
      const thread = { id: channel, type: 11, name: 'large', guild_id: guild, parent_id: '77' };
      return { ...others, [`/channels/${channel}`]: thread, '/channels/77': parent };
    };
    expect(await said(inside(everything & ~rest.sendMessages & ~createThreads))).toBe('ok: #large can be posted to');
    const closed = { id: guild, type: 0, allow: '0', deny: String(sendInThreads) };
    expect(await said(inside(everything, [closed]))).toBe('fail: in #large the bot lacks Send Messages in Threads');
  });

  it('notices a channel that holds no messages, a bot in no server, and something that is not Discord', async () => {
    const { application, channel } = server.world;
    const answers = {
      [`/channels/${channel}`]: { id: channel, type: 4, name: 'category' },
      '/applications/@me': { id: application, approximate_guild_count: 0 },
    };
    await withAnswers(answers, async (apiUrl) => {
      const found = await check({}, apiUrl);
      expect(states(found)).toEqual(['token ok', 'servers warn', 'commands warn', 'DISCORD_CHANNEL fail']);
      expect(found[1]?.mend).toContain(inviteUrl(application));
    });
    await withAnswers({ '/users/@me': 'a page' }, async (apiUrl) => {
      expect((await check({}, apiUrl))[0]).toMatchObject({ state: 'fail', mend: 'Check DISCORD_API_URL.' });
    });
  });

  it('says that Discord cannot be reached, and does not wait for one that hangs', async () => {
    const gone = await startDiscordServer();
    const nobody = gone.apiUrl;
    await gone.close();
    const [away] = await check({}, nobody);
    expect(away).toMatchObject({
      state: 'fail',
      detail: expect.stringMatching(/ECONNREFUSED/),
      mend: expect.stringMatching(/DISCORD_API_URL/),
    });
    server.fail('users', { kind: 'hang' });
    expect(states(await check({ timeoutMs: 50 }))).toEqual(['token fail']);
  });
});
