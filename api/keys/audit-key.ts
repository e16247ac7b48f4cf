import type { AuditKey } from '../storage/audit-seal.ts';
import type { Keys } from './keys.ts';
import { keyId } from './response-hashes.ts';

/** What entries of the audit chain are sealed with here. */
export function auditKey(keys: Keys): AuditKey {
  return { id: keyId(keys), secret: keys.keyOf('audit') };
}
