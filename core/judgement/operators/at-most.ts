import { decide, type LevelKind } from './operator.ts';
import { oneSided, type WithThreshold } from './one-sided.ts';

/**
 * Met where highest <= threshold of the interval, not met where lowest > threshold.
 *
 * @example
 * atMost.verdict({ kind: 'atMost', threshold: 80 }, [79, 83]); // 'undecided'
 */
export const atMost: LevelKind<WithThreshold<'atMost'>> = {
  ...oneSided(),
  verdict: ({ threshold }, [lowest, highest]) => decide(highest <= threshold, lowest > threshold),
};
