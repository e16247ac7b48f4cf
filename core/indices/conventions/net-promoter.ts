import * as v from 'valibot';
import { shownScale, type ConventionKind } from './convention.ts';

const schema = v.strictObject({
  kind: v.literal('netPromoter'),
  detractorsTo: v.number(),
  promotersFrom: v.number(),
});

/**
 * 100 for promoters, -100 for detractors, 0 between (F. F. Reichheld 2003, Harvard Business Review 81(12)): the
 * mean is the percentage of promoters less that of detractors, with its standard error for free.
 *
 * @example
 * const convention = { kind: 'netPromoter', detractorsTo: 6, promotersFrom: 9 } as const;
 * [6, 7, 8, 9].map((point) => netPromoter.score(convention, { lowest: 0, highest: 10 }, point));
 * // [-100, 0, 0, 100]
 */
export const netPromoter: ConventionKind<typeof schema> = {
  schema,
  range: [-100, 100],
  faults({ detractorsTo, promotersFrom }, scale) {
    const { lowest, highest } = scale;
    if (lowest <= detractorsTo && detractorsTo < promotersFrom && promotersFrom <= highest) return [];
    return [
      `"netPromoter" needs detractors below promoters, both on the ${shownScale(scale)}; ` +
        `it has them up to ${detractorsTo} and from ${promotersFrom}`,
    ];
  },
  score({ detractorsTo, promotersFrom }, _scale, point) {
    if (point >= promotersFrom) return 100;
    return point <= detractorsTo ? -100 : 0;
  },
  text: ({ detractorsTo, promotersFrom }) => ({
    'zh-Hans': `净推荐：${promotersFrom}分及以上的百分比减${detractorsTo}分及以下的百分比`,
    en: `net promoter: per cent from ${promotersFrom} up less per cent up to ${detractorsTo}`,
  }),
};
