import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { appliedMigrations, migrate } from '../../api/storage/sqlite/migrate.ts';
import { migrations } from '../../api/storage/sqlite/migrations/migrations.ts';
import { reading } from './stored.ts';
import { newResponse } from './survey.ts';
import { lastingDatabase } from '../../api/storage/sqlite/lasting-database.ts';

/** How many steps the schema had when the old version was in use. */
export const OLD_STEPS = 3;

/** Writes what a version of the first steps would have left behind: a wave and `count` responses to it. */
export function writeOldDatabase(file: string, count: number): void {
  const database = lastingDatabase(file);
  database.pragma('journal_mode = WAL');
  migrate(database, migrations.slice(0, OLD_STEPS));
  database
    .prepare(
      `INSERT INTO waves (id, programme, title, period, kind, state)
       VALUES ('old-2020', 'quality-district', '{"zh-Hans":"旧","en":"Old"}', '2020', 'survey', 'draft')`,
    )
    .run();
  const insert = database.prepare(
    `INSERT INTO responses
       (wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers)
     VALUES ('old-2020', @id, 'old', @id, 'open', 'web', 'en', 'complete', 0, @answers)`,
  );
  database.transaction(() => {
    for (let row = 0; row < count; row += 1) {
      const { id, answers } = newResponse(row % 10);
      insert.run({ id, answers: JSON.stringify(answers) });
    }
  })();
  database.close();
}

export interface SchemaFound {
  readonly steps: number;
  /** The schema is that of exactly these steps. */
  readonly isWhole: boolean;
}

/** Compares the schema with one made on the spot by as many steps as the file says it has gone through. */
export function schemaFound(file: string): SchemaFound {
  return reading(file, (database) => {
    const names = appliedMigrations(database);
    const fresh = lastingDatabase(':memory:');
    migrate(fresh, migrations.slice(0, names.length));
    const isWhole =
      JSON.stringify(appliedMigrations(fresh)) === JSON.stringify(names) &&
      schema(fresh) === schema(database);
    fresh.close();
    return { steps: names.length, isWhole };
  });
}

export const allSteps = migrations.length;

/** Of what the old version stored, in the columns it knew. */
export function digestOfOldData(file: string): string {
  return reading(file, (database) => {
    const hash = createHash('sha256');
    const columns =
      'wave, id, questionnaire, content_hash, channel, mode, language, disposition, is_late, answers';
    for (const sql of [
      `SELECT ${columns} FROM responses ORDER BY sequence`,
      'SELECT wave, channel, disposition, count FROM response_counts ORDER BY 1, 2, 3',
      `SELECT id, programme, title, period, kind, state FROM waves WHERE id = 'old-2020'`,
    ]) {
      for (const row of database.prepare(sql).raw().iterate()) hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  });
}

function schema(database: Database) {
  return JSON.stringify(
    database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all(),
  );
}
