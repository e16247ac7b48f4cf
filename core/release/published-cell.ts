import { displayedDesignEffect, displayedN } from '../estimation/displayed.ts';
import type { Estimate } from '../estimation/estimate.ts';
import { ladder } from '../estimation/ladder.ts';
import { isEstimable, type NotEstimable } from '../estimation/not-estimable.ts';
import { roundToSignificantDigits } from '../numeric/round-to-significant-digits.ts';
import type { Cell } from './format-1.ts';

/** Digits a published number keeps: enough to recompute from, too few for rounding noise to show. */
const DIGITS = 12;

export function published(value: number): number {
  return roundToSignificantDigits(value, DIGITS);
}

/**
 * What may be shown of an estimate (rules.md, ladder): nothing below the minimum, a bare value below 30
 * answers, else value, error and interval together. Decided on exact counts, shown with rounded ones.
 */
export function publishedCell(
  estimate: Estimate | NotEstimable,
  minimumCell: number,
  hidden?: 'few' | 'complement',
): Cell {
  if (hidden) return { suppressed: hidden };
  if (!isEstimable(estimate)) return { suppressed: reasonOf(estimate) };
  const standing = ladder(estimate, minimumCell);
  if (standing === 'suppressed') return { suppressed: 'few' };
  const n = displayedN(estimate.n);
  const value = published(estimate.value);
  if (standing === 'insufficient') return { value, standing, n };
  const [lowest, highest] = estimate.interval;
  return {
    value,
    standing,
    standardError: published(estimate.standardError),
    interval: [published(lowest), published(highest)],
    degreesOfFreedom: estimate.degreesOfFreedom,
    n,
    effectiveN: displayedN(estimate.effectiveN),
    designEffect: displayedDesignEffect(estimate.designEffect),
  };
}

function reasonOf({ notEstimable }: NotEstimable) {
  if (notEstimable === 'branchesMissing') return 'noIndex';
  return notEstimable === 'noVariation' || notEstimable === 'noDegreesOfFreedom' ? 'noError' : 'few';
}
