import type { Reader } from './reader.ts';
import type { TrendPoint } from './trend-points.ts';

/** Why a wave cannot be compared with the one before: `计分口径有变、题目有变`. */
export function breakReasons(breaks: TrendPoint['breaks'], { say }: Reader): string {
  return breaks.map((each) => say(`break.${each}`)).join(say('listSeparator'));
}

/** The same as a statement that stands where a change would. */
export function breakText(breaks: TrendPoint['breaks'], reader: Reader): string {
  return reader.say('brokenHere', { reasons: breakReasons(breaks, reader) });
}
