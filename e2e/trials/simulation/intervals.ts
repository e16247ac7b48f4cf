import type { Estimate } from '../../../core/estimation/errors/estimate.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { linearProportion } from '../../../core/estimation/figures/linear-proportion.ts';
import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { verdict } from '../../../core/judgement/verdict.ts';
import { type SeededRandom } from '../../../core/numeric/seeded-random.ts';
import { auxiliariesOf } from '../../../core/weighting/auxiliaries.ts';
import { calibratedDesign } from '../../../core/weighting/calibrated-design.ts';
import type { Margin } from '../../../core/weighting/margin.ts';
import { rakeWeights } from '../../../core/weighting/rake-weights.ts';
import { type Population } from './population.ts';
import {
  SCORES,
  SATISFIED,
  streetsOf,
  ranksOf,
  indexOf,
  judged,
  judgedRate,
  designOf,
} from './figures-of-sample.ts';
import type { Tally } from './tally.ts';

/** Whether the intervals of one sample hold what is true. */
export function intervals(tally: Tally, { truth, sample }: Population, random: SeededRandom): void {
  const drawn = sample(random, false);
  const design = designOf(drawn, drawn.weights);
  const overall = { codes: drawn.overall, scores: SCORES };
  const covers = (name: string, found: Estimate, value: number) =>
    tally.add(name, found.interval[0] <= value && value <= found.interval[1]);
  const mean = judged(design, known(linearMean(design, overall)));
  covers('mean', mean, truth.mean);
  const at = (threshold: number) =>
    verdict({ kind: 'atLeast', threshold }, { interval: mean.interval }).verdict;
  tally.add('met at the threshold', at(truth.mean) === 'met');
  tally.add('not met at the threshold', at(truth.mean) === 'notMet');
  covers(
    'mean of a service',
    judged(design, known(linearMean(design, { codes: drawn.services.at(-1)!, scores: SCORES }))),
    truth.service,
  );
  const satisfied = { codes: drawn.overall, scores: SATISFIED };
  covers('rate', judgedRate(design, known(linearProportion(design, satisfied))), truth.rate);

  const streets = streetsOf(design, drawn);
  for (const [street, { figure, domain }] of streets.entries()) {
    covers('mean of a street', judged(design, figure), truth.street[street]!);
    const rate = known(linearProportion(design, satisfied, { domain }));
    covers('rate of a street', judgedRate(design, rate), truth.streetRate[street]!);
  }
  covers(
    'index',
    indexOf(
      design,
      drawn.services.map((codes) => ({ codes })),
    ),
    truth.index,
  );
  covers('index with drawn blocks', indexOf(design, drawn.asked), truth.index);

  const sets = ranksOf(design, streets, random);
  const isRight = truth.street.every((value, street) => {
    const rank = 1 + truth.street.filter((other) => other > value).length;
    return sets[street]![0] <= rank && rank <= sets[street]![1];
  });
  tally.add('ranks', isRight);
}

/** The same of a mean after raking, in a sample some are more willing to be in. */
export function raking(
  tally: Tally,
  { truth, sample, streetShares, sexShares, ageShares }: Population,
  random: SeededRandom,
): void {
  const drawn = sample(random, true);
  const margin = (name: string, codes: Int32Array, shares: readonly number[]): Margin => ({
    name,
    codes,
    categories: shares.map((_, at) => String(at)),
    totals: shares.map((share) => share * 1e6),
  });
  const margins = [
    margin('street', drawn.street, streetShares),
    margin('sex', drawn.sex, sexShares),
    margin('age', drawn.age, ageShares),
  ];
  const design = calibratedDesign(designOf(drawn, rakeWeights(drawn.weights, margins).weights), {
    baseWeights: drawn.weights,
    auxiliaries: auxiliariesOf('coverage', drawn.weights, margins),
  });
  const mean = judged(design, known(linearMean(design, { codes: drawn.overall, scores: SCORES })));
  tally.add('raked mean', mean.interval[0] <= truth.mean && truth.mean <= mean.interval[1]);
}
