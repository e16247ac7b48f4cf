import type { Keys } from '../keys/keys.ts';
import type { Storage, StoredResponse, Wave } from '../storage/storage.ts';
import { confirmedExclusions } from '../exclusions/confirmed-exclusions.ts';
import { heldAnswers } from './held-answers.ts';
import { pinnedWave } from '../programmes/pinned-wave.ts';

/**
 * Whether so many of the sample answered that a wave could be published, those aside that were excluded: as many as a
 * single cell needs. Asked of
 * the exact number; a release names it rounded.
 */
export async function hasEnough(
  {
    storage,
    keys,
  }: {
    readonly storage: Pick<Storage, 'countResponses' | 'document' | 'countHeld' | 'heldOf' | 'exclusions'>;
    readonly keys: Keys;
  },
  wave: Wave,
): Promise<boolean> {
  const { programme } = await pinnedWave(storage, wave);
  const { minimumCell } = programme.settings;
  const counts = await storage.countResponses(wave.id);
  const excluded = (await confirmedExclusions(storage, wave.id)).flatMap(({ responses }) => responses);
  let eligible = counts.reduce((sum, each) => (isEligible(each) ? sum + each.count : sum), -excluded.length);
  if (eligible >= minimumCell) return true;
  for await (const held of heldAnswers(storage, keys, wave.id)) {
    eligible += held.filter(isEligible).length;
    if (eligible >= minimumCell) return true;
  }
  return false;
}

function isEligible({ channel, disposition }: Pick<StoredResponse, 'channel' | 'disposition'>): boolean {
  return channel !== 'open' && disposition === 'complete';
}
