import pg from 'pg';
import type { ColumnsByTable, KeysByTable, OpenedStorage } from '../../contract/subject.ts';
import { grantToApplication } from '../grant-to-application.ts';
import { openPostgresStorage } from '../open-postgres-storage.ts';

let schemas = 0;

/** A schema of its own on a server for tests: as good as a database, and made in a tenth of the time. */
export async function temporaryPostgresSchema(server: string): Promise<{
  readonly url: string;
  readonly query: (text: string) => Promise<pg.QueryResult>;
  readonly drop: () => Promise<void>;
}> {
  schemas += 1;
  const name = `test_${process.pid}_${schemas}_${Date.now().toString(36)}`;
  const url = `${server}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
  const query = async (text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client.query(text).finally(() => client.end());
  };
  await query(`CREATE SCHEMA ${name}`);
  return { url, query, drop: async () => void (await query(`DROP SCHEMA ${name} CASCADE`)) };
}

/**
 * An empty PostgreSQL storage in a schema of its own, for tests: as the role that answers the network, so that
 * whatever the verbs need is granted. The server knows `applicationRole`.
 */
export async function temporaryPostgresStorage(server: string): Promise<OpenedStorage> {
  const schema = await temporaryPostgresSchema(server);
  await (await openPostgresStorage(schema.url)).close();
  await grantToApplication(schema.url, applicationRole);
  const url = asApplication(schema.url);
  let storage = await openPostgresStorage(url);
  return {
    storage,
    async columnsByTable() {
      const { rows } = await schema.query(`
        SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
        WHERE table_schema = current_schema() GROUP BY table_name`);
      const found = rows as { name: string; columns: string[] }[];
      return Object.fromEntries(found.map(({ name, columns }) => [name, columns])) satisfies ColumnsByTable;
    },
    async uniqueKeysByTable() {
      const { rows } = await schema.query(`
        SELECT tables.relname AS name, array_agg(attname::text) AS columns
        FROM pg_index JOIN pg_class AS tables ON tables.oid = indrelid
        JOIN pg_attribute ON attrelid = indexrelid
        WHERE indisunique AND tables.relnamespace = current_schema()::regnamespace
        GROUP BY tables.relname, indexrelid`);
      const keys: Record<string, string[][]> = {};
      for (const { name, columns } of rows as { name: string; columns: string[] }[]) {
        (keys[name] ??= []).push(columns);
      }
      return keys satisfies KeysByTable;
    },
    async reopen() {
      await storage.close();
      storage = await openPostgresStorage(url);
      return storage;
    },
    async close() {
      await storage.close();
      await schema.drop();
    },
  };
}

export const applicationRole = 'manyi_application';

/** Creates the role on a server for tests. */
export async function addApplicationRole(server: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`CREATE ROLE ${applicationRole} LOGIN PASSWORD 'application'`);
  await client.end();
}

export function asApplication(url: string): string {
  return url.replace(/\/\/[^@]*@/, `//${applicationRole}:application@`);
}
