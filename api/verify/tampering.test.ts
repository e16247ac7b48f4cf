import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import { addUser } from '../people/add-user.ts';
import { issueInvitations } from '../fieldwork/issue-invitations.ts';
import { askExclusion } from '../exclusions/ask-exclusion.ts';
import { confirmExclusion } from '../exclusions/decide-exclusion.ts';
import { closeWave, createWave, openWave } from '../fieldwork/move-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { exportedIdOf } from '../keys/receipts.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { SentResponse } from '../../core/questionnaire/sent-response.ts';
import { keyId } from '../keys/response-hashes.ts';
import { type AuditAction, type AuditEntry, chainedEntry } from '../storage/audit-chain.ts';
import { changeOpenLink } from '../fieldwork/change-open-link.ts';
import { countOpenWaves } from '../fieldwork/count-open-waves.ts';
import { recordResponse } from '../responses/record-response.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { openStorage } from '../storage/open-storage.ts';
import { type StartedPostgres, startPostgres } from '../storage/postgres/testing/start-postgres.ts';
import { lastingDatabase } from '../storage/sqlite/lasting-database.ts';
import { shortAnswers, testKeys, testManyi } from '../testing.ts';
import { passwordDigest } from './password-digest.ts';
import { verifyStorage } from './verify-storage.ts';

/** A wave that is published, another one that is open and was counted, and a person with a password. */
async function fill(database: string): Promise<void> {
  const manyi = await testManyi(database);
  const { deps, wave } = manyi;
  const tokens = await manyi.invite(12);
  for (const invitation of tokens.slice(0, 11)) {
    expect((await manyi.send(randomUUID(), shortAnswers(), { invitation })).status).toBe(201);
  }
  await closeWave(deps, wave, commandLine);
  const sealed = await sealWave(deps, wave, commandLine);
  const [first] = (await deps.storage.responsesAfter(wave, '', 1)).responses;
  const answers = [exportedIdOf(testKeys, wave, first!.id)];
  const { id } = await askExclusion(deps, sealed, { reason: 'confessed', answers }, measurer('one'));
  await confirmExclusion(deps, sealed, id, measurer('other'));
  await publishRelease(deps, sealed, commandLine);
  const other = { id: 'short-2027', programme: 'quality-district', period: '2027', form: 'short' };
  await createWave(deps, { ...other, title: { 'zh-Hans': '明年', en: 'Next year' } }, commandLine);
  await openWave(deps, other.id, commandLine);
  const sent: SentResponse = {
    questionnaire: manyi.questionnaire,
    language: 'zh-Hans',
    mode: 'web',
    answers: shortAnswers(),
  };
  const answerOther = (count: number) =>
    Promise.all(Array.from({ length: count }, () => recordResponse(deps, other.id, randomUUID(), sent)));
  const frame = { wave: other.id, name: 'test', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20 };
  const issued = await issueInvitations(deps, { ...frame, count: 25 }, commandLine);
  for (const invitation of issued.tokens.slice(0, 22)) {
    await recordResponse(deps, other.id, randomUUID(), { ...sent, invitation });
  }
  await answerOther(43);
  await countOpenWaves(deps);
  await answerOther(4);
  const grants = [{ role: 'official', programme: 'quality-district' }] as const;
  const { user } = await addUser(deps, 'Li', grants, commandLine);
  const password = passwordDigest(testKeys, user.id, 'scrypt$one');
  const event = auditEvent(deps, { user: user.id, name: user.name }, 'passwordSet', user.id, { password });
  await deps.storage.putUser({ ...user, passwordHash: 'scrypt$one' }, event);
  const factor = { secondFactor: 'sealed', lastCodeStep: 1, recoveryCodes: '[]' };
  const isSet = auditEvent(deps, { user: user.id, name: user.name }, 'secondFactorSet', user.id);
  await deps.storage.setSecondFactor(user.id, factor, isSet);
  await addUser(deps, 'Zhao', grants, commandLine);
  const limits = { openLink: 'on', openPerMinute: 300, openInAll: 5000 } as const;
  await changeOpenLink(deps, other.id, limits, commandLine);
  const until = '2028-01-31';
  const declared = auditEvent(deps, commandLine, 'retentionDeclared', other.id, { until });
  await deps.storage.declareRetention(other.id, until, declared);
  person = user.id;
  last = (await deps.storage.lastAudit())!;
  await deps.storage.close();
}

const measurer = (user: string) => ({ user, name: user, grants: [] });

/** The end of the chain, to which whoever has the database can add. */
let last: AuditEntry;
/** Id of the one person there is. */
let person: string;

/** What somebody without the keys would write behind it: all but the seal can be made by everybody. */
function forgedEntry(action: AuditAction, subject: string, details: object, seal?: string): string {
  const event = { at: last.at + 1, actor: 'x', action, subject, details: canonicalJson(details) };
  const { number, previous, hash, at, actor } = chainedEntry(last, event);
  const texts = [previous, hash, actor, action, subject, event.details].map((text) => `'${text}'`).join(', ');
  return `INSERT INTO audit_entries (number, at, previous, hash, actor, action, subject, details, seal)
    VALUES (${number}, ${at}, ${texts}, ${seal === undefined ? 'NULL' : `'${seal}'`})`;
}

async function faultsIn(database: string): Promise<readonly string[]> {
  const storage = await openStorage(database);
  const findings = await verifyStorage(storage, testKeys, { isAuditSealed: true });
  await storage.close();
  return findings.flatMap(({ faults }) => faults);
}

/** Each change as somebody with all rights over the database would make it, guards removed, and what is said of it. */
const changes: readonly (readonly [what: string, sql: string | (() => string), said: RegExp])[] = [
  [
    'an answer removed, with its count, and its invitation set unused',
    `DELETE FROM responses WHERE id = (SELECT min(id) FROM responses WHERE wave = 'short-2026');
     UPDATE response_counts SET count = count - 1 WHERE wave = 'short-2026';
     UPDATE invitations SET is_used = FALSE WHERE token_hash = (SELECT min(token_hash) FROM invitations WHERE is_used)`,
    /release 1 of wave short-2026 was made from other responses than those that stand/,
  ],
  [
    'answers that were excluded put in again',
    `UPDATE exclusions SET state = 'asked', decided_at = NULL, decided_by = NULL`,
    /exclusion \S+ of wave short-2026 is asked, and the chain says it is confirmed/,
  ],
  [
    'the word of an exclusion removed',
    `DELETE FROM exclusions`,
    /exclusion \S+ of wave short-2026 was asked for, as the chain says, and is gone/,
  ],
  [
    'other answers excluded than was asked for',
    `UPDATE exclusions SET responses = (SELECT '["' || max(id) || '"]' FROM responses WHERE wave = 'short-2026')`,
    /exclusion \S+ of wave short-2026 is of other answers, or for another reason, than was asked for/,
  ],
  [
    'answers excluded without a word',
    `INSERT INTO exclusions SELECT wave, 'mine', reason, '[]', state, asked_at, asked_by, decided_at, decided_by
       FROM exclusions`,
    /no audit entry says who asked for exclusion mine of wave short-2026/,
  ],
  [
    'a release that goes without other exclusions',
    `UPDATE releases SET exclusions = 0`,
    /release 1 of wave short-2026 goes without 0 exclusions, and the chain says 1 were confirmed/,
  ],
  [
    'a document at full precision exchanged for another',
    `UPDATE releases SET sealed = hash`,
    /release 1 of wave short-2026 names another document at full precision than it has/,
  ],
  [
    'a document at full precision removed',
    `UPDATE releases SET sealed = NULL`,
    /release 1 of wave short-2026 names another document at full precision than it has/,
  ],
  [
    'a planned end moved',
    `UPDATE waves SET planned_end = '2030-01-01' WHERE id = 'short-2027'`,
    /wave short-2027 has another planned end than it was created with/,
  ],
  [
    'an answer of an open wave removed, that was counted',
    `DELETE FROM responses WHERE wave = 'short-2027' AND sequence = (
       SELECT min(sequence) FROM responses WHERE wave = 'short-2027')`,
    /responses 1 to 40 of wave short-2027, as they came, are not those that entry \d+ counted/,
  ],
  [
    'a held answer removed, that was counted, and its invitation set unused',
    `DELETE FROM held_responses WHERE key = (SELECT min(key) FROM held_responses);
     UPDATE invitations SET is_used = FALSE WHERE token_hash = (
       SELECT min(token_hash) FROM invitations WHERE is_used AND wave = 'short-2027')`,
    /held answers of wave short-2027 were not those that entry \d+ counted/,
  ],
  [
    'a held answer exchanged for another',
    `UPDATE held_responses SET sealed = (SELECT max(sealed) FROM held_responses)
       WHERE key = (SELECT min(key) FROM held_responses WHERE sealed <> (SELECT max(sealed) FROM held_responses))`,
    /held answer [0-9a-f]{64} of wave short-2027 was changed or put in another place: it cannot be opened/,
  ],
  [
    'what a held answer is compared by',
    `UPDATE held_responses SET content = 'mine'`,
    /held answer [0-9a-f]{64} of wave short-2027 is compared by other content/,
  ],
  [
    'a held answer put into a batch of another unit',
    `INSERT INTO invitation_batches (wave, id, name, stratum, primary_unit, weight, created_at)
       SELECT wave, 'mine', name, stratum, 'mine', weight, created_at FROM invitation_batches LIMIT 1;
     UPDATE held_responses SET batch = 'mine', wave = (SELECT wave FROM invitation_batches WHERE id = 'mine')
       WHERE key = (SELECT min(key) FROM held_responses)`,
    /held answer [0-9a-f]{64} of wave short-2027|held answer [0-9a-f]{64} of wave short-2026/,
  ],
  [
    'a release pointed at another wave',
    `INSERT INTO releases (wave, number, hash, programme, published_at, published_by)
       SELECT 'short-2027', 1, hash, programme, published_at, published_by FROM releases;
     UPDATE waves SET state = 'published' WHERE id = 'short-2027'`,
    /release 1 of wave short-2027 points at a document of wave short-2026, release 1/,
  ],
  [
    'a release removed, and its wave put back to closed',
    `DELETE FROM releases; UPDATE waves SET state = 'closed' WHERE id = 'short-2026'`,
    /the chain says that release 1 of wave short-2026 was published, and it is gone/,
  ],
  [
    'a published wave put back to closed',
    `UPDATE waves SET state = 'closed' WHERE id = 'short-2026'`,
    /wave short-2026 is closed, and the chain says it is published/,
  ],
  [
    'a wave closed by nobody',
    `UPDATE waves SET state = 'closed' WHERE id = 'short-2027'`,
    /wave short-2027 is closed, and the chain says it is open/,
  ],
  [
    'the nature of a wave',
    `UPDATE waves SET kind = 'imported', state = 'closed' WHERE id = 'short-2027'`,
    /wave short-2027 counts as imported, and no import brought it/,
  ],
  [
    'the title of a wave',
    `UPDATE waves SET title = '{"en":"Another","zh-Hans":"别的"}' WHERE id = 'short-2027'`,
    /wave short-2027 has another title than it was created with/,
  ],
  [
    'the period of a wave',
    `UPDATE waves SET period = '2030' WHERE id = 'short-2026'`,
    /wave short-2026 has another period than it was created with/,
  ],
  [
    'a wave out of nowhere',
    `INSERT INTO waves (id, programme, title, period, kind, state) VALUES ('x', 'other', '{}', '2020', 'survey', 'draft')`,
    /no audit entry says who created wave x/,
  ],
  [
    'a wave removed',
    `DELETE FROM waves WHERE id = 'short-2027'`,
    /wave short-2027 was created, .* and is gone/,
  ],
  [
    'a role raised',
    `UPDATE grants SET role = 'evaluator'`,
    /"Li" \(user .*\) is evaluator of quality-district, and the chain says official of quality-district/,
  ],
  [
    'a password replaced',
    `UPDATE users SET password_hash = 'scrypt$mine'`,
    /"Li" \(user .*\) has another password than the chain says they set/,
  ],
  [
    'a person disabled by nobody',
    `UPDATE users SET is_disabled = TRUE`,
    /is disabled, and the chain says not disabled/,
  ],
  [
    'a person renamed',
    `UPDATE users SET name = 'Wang' WHERE name = 'Li'`,
    /"Wang" .* was added under the name "Li"/,
  ],
  [
    'a person out of nowhere',
    `INSERT INTO users (id, name, is_disabled) VALUES ('x', 'backdoor', FALSE)`,
    /no audit entry says who added "backdoor"/,
  ],
  [
    'the weight of a batch',
    `UPDATE invitation_batches SET weight = 99`,
    /has another weight, unit or name than it was issued with/,
  ],
  [
    'the unit of a batch',
    `UPDATE invitation_batches SET primary_unit = 'mine'`,
    /has another weight, unit or name than it was issued with/,
  ],
  [
    'invitations put into a batch',
    `INSERT INTO invitations (wave, token_hash, batch, is_used) SELECT wave, 'mine', id, FALSE FROM invitation_batches`,
    /has 13 invitations, and 12 were issued/,
  ],
  [
    'an answer put into an open wave as one of before, with the mark taken away',
    `UPDATE known_keys SET has_all_hashes = FALSE;
     INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
       SELECT 'short-2027', 'stuffed', questionnaire, 'unkeyed', 'open', mode, language, disposition, is_late, answers
       FROM responses LIMIT 1`,
    /response short-2027 stuffed has no hash of its record/,
  ],
  [
    'an entry added to the chain, so that a role that was raised looks right',
    () => `UPDATE grants SET role = 'evaluator';
      ${forgedEntry('grantsChanged', person, { grants: [{ role: 'evaluator', programme: 'quality-district' }] })}`,
    /entry \d+ bears no seal, and the one before it does/,
  ],
  [
    'an entry added to the chain with a seal made up',
    () => forgedEntry('keysAdopted', 'keys', { instead: 'aaaaaaaa' }, `${keyId(testKeys)}.${'0'.repeat(64)}`),
    /entry \d+ bears a false seal: whoever wrote it had no keys/,
  ],
  [
    'a chain without seals in the place of ours',
    `UPDATE audit_entries SET seal = NULL`,
    /no entry bears a seal, and the keys file says that they do/,
  ],
  [
    'a chain without seals, and an end as if it had been of before',
    () => `UPDATE audit_entries SET seal = NULL WHERE number < ${last.number}`,
    /entry \d+ is the first one sealed with these keys, and nothing says why/,
  ],
  [
    'when a wave was opened',
    `UPDATE waves SET opened_at = opened_at - 86400000 WHERE id = 'short-2027'`,
    /wave short-2027 was opened at another time than the chain says/,
  ],
  [
    'when a wave was closed',
    `UPDATE waves SET closed_at = closed_at - 86400000 WHERE id = 'short-2026'`,
    /wave short-2026 was closed at another time than the chain says/,
  ],
  [
    'when a wave was sealed',
    `UPDATE waves SET sealed_at = sealed_at + 86400000 WHERE id = 'short-2026'`,
    /wave short-2026 was sealed at another time than the chain says/,
  ],
  [
    'a wave sealed by nobody',
    `UPDATE waves SET sealed_at = 1 WHERE id = 'short-2027'`,
    /wave short-2027 was sealed, and no audit entry says by whom/,
  ],
  [
    'the limit of an open link, that nobody had set',
    `UPDATE waves SET open_per_minute = 9 WHERE id = 'short-2026'`,
    /wave short-2026 has other limits of its open link than the chain says/,
  ],
  [
    'the limit of an open link, that somebody had set',
    `UPDATE waves SET open_in_all = NULL WHERE id = 'short-2027'`,
    /wave short-2027 has other limits of its open link than the chain says/,
  ],
  [
    'when a release was published',
    `UPDATE releases SET published_at = published_at - 86400000`,
    /release 1 of wave short-2026 was published at another time than the chain says/,
  ],
  [
    'who published a release',
    `UPDATE releases SET published_by = 'Wang'`,
    /release 1 of wave short-2026 was published by another than Wang, as the chain says/,
  ],
  [
    'an invitation put in the place of another',
    `UPDATE invitations SET token_hash = 'mine' WHERE token_hash = (
       SELECT min(token_hash) FROM invitations WHERE NOT is_used AND wave = 'short-2026')`,
    /batch .* of wave short-2026 has other invitations than were issued/,
  ],
  [
    'a day made up after which texts are erased',
    `INSERT INTO retentions (wave, until) VALUES ('short-2026', '2026-01-31')`,
    /no audit entry says who declared until when texts of wave short-2026 are kept/,
  ],
  [
    'a day moved after which texts are erased',
    `UPDATE retentions SET until = '2026-01-31'`,
    /texts of wave short-2027 are kept until 2026-01-31, and the chain says until 2028-01-31/,
  ],
  [
    'texts that count as erased, and invitations with them',
    `UPDATE retentions SET erased_at = 5`,
    /texts of wave short-2027 count as erased, and no audit entry says that they were/,
  ],
  [
    'the word that texts are erased one day',
    `DELETE FROM retentions`,
    /until when texts of wave short-2027 are kept was declared, as the chain says, and is gone/,
  ],
  [
    'a password of somebody who never set one',
    `UPDATE users SET password_hash = 'scrypt$mine' WHERE name = 'Zhao'`,
    /"Zhao" .* has a password, and no audit entry says that they set one/,
  ],
  [
    'a second factor taken away',
    `UPDATE users SET second_factor = NULL, recovery_codes = NULL WHERE name = 'Li'`,
    /"Li" .* has no second factor, and the chain says a/,
  ],
  [
    'an import made up',
    `INSERT INTO imports (id, programme, file_name, file_hash, mapping_hash, created_at, created_by, state, rows)
     VALUES ('x', 'other', 'x', 'x', 'x', 1, 'x', 'done', 0)`,
    /no audit entry says who did import x/,
  ],
];

describe('on SQLite', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manyi-tampering-'));
    await fill(`sqlite:${join(directory, 'manyi.db')}`);
  }, 60_000);
  afterAll(() => rm(directory, { recursive: true }));

  it('nothing is found wrong with what the platform stored', async () => {
    expect(await faultsIn(`sqlite:${join(directory, 'manyi.db')}`)).toEqual([]);
  });

  it.each(changes)('%s is found and named', async (_, sql, said) => {
    const copy = join(directory, `${randomUUID()}.db`);
    await copyFile(join(directory, 'manyi.db'), copy);
    const database = lastingDatabase(copy);
    database.exec('PRAGMA foreign_keys = OFF');
    const guards = database
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all();
    for (const guard of guards) database.exec(`DROP TRIGGER ${guard}`);
    database.exec(typeof sql === 'string' ? sql : sql());
    database.close();
    expect((await faultsIn(`sqlite:${copy}`)).join('\n')).toMatch(said);
  });
});

describe('on PostgreSQL', () => {
  let server: StartedPostgres;
  const ask = async (url: string, sql: string) => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const urlOf = (name: string) => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  beforeAll(async () => {
    server = await startPostgres();
    await ask(server.url, 'CREATE DATABASE base');
    await fill(urlOf('base'));
  }, 120_000);
  afterAll(() => server.stop(), 60_000);

  it('nothing is found wrong with what the platform stored', async () => {
    expect(await faultsIn(urlOf('base'))).toEqual([]);
  });

  it.each(changes.map(([what, sql, said], index) => [what, sql, said, `copy_${index}`] as const))(
    '%s is found and named',
    async (_, sql, said, name) => {
      await ask(server.url, `CREATE DATABASE ${name} TEMPLATE base`);
      const text = typeof sql === 'string' ? sql : sql();
      await ask(urlOf(name), `SET session_replication_role = replica; ${text}`);
      const found = await faultsIn(urlOf(name));
      await ask(server.url, `DROP DATABASE ${name}`);
      expect(found.join('\n')).toMatch(said);
    },
    30_000,
  );
});
