import type { ConventionKind } from './convention.ts';

export interface TimesTen {
  readonly kind: 'timesTen';
}

/**
 * 10 x. The lowest answer of a scale from 1 still scores 10, so its figures lie higher than those of `linear`.
 *
 * @example
 * scoreTable({ kind: 'timesTen' }, { lowest: 1, highest: 5 }); // [10, 20, 30, 40, 50]
 * timesTen.refusal({ kind: 'timesTen' }, { lowest: 0, highest: 100 }); // 'with points below 0 or above 10'
 */
export const timesTen: ConventionKind<TimesTen> = {
  range: [0, 100],
  refusal: (_, { lowest, highest }) =>
    lowest < 0 || highest > 10 ? 'with points below 0 or above 10' : undefined,
  score: (_settings, _scale, point) => 10 * point,
};
