import type { ExclusionReason } from '../../core/release/release.ts';
import type { ExclusionStorage } from '../storage/storage.ts';

export interface ConfirmedExclusion {
  readonly reason: ExclusionReason;
  /** Ids of responses. */
  readonly responses: readonly string[];
}

/**
 * The exclusions of a wave that were confirmed, in the order in which they were.
 *
 * @param first only so many: those that stood when an earlier release was estimated
 */
export async function confirmedExclusions(
  storage: Pick<ExclusionStorage, 'exclusions'>,
  wave: string,
  first = Infinity,
): Promise<readonly ConfirmedExclusion[]> {
  return (await storage.exclusions(wave))
    .filter(({ state }) => state === 'confirmed')
    .sort((a, b) => a.decidedAt! - b.decidedAt! || (a.id < b.id ? -1 : 1))
    .slice(0, first)
    .map(({ reason, responses }) => ({ reason, responses: JSON.parse(responses) as readonly string[] }));
}
