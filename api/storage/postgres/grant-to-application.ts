import { tables } from '../tables.ts';
import { connect } from './connection.ts';
import { serversOf } from './servers-of.ts';

/**
 * Gives a role what the platform needs to run, and no more: it can add to the audit chain, to documents and
 * releases, and has no right to change or remove anything there, to empty a table or to change the schema. Who
 * owns the tables migrates; who answers the network need not be able to. Again after each migration.
 * What it may do to which table stands in the list of tables.
 *
 * @param url of the database as the owner of the tables
 */
export async function grantToApplication(url: string, role: string): Promise<void> {
  const { longWork, close } = connect(serversOf(url));
  await longWork(async (client) => {
    const { rows } = await client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname = current_schema()`,
    );
    if (!rows.some(({ name }) => name === 'schema_migrations')) {
      throw new Error('The database has no tables yet. Start the platform once as their owner.');
    }
    const to = client.escapeIdentifier(role);
    const schema = client.escapeIdentifier(rows[0]!.schema);
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${to}`);
    for (const { name } of rows) {
      const kept = tables[name];
      if (!kept) throw new Error(`Nothing says what may be done to the table ${name}; see tables.ts.`);
      const rights = ['SELECT', ...kept.application];
      await client.query(`REVOKE ALL ON ${client.escapeIdentifier(name)} FROM ${to}`);
      await client.query(`GRANT ${rights.join(', ')} ON ${client.escapeIdentifier(name)} TO ${to}`);
    }
  }).finally(close);
}
