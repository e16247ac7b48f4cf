import type { Storage, Wave } from '../storage/storage.ts';
import { pinnedWave } from './pin-programme.ts';

/**
 * Whether so many of the sample answered that a wave could be published: as many as a single cell needs. Asked of
 * the exact number; a release names it rounded.
 */
export async function hasEnough(
  storage: Pick<Storage, 'countResponses' | 'document'>,
  wave: Wave,
): Promise<boolean> {
  const { programme } = await pinnedWave(storage, wave);
  const counts = await storage.countResponses(wave.id);
  const eligible = counts.filter(
    ({ channel, disposition }) => channel !== 'open' && disposition === 'complete',
  );
  return eligible.reduce((sum, { count }) => sum + count, 0) >= programme.settings.minimumCell;
}
