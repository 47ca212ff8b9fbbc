import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { ofacRecentActions } from '../../../src/sources/ofac-recent-actions/index.js';
import { added, indexHtml, noticeHtml } from './notice-html.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-notice-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, name = 'notice.html') {
  const path = join(folder, name);
  await writeFile(path, content);
  return await ofacRecentActions.fromDisk(path);
}

const notice = noticeHtml('20240506', added('<p>GREY HERON, Ruritania [TEST3].</p>'.repeat(40)));

describe('a saved notice', () => {
  it('is known by its own address', async () => {
    expect(await read(notice, '20200101.html')).toMatchObject({
      id: '20240506',
      category: null,
      published: '2024-05-06',
    });
  });

  it.each([
    ['20230815_33.html', '20230815_33', '2023-08-15'],
    ['ra_20250321_excerpt.html', '20250321', '2025-03-21'],
  ])('is else known by its file name %s', async (name, id, published) => {
    const bare =
      '<div class="field--name-field-body"><div class="field__item"><h3>List Update</h3></div></div></article>';
    expect(await read(bare, name)).toMatchObject({ id, published, title: 'List Update' });
    await expect(read(bare, 'notice.html')).rejects.toThrow('name the file YYYYMMDD.html');
  });

  it.each([
    ['0 bytes', '', 'empty'],
    ['cut at 10 %', notice.slice(0, notice.length * 0.1), 'not a notice'],
    ['cut at 50 %', notice.slice(0, notice.length * 0.5), 'cut short'],
    ['cut at 99 %', notice.slice(0, notice.length * 0.99), 'cut short'],
    ['a whole page cut behind the article', `<html><body>${notice}`, 'cut short'],
    ['another page', '<!DOCTYPE html><html><body>Maintenance</body></html>', 'not a notice'],
    ['another source', '<?xml version="1.0"?><CONSOLIDATED_LIST/>', 'not a notice'],
    ['the index', indexHtml(['20240506']), 'index of recent actions'],
    ['UTF-16', Buffer.from(`\ufeff${notice}`, 'utf16le'), 'not valid UTF-8'],
    ['invalid UTF-8', Buffer.from(notice.replace('GREY', 'GR\u00c9Y'), 'latin1'), 'not valid UTF-8'],
  ])('is refused: %s', async (_what, content, reason) => {
    const refusal = await read(content).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedVersion);
    expect(String(refusal)).toContain(reason);
  });
});
