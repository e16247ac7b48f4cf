import type { SeededRandom } from '../numeric/seeded-random.ts';
import { normalQuantile, normalCumulative } from '../numeric/normal-distribution.ts';
import { holm } from './holm.ts';

/** Figures that are ranked, the highest first, with their covariance (size x size, row by row). */
export interface RankedFigures {
  readonly values: readonly number[];
  readonly covariances: Float64Array;
}

/** The best and the worst rank that cannot be ruled out. */
export type RankSet = readonly [best: number, worst: number];

export interface RankSetting {
  readonly level?: number;
  /**
   * `marginal`: each set holds its rank with the given level. `simultaneous`: all sets hold theirs at once, as is
   * needed where a whole table of ranks is published.
   */
  readonly kind?: 'marginal' | 'simultaneous';
  readonly draws?: number;
  readonly random: SeededRandom;
}

/** The places: 1 for the highest; equal values share the best place. */
export function ranks(values: readonly number[]): readonly number[] {
  return values.map((value) => 1 + values.filter((other) => other > value).length);
}

/**
 * Confidence sets for ranks (M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm 2024, Review of Economic Studies
 * 91, 476-518): the best rank of j is one more than the number that are significantly better, the worst the number of
 * all less those significantly worse. A difference is significant when it exceeds the critical value times its own
 * standard error; the critical value is the quantile of the largest of all studentised differences under the
 * covariance, by simulation. What is found significant is taken out and the rest is judged again, until nothing
 * more is (step-down, J. P. Romano and M. Wolf 2005).
 *
 * @example
 * rankSets(
 *   { values: [80, 60], covariances: Float64Array.of(1, 0, 0, 1) },
 *   { random: seededRandom(1) },
 * ); // [[1, 1], [2, 2]]
 */
export function rankSets(figures: RankedFigures, setting: RankSetting): readonly RankSet[] {
  const { level = 0.95, kind = 'simultaneous', draws = 20_000, random } = setting;
  const size = figures.values.length;
  const errors = errorsOfDifferences(figures);
  const simulated = simulate(figures.covariances, size, draws, random);
  const all = Array.from({ length: size }, (_, at) => at);
  const better =
    kind === 'simultaneous' ? significant(figures.values, errors, simulated, all, level) : undefined;
  return all.map((own) => {
    const found = better ?? significant(figures.values, errors, simulated, [own], level);
    const above = all.filter((other) => found.has(other * size + own)).length;
    const below = all.filter((other) => found.has(own * size + other)).length;
    return [1 + above, size - below];
  });
}

/** Ranks by comparing each pair alone, without or with Holm's adjustment over all pairs. */
export function pairwiseRankSets(
  figures: RankedFigures,
  { level = 0.95, adjusted = true }: { readonly level?: number; readonly adjusted?: boolean } = {},
): readonly RankSet[] {
  const size = figures.values.length;
  const errors = errorsOfDifferences(figures);
  const pairs: [number, number][] = [];
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) pairs.push([a, b]);
  const alone = pairs.map(([a, b]) => {
    const z = Math.abs(figures.values[a]! - figures.values[b]!) / errors[a * size + b]!;
    return 2 * normalCumulative(-z);
  });
  const pValues = adjusted ? holm(alone) : alone;
  const above = new Array<number>(size).fill(0);
  const below = new Array<number>(size).fill(0);
  for (const [at, [a, b]] of pairs.entries()) {
    if (!(pValues[at]! < 1 - level)) continue;
    const [high, low] = figures.values[a]! > figures.values[b]! ? [a, b] : [b, a];
    above[low]! += 1;
    below[high]! += 1;
  }
  return figures.values.map((_, at) => [1 + above[at]!, size - below[at]!]);
}

/**
 * Ranks from intervals that hold all figures at once by C. E. Bonferroni's inequality: who lies wholly above is better
 * (M. Klein, T. Wright and J. Wieczorek 2020, J. R. Statist. Soc. A 183, 589-606). Wider than the others, and
 * drawn without simulation.
 */
export function jointIntervalRankSets(figures: RankedFigures, level = 0.95): readonly RankSet[] {
  const { values, covariances } = figures;
  const size = values.length;
  const z = normalQuantile(1 - (1 - level) / (2 * size));
  const ends = values.map((value, at) => {
    const reach = z * Math.sqrt(covariances[at * size + at]!);
    return [value - reach, value + reach] as const;
  });
  return ends.map(([low, high]) => [
    1 + ends.filter((other) => other[0] > high).length,
    size - ends.filter((other) => other[1] < low).length,
  ]);
}

/** Figures in groups that the sample tells apart: a new group begins where the sets of ranks no longer meet. */
export function rankGroups(sets: readonly RankSet[]): readonly number[] {
  const order = sets
    .map((_, at) => at)
    .sort((a, b) => sets[a]![0] - sets[b]![0] || sets[a]![1] - sets[b]![1]);
  const groups = new Array<number>(sets.length).fill(0);
  let group = 0;
  let worst = 0;
  for (const at of order) {
    const [best, last] = sets[at]!;
    if (best > worst) group += 1;
    worst = Math.max(worst, last);
    groups[at] = group;
  }
  return groups;
}

/**
 * Pairs (a, b), as a x size + b, of which a is significantly higher; `own` are the figures of the family. "a is not
 * higher than b" and "b is not higher than a" are two hypotheses: when the one is rejected the other stays.
 */
function significant(
  values: readonly number[],
  errors: Float64Array,
  simulated: Float64Array,
  own: readonly number[],
  level: number,
): ReadonlySet<number> {
  const size = values.length;
  const inFamily = new Set(own);
  const hypotheses = values.flatMap((_, a) =>
    values.flatMap((_, b) => (a !== b && (inFamily.has(a) || inFamily.has(b)) ? [[a, b] as const] : [])),
  );
  const found = new Set<number>();
  for (;;) {
    const open = hypotheses.filter(([a, b]) => !found.has(a * size + b));
    if (open.length === 0) return found;
    const critical = quantileOfLargest(open, errors, simulated, size, level);
    const before = found.size;
    for (const [a, b] of open) {
      if (values[a]! - values[b]! > critical * errors[a * size + b]!) found.add(a * size + b);
    }
    if (found.size === before) return found;
  }
}

function quantileOfLargest(
  pairs: readonly (readonly [number, number])[],
  errors: Float64Array,
  simulated: Float64Array,
  size: number,
  level: number,
): number {
  const draws = simulated.length / size;
  const largest = new Float64Array(draws).fill(-Infinity);
  for (const [a, b] of pairs) {
    const error = errors[a * size + b]!;
    for (let draw = 0; draw < draws; draw++) {
      const z = (simulated[draw * size + a]! - simulated[draw * size + b]!) / error;
      if (z > largest[draw]!) largest[draw] = z;
    }
  }
  largest.sort();
  return largest[Math.min(draws - 1, Math.ceil(level * draws) - 1)]!;
}

function errorsOfDifferences({ values, covariances }: RankedFigures): Float64Array {
  const size = values.length;
  if (covariances.length !== size * size)
    throw new RangeError('ranks require a covariance for each pair of figures');
  return Float64Array.from(covariances, (covariance, place) => {
    const [a, b] = [Math.floor(place / size), place % size];
    const square = covariances[a * size + a]! + covariances[b * size + b]! - 2 * covariance;
    if (a !== b && !(square > 0))
      throw new RangeError(`figures ${a} and ${b} differ by a number that has no error`);
    return Math.sqrt(square);
  });
}

/** Draws from a normal distribution with mean 0 and the covariance, by Cholesky's factor. */
function simulate(
  covariances: Float64Array,
  size: number,
  draws: number,
  random: SeededRandom,
): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = covariances[row * size + column]!;
      for (let at = 0; at < column; at++) rest -= factor[row * size + at]! * factor[column * size + at]!;
      if (row === column) factor[row * size + row] = Math.sqrt(Math.max(0, rest));
      else {
        const pivot = factor[column * size + column]!;
        factor[row * size + column] = pivot === 0 ? 0 : rest / pivot;
      }
    }
  }
  const drawn = new Float64Array(draws * size);
  const normal = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < size; at++) normal[at] = random.normal();
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let at = 0; at <= row; at++) sum += factor[row * size + at]! * normal[at]!;
      drawn[draw * size + row] = sum;
    }
  }
  return drawn;
}
