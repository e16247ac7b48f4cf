import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeys } from '../keys/open-keys.ts';
import { saysAuditIsSealed } from '../keys/keys-file.ts';
import { anEvent } from '../storage/contract/audit.contract.ts';
import { openStorage } from '../storage/open-storage.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';
import type { Storage } from '../storage/storage.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { sealAuditChainOnce } from './seal-audit-chain.ts';

let directory: string;
let file: string;
let path: string;
let storage: Storage;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-sealing-'));
  file = join(directory, 'manyi.db');
  path = join(directory, 'keys.json');
  storage = await openStorage(`sqlite:${file}`);
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

const start = async () => {
  const keys = await openKeys(storage, path);
  return { keys, isSaid: await sealAuditChainOnce({ storage, keys, clock: () => 5 }, path) };
};
/** As somebody without the keys can, who has the file. */
function takeSealsAway() {
  const database = lastingDatabase(file);
  database.exec(`DROP TRIGGER audit_entries_are_not_changed; UPDATE audit_entries SET seal = NULL`);
  database.close();
}
const actions = async () => (await storage.auditAfter(0, 100)).map(({ action }) => action);

describe('bringing the audit chain under the keys', () => {
  it('adds one entry to a chain of before, and none to one that was made with seals', async () => {
    await storage.appendAudit(anEvent());
    await start();
    await start();
    expect(await actions()).toEqual(['signedIn', 'auditSealed']);
    const [before, sealed] = await storage.auditAfter(0, 2);
    expect(before!.seal).toBeUndefined();
    expect(sealed!.seal).toMatch(/^[0-9a-f]{8}\.[0-9a-f]{64}$/);
  });

  it('is said in the keys file, whose secret and mode stay', async () => {
    const { keys } = await start();
    await storage.appendAudit(anEvent());
    expect(await saysAuditIsSealed(path)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await openKeys(storage, path)).fingerprint).toBe(keys.fingerprint);
    expect((await start()).isSaid).toBe(true);
    expect(await actions()).toEqual(['signedIn']);
  });

  it('is not done to a chain whose seals were taken away: it is refused, and verifying names it', async () => {
    const { keys } = await start();
    await storage.appendAudit(anEvent());
    takeSealsAway();
    await expect(start()).rejects.toThrow(/its last entry, 1, bears none/);
    expect(await actions()).toEqual(['signedIn']);
    const findings = await verifyStorage(storage, keys, { isAuditSealed: await saysAuditIsSealed(path) });
    expect(findings.flatMap(({ faults }) => faults)).toContainEqual(expect.stringMatching(/written anew/));
    // What the message says for a database that is really one of before.
    const { audit: _, ...rest } = JSON.parse(await readFile(path, 'utf8')) as { audit: string };
    await writeFile(path, JSON.stringify(rest));
    await start();
    expect(await actions()).toEqual(['signedIn', 'auditSealed']);
  });
});
