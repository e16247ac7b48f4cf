import type { Keys } from '../keys/keys.ts';
import type { ArchiveKey } from './archive-lines.ts';

/** What archives are sealed with here. */
export function archiveKey(keys: Keys): ArchiveKey {
  return { fingerprint: keys.fingerprint, key: keys.keyOf('backups') };
}
