import { sealAuditChainOnce } from '../audit/seal-audit-chain.ts';
import type { Keys } from '../keys/keys.ts';
import { keysPathOf, openKeys } from '../keys/open-keys.ts';
import type { Settings } from '../settings.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';

/** Opens the storage and its keys, for work that asks nothing of the surveys, and closes it whatever happens. */
export function withStorage<Result>(
  settings: Settings,
  work: (storage: Storage, keys: Keys) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, async (storage) => {
    const path = keysPathOf(settings);
    const keys = await openKeys(storage, path);
    await sealAuditChainOnce({ storage, keys, clock: Date.now }, path);
    return work(storage, keys);
  });
}

/** The same without the keys, for what puts them in order, or only looks. */
export async function withDatabase<Result>(
  settings: Settings,
  work: (storage: Storage) => Promise<Result>,
): Promise<Result> {
  const storage = await openStorage(settings.database);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
