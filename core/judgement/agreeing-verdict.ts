import type { Verdict } from './operators/operator.ts';

/** The verdict under another reading of the same answers, and the reason to give if it differs. */
export interface OtherReading {
  /**
   * `dontKnowBounds`: with everyone who said "don't know" counted as satisfied, or as not.
   * `flagged`: without the answers that raised a quality flag.
   */
  readonly reason: 'dontKnowBounds' | 'flagged';
  readonly judgement: { readonly verdict: Verdict };
}

/**
 * The official verdict if every other reading agrees with it, else `undecided` with the first reason that tells
 * them apart: a verdict must not hang on how doubtful answers are counted.
 *
 * @example
 * agreeingVerdict({ verdict: 'met', reason: 'interval' }, [
 *   { reason: 'flagged', judgement: { verdict: 'undecided' } },
 * ]); // { verdict: 'undecided', reason: 'flagged' }
 */
export function agreeingVerdict<Reason extends string>(
  official: { readonly verdict: Verdict; readonly reason: Reason },
  others: readonly OtherReading[],
): { readonly verdict: Verdict; readonly reason: Reason | OtherReading['reason'] } {
  const dissent = others.find(({ judgement }) => judgement.verdict !== official.verdict);
  return dissent === undefined ? official : { verdict: 'undecided', reason: dissent.reason };
}
