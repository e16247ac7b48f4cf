import type { LevelKind } from './operator.ts';
import { within, type Within } from './within.ts';

export interface About {
  readonly kind: 'about';
  readonly threshold: number;
  readonly tolerance: number;
}

/**
 * As `within` the range from threshold - tolerance to threshold + tolerance.
 *
 * @example
 * about.ends({ kind: 'about', threshold: 80, tolerance: 2 }); // [78, 82]
 * about.verdict({ kind: 'about', threshold: 80, tolerance: 2 }, [79, 81]); // 'met'
 */
export const about: LevelKind<About> = {
  ends: (settings) => within.ends(rangeOf(settings)),
  verdict: (settings, interval) => within.verdict(rangeOf(settings), interval),
  scaled: (settings, factor) => ({
    ...settings,
    threshold: factor * settings.threshold,
    tolerance: factor * settings.tolerance,
  }),
  power: (settings, planned) => within.power(rangeOf(settings), planned),
  faults: ({ tolerance }) => (tolerance > 0 ? [] : ['needs a tolerance above 0, fixed before fieldwork']),
};

const rangeOf = ({ threshold, tolerance }: About): Within => ({
  kind: 'within',
  lowest: threshold - tolerance,
  highest: threshold + tolerance,
});
