import type { AuditEvent } from '../audit-chain.ts';
import type { AuditKey } from '../audit-seal.ts';

/** Which keys the database was filled with; the keys themselves never come here (see `api/keys`). */
export interface KeysStorage {
  /** Unset until the first keys are noted. */
  keysFingerprint(): Promise<string | undefined>;
  /** Notes other keys if those known are still `replacing` (undefined: none); tells whether it did. */
  noteKeys(fingerprint: string, replacing: string | undefined, event?: AuditEvent): Promise<boolean>;
  /**
   * From here on each entry this storage adds to the audit chain bears a seal made with the key, which is written
   * nowhere. Behind an entry with a seal none can be added without.
   */
  useAuditKey(key: AuditKey): Promise<void>;
}
