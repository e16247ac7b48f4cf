import { decide, type LevelKind } from './operator.ts';
import { oneSided, type WithThreshold } from './one-sided.ts';

/**
 * Met where lowest >= threshold of the interval, not met where highest < threshold.
 *
 * @example
 * atLeast.verdict({ kind: 'atLeast', threshold: 80 }, [79, 83]); // 'undecided'
 */
export const atLeast: LevelKind<WithThreshold<'atLeast'>> = {
  ...oneSided(),
  verdict: ({ threshold }, [lowest, highest]) => decide(lowest >= threshold, highest < threshold),
};
