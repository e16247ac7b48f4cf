import { connect } from './connection.ts';
import { serversOf } from './servers-of.ts';

/** What the verbs need beyond reading and adding; whatever is not named here is never changed or removed. */
const changed = ['waves', 'invitations', 'imports', 'response_counts', 'users', 'sessions', 'node_marks'];
const removed = [
  'waves',
  'responses',
  'response_counts',
  'grants',
  'sessions',
  'sign_in_links',
  'sign_in_failures',
];

/**
 * Gives a role what the platform needs to run, and no more: it can add to the audit chain, to documents and
 * releases, and has no right to change or remove anything there, to empty a table or to change the schema. Who
 * owns the tables migrates; who answers the network need not be able to. Again after each migration.
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
      const rights = ['SELECT', 'INSERT'];
      if (changed.includes(name)) rights.push('UPDATE');
      if (removed.includes(name)) rights.push('DELETE');
      await client.query(`REVOKE ALL ON ${client.escapeIdentifier(name)} FROM ${to}`);
      await client.query(`GRANT ${rights.join(', ')} ON ${client.escapeIdentifier(name)} TO ${to}`);
    }
  }).finally(close);
}
