import * as v from 'valibot';
import { shownScale, type ConventionKind } from './convention.ts';

const schema = v.strictObject({ kind: v.literal('topBox'), from: v.number() });

/**
 * 100 at `from` and above, else 0: its mean is the percentage of the top boxes.
 *
 * @example
 * scoreTable({ kind: 'topBox', from: 4 }, { lowest: 1, highest: 5 }); // [0, 0, 0, 100, 100]
 * topBox.score({ kind: 'topBox', from: 4 }, { lowest: 1, highest: 5 }, 3); // 0
 */
export const topBox: ConventionKind<typeof schema> = {
  schema,
  range: [0, 100],
  faults: ({ from }, scale) =>
    from > scale.lowest && from <= scale.highest
      ? []
      : [`"topBox" from ${from} does not divide a ${shownScale(scale)}; choose a point of it`],
  score: ({ from }, _scale, point) => (point >= from ? 100 : 0),
  text: ({ from }) => ({
    'zh-Hans': `打${from}分及以上的比例×100`,
    en: `share of answers from ${from} up x 100`,
  }),
};
