import type { KeysStorage } from '../storage.ts';
import { appendAudit } from './audit.ts';
import type { Connections } from './connection.ts';

export function postgresKeys({ read, unitOfWork, useAuditKey }: Connections): KeysStorage {
  return {
    keysFingerprint: () =>
      read(async (client) => {
        const { rows } = await client.query<{ fingerprint: string }>('SELECT fingerprint FROM known_keys');
        return rows[0]?.fingerprint;
      }),
    noteKeys: (fingerprint, replacing, event) =>
      unitOfWork(async (client) => {
        const { rows } = await client.query<{ fingerprint: string }>('SELECT fingerprint FROM known_keys');
        if (rows[0]?.fingerprint !== replacing) return false;
        const { rowCount } =
          replacing === undefined
            ? await client.query(
                `INSERT INTO known_keys (place, fingerprint, has_all_hashes)
                 VALUES (1, $1, NOT EXISTS (SELECT 1 FROM responses WHERE record_hash IS NULL)) ON CONFLICT (place) DO NOTHING`,
                [fingerprint],
              )
            : await client.query('UPDATE known_keys SET fingerprint = $1 WHERE fingerprint = $2', [
                fingerprint,
                replacing,
              ]);
        if (rowCount === 0) return false;
        await appendAudit(client, event);
        return true;
      }),
    async useAuditKey(key) {
      useAuditKey(key);
    },
  };
}
