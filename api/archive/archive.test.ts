import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../storage/contract/audit.contract.ts';
import { openWave, responses } from '../storage/contract/samples.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { openArchive } from './read-archive.ts';
import { digestOf, writeArchive } from './write-archive.ts';

let directory: string;
let storage: Storage;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-archive-'));
  path = join(directory, 'backup');
  storage = await openSqliteStorage(join(directory, 'manyi.db'));
  await openWave(storage);
  await storage.recordResponses(responses(2500).map((response) => ({ response })));
  await storage.appendAudit(anEvent());
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

const write = (to = path) => writeArchive(storage, to, { software: 'test', createdAt: 1 });

describe('a backup', () => {
  it('put back elsewhere has the digest it had, and so has what was put back', async () => {
    const { digest, rows } = await write();
    expect(rows).toEqual({ document: 1, wave: 1, response: 2500, auditEntry: 1 });
    const other = await openSqliteStorage(join(directory, 'other.db'));
    const { pages, end, head } = await openArchive(path);
    expect(head).toMatchObject({ software: 'test', createdAt: 1 });
    expect(await other.restoreArchive(pages)).toBe('restored');
    expect(end()).toEqual({ digest, rows });
    expect(await digestOf(other)).toEqual({ digest, rows });
    await other.close();
  });

  it('holds every answer acknowledged before it began, whatever is written meanwhile', async () => {
    let isOver = false;
    let number = 0;
    const writing = (async () => {
      while (!isOver) {
        number += 1;
        const id = `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
        await storage.recordResponses(responses(1).map((response) => ({ response: { ...response, id } })));
        await new Promise((next) => setImmediate(next));
      }
    })();
    const { rows } = await write();
    isOver = true;
    await writing;
    expect(rows.response).toBeGreaterThanOrEqual(2500);
    expect(number).toBeGreaterThan(0);
  });

  it('does not replace another, and leaves nothing unfinished behind', async () => {
    await write();
    await expect(write()).rejects.toThrow('exists');
    const broken = { ...storage, readArchive: () => tornOff() };
    async function* tornOff() {
      yield* [];
      await Promise.reject(new Error('the disk is gone'));
    }
    const elsewhere = join(directory, 'second');
    await expect(writeArchive(broken, elsewhere, { software: 'test', createdAt: 1 })).rejects.toThrow(
      'the disk',
    );
    expect((await readdir(directory)).filter((name) => name.startsWith('second'))).toEqual([]);
  });
});

describe('what is refused when it is put back', () => {
  async function expectRefusal(file: string, message: RegExp) {
    const other = await openSqliteStorage(join(directory, 'other.db'));
    await expect(openArchive(file).then(({ pages }) => other.restoreArchive(pages))).rejects.toThrow(message);
    expect(await digestOf(other)).toMatchObject({ rows: {} });
    await other.close();
  }

  it('a file torn off anywhere', async () => {
    await write();
    const whole = await readFile(path);
    for (const share of [0.2, 0.5, 0.999]) {
      await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
      await expectRefusal(path, /is torn/);
    }
  });

  it('an archive that lost its last lines', async () => {
    await write();
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split('\n');
    await writeFile(path, gzipSync(lines.slice(0, -3).join('\n') + '\n'));
    await expectRefusal(path, /is torn: it ends after document 1, wave 1, response 2500/);
  });

  it('an archive in which one answer was changed', async () => {
    await write();
    const text = gunzipSync(await readFile(path))
      .toString()
      .replace('{\\"score\\":7}', '{\\"score\\":9}');
    await writeFile(path, gzipSync(text));
    await expectRefusal(path, /was changed: its digest is/);
  });

  it('a copied database file, whose log may be missing', async () => {
    await copyFile(join(directory, 'manyi.db'), path);
    await expectRefusal(path, /copied database file, not a backup/);
  });

  it('any other file, and none', async () => {
    await writeFile(path, 'a,b\n1,2\n');
    await expectRefusal(path, /no archive made by/);
    await expectRefusal(join(directory, 'nothing'), /cannot be read/);
    await writeFile(path, gzipSync('{"format":"other"}\n'));
    await expectRefusal(path, /no archive of the format/);
  });
});
