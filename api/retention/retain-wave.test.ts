import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import { auditEvent, commandLine } from '../access/audit-event.ts';
import { closeWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { publishRelease } from '../releases/publish-release.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { type StartedPostgres, startPostgres } from '../storage/postgres/testing/start-postgres.ts';
import { shortAnswers, testKeys, testManyi, type TestManyi } from '../testing.ts';
import { verifyStorage } from '../verify/verify-storage.ts';
import { dueRetentions, retainWave } from './retain-wave.ts';

const PLANTED = '图书馆门口晚上太吵，希望安静一点';
const COUNT = 12;

/** Whether any file below a folder holds these bytes. */
async function isIn(folder: string, text: string): Promise<boolean> {
  const sought = Buffer.from(text);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    if ((await readFile(join(entry.parentPath, entry.name))).includes(sought)) return true;
  }
  return false;
}

interface World {
  readonly manyi: TestManyi;
  readonly tokens: readonly string[];
  readonly item: string;
}

/** A published wave whose answers hold a text. */
async function world(database: string): Promise<World> {
  const manyi = await testManyi(database);
  const { deps, wave } = manyi;
  const form = deps.programmes.get('quality-district')!.programme.forms[0]!;
  const item = itemsOfQuestionnaire(form.questionnaire).find(({ type }) => type === 'text')!.name;
  const tokens = await manyi.invite(COUNT);
  for (const invitation of tokens) {
    const answers = { ...shortAnswers(), [item]: PLANTED };
    expect((await manyi.send(randomUUID(), answers, { invitation })).status).toBe(201);
  }
  await closeWave(deps, wave, commandLine);
  await publishRelease(deps, await existingWave(deps.storage, wave), commandLine, { endGrace: true });
  return { manyi, tokens, item };
}

async function expectErased({ manyi, tokens, item }: World, backup: string): Promise<void> {
  const { deps, wave } = manyi;
  const { storage } = deps;
  const figures = (await storage.document((await storage.releases('quality-district'))[0]!.hash))!;
  const [response] = (await storage.responsesAfter(wave, '', 1)).responses;
  const texts = [{ id: response!.id, answers: '{"x":{"erased":"1"}}' }];
  await expect(storage.eraseTexts(wave, texts)).rejects.toThrow('a response is never changed');
  const until = '2026-09-30';
  const declared = auditEvent(deps, commandLine, 'retentionDeclared', wave, { until });
  expect(await storage.declareRetention(wave, until, declared)).toBe(true);
  const erased = await retainWave(deps, wave, commandLine);
  await storage.compact();
  const batch = { issued: COUNT, used: COUNT };
  expect(erased).toEqual({ wave, texts: { [item]: COUNT }, invitations: COUNT });
  expect((await storage.lastAudit())!).toMatchObject({ action: 'wavePersonalDataRemoved', subject: wave });
  expect((await storage.lastAudit())!.details).not.toContain(PLANTED);
  const findings = await verifyStorage(storage, testKeys);
  expect(findings.flatMap(({ faults }) => faults)).toEqual([]);
  expect(await storage.invitationBatches(wave)).toMatchObject([batch]);
  const invitation = tokens[0]!;
  expect((await manyi.send(randomUUID(), shortAnswers(), { invitation })).status).not.toBe(201);
  // Made anew from what is left, the figures are what they were.
  const making = { number: 2, secret: '5e'.repeat(32) };
  const { release: again } = await deps.estimator.estimate(await existingWave(storage, wave), making);
  expect(again.figures).toEqual((JSON.parse(figures) as typeof again).figures);
  expect(await storage.declareRetention(wave, '2030-01-01')).toBe(false);
  await writeArchive(storage, backup, { software: 'test', createdAt: 1 }, undefined);
  let rows = '';
  for await (const page of storage.readArchive()) rows += JSON.stringify(page.rows);
  expect(rows).toContain('erased');
  expect(rows).not.toContain(PLANTED);
}

describe('texts and invitations whose time is over', () => {
  it('are due on the day after the last on which they are kept', () => {
    const kept = { wave: 'a', until: '2026-09-30' };
    const all = [kept, { ...kept, wave: 'b', erasedAt: 1 }, { ...kept, wave: 'c', until: '2026-10-01' }];
    expect(dueRetentions(all, '2026-09-30')).toEqual([]);
    expect(dueRetentions(all, '2026-10-01')).toEqual([kept]);
  });

  it('are in no page, no log and no backup of SQLite, and the figures stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manyi-retention-'));
    const made = await world(`sqlite:${join(folder, 'manyi.db')}`);
    expect(await isIn(folder, PLANTED)).toBe(true);
    await expectErased(made, join(folder, 'backup'));
    // Also while the database is open: the log is part of it.
    expect((await readdir(folder)).sort()).toEqual(
      expect.arrayContaining(['backup', 'manyi.db', 'manyi.db-wal']),
    );
    expect(await isIn(folder, PLANTED)).toBe(false);
    await made.manyi.deps.storage.close();
    await rm(folder, { recursive: true });
  }, 60_000);

  it('are kept while the wave is open, and until it is sealed: an answer on its way may bring one more', async () => {
    const manyi = await testManyi('sqlite::memory:');
    const { deps, wave } = manyi;
    const erase = () => retainWave(deps, wave, commandLine);
    await deps.storage.declareRetention(wave, '2020-01-01');
    await expect(erase()).rejects.toThrow(/close it before/);
    await closeWave(deps, wave, commandLine);
    await expect(erase()).rejects.toThrow(/closed and not sealed/);
    expect((await manyi.send(randomUUID(), shortAnswers())).status).toBe(201);
    expect(await deps.storage.retentions()).toEqual([{ wave, until: '2020-01-01' }]);
    await sealWave(deps, wave, commandLine);
    expect(await erase()).toMatchObject({ wave });
    await deps.storage.close();
  });

  describe('on PostgreSQL', () => {
    let server: StartedPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop(), 60_000);

    it('are in no file of the tables and no backup', async () => {
      const made = await world(server.url);
      const client = new pg.Client(server.url);
      await client.connect();
      await client.query('CHECKPOINT');
      const { rows } = await client.query<{ folder: string }>(
        `SELECT current_setting('data_directory') AS folder`,
      );
      await client.end();
      const tables = join(rows[0]!.folder, 'base');
      expect(await isIn(tables, PLANTED)).toBe(true);
      const folder = await mkdtemp(join(tmpdir(), 'manyi-retention-'));
      await expectErased(made, join(folder, 'backup'));
      expect(await isIn(tables, PLANTED)).toBe(false);
      await made.manyi.deps.storage.close();
      await rm(folder, { recursive: true });
    }, 60_000);
  });
});
