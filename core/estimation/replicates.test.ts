import { describe, expect, it } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { variance } from './errors/covariance.ts';
import { linearMean } from './figures/linear-mean.ts';
import { linearTotal } from './figures/linear-total.ts';
import { known } from './figures/not-estimable.ts';
import { referenceDesign, referenceItems } from './reference-sample.test-data.ts';
import { replicateCovariance } from './errors/replicate-covariance.ts';
import { balancedReplicates, bootstrapReplicates, jackknife } from './design/replicate-weights.ts';
import { sampleDesign } from './design/sample-design.ts';

const design = sampleDesign(referenceDesign);
const { q3 } = referenceItems;
const total = (weights: Float64Array) => [q3.reduce((sum, value, row) => sum + weights[row]! * value, 0)];
const mean = (weights: Float64Array) => [
  total(weights)[0]! / weights.reduce((sum, weight) => sum + weight, 0),
];

const linearised = variance(design, known(linearTotal(design, q3)));

describe('replicates', () => {
  it('of the jackknife agree with linearisation on what is linear, with and without correction', () => {
    expect(replicateCovariance(design, jackknife(design), total).covariances[0]! / linearised).toBeCloseTo(
      1,
      12,
    );
    const corrected = sampleDesign({
      ...referenceDesign,
      populationClusters: new Array<number>(60).fill(12),
    });
    const [a, b] = [
      replicateCovariance(corrected, jackknife(corrected), total).covariances[0]!,
      variance(corrected, known(linearTotal(corrected, q3))),
    ];
    expect(a / b).toBeCloseTo(1, 12);
  });

  it('of the jackknife come near linearisation on a mean', () => {
    const { values, covariances } = replicateCovariance(design, jackknife(design), mean);
    const figure = known(linearMean(design, q3));
    expect(values[0]).toBeCloseTo(figure.value, 12);
    expect(covariances[0]! / variance(design, figure)).toBeGreaterThan(0.9);
    expect(covariances[0]! / variance(design, figure)).toBeLessThan(1.2);
  });

  const paired = sampleDesign({
    weights: q3.map((_, row) => 1 + (row % 3)),
    strata: q3.map((_, row) => row % 10),
    clusters: q3.map((_, row) => Math.floor(row / 10) % 2),
  });
  it.each([0, 0.3])('of half samples with factor %d are exact for what is linear', (fay) => {
    const expected = variance(paired, known(linearTotal(paired, q3)));
    const { covariances } = replicateCovariance(paired, balancedReplicates(paired, fay), total, {
      centre: 'sample',
    });
    expect(covariances[0]! / expected).toBeCloseTo(1, 12);
  });

  it('of half samples need two clusters in every stratum', () => {
    expect(() => balancedReplicates(design)).toThrow(/two clusters in every stratum \(stratum "0" has 5\)/);
    expect(() => balancedReplicates(paired, 1)).toThrow(/\[0, 1\)/);
  });

  it('of the bootstrap tend to the linearised variance, the plain one n - 1 of n of it', () => {
    const of = (kind: 'rescaled' | 'plain') => {
      const drawn = bootstrapReplicates(design, { replicates: 4000, random: seededRandom(kind), kind });
      return replicateCovariance(design, drawn, total).covariances[0]! / linearised;
    };
    expect(Math.abs(of('rescaled') - 1)).toBeLessThan(0.1);
    expect(Math.abs(of('plain') - 0.8)).toBeLessThan(0.08);
  });

  it('refuse single clusters and replicates of another design', () => {
    const single = sampleDesign({ weights: [1, 1, 1], strata: [1, 1, 2], singleClusterStrata: 'centre' });
    expect(() => jackknife(single)).toThrow(/stratum "2" has one/);
    expect(() => replicateCovariance(paired, jackknife(design), total)).toThrow(/of this design/);
  });
});
