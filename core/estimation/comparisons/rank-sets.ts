import { normalCumulative, normalQuantile } from '../../numeric/normal-distribution.ts';
import type { SeededRandom } from '../../numeric/seeded-random.ts';
import { choleskyFactor } from '../../numeric/solve-symmetric.ts';
import { studentQuantile } from '../../numeric/student-distribution.ts';
import { holm } from './holm.ts';
import { errorsOfDifferences, normalScores, type RankedFigures } from './ranked-figures.ts';

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

/**
 * The places: 1 for the highest; equal values share the best place.
 *
 * @example
 * ranks([70, 80, 70]); // [2, 1, 2]
 */
export function ranks(values: readonly number[]): readonly number[] {
  return values.map((value) => 1 + values.filter((other) => other > value).length);
}

/**
 * Confidence sets for ranks (M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm 2024, Review of Economic Studies
 * 91, 476-518): the best rank of j is one more than the number that are significantly better, the worst the number of
 * all less those significantly worse. A difference is significant when it exceeds the critical value times its own
 * standard error; the critical value is the quantile of the largest of all studentised differences under the
 * covariance, by simulation. Where degrees of freedom are given, differences are first brought to the scale of normal
 * variables (`normalScores`). What is found significant is taken out and the rest is judged again, until nothing
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
  const family: Family = {
    size,
    scores: normalScores(figures),
    errors: errorsOfDifferences(figures),
    simulated: simulate(figures, draws, random),
    level,
  };
  const all = Array.from({ length: size }, (_, at) => at);
  const better = kind === 'simultaneous' ? significant(family, all) : undefined;
  return all.map((own) => {
    const found = better ?? significant(family, [own]);
    const above = all.filter((other) => found.has(other * size + own)).length;
    const below = all.filter((other) => found.has(own * size + other)).length;
    return [1 + above, size - below];
  });
}

/**
 * Ranks by comparing each pair alone, without or with Holm's adjustment over all pairs.
 *
 * @example
 * const figures = { values: [80, 60, 59], covariances: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
 * pairwiseRankSets(figures); // [[1, 1], [2, 3], [2, 3]]
 */
export function pairwiseRankSets(
  figures: RankedFigures,
  { level = 0.95, adjusted = true }: { readonly level?: number; readonly adjusted?: boolean } = {},
): readonly RankSet[] {
  const size = figures.values.length;
  const scores = normalScores(figures);
  const pairs: [number, number][] = [];
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) pairs.push([a, b]);
  const alone = pairs.map(([a, b]) => 2 * normalCumulative(-Math.abs(scores[a * size + b]!)));
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
 *
 * @example
 * const figures = { values: [80, 60, 59], covariances: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
 * jointIntervalRankSets(figures); // [[1, 1], [2, 3], [2, 3]]
 */
export function jointIntervalRankSets(figures: RankedFigures, level = 0.95): readonly RankSet[] {
  const { values, covariances, degreesOfFreedom } = figures;
  const size = values.length;
  const q = 1 - (1 - level) / (2 * size);
  const ends = values.map((value, at) => {
    const own = at * size + at;
    const quantile = degreesOfFreedom ? studentQuantile(q, degreesOfFreedom[own]!) : normalQuantile(q);
    const reach = quantile * Math.sqrt(covariances[own]!);
    return [value - reach, value + reach] as const;
  });
  return ends.map(([low, high]) => [
    1 + ends.filter((other) => other[0] > high).length,
    size - ends.filter((other) => other[1] < low).length,
  ]);
}

/**
 * Figures in groups that the sample tells apart: a new group begins where the sets of ranks no longer meet.
 *
 * @example
 * rankGroups([[1, 1], [2, 3], [2, 3]]); // [1, 2, 2]
 */
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

/** What the differences of all pairs are judged by. */
interface Family {
  readonly size: number;
  readonly scores: Float64Array;
  readonly errors: Float64Array;
  /** For each figure, its draws one after the other. */
  readonly simulated: Float64Array;
  readonly level: number;
}

/**
 * Pairs (a, b), as a x size + b, of which a is significantly higher; `own` are the figures of the family. "a is not
 * higher than b" and "b is not higher than a" are two hypotheses: when the one is rejected the other stays.
 */
function significant(family: Family, own: readonly number[]): ReadonlySet<number> {
  const { size, scores } = family;
  const inFamily = new Set(own);
  const hypotheses: number[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a !== b && (inFamily.has(a) || inFamily.has(b))) hypotheses.push(a * size + b);
    }
  }
  const found = new Set<number>();
  for (;;) {
    const open = hypotheses.filter((pair) => !found.has(pair));
    if (open.length === 0) return found;
    const critical = quantileOfLargest(family, open);
    const before = found.size;
    for (const pair of open) if (scores[pair]! > critical) found.add(pair);
    if (found.size === before) return found;
  }
}

/** The critical value: the quantile over draws of the largest studentised difference among the pairs. */
function quantileOfLargest({ size, errors, simulated, level }: Family, pairs: readonly number[]): number {
  const draws = simulated.length / size;
  const largest = new Float64Array(draws).fill(-Infinity);
  for (const pair of pairs) {
    const from = Math.floor(pair / size) * draws;
    const less = (pair % size) * draws;
    const scale = 1 / errors[pair]!;
    for (let draw = 0; draw < draws; draw++) {
      const z = scale * (simulated[from + draw]! - simulated[less + draw]!);
      if (z > largest[draw]!) largest[draw] = z;
    }
  }
  largest.sort();
  return largest[Math.min(draws - 1, Math.ceil(level * draws) - 1)]!;
}

/** Draws from a normal distribution with mean 0 and the covariance C = L L': L times independent normal numbers. */
function simulate({ values, covariances }: RankedFigures, draws: number, random: SeededRandom): Float64Array {
  const size = values.length;
  const factor = choleskyFactor(covariances, size);
  const drawn = new Float64Array(size * draws);
  const normal = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < size; at++) normal[at] = random.normal();
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let at = 0; at <= row; at++) sum += factor[row * size + at]! * normal[at]!;
      drawn[row * draws + draw] = sum;
    }
  }
  return drawn;
}
