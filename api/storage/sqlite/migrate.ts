import type { Database } from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the schema up to the last of `migrations`, each in one transaction with its record: whatever stops it,
 * the next start goes on from the last one that is whole. Refuses a database that is not ours or is ahead of us.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  // Behind the write lock, because another process may be starting on the same database.
  database
    .transaction(() => {
      if (!hasRecord(database)) startRecord(database);
      refuseUnknown(database, migrations);
    })
    .immediate();
  for (const [position, migration] of migrations.entries()) {
    database.transaction(() => applyUnlessApplied(database, position, migration)).immediate();
  }
}

export function appliedMigrations(database: Database): readonly string[] {
  return database.prepare<[], string>('SELECT name FROM schema_migrations ORDER BY position').pluck().all();
}

function hasRecord(database: Database) {
  return tableNames(database).includes('schema_migrations');
}

function startRecord(database: Database) {
  const foreign = tableNames(database);
  if (foreign.length > 0) {
    throw new Error(
      `The database ${database.name} belongs to another application: it holds ${foreign.join(', ')}.`,
    );
  }
  database.exec(
    'CREATE TABLE schema_migrations (position INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT',
  );
}

function refuseUnknown(database: Database, migrations: readonly Migration[]) {
  const known = migrations.map((migration) => migration.name);
  const unknown = appliedMigrations(database).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database ${database.name} was made by a newer version: this one does not know ${unknown.join(', ')}. ` +
        'Start the newer version, or restore a backup made by this one.',
    );
  }
  const applied = appliedMigrations(database);
  const missing = known.slice(0, applied.length).filter((name) => !applied.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `The database ${database.name} is not whole: ${missing.join(', ')} should stand before ${applied.at(-1)}.`,
    );
  }
}

function applyUnlessApplied(database: Database, position: number, migration: Migration) {
  if (appliedMigrations(database).includes(migration.name)) return;
  database.exec(migration.sql);
  migration.fill?.(database);
  database
    .prepare('INSERT INTO schema_migrations (position, name) VALUES (?, ?)')
    .run(position + 1, migration.name);
}

function tableNames(database: Database): readonly string[] {
  return database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all();
}
