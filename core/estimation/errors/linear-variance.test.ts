import { describe, expect, it } from 'vitest';
import { linearVariance } from './linear-variance.ts';
import { isEstimable } from '../figures/not-estimable.ts';
import { sampleDesign } from '../design/sample-design.ts';

const equal = (count: number) => sampleDesign({ weights: new Array<number>(count).fill(1) });

describe('linearVariance', () => {
  it('is the sample variance of equal weights', () => {
    const found = linearVariance(equal(4), [1, 2, 3, 6]);
    expect(isEstimable(found) && found.value).toBeCloseTo(14 / 3, 12);
    expect(linearVariance(equal(2), [1, NaN])).toEqual({ notEstimable: 'oneAnswer' });
  });
});
