import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetUploads } from './forget-uploads.ts';
import { receiveFile } from './receive-file.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-uploads-'));
});
afterEach(() => rm(directory, { recursive: true }));

const body = () => new Blob(['score\n7\n']).stream();

describe('uploads', () => {
  it('can be read by their owner alone', async () => {
    const folder = join(directory, 'uploads');
    const { path } = await receiveFile(body(), folder);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it('that a killed process left behind are removed, and nothing that is not ours', async () => {
    await receiveFile(body(), directory);
    await receiveFile(body(), directory);
    await writeFile(join(directory, 'notes.csv'), 'mine');
    expect(await forgetUploads(directory)).toBe(2);
    expect(await readdir(directory)).toEqual(['notes.csv']);
    expect(await forgetUploads(join(directory, 'nothing'))).toBe(0);
  });

  it('that another process may still write are left', async () => {
    const [old, fresh] = [await receiveFile(body(), directory), await receiveFile(body(), directory)];
    await utimes(old.path, new Date(0), new Date(0));
    expect(await forgetUploads(directory, Date.now() - 60_000)).toBe(1);
    expect((await stat(fresh.path)).isFile()).toBe(true);
  });
});
