import { describe, expect, it } from 'vitest';
import { published, releaseOf } from '../../parts/figure/sample-release.ts';
import { smallTrend } from './small-trend.ts';
import { trendPoints } from '../trend-points.ts';

const series = [
  releaseOf('2024', 80),
  releaseOf('2025', 84, { comparedWith: '2024' }),
  releaseOf('2026', 82, { comparedWith: '2025', breaks: ['wording'] }),
].map(published);
const shape = smallTrend(
  trendPoints(series, { form: 'short', statistic: 'index', subject: 'overall' }),
  200,
  96,
);

describe('smallTrend', () => {
  it('draws larger values higher up, on the declared range', () => {
    expect(shape.dots.map(({ y }) => y)).toEqual([48, 40, 44]);
  });

  it('joins neighbours, and not across a break, which it marks', () => {
    expect(shape.lines).toHaveLength(1);
    expect(shape.breaks).toHaveLength(1);
  });

  it('gives every wave its interval', () => {
    expect(shape.whiskers).toHaveLength(3);
    expect(shape.whiskers[0]!.top).toBeLessThan(shape.dots[0]!.y);
    expect(shape.whiskers[0]!.bottom).toBeGreaterThan(shape.dots[0]!.y);
  });
});
