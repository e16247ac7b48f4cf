import * as v from 'valibot';
import { shownScale, type ConventionKind } from './convention.ts';

const schema = v.strictObject({ kind: v.literal('timesTen') });

/**
 * 10 x, for scales up to 10. The lowest answer of a scale from 1 still scores 10, so its figures lie higher than those
 * of `linear`.
 *
 * @example
 * scoreTable({ kind: 'timesTen' }, { lowest: 7, highest: 10 }); // [70, 80, 90, 100]
 * timesTen.faults({ kind: 'timesTen' }, { lowest: 1, highest: 5 }).length; // 1
 */
export const timesTen: ConventionKind<typeof schema> = {
  schema,
  range: [0, 100],
  faults: (_, scale) =>
    scale.highest === 10 && scale.lowest >= 0
      ? []
      : [`"timesTen" makes 100 of the point 10, so it cannot score a ${shownScale(scale)}; use "linear"`],
  score: (_settings, _scale, point) => 10 * point,
  text: () => ({ 'zh-Hans': '打分×10', en: 'answer x 10' }),
};
