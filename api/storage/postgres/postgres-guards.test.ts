import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../contract/audit.contract.ts';
import {
  aBatch,
  aResponse,
  aUser,
  allResponses,
  openWave,
  responseId,
  responses,
} from '../contract/samples.ts';
import { migrations as ofSqlite } from '../sqlite/migrations/migrations.ts';
import type { Storage } from '../storage.ts';
import { grantToApplication } from './grant-to-application.ts';
import { migrations } from './migrations/migrations.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { type StartedPostgres, startPostgres } from './start-postgres.ts';
import { temporaryPostgresSchema } from './temporary-postgres-storage.ts';

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
  /** Small tables that stand whole on every machine of a distributed database. */
  const reference = [
    'audit_entries',
    'documents',
    'grants',
    'import_waves',
    'imports',
    'node_marks',
    'schema_migrations',
    'sessions',
    'sign_in_links',
    'users',
    'waves',
  ];

  it('of every table that is spread over machines hold what it is spread by', async () => {
    await withStorage(async () => undefined);
    const { rows } = await schema.query(`
      SELECT tables.relname AS "table", keys.relname AS key,
        ARRAY (SELECT attname::text FROM pg_attribute WHERE attrelid = keys.oid ORDER BY attnum) AS columns
      FROM pg_index JOIN pg_class AS keys ON keys.oid = indexrelid JOIN pg_class AS tables ON tables.oid = indrelid
      WHERE indisunique AND tables.relnamespace = current_schema()::regnamespace`);
    const spread = rows.filter(({ table }) => !reference.includes(table as string));
    const tables = new Set(spread.map(({ table }) => table as string));
    expect([...tables].sort()).toEqual([
      'invitation_batches',
      'invitations',
      'releases',
      'response_counts',
      'responses',
    ]);
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
    ['DELETE FROM responses', 'a response is removed only by undoing an import'],
    ['TRUNCATE responses', 'a response is removed only by undoing an import'],
    ['UPDATE invitations SET is_used = false', 'an invitation that was used stays used'],
    ['UPDATE audit_entries SET actor = actor', 'an audit entry is never changed'],
    ['DELETE FROM audit_entries', 'an audit entry is never removed'],
    ['TRUNCATE audit_entries', 'an audit entry is never removed'],
    [`INSERT INTO audit_entries VALUES (9, 'x', 'y', 1, 'a', 'b', 'c', '{}')`, 'continues the last one'],
  ])('cannot do %s', async (sql, message) => {
    await withStorage(async (storage) => {
      await openWave(storage);
      await storage.addInvitations(aBatch(), ['used']);
      await storage.recordResponses([{ response: aResponse({ channel: 'invitation' }), invitation: 'used' }]);
      await storage.appendAudit(anEvent());
    });
    await expect(schema.query(sql)).rejects.toThrow(message);
  });
});

describe('several nodes', () => {
  it('store a response once, whichever of them it is sent to', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        await one.addInvitations(aBatch(), ['token']);
        const sent = Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? one : other).recordResponses([{ response: aResponse() }]),
        );
        const outcomes = (await Promise.all(sent)).flat();
        expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'alreadyRecorded')).toHaveLength(39);
        const invited = Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? one : other).recordResponses([
            {
              response: aResponse({ id: responseId(index + 100), channel: 'invitation' }),
              invitation: 'token',
            },
          ]),
        );
        const taken = (await Promise.all(invited)).flat();
        expect(taken.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
        expect(taken.filter((outcome) => outcome === 'invitationUsed')).toHaveLength(39);
      });
    });
  });

  it('close a wave once: what is under way is stored before, and nothing after', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        const sending = Array.from({ length: 60 }, (_, index) =>
          other.recordResponses([{ response: aResponse({ id: responseId(index + 1) }) }]),
        );
        const [outcomes] = await Promise.all([
          Promise.all(sending),
          one.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 1 }),
        ]);
        const recorded = outcomes.flat().filter((outcome) => outcome === 'recorded').length;
        expect(await allResponses(one)).toHaveLength(recorded);
        expect(outcomes.flat().every((outcome) => outcome === 'recorded' || outcome === 'waveNotOpen')).toBe(
          true,
        );
      });
    });
  });

  it('read on by a cursor that misses nothing, though transactions end in another order than they began', async () => {
    await withStorage(async (storage) => {
      await openWave(storage);
      const insert = (id: string) =>
        `INSERT INTO responses (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
         VALUES ('demo-2024', '${id}', 'q', 'h', 'open', 'web', 'en', 'complete', false, '{}')`;
      const [slow, quick] = [new pg.Client(schema.url), new pg.Client(schema.url)];
      await Promise.all([slow.connect(), quick.connect()]);
      await slow.query('BEGIN');
      await slow.query(insert('began first'));
      await quick.query(insert('ended first'));
      const early = await storage.responsesAfter('demo-2024', '', 10);
      await slow.query('COMMIT');
      const late = await storage.responsesAfter('demo-2024', early.cursor, 10);
      await Promise.all([slow.end(), quick.end()]);
      const seen = [...early.responses, ...late.responses].map(({ id }) => id);
      expect(early.responses).toEqual([]);
      expect(seen).toEqual(['began first', 'ended first']);
    });
  });

  it('read on without a gap while many store', async () => {
    await withStorage(async (one) => {
      await withStorage(async (other) => {
        await openWave(one);
        const all = responses(400).map((response) => ({ response }));
        let isOver = false;
        const storing = Promise.all(
          Array.from({ length: 40 }, (_, index) =>
            (index % 2 === 0 ? one : other).recordResponses(all.slice(index * 10, index * 10 + 10)),
          ),
        ).finally(() => (isOver = true));
        const seen: string[] = [];
        for (let cursor = ''; !isOver || seen.length < 400;) {
          const page = await one.responsesAfter('demo-2024', cursor, 7);
          seen.push(...page.responses.map(({ id }) => id));
          cursor = page.cursor;
        }
        await storing;
        expect(new Set(seen).size).toBe(400);
        expect(seen).toHaveLength(400);
      });
    });
  });
});

describe('a role for the application', () => {
  it('can do what the platform does, and change nothing that is for good', async () => {
    await withStorage(async () => undefined);
    const role = `app_${Date.now()}`;
    const owner = new pg.Client(schema.url);
    await owner.connect();
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    await grantToApplication(owner, role);
    const url = schema.url.replace(/\/\/[^@]*@/, `//${role}:x@`);
    await withStorage(async (storage) => {
      await openWave(storage);
      await storage.addInvitations(aBatch(), ['token'], anEvent());
      await storage.recordResponses([
        { response: aResponse({ channel: 'invitation' }), invitation: 'token' },
      ]);
      await storage.putUser(aUser(), anEvent());
      await storage.putUser(aUser({ isDisabled: true }));
      await storage.addSession({ tokenHash: 't', user: 'user-1', createdAt: 1, lastSeenAt: 1 });
      await storage.touchSession('t', 2);
      await storage.removeSessionsOf('user-1');
      await storage.probe('node', 1);
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 5 }, anEvent());
      expect(await storage.findDamage()).toEqual([]);
    }, url);
    const application = new pg.Client(url);
    await application.connect();
    for (const sql of [
      `UPDATE audit_entries SET actor = ''`,
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
      'UPDATE documents SET body = body',
      'DELETE FROM releases',
      'UPDATE responses SET answers = answers',
    ]) {
      await expect(application.query(sql)).rejects.toThrow(/permission denied/);
    }
    await expect(
      application.query('DROP TRIGGER audit_entries_are_not_changed ON audit_entries'),
    ).rejects.toThrow(/owner/);
    await application.end();
    await owner.query(`DROP OWNED BY ${role}`);
    await owner.query(`DROP ROLE ${role}`);
    await owner.end();
  });
});
