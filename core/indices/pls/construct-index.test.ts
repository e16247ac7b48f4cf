import { describe, expect, it } from 'vitest';
import { moments } from '../../numeric/moments.ts';
import { constructIndices, importancePerformance, respondentScores } from './construct-index.ts';
import { estimatePathModel } from './estimate-path-model.ts';
import { columns, estimate, items, model, rows, scale } from './quality-satisfaction-loyalty.test-data.ts';

describe('constructIndices', () => {
  it('are the means of the respondents’ indices, with weights that sum to 1', () => {
    const indices = constructIndices(estimate, scale);
    respondentScores(estimate, columns, scale).forEach((each, at) => {
      const mean = each.indices.reduce((sum, value) => sum + value, 0) / rows.length;
      expect(indices[at]!.value!).toBeCloseTo(mean, 10);
      expect(Math.sqrt(moments([each.indices]).covariances[0]!)).toBeCloseTo(indices[at]!.deviation, 10);
      expect(indices[at]!.itemWeights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
    });
  });

  it('name items that pull the index the other way, and are no index then', () => {
    const turned = columns.map((column, at) => (at === 8 ? column.map((value) => 11 - value) : column));
    const found = constructIndices(estimatePathModel(model, items, moments(turned)), scale);
    expect(found.map(({ negativeItems }) => negativeItems)).toEqual([[], [], ['l3']]);
    expect(found.map(({ value }) => value === undefined)).toEqual([false, false, true]);
    expect(constructIndices(estimate, scale).flatMap(({ negativeItems }) => negativeItems)).toEqual([]);
  });

  it('are of a scale with a lower and a higher point', () => {
    for (const highest of [1, NaN, Infinity]) {
      expect(() => constructIndices(estimate, { lowest: 1, highest })).toThrow(
        'from a lower to a higher point',
      );
    }
  });

  it('give importance in points of the target for a point of the cause', () => {
    const [first] = importancePerformance(estimate, 'satisfaction', scale);
    const scores = respondentScores(estimate, columns, scale);
    const { covariances } = moments([scores[0]!.indices, scores[1]!.indices]);
    expect(first!.importance).toBeCloseTo(covariances[1]! / covariances[0]!, 10);
    expect(() => importancePerformance(estimate, 'trust', scale)).toThrow(/no construct trust/);
  });
});
