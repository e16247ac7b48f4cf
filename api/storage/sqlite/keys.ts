import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '../audit-chain.ts';
import { setAuditKey } from '../audit-seal.ts';
import type { KeysStorage } from '../storage.ts';
import { auditWriter } from './audit.ts';
import { unitOfWork } from './unit-of-work.ts';

export function sqliteKeys(database: Database): KeysStorage {
  const known = database.prepare<[], string>('SELECT fingerprint FROM known_keys').pluck();
  const note = database.prepare<[string]>(
    `INSERT INTO known_keys (place, fingerprint, has_all_hashes)
     VALUES (1, ?, NOT EXISTS (SELECT 1 FROM responses WHERE record_hash IS NULL))`,
  );
  const exchange = database.prepare<[string]>('UPDATE known_keys SET fingerprint = ?');
  const appendAudit = auditWriter(database);
  return {
    async keysFingerprint() {
      return known.get();
    },
    noteKeys: unitOfWork(
      database,
      (fingerprint: string, replacing: string | undefined, event?: AuditEvent) => {
        if (known.get() !== replacing) return false;
        (replacing === undefined ? note : exchange).run(fingerprint);
        appendAudit(event);
        return true;
      },
    ),
    async useAuditKey(key) {
      setAuditKey(database, key);
    },
  };
}
