import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { keyPurposes, keysFrom } from './keys.ts';
import { keysPathOf, openKeys } from './open-keys.ts';

const keys = keysFrom(new Uint8Array(32).fill(1));
const others = keysFrom(new Uint8Array(32).fill(2));

describe('keys', () => {
  it('differ for each purpose and each file, and so do their fingerprints', () => {
    const all = [keys, others].flatMap((each) => keyPurposes.map((purpose) => each.mac(purpose, 'text')));
    expect(new Set(all).size).toBe(2 * keyPurposes.length);
    expect(keys.fingerprint).not.toBe(others.fingerprint);
    expect(keysFrom(new Uint8Array(32).fill(1)).fingerprint).toBe(keys.fingerprint);
  });

  it('open what they sealed, in its context only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, context) => {
        const sealed = keys.seal('holding', plain, context);
        expect([...keys.unseal('holding', sealed, context)]).toEqual([...plain]);
        expect(() => keys.unseal('holding', sealed, `${context}.`)).toThrow();
        expect(() => keys.unseal('backups', sealed, context)).toThrow();
        expect(() => others.unseal('holding', sealed, context)).toThrow();
      }),
    );
  });

  it('notice each byte of a seal that was changed or cut off, and seal the same never alike', () => {
    const plain = Buffer.from('一条答案');
    const sealed = keys.seal('holding', plain, 'wave');
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place]! ^= 1;
      expect(() => keys.unseal('holding', changed, 'wave')).toThrow();
      expect(() => keys.unseal('holding', sealed.subarray(0, place), 'wave')).toThrow();
    }
    expect(keys.seal('holding', plain, 'wave')).not.toEqual(sealed);
  });
});

describe('the file of keys', () => {
  let directory: string;
  let path: string;
  let storage: Storage;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manyi-keys-'));
    path = join(directory, 'keys', 'keys.json');
    storage = await openStorage('sqlite::memory:');
  });
  afterEach(async () => {
    await storage.close();
    await rm(directory, { recursive: true });
  });

  it('is made at the first start, for its owner alone, and found again at the next', async () => {
    const first = await openKeys(storage, path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, 'keys'))).toEqual(['keys.json']);
    expect((await openKeys(storage, path)).mac('receipts', 'a')).toBe(first.mac('receipts', 'a'));
    expect(await storage.keysFingerprint()).toBe(first.fingerprint);
  });

  it('is the same for all who start at once', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => openKeys(storage, path)));
    expect(new Set(opened.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('is missed, and not made anew, by a database that was filled with it', async () => {
    const { fingerprint } = await openKeys(storage, path);
    await rm(path);
    await expect(openKeys(storage, path)).rejects.toThrow(
      new RegExp(`no keys file .*filled with the keys ${fingerprint}.*If it is lost for good`),
    );
    expect(await readdir(join(directory, 'keys'))).toEqual([]);
  });

  it('is refused when it is another one', async () => {
    await openKeys(storage, path);
    const elsewhere = await openStorage('sqlite::memory:');
    await rm(path);
    const { fingerprint } = await openKeys(elsewhere, path);
    await expect(openKeys(storage, path)).rejects.toThrow(`holds the keys ${fingerprint}, and this database`);
    await elsewhere.close();
  });

  it('is not made for work that needs the keys somebody else has', async () => {
    await expect(openKeys(storage, path, false)).rejects.toThrow('Copy it from the machine');
    expect(await readdir(directory)).toEqual([]);
  });

  it('is refused when every user of the machine may open it', async () => {
    await openKeys(storage, path);
    await chmod(path, 0o644);
    await expect(openKeys(storage, path)).rejects.toThrow(`chmod 600 ${path}`);
  });

  it('is refused when it is torn or something else, without repeating what it holds', async () => {
    await openKeys(storage, path);
    const text = await readFile(path, 'utf8');
    const secret = (JSON.parse(text) as { secret: string }).secret;
    for (const content of [
      '',
      '{',
      'null',
      text.slice(0, -4),
      text.replace(secret, secret.slice(2)),
      secret,
    ]) {
      await writeFile(path, content);
      const refusal = await openKeys(storage, path).catch((error: Error) => error.message);
      expect(refusal).toBe(`${path} is no file of keys made by Manyi.`);
    }
  });

  it('lies beside the SQLite file unless told otherwise', () => {
    const at = (database: string, keysPath?: string) =>
      keysPathOf({ database, ...(keysPath === undefined ? {} : { keys: keysPath }) });
    expect(at('sqlite:/var/lib/manyi/manyi.db')).toBe('/var/lib/manyi/keys.json');
    expect(at('sqlite:data/manyi.db')).toBe('data/keys.json');
    expect(at('postgres://manyi@db/manyi')).toBe('data/keys.json');
    expect(at('sqlite:data/manyi.db', '/etc/manyi/keys.json')).toBe('/etc/manyi/keys.json');
  });
});
