import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../contract/audit.contract.ts';
import { aBatch, aResponse, invited, openWave } from '../contract/samples.ts';
import { migrations as ofSqlite } from '../sqlite/migrations/migrations.ts';
import type { Storage } from '../storage.ts';
import { allTables, tableNamed } from '../tables/tables.ts';
import { migrations } from './migrations/migrations.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { type StartedPostgres, startPostgres } from './testing/start-postgres.ts';
import { temporaryPostgresSchema } from './testing/temporary-postgres-storage.ts';

let server: StartedPostgres;
let schema: Awaited<ReturnType<typeof temporaryPostgresSchema>>;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  schema = await temporaryPostgresSchema(server.url);
});
afterEach(() => schema.drop());

async function withStorage(use: (storage: Storage) => Promise<void>, url = schema.url) {
  const storage = await openPostgresStorage(url);
  try {
    await use(storage);
  } finally {
    await storage.close();
  }
}

describe('opening', () => {
  it('names the migrations SQLite names', () => {
    expect(migrations.map(({ name }) => name)).toEqual(ofSqlite.map(({ name }) => name));
  });

  it('may happen on many nodes at once', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresStorage(schema.url)));
    for (const storage of opened) {
      expect(await storage.appliedMigrations()).toEqual(migrations.map(({ name }) => name));
      await storage.close();
    }
  });

  it('refuses a schema of another application, and one of a newer version', async () => {
    await schema.query('CREATE TABLE notes (text text)');
    await expect(openPostgresStorage(schema.url)).rejects.toThrow(/another application: it holds notes/);
    await schema.query('DROP TABLE notes');
    await withStorage(async () => undefined);
    await schema.query(`INSERT INTO schema_migrations VALUES (99, '0099-quotas')`);
    await expect(openPostgresStorage(schema.url)).rejects.toThrow(/made by a newer version.*0099-quotas/);
  });

  it('refuses settings under which an acknowledged answer could be lost', async () => {
    const url = schema.url.replace('options=', `options=${encodeURIComponent('-c synchronous_commit=off ')}`);
    await expect(openPostgresStorage(url)).rejects.toThrow(/synchronous_commit is off and must be on/);
  });

  it('says what is wrong when there is no server', async () => {
    await expect(openPostgresStorage('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
      /The database cannot be reached/,
    );
  });
});

describe('the keys', () => {
  it('of every table that is spread over machines hold what it is spread by', async () => {
    await withStorage(async () => undefined);
    const { rows } = await schema.query(`
      SELECT tables.relname AS "table", keys.relname AS key,
        ARRAY (SELECT attname::text FROM pg_attribute WHERE attrelid = keys.oid ORDER BY attnum) AS columns
      FROM pg_index JOIN pg_class AS keys ON keys.oid = indexrelid JOIN pg_class AS tables ON tables.oid = indrelid
      WHERE indisunique AND tables.relnamespace = current_schema()::regnamespace`);
    const spread = rows.filter(({ table }) => tableNamed(table as string)?.spread !== 'whole');
    const wanted = allTables.filter(({ spread }) => spread === 'byWave').map(({ name }) => name);
    expect(new Set(spread.map(({ table }) => table))).toEqual(new Set(wanted));
    expect(spread.filter(({ columns }) => !(columns as string[]).includes('wave'))).toEqual([]);
    // Either column may be the one it is spread by.
    const ofResponses = spread
      .filter(({ table }) => table === 'responses')
      .map(({ columns }) => columns as string[]);
    expect(ofResponses).toEqual([['wave', 'id']]);
  });

  it('compare text byte by byte', async () => {
    await withStorage(async () => undefined);
    const { rows } = await schema.query(`
      SELECT DISTINCT tables.relname || '.' || attname AS column
      FROM pg_index JOIN pg_class AS tables ON tables.oid = indrelid
      JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
      WHERE tables.relnamespace = current_schema()::regnamespace
        AND atttypid = 'text'::regtype AND attcollation <> '"C"'::regcollation`);
    expect(rows).toEqual([]);
  });
});

describe('raw SQL from any connection', () => {
  it.each([
    ['UPDATE documents SET body = body', 'a document is never changed'],
    ['DELETE FROM documents', 'a document is never removed'],
    ['TRUNCATE documents CASCADE', 'never'],
    ['UPDATE responses SET answers = answers', 'a response is never changed'],
    [`UPDATE responses SET record_hash = 'a', form_probability = 0.5`, 'a response is never changed'],
    ['DELETE FROM responses', 'a response is removed only by undoing an import'],
    ['TRUNCATE responses', 'a response is removed only by undoing an import'],
    [`UPDATE held_responses SET sealed = 'x'`, 'a held response is never changed'],
    ['DELETE FROM held_responses', 'a held response stays until its wave is sealed'],
    ['TRUNCATE held_responses', 'a held response stays until its wave is sealed'],
    ['UPDATE invitations SET is_used = false', 'an invitation that was used stays used'],
    [`UPDATE waves SET kind = 'imported', state = 'closed'`, 'never changes its id, programme or kind'],
    [`UPDATE waves SET programme = 'other'`, 'never changes its id, programme or kind'],
    [`UPDATE waves SET document = NULL WHERE id = 'demo-2024'`, 'keeps the document it was opened with'],
    ['UPDATE audit_entries SET actor = actor', 'an audit entry is never changed'],
    ['DELETE FROM audit_entries', 'an audit entry is never removed'],
    ['TRUNCATE audit_entries', 'an audit entry is never removed'],
    [`INSERT INTO audit_entries VALUES (9, 'x', 'y', 1, 'a', 'b', 'c', '{}')`, 'continues the last one'],
  ])('cannot do %s', async (sql, message) => {
    await withStorage(async (storage) => {
      await openWave(storage);
      await storage.addInvitations(aBatch(), ['used']);
      await storage.recordResponses([{ response: aResponse() }, invited('used', { id: 'invited' })]);
      await storage.appendAudit(anEvent());
    });
    await expect(schema.query(sql)).rejects.toThrow(message);
  });
});
