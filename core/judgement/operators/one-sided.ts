import { normalCumulative } from '../../numeric/normal-distribution.ts';
import type { LevelKind, PlannedErrors } from './operator.ts';

export interface WithThreshold<Kind extends string> {
  readonly kind: Kind;
  readonly threshold: number;
}

/**
 * What operators with one threshold have in common.
 *
 * @example
 * oneSided<'below'>().ends({ kind: 'below', threshold: 5 }); // [5]
 * oneSided<'below'>().scaled({ kind: 'below', threshold: 5 }, 20).threshold; // 100
 */
export function oneSided<Kind extends string>(): Omit<LevelKind<WithThreshold<Kind>>, 'verdict'> {
  return {
    ends: ({ threshold }) => [threshold],
    scaled: (settings, factor) => ({ ...settings, threshold: factor * settings.threshold }),
    power: (_, { error, reach, distance }: PlannedErrors) => normalCumulative(distance / error - reach),
  };
}
