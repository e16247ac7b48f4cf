import { describe, expect, it } from 'vitest';
import { standardError } from '../errors/covariance.ts';
import { linearMean } from '../figures/linear-mean.ts';
import { isEstimable } from '../figures/not-estimable.ts';
import { sampleDesign } from './sample-design.ts';

describe('sampleDesign', () => {
  it('takes the same label in two strata for two clusters', () => {
    const design = sampleDesign({
      weights: [1, 1, 2, 2],
      strata: ['n', 'n', 's', 's'],
      clusters: [1, 2, 1, 2],
    });
    expect(design.clusterCount).toBe(4);
    expect([...design.clustersInStratum]).toEqual([2, 2]);
    expect([...design.stratumOfCluster]).toEqual([0, 0, 1, 1]);
    expect(design.stratumNames).toEqual(['n', 's']);
  });

  it('makes every row a cluster of one stratum when nothing is said', () => {
    const design = sampleDesign({ weights: [1, 2, 3] });
    expect([design.clusterCount, design.stratumCount]).toEqual([3, 1]);
    expect([...design.clusterOfRow]).toEqual([0, 1, 2]);
  });

  it('takes typed codes and labels alike', () => {
    const weights = [1, 1, 1, 1];
    const coded = sampleDesign({ weights, clusters: Int32Array.of(5, 5, 9, 9) });
    const labelled = sampleDesign({ weights, clusters: ['a', 'a', 'b', 'b'] });
    expect(coded.clusterOfRow).toEqual(labelled.clusterOfRow);
  });

  it('names the stratum that has only one cluster', () => {
    const input = { weights: [1, 1, 1], strata: ['north', 'north', 'south'] };
    expect(() => sampleDesign(input)).toThrow('stratum "south" has one');
    expect(sampleDesign({ ...input, singleClusterStrata: 'centre' }).clusterCount).toBe(3);
  });

  it('refuses to average over strata of which none has two clusters', () => {
    const input = { weights: [1, 1], strata: [1, 2], singleClusterStrata: 'average' } as const;
    expect(() => sampleDesign(input)).toThrow('every stratum has only one');
  });

  it('refuses weights and labels that mean nothing', () => {
    expect(() => sampleDesign({ weights: [] })).toThrow('at least one row');
    expect(() => sampleDesign({ weights: [1, -1] })).toThrow('row 1 has -1');
    expect(() => sampleDesign({ weights: [1, NaN] })).toThrow('row 1 has NaN');
    expect(() => sampleDesign({ weights: [1, 1], strata: [1] })).toThrow('strata for each of 2 rows');
    expect(() => sampleDesign({ weights: [1, 1], populationClusters: [1, 1] })).toThrow('2 clusters of 1');
  });

  it('leaves the caller’s weights alone', () => {
    const weights = Object.freeze([1, 2]);
    const design = sampleDesign({ weights });
    design.weights[0] = 9;
    expect(weights).toEqual([1, 2]);
  });

  it('takes weights below 0 only where they are announced, and counts their rows', () => {
    const weights = [2, -0.5, 3];
    expect(() => sampleDesign({ weights })).toThrow('row 1 has -0.5');
    const design = sampleDesign({ weights, allowsNegativeWeights: true });
    const mean = linearMean(design, [10, 4, 20]);
    if (!isEstimable(mean)) throw new Error(mean.notEstimable);
    // svymean(~y, svydesign(~1, weights = c(2, -.5, 3), data = data.frame(y = c(10, 4, 20)))) of R.
    expect(mean.value).toBeCloseTo(17.333333333333332, 12);
    expect(standardError(design, mean)).toBeCloseTo(4.8956182642543125, 12);
    expect(mean.n).toBe(3);
  });
});
