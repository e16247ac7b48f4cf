import * as v from 'valibot';
import type { ConventionKind } from './convention.ts';

const schema = v.strictObject({ kind: v.literal('linear') });

/**
 * 100 (x - lowest) / (highest - lowest): the lowest point is 0, the highest 100.
 *
 * @example
 * linear.score({ kind: 'linear' }, { lowest: 1, highest: 5 }, 4); // 75
 */
export const linear: ConventionKind<typeof schema> = {
  schema,
  range: [0, 100],
  faults: () => [],
  score: (_, { lowest, highest }, point) => (100 * (point - lowest)) / (highest - lowest),
  text: () => ({
    'zh-Hans': '百分制：（打分-最低分）÷（最高分-最低分）×100',
    en: '0-100: (answer - lowest) / (highest - lowest) x 100',
  }),
};
