import type { MissingRule } from '../../numeric/moments.ts';
import { pairCodes, type RowGroups } from '../../weighting/paired-codes.ts';
import { constructIndices, indicesOfMeans, type Scale } from './construct-index.ts';
import type { PathModelEstimate } from './estimate-path-model.ts';

/** Groups x items, row by row: the weighted mean of those of the group who answered. */
export type GroupMeans = Float64Array;

export interface GroupMeansSetting {
  /** At least 0, one for each row; without them all are 1. */
  readonly weights?: ArrayLike<number>;
  /** `listwise` leaves out rows with any gap, as the model then does. */
  readonly missing?: MissingRule;
  readonly clusters?: { readonly codes: ArrayLike<number>; readonly count: number };
}

/**
 * The index of each construct in each group, constructs x groups, with the item weights of the whole: districts are
 * compared by one yardstick, and a model of a small district's own would measure its noise. NaN where nobody of the group
 * answered an item, and for a construct that has no index (`negativeItems`).
 *
 * @param means of the items in the groups; see `groupMeans`
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Quality', items: ['q'] }, { name: 'Loyalty', items: ['l'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const columns = [[1, 2, 3], [1, 3, 2]];
 * const estimate = estimatePathModel(model, ['q', 'l'], moments(columns));
 * const means = groupMeans(columns, { codes: Int32Array.of(0, 0, 1), count: 2 });
 * groupIndices(estimate, means, { lowest: 1, highest: 5 }); // [12.5, 50, 25, 25]
 * groupIndicesOfReplicate(estimate, means, { lowest: 1, highest: 5 }); // [12.5, 50, 25, 25]
 */
export function groupIndices(estimate: PathModelEstimate, means: GroupMeans, scale: Scale): Float64Array {
  const found = groupIndicesOfReplicate(estimate, means, scale);
  const groupCount = means.length / estimate.placed.itemCount;
  for (const [construct, { value }] of constructIndices(estimate, scale).entries()) {
    if (value === undefined) found.fill(NaN, construct * groupCount, (construct + 1) * groupCount);
  }
  return found;
}

/** The same where weights below 0 come of the resample: their numbers are part of the spread. */
export function groupIndicesOfReplicate(
  estimate: PathModelEstimate,
  means: GroupMeans,
  scale: Scale,
): Float64Array {
  const { itemsOf, itemCount } = estimate.placed;
  const groupCount = means.length / itemCount;
  const found = new Float64Array(itemsOf.length * groupCount);
  for (let group = 0; group < groupCount; group++) {
    const ofGroup = means.subarray(group * itemCount, (group + 1) * itemCount);
    for (const [construct, { value }] of indicesOfMeans(estimate, ofGroup, scale).entries()) {
      found[construct * groupCount + group] = value;
    }
  }
  return found;
}

/**
 * @example
 * groupMeans([[1, 3, 8]], { codes: Int32Array.of(0, 0, 1), count: 2 }); // [2, 8]
 */
export function groupMeans(
  columns: readonly ArrayLike<number>[],
  groups: RowGroups,
  setting: Omit<GroupMeansSetting, 'clusters'> = {},
): GroupMeans {
  const rowCount = groups.codes.length;
  const clusters = { codes: new Int32Array(rowCount), count: 1 };
  return resampledGroupMeans(columns, groups, { ...setting, clusters })([1]);
}

/**
 * The means again and again, each time with other factors to the weights of the clusters.
 *
 * @example
 * const meansOf = resampledGroupMeans([[1, 3, 8]], { codes: Int32Array.of(0, 0, 1), count: 2 });
 * meansOf([1, 1, 1]); // [2, 8]
 * meansOf([0, 2, 1]); // [3, 8]
 */
export function resampledGroupMeans(
  columns: readonly ArrayLike<number>[],
  groups: RowGroups,
  { weights, missing, clusters }: GroupMeansSetting = {},
): (factors: ArrayLike<number>) => GroupMeans {
  const size = columns.length;
  const rowCount = groups.codes.length;
  if (columns.some(({ length }) => length !== rowCount)) {
    throw new RangeError('groupMeans requires a group for each row');
  }
  const clusterOf = Int32Array.from({ length: rowCount }, (_, row) => clusters?.codes[row] ?? row);
  const pairs = pairCodes(clusterOf, clusters?.count ?? rowCount, groups);
  const sums = new Float64Array(pairs.size * size);
  const bases = new Float64Array(pairs.size * size);
  for (let row = 0; row < rowCount; row++) {
    const weight = weights?.[row] ?? 1;
    if (missing === 'listwise' && columns.some((column) => Number.isNaN(column[row]))) continue;
    const from = pairs.pairOfRow[row]! * size;
    for (let item = 0; item < size; item++) {
      const value = columns[item]![row]!;
      if (Number.isNaN(value)) continue;
      sums[from + item]! += weight * value;
      bases[from + item]! += weight;
    }
  }
  return (factors) => {
    const means = new Float64Array(groups.count * size);
    const base = new Float64Array(groups.count * size);
    for (const [group, own] of pairs.pairsOfGroup.entries()) {
      for (const pair of own) {
        const factor = factors[pairs.firstOfPair[pair]!]!;
        for (let item = 0; item < size; item++) {
          means[group * size + item]! += factor * sums[pair * size + item]!;
          base[group * size + item]! += factor * bases[pair * size + item]!;
        }
      }
    }
    return means.map((sum, place) => sum / base[place]!);
  };
}
