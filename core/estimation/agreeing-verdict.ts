import type { Judgement, VerdictReason } from './verdict.ts';

/** The verdict under another reading of the same answers, and the reason to give if it differs. */
export interface OtherReading {
  /**
   * `dontKnowBounds`: with everyone who said "don't know" counted as satisfied, or as not.
   * `flagged`: without the answers that raised a quality flag.
   */
  readonly reason: Extract<VerdictReason, 'dontKnowBounds' | 'flagged'>;
  readonly judgement: Judgement;
}

/**
 * The official verdict if every other reading agrees with it, else `undecided` with the first reason that tells
 * them apart: a verdict must not hang on how doubtful answers are counted.
 *
 * @example
 * agreeingVerdict({ verdict: 'met', reason: 'interval' }, [
 *   { reason: 'flagged', judgement: { verdict: 'undecided', reason: 'interval' } },
 * ]); // { verdict: 'undecided', reason: 'flagged' }
 */
export function agreeingVerdict(official: Judgement, others: readonly OtherReading[]): Judgement {
  const dissent = others.find(({ judgement }) => judgement.verdict !== official.verdict);
  return dissent === undefined ? official : { verdict: 'undecided', reason: dissent.reason };
}
