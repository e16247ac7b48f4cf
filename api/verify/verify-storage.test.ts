import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import { closeWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from './verify-storage.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';

let directory: string;
let file: string;
let manyi: TestManyi;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-verify-'));
  file = join(directory, 'manyi.db');
  manyi = await testManyi(`sqlite:${file}`);
  const tokens = await manyi.invite(12);
  for (const invitation of tokens.slice(0, 11)) {
    expect((await manyi.send(randomUUID(), shortAnswers(), { invitation })).status).toBe(201);
  }
  await closeWave(manyi.deps, manyi.wave, commandLine);
  await publishRelease(manyi.deps, await existingWave(manyi.deps.storage, manyi.wave), commandLine, {
    endGrace: true,
  });
});
afterEach(async () => {
  await manyi.deps.storage.close();
  await rm(directory, { recursive: true });
});

/** As somebody with the file and the will would: the guards are removed first. */
function tamper(sql: string) {
  const database = lastingDatabase(file);
  const guards = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all();
  for (const guard of guards) database.exec(`DROP TRIGGER ${guard}`);
  database.exec(sql);
  database.close();
}
const faults = async (head?: string) =>
  (await verifyStorage(manyi.deps.storage, testKeys, head === undefined ? {} : { auditHead: head })).flatMap(
    (finding) => finding.faults,
  );

describe('verifying', () => {
  it('finds nothing wrong with what the platform stored, and says how much it looked at', async () => {
    const findings = await verifyStorage(manyi.deps.storage, testKeys);
    expect(findings.flatMap((finding) => finding.faults)).toEqual([]);
    const examined = Object.fromEntries(findings.map((finding) => [finding.check, finding.examined]));
    expect(examined).toMatchObject({
      documents: 3,
      responses: 11,
      invitations: 12,
      releases: 1,
      'sealed waves': 1,
      'audit chain': 8,
    });
  });

  it.each([
    [
      'an answer',
      `UPDATE responses SET answers = replace(answers, '8', '9') WHERE sequence = 3`,
      /holds other answers/,
    ],
    ...[
      `area = 'qinghe'`,
      `mode = 'phone'`,
      `language = 'en'`,
      `disposition = 'refusal'`,
      `local_day = '2026-01-01'`,
      'is_late = 1',
      `duration_band = '1-2min'`,
      'weight = 19',
      `stratum = 'qinghe'`,
      `primary_unit = 'qinghe-1'`,
    ].map((change): [string, string, RegExp] => [
      change,
      `UPDATE responses SET ${change} WHERE sequence = 3`,
      /holds other columns than its hash/,
    ]),
    [
      'the hash of a record',
      `UPDATE responses SET weight = 19, record_hash = NULL WHERE sequence = 3`,
      /has no hash of its record/,
    ],
    [
      'the keys a hash is by',
      `UPDATE responses SET weight = 19, record_hash = '00000000.' || substr(record_hash, 10) WHERE sequence = 3`,
      /1 responses have hashes by keys 00000000, which were never those of this database/,
    ],
    [
      'a response put in the place of another',
      `CREATE TABLE copied AS SELECT * FROM responses WHERE sequence = 4; UPDATE copied SET id = (SELECT id FROM responses WHERE sequence = 3), sequence = 3;
       DELETE FROM responses WHERE sequence = 3; INSERT INTO responses SELECT * FROM copied`,
      /holds other answers than its hash/,
    ],
    [
      'a release',
      `UPDATE documents SET body = replace(body, '2026', '2027')`,
      /holds other content than its hash/,
    ],
    ['an invitation', `UPDATE invitations SET is_used = 0`, /0 used invitations and 11 responses/],
    [
      'a removed response',
      'DELETE FROM responses WHERE sequence = 3',
      /11 used invitations and 10 responses/,
    ],
    [
      'responses and invitations removed together',
      `DELETE FROM responses WHERE sequence = 3; UPDATE response_counts SET count = count - 1;
       UPDATE invitations SET is_used = 0 WHERE token_hash = (SELECT min(token_hash) FROM invitations WHERE is_used)`,
      /wave short-2026 rests on 11 responses, and now there are 10/,
    ],
    [
      'responses removed, and what the wave and its release say of them',
      `DELETE FROM responses WHERE sequence = 3; UPDATE waves SET sealed_responses = 10; UPDATE releases SET responses = 10`,
      /the audit chain, for wave short-2026 as it was sealed, rests on 11 responses, and now there are 10/,
    ],
    [
      'a late response made one in time',
      `UPDATE responses SET is_late = 1 WHERE sequence = 3`,
      /response short-2026 \S+ holds other columns than its hash says/,
    ],
    ['a count', 'UPDATE response_counts SET count = count + 1', /holds 11 responses and counts 12/],
    [
      'an audit entry',
      `UPDATE audit_entries SET actor = 'x' WHERE number = 3`,
      /entry 3 was changed; it is the first/,
    ],
    ['a removed audit entry', 'DELETE FROM audit_entries WHERE number = 2', /entry 2 is missing/],
    [
      'who published',
      `DELETE FROM audit_entries WHERE action = 'releasePublished'`,
      /no audit entry says who/,
    ],
  ])('finds that %s was tampered with', async (_, sql, message) => {
    tamper(sql);
    expect((await faults()).join('\n')).toMatch(message);
  });

  it('names the first broken entry where two changed places', async () => {
    tamper(`UPDATE audit_entries SET number = 999 WHERE number = 2; UPDATE audit_entries SET number = 2 WHERE number = 3;
      UPDATE audit_entries SET number = 3 WHERE number = 999`);
    expect(await faults()).toContainEqual(
      expect.stringMatching(/entry 2 does not continue the entry before it; it is the first/),
    );
  });

  it('finds a chain whose end was cut off by the entry noted elsewhere', async () => {
    const noted = (await manyi.deps.storage.lastAudit())!;
    tamper(
      `DELETE FROM releases; UPDATE waves SET state = 'closed'; DELETE FROM audit_entries WHERE number = ${noted.number}`,
    );
    expect(await faults()).toEqual([]);
    expect(await faults(noted.hash)).toContainEqual(expect.stringMatching(/its end was cut off/));
  });
});
