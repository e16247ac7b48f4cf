import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical-json.ts';
import { formerContentHashOf } from '../keys/response-hashes.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';
import { shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { sealAuditChain } from '../audit/seal-audit-chain.ts';
import { hashResponsesOfBefore } from './hash-responses-of-before.ts';

let directory: string;
let file: string;
let manyi: TestManyi;
const COUNT = 1203;

/** A wave with responses as they were stored before there were keys. */
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manyi-before-'));
  file = join(directory, 'manyi.db');
  manyi = await testManyi(`sqlite:${file}`);
  // As an upgraded database is: the guard lets nobody take the mark away.
  withFile(`DROP TRIGGER known_keys_have_all_hashes; UPDATE known_keys SET has_all_hashes = 0;
    DROP TRIGGER audit_entries_are_not_changed; UPDATE audit_entries SET seal = NULL`);
  await sealAuditChain(manyi.deps);
  const answers = canonicalJson(shortAnswers());
  const before = Array.from({ length: COUNT }, () => ({
    wave: manyi.wave,
    id: randomUUID(),
    questionnaire: manyi.questionnaire,
    channel: 'open' as const,
    mode: 'web',
    language: 'zh-Hans',
    disposition: 'complete' as const,
    isLate: false,
    answers,
  }));
  await manyi.deps.storage.recordResponses(
    before.map((response) => ({ response: { ...response, contentHash: formerContentHashOf(response) } })),
  );
});
afterEach(async () => {
  await manyi.deps.storage.close();
  await rm(directory, { recursive: true });
});

function withFile(sql: string) {
  const database = lastingDatabase(file);
  database.exec(sql);
  database.close();
}
const faults = async () =>
  (await verifyStorage(manyi.deps.storage, testKeys)).flatMap((finding) => finding.faults);

describe('hashing responses of before', () => {
  it('leaves nothing for verifying to find, is on the audit chain and done once', async () => {
    expect(await faults()).toEqual([]);
    expect(await hashResponsesOfBefore(manyi.deps)).toBe(COUNT);
    expect(await faults()).toEqual([]);
    expect(await manyi.deps.storage.lastAudit()).toMatchObject({
      action: 'responsesHashed',
      details: canonicalJson({ count: COUNT }),
    });
    expect(await hashResponsesOfBefore(manyi.deps)).toBe(0);
  });

  it('gives none to a row that was put in afterwards, whatever the mark says: verifying names it', async () => {
    await hashResponsesOfBefore(manyi.deps);
    withFile(`UPDATE known_keys SET has_all_hashes = 0;
      INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
      SELECT wave, 'stuffed', questionnaire, content_hash, channel, mode, language, disposition, is_late, answers
      FROM responses WHERE sequence = 3`);
    expect(await faults()).toEqual([expect.stringMatching(/stuffed has no hash of its record/)]);
    expect(await hashResponsesOfBefore(manyi.deps)).toBe(0);
    expect(await faults()).toEqual([expect.stringMatching(/stuffed has no hash of its record/)]);
  });

  it('goes on where it was interrupted', async () => {
    let batches = 0;
    expect(await hashResponsesOfBefore(manyi.deps, () => (batches += 1) <= 1)).toBe(500);
    expect(await faults()).toEqual([]);
    expect(await hashResponsesOfBefore(manyi.deps)).toBe(COUNT - 500);
    expect(await manyi.deps.storage.hasAllRecordHashes()).toBe(true);
  });

  it('lets verifying find a column and an answer that are changed afterwards', async () => {
    await hashResponsesOfBefore(manyi.deps);
    withFile(`DROP TRIGGER responses_are_not_changed; UPDATE responses SET area = 'qinghe' WHERE sequence = 3;
      UPDATE responses SET answers = replace(answers, '8', '9') WHERE sequence = 4`);
    const found = await faults();
    expect(found.filter((fault) => fault.includes('holds other columns'))).toHaveLength(2);
    expect(found.filter((fault) => fault.includes('holds other answers'))).toHaveLength(1);
  });
});
