import { openManyi, type Manyi } from '../server.ts';
import type { Settings } from '../settings.ts';

/** Opens the storage for one piece of work and closes it whatever happens. */
export async function withManyi<Result>(
  settings: Settings,
  work: (manyi: Manyi) => Promise<Result>,
  isDemonstration = false,
): Promise<Result> {
  const manyi = await openManyi(settings, isDemonstration);
  try {
    return await work(manyi);
  } finally {
    await manyi.close();
  }
}
