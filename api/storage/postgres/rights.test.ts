import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../contract/audit.contract.ts';
import {
  aBatch,
  anImport,
  aResponse,
  importedWave,
  invited,
  openWave,
  responses,
} from '../contract/samples.ts';
import type { Storage } from '../storage.ts';
import { grantToApplication } from './grant-to-application.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { type StartedPostgres, startPostgres } from './testing/start-postgres.ts';
import {
  addApplicationRole,
  applicationRole,
  asApplication,
  temporaryPostgresSchema,
} from './testing/temporary-postgres-storage.ts';

let server: StartedPostgres;
let schema: Awaited<ReturnType<typeof temporaryPostgresSchema>>;
let storage: Storage;
beforeAll(async () => {
  server = await startPostgres();
  await addApplicationRole(server.url);
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  schema = await temporaryPostgresSchema(server.url);
  await (await openPostgresStorage(schema.url)).close();
  expect(await grantToApplication(schema.url, applicationRole)).toEqual([]);
  storage = await openPostgresStorage(asApplication(schema.url));
  await openWave(storage);
  await storage.addInvitations(aBatch(), ['used']);
  await storage.recordResponses([{ response: aResponse() }, invited('used', { id: 'invited' })]);
  await storage.appendAudit(anEvent());
});
afterEach(async () => {
  await storage.close();
  await schema.drop();
});

async function asRole(sql: string): Promise<void> {
  const client = new pg.Client(asApplication(schema.url));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
const stored = async () => Number((await schema.query('SELECT count(*) FROM responses')).rows[0].count);

describe('the role that answers the network', () => {
  it.each([
    [`DELETE FROM responses`, /permission denied for table responses/],
    [`UPDATE responses SET answers = '{}'`, /permission denied for table responses/],
    [`TRUNCATE responses`, /permission denied for table responses/],
    [`UPDATE waves SET kind = 'imported', state = 'closed'`, /permission denied for table waves/],
    [`UPDATE waves SET programme = 'other'`, /permission denied for table waves/],
    [`DELETE FROM waves`, /permission denied for table waves/],
    [`UPDATE invitations SET batch = 'other'`, /permission denied for table invitations/],
    [`DELETE FROM held_responses`, /permission denied for table held_responses/],
    [`UPDATE held_responses SET sealed = 'x'`, /permission denied for table held_responses/],
    [`UPDATE imports SET file_hash = 'x'`, /permission denied for table imports/],
    [`DELETE FROM invitations`, /permission denied for table invitations/],
    [`UPDATE invitation_batches SET weight = 1`, /permission denied for table invitation_batches/],
    [`INSERT INTO schema_migrations VALUES (99, '0099-x')`, /permission denied for table schema_migrations/],
    [`LOCK TABLE responses IN EXCLUSIVE MODE`, /permission denied for table responses/],
    [`LOCK TABLE waves IN ACCESS EXCLUSIVE MODE`, /permission denied for table waves/],
    [`LOCK TABLE audit_entries IN SHARE MODE`, /permission denied for table audit_entries/],
    [`CREATE TEMPORARY TABLE responses AS SELECT 1`, /permission denied to create temporary tables/],
    [`CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`, /permission denied/],
    [`CREATE TABLE mine (x int)`, /permission denied for schema/],
    [`ALTER TABLE waves DISABLE TRIGGER ALL`, /must be owner of table waves/],
    [`DROP TRIGGER responses_are_not_changed ON responses`, /must be owner of relation responses/],
    [`ALTER FUNCTION undo_import(text) RESET ALL`, /must be owner of function undo_import/],
  ])('cannot do %s', async (sql, message) => {
    await expect(asRole(`BEGIN; ${sql}; COMMIT`)).rejects.toThrow(message);
    expect(await stored()).toBe(1);
  });

  it('cannot put in a response as one of before, nor have the platform take it for one', async () => {
    const { wave, id } = aResponse();
    await storage.addRecordHashes([{ wave, id, recordHash: 'keys.own' }]);
    await storage.noteKeys('keys', undefined);
    expect(await storage.hasAllRecordHashes()).toBe(true);
    for (const [sql, message] of [
      [`UPDATE known_keys SET has_all_hashes = false`, /what has all hashes keeps them/],
      [
        `INSERT INTO known_keys VALUES (1, 'x', false) ON CONFLICT (place) DO UPDATE SET has_all_hashes = false`,
        /what has all hashes keeps them/,
      ],
      [`DELETE FROM known_keys`, /permission denied for table known_keys/],
      [
        `INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
         VALUES ('demo-2024', 'stuffed', 'q', 'unkeyed', 'open', 'web', 'en', 'complete', false, '{}')`,
        /a response is stored with the hash of its record/,
      ],
    ] as const) {
      await expect(asRole(sql)).rejects.toThrow(message);
    }
    expect(await stored()).toBe(1);
    expect(await storage.hasAllRecordHashes()).toBe(true);
  });

  it('undoes an import through the one function that may remove responses', async () => {
    await storage.beginImport(anImport(), [importedWave()]);
    await storage.addImportedResponses('import-1', responses(3, { wave: 'demo-2019', channel: 'imported' }));
    await storage.finishImport('import-1', 3, 50);
    expect(await stored()).toBe(4);
    expect(await storage.undoImport('import-1', anEvent({ action: 'importUndone' }))).toBe('undone');
    expect(await stored()).toBe(1);
    expect((await storage.lastAudit())!.action).toBe('importUndone');
  });

  it('removes no response of a survey through it, whatever an import says to have brought', async () => {
    await storage.beginImport(anImport({ waves: [] }), []);
    await asRole(`INSERT INTO import_waves VALUES ('import-1', 'demo-2024', 0)`);
    expect(await storage.undoImport('import-1')).toBe('undone');
    expect(await stored()).toBe(1);
    expect(await storage.wave('demo-2024')).toMatchObject({ state: 'open' });
  });

  it('cannot put a function or table of its own in the way of those it calls', async () => {
    const { rows } = await schema.query(
      `SELECT proconfig FROM pg_proc WHERE prosecdef AND pronamespace = current_schema()::regnamespace`,
    );
    const { schema: own } = (await schema.query('SELECT current_schema() AS schema')).rows[0] as {
      schema: string;
    };
    expect(rows.length).toBeGreaterThan(0);
    for (const { proconfig } of rows) expect(proconfig).toEqual([`search_path=${own}, pg_temp`]);
  });
});

describe('a server whose settings are made unsafe while it runs', () => {
  it('is noticed by the probe', async () => {
    const fresh = await openPostgresStorage(schema.url);
    await fresh.probe('node', 1);
    const other = await openPostgresStorage(schema.url);
    await schema.query('ALTER SYSTEM SET fsync = off');
    await schema.query('SELECT pg_reload_conf()');
    try {
      await expect
        .poll(() => other.probe('node', 2).then(String, String))
        .toContain('fsync is off and must be on');
    } finally {
      await schema.query('ALTER SYSTEM RESET fsync');
      await schema.query('SELECT pg_reload_conf()');
    }
    await expect.poll(() => other.probe('node', 3).then(String, String)).toBe('undefined');
    await fresh.close();
    await other.close();
  }, 30_000);
});
