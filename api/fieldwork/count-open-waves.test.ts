import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { heldCountIn } from '../keys/held-count.ts';
import { openCountIn } from '../keys/open-count.ts';
import { auditKey } from '../keys/audit-key.ts';
import { anEvent } from '../storage/contract/audit.contract.ts';
import { openStorage } from '../storage/open-storage.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';
import type { Storage } from '../storage/storage.ts';
import { shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { closeWave } from './move-wave.ts';
import { sealWave } from './seal-wave.ts';
import { countOpenWaves } from './count-open-waves.ts';

const HOUR = 60 * 60_000;
const START = Date.UTC(2026, 8, 1, 4);

let directory: string;
let file: string;
let manyi: TestManyi;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-counting-'));
  file = join(directory, 'manyi.db');
  manyi = await testManyi(`sqlite:${file}`);
});
afterEach(async () => {
  await manyi.deps.storage.close();
  await rm(directory, { recursive: true });
});

async function answer(count: number) {
  for (let sent = 0; sent < count; sent += 1) {
    expect((await manyi.send(randomUUID(), shortAnswers())).status).toBe(201);
  }
}
/** What was counted, hour by hour from the start. */
async function countIn(hour: number) {
  manyi.setClock(START + hour * HOUR);
  await countOpenWaves(manyi.deps);
}
const counted = async (storage: Storage = manyi.deps.storage) =>
  (await storage.auditAfter(0, 1000)).flatMap((entry) => {
    const count = openCountIn(entry);
    return count ? [[count.from, count.responses]] : [];
  });
const faults = async (storage: Storage = manyi.deps.storage) =>
  (await verifyStorage(storage, testKeys)).flatMap((finding) => finding.faults);
function tamper(sql: string) {
  const database = lastingDatabase(file);
  database.exec(
    'DROP TRIGGER responses_are_not_changed; DROP TRIGGER responses_are_removed_with_their_import_only',
  );
  database.exec(sql);
  database.close();
}

describe('counting open waves', () => {
  it('notes whole twenties, once an hour, and nothing where fewer came', async () => {
    await answer(19);
    await countIn(1);
    expect(await counted()).toEqual([]);
    await answer(26);
    await countIn(1.1);
    await answer(60);
    await countIn(2);
    expect(await counted()).toEqual([[0, 40]]);
    await countIn(2.2);
    await countIn(3.5);
    expect(await counted()).toEqual([
      [0, 40],
      [40, 100],
    ]);
    expect(await faults()).toEqual([]);
  });

  it('goes on where another process counted last', async () => {
    await answer(40);
    await countIn(1);
    const { deps } = manyi;
    const other = await openStorage(`sqlite:${file}`);
    await other.useAuditKey(auditKey(testKeys));
    await answer(45);
    await countOpenWaves({ ...deps, storage: other, clock: () => START + 3 * HOUR });
    await other.close();
    expect(await counted()).toEqual([
      [0, 40],
      [40, 80],
    ]);
    expect(await faults()).toEqual([]);
  });

  it.each([
    [
      'removed, with its count',
      `DELETE FROM responses WHERE sequence = 7; UPDATE response_counts SET count = count - 1`,
      /responses 1 to 40 of wave short-2026, as they came, are not those that entry \d+ counted/,
    ],
    [
      'put in the place of another',
      `UPDATE responses SET sequence = 900 WHERE sequence = 7; UPDATE responses SET sequence = 7 WHERE sequence = 45;
       UPDATE responses SET sequence = 45 WHERE sequence = 900`,
      /responses 1 to 40 of wave short-2026, as they came, are not/,
    ],
    [
      'removed, and more with them than came since',
      `DELETE FROM responses WHERE sequence BETWEEN 3 AND 20; UPDATE response_counts SET count = count - 18`,
      /wave short-2026 had 40 responses while it was open, as the chain says, and has 27/,
    ],
  ])('lets verifying find one that was %s while the wave is open', async (_, sql, said) => {
    await answer(40);
    await countIn(1);
    await answer(5);
    expect(await faults()).toEqual([]);
    tamper(sql);
    expect(await faults()).toContainEqual(expect.stringMatching(said));
  });

  it('notes answers that are held in the groups they are told of, and no number of them', async () => {
    const tokens = await manyi.invite(70);
    const use = async (first: number, last: number) => {
      for (const invitation of tokens.slice(first, last)) {
        expect((await manyi.send(randomUUID(), shortAnswers(), { invitation })).status).toBe(201);
      }
    };
    await use(0, 19);
    await countIn(1);
    await use(19, 25);
    await countIn(2);
    await use(25, 50);
    await countIn(3.5);
    await countIn(4.6);
    const entries = (await manyi.deps.storage.auditAfter(0, 1000)).flatMap(
      (entry) => heldCountIn(entry) ?? [],
    );
    expect(entries.map(({ digest: _, ...rest }) => rest)).toEqual([
      { moment: 'held', from: 0, told: 1 },
      { moment: 'held', from: 1, told: 2 },
    ]);
    await use(50, 60);
    expect(await faults()).toEqual([]);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    expect(await faults()).toEqual([]);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await faults()).toEqual([]);
  });

  it('lets verifying find a held answer that was removed, before the wave is sealed and after', async () => {
    for (const invitation of await manyi.invite(30)) {
      await manyi.send(randomUUID(), shortAnswers(), { invitation });
    }
    await countIn(1);
    const database = lastingDatabase(file);
    database.exec(`DROP TRIGGER held_responses_are_moved_when_sealed; DROP TRIGGER invitations_are_used_once;
      DELETE FROM held_responses WHERE key = (SELECT min(key) FROM held_responses);
      UPDATE invitations SET is_used = 0 WHERE token_hash = (SELECT min(token_hash) FROM invitations)`);
    database.close();
    const said = /held answers of wave short-2026 were not those that entry \d+ counted/;
    expect(await faults()).toEqual([expect.stringMatching(said)]);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await faults()).toEqual([expect.stringMatching(/entry \d+ counted when it was closed/)]);
  });

  it('begins anew in a database that was put back, whose order of storing is another one', async () => {
    await answer(65);
    await countIn(1);
    const { deps } = manyi;
    const elsewhere = await openStorage('sqlite::memory:');
    await elsewhere.noteKeys(testKeys.fingerprint, undefined);
    await elsewhere.useAuditKey(auditKey(testKeys));
    await elsewhere.restoreArchive(deps.storage.readArchive(), {
      event: anEvent({ action: 'archiveRestored', details: '{}' }),
    });
    expect(await faults(elsewhere)).toEqual([]);
    await countOpenWaves({ ...deps, storage: elsewhere, clock: () => START + 2 * HOUR });
    expect(await counted(elsewhere)).toEqual([
      [0, 60],
      [0, 60],
    ]);
    expect(await faults(elsewhere)).toEqual([]);
    await elsewhere.close();
  });
});
