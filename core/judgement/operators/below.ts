import { decide, type LevelKind } from './operator.ts';
import { oneSided, type WithThreshold } from './one-sided.ts';

/**
 * Met where highest < threshold of the interval, not met where lowest >= threshold.
 *
 * @example
 * below.verdict({ kind: 'below', threshold: 80 }, [79, 83]); // 'undecided'
 */
export const below: LevelKind<WithThreshold<'below'>> = {
  ...oneSided(),
  verdict: ({ threshold }, [lowest, highest]) => decide(highest < threshold, lowest >= threshold),
};
