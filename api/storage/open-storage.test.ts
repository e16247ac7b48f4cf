import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from './open-storage.ts';

describe('openStorage', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manyi-storage-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('makes the database and its folders where there are none', async () => {
    const file = join(directory, 'data', 'deep', 'manyi.db');
    const storage = await openStorage(`sqlite:${file}`);
    expect(storage.engine).toBe('sqlite');
    expect(await storage.waves()).toEqual([]);
    await storage.close();
    expect((await stat(file)).isFile()).toBe(true);
  });

  it('takes whatever follows the scheme as the name of the file', async () => {
    const file = join(directory, '问卷 100%?mode=memory#x.db');
    await (await openStorage(`sqlite:${file}`)).close();
    expect((await stat(file)).isFile()).toBe(true);
  });

  it('opens an empty storage in memory, a new one each time', async () => {
    const [first, second] = [await openStorage('sqlite::memory:'), await openStorage('sqlite::memory:')];
    await first.putDocuments([{ hash: 'a', body: '{}' }]);
    expect(await first.document('a')).toBe('{}');
    expect(await second.document('a')).toBeUndefined();
    await first.close();
    await second.close();
  });

  it.each(['mysql://manyi:secret@db/manyi', 'file:manyi.db', './manyi.db', 'C', ''])(
    'says what is possible when it does not know the scheme of %j',
    async (url) => {
      await expect(openStorage(url)).rejects.toThrow(/There is no storage engine for .* begins with sqlite:/);
    },
  );

  it('does not repeat a URL that may hold a password', async () => {
    await expect(openStorage('mysql://manyi:secret@db/manyi')).rejects.not.toThrow('secret');
  });

  it.each(['sqlite:', 'sqlite://manyi.db'])('says how a SQLite URL is written when given %j', async (url) => {
    await expect(openStorage(url)).rejects.toThrow('A SQLite URL is sqlite: and a path');
  });
});
