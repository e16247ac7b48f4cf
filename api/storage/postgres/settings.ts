import { StorageError } from '../storage-error.ts';
import type { Client } from './client.ts';

/** What an acknowledged answer rests on. */
const needed: readonly (readonly [setting: string, accepted: readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'remote_apply']],
  ['server_encoding', ['UTF8']],
];

/** Throws when the server is a standby, would acknowledge what it could lose, or keep text as something else. */
export async function refuseUnsafeServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ isStandby: boolean; settings: Record<string, string> }>(
    `SELECT pg_is_in_recovery() AS "isStandby", json_object_agg(name, setting) AS settings
     FROM pg_settings WHERE name = ANY ($1)`,
    [needed.map(([name]) => name)],
  );
  const { isStandby, settings } = rows[0]!;
  if (isStandby) throw new StorageError('unreachable', 'The database is a standby and takes no answers.');
  const refused = needed.flatMap(([name, accepted]) => {
    const value = settings[name] ?? 'unknown';
    return accepted.includes(value) ? [] : [`${name} is ${value} and must be ${accepted.join(' or ')}`];
  });
  if (refused.length === 0) return;
  // What a database is made with cannot be set afterwards.
  const isEncoding = settings['server_encoding'] !== 'UTF8';
  const advice = isEncoding
    ? 'Make a database of that encoding: createdb --encoding=UTF8 --template=template0.'
    : 'Set it in postgresql.conf.';
  throw new Error(`The database cannot keep answers safely: ${refused.join(', ')}. ${advice}`);
}
