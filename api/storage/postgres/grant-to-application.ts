import { columnName } from '../storable-value.ts';
import type { AnyTable } from '../tables/table.ts';
import { tableNamed } from '../tables/tables.ts';
import type { Client } from './client.ts';
import { connect } from './connection.ts';
import { responses } from './record-responses.ts';
import { serversOf } from './servers-of.ts';

/** Functions that do as the owner of the tables what the application has no right to do by itself. */
const applicationFunctions = ['undo_import(text)', `move_held(text, text[], ${responses.arrayTypes})`];

/**
 * Gives a role what the platform needs to run, and no more: it can add to the audit chain, to documents and
 * releases, and has no right to change or remove anything there, to empty or lock a table, to make one of its own
 * or to change the schema. Who owns the tables migrates; who answers the network need not be able to. Again after
 * each migration. What it may do to which table stands in the list of tables.
 *
 * @param url of the database as the owner of the tables
 * @returns a sentence for each right that the role keeps because only somebody else can take it
 */
export async function grantToApplication(url: string, role: string): Promise<readonly string[]> {
  const { longWork, close } = connect(serversOf(url));
  return longWork(async (client) => {
    const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
      `SELECT table_schema::text AS schema, table_name::text AS name, array_agg(column_name::text) AS columns
       FROM information_schema.columns JOIN pg_tables
         ON pg_tables.schemaname = table_schema AND pg_tables.tablename = table_name
       WHERE table_schema = current_schema() GROUP BY table_schema, table_name ORDER BY table_name`,
    );
    if (!rows.some(({ name }) => name === 'schema_migrations')) {
      throw new Error('The database has no tables yet. Start the platform once as their owner.');
    }
    const to = client.escapeIdentifier(role);
    const schema = rows[0]!.schema;
    await client.query(`GRANT USAGE ON SCHEMA ${client.escapeIdentifier(schema)} TO ${to}`);
    for (const { name, columns } of rows) {
      const kept = tableNamed(name);
      if (!kept) throw new Error(`Nothing says what may be done to the table ${name}; see storage/tables.`);
      const on = `ON ${client.escapeIdentifier(name)}`;
      const rights = ['SELECT', ...kept.application].map((right) =>
        right === 'UPDATE' ? updateOf(kept, columns, (column) => client.escapeIdentifier(column)) : right,
      );
      await client.query(`REVOKE ALL ${on} FROM ${to}`);
      const given = columns.map((column) => client.escapeIdentifier(column)).join(', ');
      await client.query(`REVOKE ALL (${given}) ${on} FROM ${to}`);
      await client.query(`GRANT ${rights.join(', ')} ${on} TO ${to}`);
    }
    for (const name of applicationFunctions) await client.query(`GRANT EXECUTE ON FUNCTION ${name} TO ${to}`);
    return takeFromEverybody(client, role, schema);
  }).finally(close);
}

/** Without a right to the whole table the role cannot lock it against others either. */
function updateOf({ changes }: AnyTable, columns: readonly string[], quote: (column: string) => string) {
  if (!changes) return 'UPDATE';
  const named = ('only' in changes ? changes.only : changes.allBut).map(columnName);
  const may = columns.filter((column) => named.includes(column) === 'only' in changes);
  return `UPDATE (${may.map(quote).join(', ')})`;
}

/** PostgreSQL lets everybody make temporary tables and functions, and before version 15 tables in `public`. */
async function takeFromEverybody(client: Client, role: string, schema: string): Promise<readonly string[]> {
  const { rows: named } = await client.query<{ database: string }>('SELECT current_database() AS database');
  const database = client.escapeIdentifier(named[0]!.database);
  const quoted = client.escapeIdentifier(schema);
  const excess = [
    {
      has: `has_database_privilege($1, current_database(), 'TEMPORARY')`,
      take: `REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`,
    },
    {
      has: `has_schema_privilege($1, current_schema(), 'CREATE')`,
      take: `REVOKE CREATE ON SCHEMA ${quoted} FROM PUBLIC`,
    },
  ];
  const kept: string[] = [];
  for (const { has, take } of excess) {
    const hasIt = async () =>
      (await client.query<{ has: boolean }>(`SELECT ${has} AS has`, [role])).rows[0]!.has;
    if (!(await hasIt())) continue;
    await client.query(take);
    if (await hasIt()) kept.push(`As the owner of the database or schema, run: ${take};`);
  }
  return kept;
}
