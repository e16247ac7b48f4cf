import type { ConventionKind } from './convention.ts';

export interface NetPromoter {
  readonly kind: 'netPromoter';
  readonly detractorsTo: number;
  readonly promotersFrom: number;
}

/**
 * 100 for promoters, -100 for detractors, 0 between (F. F. Reichheld 2003, Harvard Business Review 81(12)): the
 * mean is the percentage of promoters less that of detractors, with its standard error for free.
 *
 * @example
 * const convention = { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 } as const;
 * [6, 7, 8, 9].map((point) => netPromoter.score(convention, { lowest: 0, highest: 10 }, point));
 * // [-100, 0, 0, 100]
 */
export const netPromoter: ConventionKind<NetPromoter> = {
  range: [-100, 100],
  refusal: ({ detractorsTo, promotersFrom }, { lowest, highest }) =>
    lowest <= detractorsTo && detractorsTo < promotersFrom && promotersFrom <= highest
      ? undefined
      : `on which detractors to ${detractorsTo} and promoters from ${promotersFrom} are not apart`,
  score({ detractorsTo, promotersFrom }, _scale, point) {
    if (point >= promotersFrom) return 100;
    return point <= detractorsTo ? -100 : 0;
  },
};
