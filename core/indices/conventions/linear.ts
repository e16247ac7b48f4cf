import type { ConventionKind } from './convention.ts';

export interface Linear {
  readonly kind: 'linear';
}

/**
 * 100 (x - lowest) / (highest - lowest): the lowest point is 0, the highest 100.
 *
 * @example
 * linear.score({ kind: 'linear' }, { lowest: 1, highest: 5 }, 4); // 75
 */
export const linear: ConventionKind<Linear> = {
  range: [0, 100],
  refusal: () => undefined,
  score: (_, { lowest, highest }, point) => (100 * (point - lowest)) / (highest - lowest),
};
