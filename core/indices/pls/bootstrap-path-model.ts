import { moments } from '../../numeric/moments.ts';
import type { SeededRandom } from '../../numeric/seeded-random.ts';
import { constructIndices, type Scale } from './construct-index.ts';
import { estimatePathModel, type PathModelEstimate, type PlsSetting } from './estimate-path-model.ts';
import type { PathModel } from './path-model.ts';

/** What a path model was estimated from: one column for each item, no value missing. */
export interface ItemData {
  readonly items: readonly string[];
  readonly columns: readonly ArrayLike<number>[];
  /** At least 0, one for each row; without them all are 1. */
  readonly weights?: ArrayLike<number>;
}

/** For each resample, a row of each matrix. */
export interface PathModelReplicates {
  /** In the order of the model's paths. */
  readonly paths: readonly Float64Array[];
  /** In the order of the model's constructs. */
  readonly indices: readonly Float64Array[];
  /** Resamples in which the model could not be estimated; they are left out. */
  readonly failed: number;
}

/**
 * The model estimated again in resamples of as many rows, drawn with replacement (B. Efron 1979). Only how often
 * each row was drawn is kept: the moments of a resample are those of the rows with that as a weight. Signs follow
 * the rule of `estimatePathModel`, so that resamples do not cancel one another.
 */
export function bootstrapPathModel(
  model: PathModel,
  data: ItemData,
  scale: Scale,
  {
    resamples,
    random,
    ...setting
  }: PlsSetting & { readonly resamples: number; readonly random: SeededRandom },
): PathModelReplicates {
  const rowCount = data.columns[0]?.length ?? 0;
  const draws = Array.from({ length: resamples }, () => {
    const times = new Float64Array(rowCount);
    for (let draw = 0; draw < rowCount; draw++) times[random.integer(rowCount)]! += 1;
    return times;
  });
  return replicatePathModel(model, data, scale, draws, setting);
}

/** Some digits more than the spread of resamples can use. */
const REPLICATE_TOLERANCE = 1e-11;

/** The model estimated again for each given set of times each row counts. */
export function replicatePathModel(
  model: PathModel,
  data: ItemData,
  scale: Scale,
  draws: readonly Float64Array[],
  { tolerance = REPLICATE_TOLERANCE, ...setting }: PlsSetting = {},
): PathModelReplicates {
  const paths: Float64Array[] = [];
  const indices: Float64Array[] = [];
  let failed = 0;
  for (const times of draws) {
    const weights =
      data.weights === undefined ? times : times.map((count, row) => count * data.weights![row]!);
    try {
      const estimate = estimatePathModel(model, data.items, moments(data.columns, { weights }), {
        ...setting,
        tolerance,
      });
      paths.push(pathCoefficients(estimate));
      indices.push(Float64Array.from(constructIndices(estimate, scale), ({ value }) => value));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failed += 1;
    }
  }
  return { paths, indices, failed };
}

/** The coefficients in the order of the model's paths. */
export function pathCoefficients({ model, paths }: PathModelEstimate): Float64Array {
  const place = new Map(model.constructs.map(({ name }, at) => [name, at]));
  const count = model.constructs.length;
  return Float64Array.from(model.paths, ([from, to]) => paths[place.get(from)! * count + place.get(to)!]!);
}
