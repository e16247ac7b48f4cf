import { resampledClusters } from '../../estimation/design/replicate-weights.ts';
import { replicateInterval, type ReplicateInterval } from '../../estimation/errors/replicate-interval.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import type { MissingRule } from '../../numeric/moments.ts';
import { resampledMoments } from '../../numeric/resampled-moments.ts';
import type { SeededRandom } from '../../numeric/seeded-random.ts';
import { driverCorrelations, requireDrivers } from './driver-importance.ts';
import { relativeWeights } from './relative-weights.ts';
import { shapleyShares } from './shapley-shares.ts';

/** The measures of importance that share R2 out. */
const importanceMeasures = {
  relativeWeights: (among: Float64Array, withTarget: Float64Array) =>
    relativeWeights(among, withTarget).weights,
  shapley: shapleyShares,
};
export type ImportanceMeasure = keyof typeof importanceMeasures;

export interface DriverIntervalSetting {
  readonly resamples: number;
  readonly random: SeededRandom;
  readonly measure?: ImportanceMeasure;
  readonly level?: number;
  /** `listwise` unless told: respondents who answered about all drivers and the target. */
  readonly missing?: MissingRule;
}

export interface DriverIntervals {
  /** In the order of the columns. */
  readonly drivers: readonly ReplicateInterval[];
  /** Resamples in which a driver did not vary or depended on others; they are left out. */
  readonly failed: number;
}

/**
 * The importance of each driver with its interval, from resamples of primary units within strata (`resampledClusters`):
 * importance is no linear figure, and respondents of one unit are alike. The interval is value -+ t standard errors,
 * not below 0.
 *
 * @param columns of the drivers and the target, NaN where there is no answer
 * @param target place of the target among the columns; all others are drivers
 * @example
 * const random = seededRandom('drivers');
 * const clean = Array.from({ length: 400 }, () => random.normal());
 * const quick = clean.map(() => random.normal());
 * const satisfaction = clean.map((value, row) => 2 * value + quick[row]! + random.normal());
 * const design = sampleDesign({ weights: clean.map(() => 1) });
 * const { drivers } = driverIntervals(design, [clean, quick, satisfaction], 2, { resamples: 100, random });
 * drivers[0]!.interval[0] > drivers[1]!.interval[1]; // true
 */
export function driverIntervals(
  design: SampleDesign,
  columns: readonly ArrayLike<number>[],
  target: number,
  {
    resamples,
    random,
    measure = 'relativeWeights',
    level = 0.95,
    missing = 'listwise',
  }: DriverIntervalSetting,
): DriverIntervals {
  const drivers = columns.flatMap((_, place) => (place === target ? [] : [place]));
  requireDrivers(drivers);
  const momentsOf = resampledMoments(columns, {
    weights: design.weights,
    missing,
    clusters: { codes: design.clusterOfRow, count: design.clusterCount },
  });
  const measured = (factors: ArrayLike<number>) => {
    const { among, withTarget } = driverCorrelations(momentsOf(factors), target, drivers);
    return importanceMeasures[measure](among, withTarget);
  };
  const values = measured(new Float64Array(design.clusterCount).fill(1));
  const replicates: (readonly number[])[] = [];
  let failed = 0;
  for (const factors of resampledClusters(design, { replicates: resamples, random })) {
    try {
      replicates.push(measured(factors));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failed += 1;
    }
  }
  return {
    drivers: drivers.map((_, at) => {
      const of = replicates.map((each) => each[at]!);
      return replicateInterval(design, values[at]!, of, { level, lowest: 0 });
    }),
    failed,
  };
}
