import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const Tokens = z.strictObject({
  accessToken: z.string().min(1),
  /** Good for one use. */
  refreshToken: z.string().min(1),
  /** When another one is to be asked for; null where nobody has said how long it lasts. */
  renewAt: z.iso.datetime().nullable(),
});
const Stored = Tokens.extend({ begunWith: z.string() });

/** What Slack gave last: https://docs.slack.dev/authentication/using-token-rotation */
export type Tokens = z.infer<typeof Tokens>;

/**
 * The tokens that stand in the file. Null where there are none, or where they go back to another refresh token than the
 * one given: the app was installed anew since. Rejects, saying what to do, where the file cannot be read.
 */
export async function readTokens(file: string, begunWith: string): Promise<Tokens | null> {
  try {
    const { begunWith: begun, ...tokens } = Stored.parse(JSON.parse(await readFile(file, 'utf8')));
    return begun === markOf(begunWith) ? tokens : null;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    // What the parsers say would repeat what they read.
    throw new Error(`${file} cannot be read. Remove it, and ${INSTALL_ANEW}.`);
  }
}

/** What helps once a chain of refresh tokens is broken. */
export const INSTALL_ANEW =
  'install the app again (its settings, OAuth & Permissions), then copy both tokens into SLACK_BOT_TOKEN and SLACK_REFRESH_TOKEN';

/** Replaces the file as a whole, durably, for its owner's eyes only. Rejects as the disk does, the old file in place. */
export async function writeTokens(file: string, begunWith: string, tokens: Tokens): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.tmp`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${JSON.stringify({ ...tokens, begunWith: markOf(begunWith) })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
}

/** Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Tells one refresh token from another without holding it. */
function markOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
