import type { Reader } from '../../parts/figure/reader.ts';
import type { ComparedFigure, TrendPoint } from '../trend-points.ts';

/** Why a figure cannot be compared with that of the wave before: `题目措辞改了、指标构成变了`. */
export function breakReasons(breaks: TrendPoint['breaks'], { say }: Reader): string {
  return breaks.map((each) => say(`break.${each}`)).join(say('listSeparator'));
}

/**
 * What stands where a change would: why there is none. Nothing where there was no wave before, or no figure is shown;
 * why it is not shown is never said, of the wave before neither.
 */
export function whyNoChange({ breaks, cell, isCompared }: ComparedFigure, reader: Reader): string {
  const { say } = reader;
  if (breaks.length > 0) return say('brokenHere', { reasons: breakReasons(breaks, reader) });
  if (!isCompared || cell === undefined || 'suppressed' in cell) return '';
  return say(cell.standing === 'full' ? 'notComparedHere' : 'tooFewToCompare');
}
