import type { RankSet } from '../../estimation/comparisons/rank-sets.ts';
import type { AreaRanking } from '../release.ts';

/**
 * What lies below the mean of the others is not the first, and what lies above it not the last (rule 14): the two come
 * from tests of their own, and what the one says holds for the other. A set that would be empty rules the group out.
 *
 * @example
 * agreeingRanks([1, 9], 'below', 10); // { ranks: [2, 9], group: 'below' }
 */
export function agreeingRanks(
  [best, worst]: RankSet,
  group: AreaRanking['areas'][number]['group'],
  size: number,
): Pick<AreaRanking['areas'][number], 'ranks' | 'group'> {
  const first = group === 'below' ? Math.max(best, 2) : best;
  const last = group === 'above' ? Math.min(worst, size - 1) : worst;
  return first > last ? { ranks: [best, worst], group: 'noDifference' } : { ranks: [first, last], group };
}
