import { resampledClusters } from '../../estimation/design/replicate-weights.ts';
import type { SampleDesign } from '../../estimation/design/sample-design.ts';
import type { MissingRule } from '../../numeric/moments.ts';
import { resampledMoments } from '../../numeric/resampled-moments.ts';
import type { SeededRandom } from '../../numeric/seeded-random.ts';
import type { RowGroups } from '../../weighting/paired-codes.ts';
import { indicesOfMeans, type Scale } from './construct-index.ts';
import { estimatePlacedModel, type PathModelEstimate } from './estimate-path-model.ts';
import { groupIndicesOfReplicate, resampledGroupMeans } from './group-index.ts';
import type { PlsSetting } from './outer-weights.ts';
import { type PathModel, placeModel } from './path-model.ts';

/** What a path model is estimated from: one column for each item, NaN where there is no answer. */
export interface ItemData {
  readonly items: readonly string[];
  readonly columns: readonly ArrayLike<number>[];
  /** At least 0, one for each row; without them all are 1. */
  readonly weights?: ArrayLike<number>;
  /** `refuse` unless given. */
  readonly missing?: MissingRule;
  /** Parts of the population whose indices are wanted besides. */
  readonly groups?: RowGroups;
  /** What is drawn again as a whole; without it, each row by itself. */
  readonly clusters?: { readonly codes: ArrayLike<number>; readonly count: number };
}

/** For each resample, a row of each matrix. */
export interface PathModelReplicates {
  /** In the order of the model's paths. */
  readonly paths: readonly Float64Array[];
  /** In the order of the model's constructs. */
  readonly indices: readonly Float64Array[];
  /** Constructs x groups, row by row; empty without groups. */
  readonly groupIndices: readonly Float64Array[];
  /** Resamples in which the model could not be estimated, or a group has nobody; they are left out. */
  readonly failed: number;
}

export interface BootstrapSetting extends PlsSetting {
  readonly resamples: number;
  readonly random: SeededRandom;
}

/**
 * The model estimated again in resamples of as many rows, drawn with replacement (B. Efron 1979). Only how often
 * each row was drawn is kept: the moments of a resample are those of the rows with that as a weight. Signs follow
 * the rule of `estimatePathModel`, so that resamples do not cancel one another.
 *
 * For a sample that was drawn otherwise than row by row see `bootstrapPathModelOfDesign`.
 *
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const data = { items: ['q', 'l'], columns: [[1, 2, 3, 4], [1, 3, 2, 4]] };
 * const setting = { resamples: 3, random: seededRandom('2026') };
 * const { paths } = bootstrapPathModel(model, data, { lowest: 1, highest: 5 }, setting);
 * paths; // [[0.4264], [0.9428]] (two respondents alone tell nothing)
 */
export function bootstrapPathModel(
  model: PathModel,
  data: ItemData,
  scale: Scale,
  { resamples, random, ...setting }: BootstrapSetting,
): PathModelReplicates {
  const count = data.clusters?.count ?? data.columns[0]?.length ?? 0;
  function* draws(): Generator<Float64Array> {
    const times = new Float64Array(count);
    for (let resample = 0; resample < resamples; resample++) {
      times.fill(0);
      for (let draw = 0; draw < count; draw++) times[random.integer(count)]! += 1;
      yield times;
    }
  }
  return replicatePathModel(model, data, scale, draws(), setting);
}

/**
 * The model estimated again in resamples of primary units within strata (J. N. K. Rao and C. F. J. Wu 1988), with the
 * weights of the design: what the errors of official figures rest on. The variance of a figure is that of its
 * replicates (`spreadOfReplicates`).
 *
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1], strata: ['n', 'n', 'n', 's', 's', 's'] });
 * const data = { items: ['q', 'l'], columns: [[1, 2, 3, 3, 4, 5], [1, 3, 2, 4, 3, 5]] };
 * const setting = { resamples: 3, random: seededRandom('2026') };
 * const { paths, indices } = bootstrapPathModelOfDesign(model, data, { lowest: 1, highest: 5 }, design, setting);
 * paths; // [[0.7182], [0.9847]]
 * indices; // [[56.25, 62.5], [50, 31.25]]
 */
export function bootstrapPathModelOfDesign(
  model: PathModel,
  data: Omit<ItemData, 'weights' | 'clusters'>,
  scale: Scale,
  design: SampleDesign,
  { resamples, random, ...setting }: BootstrapSetting,
): PathModelReplicates {
  const clusters = { codes: design.clusterOfRow, count: design.clusterCount };
  const draws = resampledClusters(design, { replicates: resamples, random });
  return replicatePathModel(model, { ...data, weights: design.weights, clusters }, scale, draws, setting);
}

/** Some digits more than the spread of resamples can use. */
const REPLICATE_TOLERANCE = 1e-9;

/**
 * The model estimated again for each set of factors to the weights of the rows (of the clusters, where given). The
 * weights of the whole sample are where each search begins.
 *
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const data = { items: ['q', 'l'], columns: [[1, 2, 3, 4], [1, 3, 2, 4]] };
 * pathCoefficients(estimatePathModel(model, data.items, moments(data.columns))); // [0.8]
 * const jackknifed = [[0, 1, 1, 1], [1, 1, 1, 0]];
 * replicatePathModel(model, data, { lowest: 1, highest: 5 }, jackknifed).paths; // [[0.5], [0.5]]
 */
export function replicatePathModel(
  model: PathModel,
  data: ItemData,
  scale: Scale,
  draws: Iterable<ArrayLike<number>>,
  { tolerance = REPLICATE_TOLERANCE, ...setting }: PlsSetting = {},
): PathModelReplicates {
  const placed = placeModel(model, data.items);
  const { columns, groups } = data;
  const momentsOf = resampledMoments(columns, data);
  const groupMeansOf = groups && resampledGroupMeans(columns, groups, data);
  const everyCluster = new Float64Array(data.clusters?.count ?? columns[0]?.length ?? 0).fill(1);
  const { weights: start } = estimatePlacedModel(placed, momentsOf(everyCluster), { ...setting, tolerance });
  const replicates = {
    paths: [] as Float64Array[],
    indices: [] as Float64Array[],
    groupIndices: [] as Float64Array[],
  };
  let failed = 0;
  for (const factors of draws) {
    try {
      const estimate = estimatePlacedModel(placed, momentsOf(factors), { ...setting, tolerance }, start);
      const ofGroups = groupMeansOf && groupIndicesOfReplicate(estimate, groupMeansOf(factors), scale);
      if (ofGroups?.some(Number.isNaN)) throw new RangeError('a group has nobody in this resample');
      replicates.paths.push(pathCoefficients(estimate));
      const indices = indicesOfMeans(estimate, estimate.moments.means, scale);
      replicates.indices.push(Float64Array.from(indices, ({ value }) => value));
      if (ofGroups) replicates.groupIndices.push(ofGroups);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failed += 1;
    }
  }
  return { ...replicates, failed };
}

/** The coefficients in the order of the model's paths. */
export function pathCoefficients({ placed, paths }: PathModelEstimate): Float64Array {
  const place = new Map(placed.constructs.map(({ name }, at) => [name, at]));
  const count = placed.constructs.length;
  return Float64Array.from(placed.paths, ([from, to]) => paths[place.get(from)! * count + place.get(to)!]!);
}
