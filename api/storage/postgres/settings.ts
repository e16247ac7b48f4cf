import type { Client } from './connection.ts';

/** What an acknowledged answer rests on. */
const needed: readonly (readonly [setting: string, accepted: readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'remote_apply']],
  ['server_encoding', ['UTF8']],
];

/** Throws when the server would acknowledge what it could lose, or keep text as something else. */
export async function refuseUnsafeSettings(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
    [needed.map(([name]) => name)],
  );
  const actual = new Map(rows.map(({ name, setting }) => [name, setting]));
  const refused = needed.flatMap(([name, accepted]) => {
    const value = actual.get(name) ?? 'unknown';
    return accepted.includes(value) ? [] : [`${name} is ${value} and must be ${accepted.join(' or ')}`];
  });
  if (refused.length === 0) return;
  throw new Error(
    `The database cannot keep answers safely: ${refused.join(', ')}. Set it in postgresql.conf.`,
  );
}
