import { createHash, randomBytes } from 'node:crypto';
import { appendFile, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../storage/contract/audit.contract.ts';
import { anAuditKey, openWave, responses } from '../storage/contract/samples.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArchiveKey } from './archive-lines.ts';
import type { OpeningArchive } from './open-archive-file.ts';
import { checkArchive, openArchive } from './read-archive.ts';
import { restoreArchive } from './restore-archive.ts';
import { digestOf, writeArchive } from './write-archive.ts';

const key: ArchiveKey = { fingerprint: 'a1b2', key: randomBytes(32) };
const about = { software: 'test', createdAt: 1 };

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

const write = (to = path, sealing: ArchiveKey | undefined = key) => writeArchive(storage, to, about, sealing);

/** Does something with an empty storage elsewhere. */
async function elsewhere<Result>(use: (other: Storage) => Promise<Result>): Promise<Result> {
  const other = await openSqliteStorage(join(directory, 'other.db'));
  try {
    return await use(other);
  } finally {
    await other.close();
  }
}

/** A file nobody sealed, of these lines and an end that fits them: what anybody can make. */
function plainFile(
  lines: readonly string[],
  head = '{"createdAt":1,"format":"manyi-archive-1","software":"x"}',
) {
  const digest = createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return gzipSync(`${[head, ...lines, JSON.stringify({ digest, rows: {} })].join('\n')}\n`);
}

async function plainLines(): Promise<string[]> {
  const plain = join(directory, 'plain');
  await writeArchive(storage, plain, about, undefined);
  const bytes = await readFile(plain);
  return gunzipSync(bytes.subarray(bytes.indexOf('\n') + 1))
    .toString()
    .split('\n')
    .slice(0, -2);
}

describe('a backup', () => {
  it('put back elsewhere has the digest it had, and the chain says whose seal it bore', async () => {
    const { digest, rows } = await write();
    expect(rows).toEqual({ document: 1, wave: 1, response: 2500, auditEntry: 1 });
    await elsewhere(async (other) => {
      const { outcome, head, end } = await restoreArchive(other, path, { key }, () => 7);
      expect({ outcome, end }).toEqual({ outcome: 'restored', end: { digest, rows } });
      expect(head).toMatchObject({ software: 'test', createdAt: 1, key: 'a1b2' });
      const { details, ...entry } = (await other.lastAudit())!;
      expect(entry).toMatchObject({ number: 2, at: 7, action: 'archiveRestored', subject: path });
      expect(JSON.parse(details)).toEqual({ digest, sealedWith: 'a1b2' });
      expect((await digestOf(other)).rows).toEqual({ ...rows, auditEntry: 2 });
    });
  });

  it('shows nothing of what is in it, and no two are alike', async () => {
    await write();
    await write(join(directory, 'second'));
    const [one, other] = [await readFile(path), await readFile(join(directory, 'second'))];
    expect(one.includes('score')).toBe(false);
    expect(() => gunzipSync(one.subarray(one.indexOf('\n') + 1))).toThrow();
    expect(one.subarray(200, 400).equals(other.subarray(200, 400))).toBe(false);
    const head = JSON.parse(one.toString('utf8', 0, one.indexOf('\n'))) as object;
    expect(head).toMatchObject({ format: 'manyi-archive-2', key: 'a1b2' });
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
    const second = join(directory, 'second');
    await expect(writeArchive(broken, second, about, key)).rejects.toThrow('the disk');
    expect((await readdir(directory)).filter((name) => name.startsWith('second'))).toEqual([]);
  });
});

describe('what is refused when it is put back', () => {
  async function expectRefusal(message: RegExp, opening: OpeningArchive = { key }, file = path) {
    await elsewhere(async (other) => {
      await expect(restoreArchive(other, file, opening)).rejects.toThrow(message);
      expect(await digestOf(other)).toMatchObject({ rows: {} });
    });
  }

  it.each([
    ['sealed', key],
    ['plain', undefined],
  ])('a %s file torn off anywhere', async (_, sealing) => {
    await writeArchive(storage, path, about, sealing);
    const whole = await readFile(path);
    for (const share of [0.2, 0.5, 0.999]) {
      await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
      await expectRefusal(/is torn/, { key, unauthenticated: true });
    }
  });

  it('a file torn off just between two of its pieces', async () => {
    await storage.recordResponses(responses(5000).map((response) => ({ response })));
    await write();
    const whole = await readFile(path);
    const head = whole.indexOf('\n') + 1;
    expect(whole.length).toBeGreaterThan(head + 2 * 65_552);
    await writeFile(path, whole.subarray(0, head + 65_552));
    await expectRefusal(/is torn/);
  });

  it('a file with one byte changed, with a byte more, and with two pieces in each other’s place', async () => {
    await storage.recordResponses(responses(5000).map((response) => ({ response })));
    await write();
    const whole = await readFile(path);
    const head = whole.indexOf('\n') + 1;
    const changed = Buffer.from(whole);
    changed[head + 1000] = changed[head + 1000]! ^ 1;
    await writeFile(path, changed);
    await expectRefusal(/was changed after it was sealed/);
    await writeFile(path, whole);
    await appendFile(path, 'x');
    await expectRefusal(/torn|changed/);
    const piece = (number: number) => whole.subarray(head + number * 65_552, head + (number + 1) * 65_552);
    const rest = whole.subarray(head + 2 * 65_552);
    await writeFile(path, Buffer.concat([whole.subarray(0, head), piece(1), piece(0), rest]));
    await expectRefusal(/was changed after it was sealed/);
  });

  it('a file whose head was changed', async () => {
    await write();
    const whole = await readFile(path);
    const at = whole.indexOf('"createdAt":1') + '"createdAt":'.length;
    whole[at] = '2'.charCodeAt(0);
    await writeFile(path, whole);
    await expectRefusal(/was changed after it was sealed/);
  });

  it('a file sealed with other keys, also by somebody who writes the name of ours into it', async () => {
    await write(path, { ...key, fingerprint: 'c3d4', key: randomBytes(32) });
    await expectRefusal(/was sealed with the keys c3d4, and the keys here are a1b2/);
    await expectRefusal(/was sealed with the keys c3d4, and there are no keys here/, {});
    await rm(path);
    await write(path, { ...key, key: randomBytes(32) });
    await expectRefusal(/was changed after it was sealed, or by somebody without the key/);
  });

  it('a file nobody sealed, with an administrator more, unless whoever restores it says so', async () => {
    const lines = await plainLines();
    const entry = lines.findIndex((line) => line.startsWith('["auditEntry"'));
    const backdoor = { id: 'x', name: 'backdoor', passwordHash: 'known', isDisabled: false, grants: [] };
    lines.splice(entry, 0, JSON.stringify(['user', backdoor]));
    await writeFile(path, plainFile(lines));
    await expectRefusal(/not sealed, so nothing proves who made it/);
    const sealedNowhere = '{"createdAt":1,"format":"manyi-archive-2","software":"x"}\n';
    await writeFile(path, Buffer.concat([Buffer.from(sealedNowhere), plainFile(lines, '')]));
    await expectRefusal(/not sealed, so nothing proves who made it/);
  });

  it('people in the archive of one programme', async () => {
    const head = '{"createdAt":1,"format":"manyi-archive-1","programme":"demo","software":"x"}';
    const user = JSON.stringify(['user', { id: 'x', name: 'x', isDisabled: false, grants: [] }]);
    await writeFile(path, plainFile([user], head));
    await expectRefusal(/is of one programme and holds a user/, { unauthenticated: true });
  });

  it('a plain archive in which one answer was changed, or that lost its last lines', async () => {
    const lines = await plainLines();
    const text = gunzipSync(plainFile(lines)).toString();
    await writeFile(path, gzipSync(text.replace('{\\"score\\":7}', '{\\"score\\":9}')));
    await expectRefusal(/was changed: its digest is/, { unauthenticated: true });
    await writeFile(path, gzipSync(`${text.split('\n').slice(0, -3).join('\n')}\n`));
    await expectRefusal(/is torn: it ends after document 1, wave 1, response 2500/, {
      unauthenticated: true,
    });
  });

  it('a row with more in it than is put back: nothing stays', async () => {
    const lines = (await plainLines()).map((line, index) =>
      index === 1000 ? line.replace('"answers"', '"added":1,"answers"') : line,
    );
    await writeFile(path, plainFile(lines));
    await expectRefusal(/What was put back would have the digest .* Nothing was kept/, {
      unauthenticated: true,
    });
  });

  it('a line longer than any, and a file that unpacks to hundreds of times its size', async () => {
    const line = gzipSync(`{"format":"manyi-archive-1"}\n${'['.repeat(80 * 1024 * 1024)}`);
    await writeFile(path, line);
    await expectRefusal(/has a line longer than any of an archive/, { unauthenticated: true });
    const row = `${JSON.stringify(['document', { hash: 'x', body: ' '.repeat(60_000) }])}\n`;
    await writeFile(path, gzipSync(`{"format":"manyi-archive-1"}\n${row.repeat(2500)}`, { level: 9 }));
    await expectRefusal(/unpacks to more than 250 times its size/, { unauthenticated: true });
  });

  it('a copied database file, whose log may be missing', async () => {
    await copyFile(join(directory, 'manyi.db'), path);
    await expectRefusal(/copied database file, not a backup/);
  });

  it('any other file, and none', async () => {
    await writeFile(path, 'a,b\n1,2\n');
    await expectRefusal(/no archive made by/);
    await expectRefusal(/cannot be read/, { key }, join(directory, 'nothing'));
    await writeFile(path, gzipSync('{"format":"other"}\n'));
    await expectRefusal(/no archive of the format/, { unauthenticated: true });
  });
});

describe('an archive that nobody sealed', () => {
  it('is not put back with an audit chain that was made without the keys', async () => {
    await storage.useAuditKey(anAuditKey);
    await storage.appendAudit(anEvent({ action: 'auditSealed' }));
    await storage.appendAudit(anEvent());
    const lines = await plainLines();
    const opening = { unauthenticated: true, auditKey: anAuditKey };
    const put = async (changed: readonly string[]) => {
      await writeFile(path, plainFile(changed));
      return elsewhere(async (other) => {
        await other.useAuditKey(anAuditKey);
        const { outcome } = await restoreArchive(other, path, opening);
        return outcome;
      });
    };
    const forged = lines.map((line) => line.replace(/"seal":"keys\.[0-9a-f]/g, '"seal":"keys.x'));
    await expect(put(forged)).rejects.toThrow(/audit chain in .* is broken: entry 2 bears a false seal/);
    const without = [...lines.slice(0, -1), lines.at(-1)!.replace(/,"seal":"[^"]*"/, '')];
    await expect(put(without)).rejects.toThrow(/audit chain in .* is broken: entry 3 bears no seal/);
    await elsewhere(async (other) => expect(await other.waves()).toEqual([]));
    expect(await put(lines)).toBe('restored');
  });

  it('is put back when whoever restores it says so, and the chain says that nothing proves it', async () => {
    await writeFile(path, plainFile(await plainLines()));
    await elsewhere(async (other) => {
      expect((await restoreArchive(other, path, { unauthenticated: true })).outcome).toBe('restored');
      expect((await other.lastAudit())!.details).toContain('"sealedWith":"nothing"');
    });
  });

  it('gives no row before its head is read, and all pages once', async () => {
    await writeFile(path, plainFile(await plainLines()));
    const { pages, end } = await openArchive(path, { unauthenticated: true });
    expect(end).toThrow('has not been read yet');
    let rows = 0;
    for await (const page of pages) rows += page.rows.length;
    expect(rows).toBe(2503);
    expect((await checkArchive(path, { unauthenticated: true })).end).toEqual(end());
  });
});

describe('putting a backup back', () => {
  it('locks nothing before the file is known to be whole', async () => {
    await write();
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, -1));
    await elsewhere(async (other) => {
      let asked = 0;
      const watched: Storage = {
        ...other,
        restoreArchive: (...given) => ((asked += 1), other.restoreArchive(...given)),
      };
      await expect(restoreArchive(watched, path, { key })).rejects.toThrow(/torn/);
      expect(asked).toBe(0);
    });
  });
});
