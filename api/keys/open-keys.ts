import { dirname, join } from 'node:path';
import type { Settings } from '../settings.ts';
import type { KeysStorage } from '../storage/storage.ts';
import { auditKey } from './audit-key.ts';
import type { Keys } from './keys.ts';
import { makeKeysFile, readKeysFile } from './keys-file.ts';

/** The file is not there, or is not the one the database was filled with; the message says what to do. */
export class KeysFault extends Error {}

/** Beside the SQLite database, so that the two are kept together; in `data` for PostgreSQL. */
export function keysPathOf({ keys, database }: Pick<Settings, 'keys' | 'database'>): string {
  if (keys !== undefined) return keys;
  const [, file] = /^sqlite:(.+)$/i.exec(database) ?? [];
  return file === undefined || file === ':memory:' ? 'data/keys.json' : join(dirname(file), 'keys.json');
}

/**
 * The keys a database was filled with. One that knows none yet (it is empty, or of before there were keys) takes
 * those of the file, which is made when it is not there; from then on no other file will do. What the storage adds to
 * the audit chain from here on is sealed with them.
 *
 * @param mayMake false for work that needs the keys somebody else has, such as restoring
 */
export async function openKeys(storage: KeysStorage, path: string, mayMake = true): Promise<Keys> {
  const keys = await keysOf(storage, path, mayMake);
  await storage.useAuditKey(auditKey(keys));
  return keys;
}

async function keysOf(storage: KeysStorage, path: string, mayMake: boolean): Promise<Keys> {
  const known = await storage.keysFingerprint();
  let keys = await readKeysFile(path);
  if (!keys && known === undefined && mayMake) {
    await makeKeysFile(path);
    keys = await readKeysFile(path);
  }
  if (!keys) throw new KeysFault(missing(path, known));
  if (known === keys.fingerprint) return keys;
  if (known === undefined && (await storage.noteKeys(keys.fingerprint, undefined))) return keys;
  const noted = await storage.keysFingerprint();
  if (noted !== keys.fingerprint) throw new KeysFault(another(path, keys.fingerprint, noted!));
  return keys;
}

function missing(path: string, known: string | undefined): string {
  const file = `There is no keys file ${path}`;
  if (known === undefined) return `${file}. Copy it from the machine the data come from.`;
  return (
    `${file}, and this database was filled with the keys ${known}. Put that file there (mode 0600), or name ` +
    `where it is with MANYI_KEYS. ${whatIsLost}`
  );
}

function another(path: string, found: string, known: string): string {
  return (
    `The keys file ${path} holds the keys ${found}, and this database was filled with the keys ${known}. ` +
    `Put that file there, the same on all nodes, or name where it is with MANYI_KEYS. ${whatIsLost}`
  );
}

const whatIsLost =
  'If it is lost for good: backups made with it cannot be opened, answers by invitation of waves that are not sealed ' +
  'cannot be read, receipts given out cannot be looked up, second factors have to be set up again, and whether ' +
  'answers are as they were stored can no longer be checked; all other answers and releases stay. ' +
  '"manyi keys adopt" then goes on with a new file, and the audit chain says so.';
