import type { Settings } from '../settings.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';

/** Opens the storage alone, for work that asks nothing of the surveys, and closes it whatever happens. */
export async function withStorage<Result>(
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
