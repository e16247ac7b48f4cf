import type { AreaRanking } from '../../core/release/release.ts';

/**
 * The ranks an area may have, held against its group. The two come from procedures of their own, and nobody can
 * be below the others and first: an area below never has rank 1, one above never the last.
 *
 * @example consistentRanks({ area: 'a', ranks: [1, 8], group: 'below' }, 8) // [2, 8]
 */
export function consistentRanks(
  { ranks: [best, worst], group }: AreaRanking['areas'][number],
  of: number,
): readonly [best: number, worst: number] {
  if (group === 'below') return [Math.min(of, Math.max(best, 2)), Math.max(worst, Math.min(of, 2))];
  if (group === 'above') return [Math.min(best, Math.max(1, of - 1)), Math.min(worst, Math.max(1, of - 1))];
  return [best, worst];
}
