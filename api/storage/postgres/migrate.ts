import type { Client } from './client.ts';
import type { Migration } from './migrations/migration.ts';

/** Held while the schema is looked at and changed, so that several nodes may start at once. */
const MIGRATION_LOCK = 7_266_941_001;

/**
 * Brings the schema up to the last of `migrations`, each in one transaction with its record: whatever stops it,
 * the next start goes on from the last one that is whole. Refuses a database that is not ours or is ahead of us.
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await startRecord(client);
    await refuseUnknown(client, migrations);
    const applied = await appliedMigrations(client);
    for (const [position, migration] of migrations.entries()) {
      if (!applied.includes(migration.name)) await apply(client, position + 1, migration);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

export async function appliedMigrations(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM schema_migrations ORDER BY position',
  );
  return rows.map(({ name }) => name);
}

async function startRecord(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`,
  );
  const tables = rows.map(({ name }) => name);
  if (tables.includes('schema_migrations')) return;
  if (tables.length > 0) {
    throw new Error(`The database belongs to another application: it holds ${tables.join(', ')}.`);
  }
  await client.query(
    'CREATE TABLE schema_migrations (position integer NOT NULL PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE)',
  );
}

async function refuseUnknown(client: Client, migrations: readonly Migration[]): Promise<void> {
  const known = migrations.map((migration) => migration.name);
  const applied = await appliedMigrations(client);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was made by a newer version: this one does not know ${unknown.join(', ')}. ` +
        'Start the newer version, or restore a backup made by this one.',
    );
  }
  const missing = known.slice(0, applied.length).filter((name) => !applied.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `The database is not whole: ${missing.join(', ')} should stand before ${applied.at(-1)}.`,
    );
  }
}

async function apply(client: Client, position: number, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await migration.fill?.(client);
    await client.query('INSERT INTO schema_migrations (position, name) VALUES ($1, $2)', [
      position,
      migration.name,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
