import { againstTheOthers } from '../../../core/estimation/against-the-others.ts';
import { changeBetween } from '../../../core/estimation/change-between.ts';
import { changeWord } from '../../../core/estimation/change-word.ts';
import { variance } from '../../../core/estimation/covariance.ts';
import { degreesOfFreedom } from '../../../core/estimation/degrees-of-freedom.ts';
import { estimate, type Estimate } from '../../../core/estimation/estimate.ts';
import { estimateRate } from '../../../core/estimation/estimate-rate.ts';
import { holm } from '../../../core/estimation/holm.ts';
import { linearMean } from '../../../core/estimation/linear-mean.ts';
import { linearProportion } from '../../../core/estimation/linear-proportion.ts';
import type { LinearisedFigure } from '../../../core/estimation/linearised-figure.ts';
import { isEstimable, type NotEstimable } from '../../../core/estimation/not-estimable.ts';
import { rankedFigures } from '../../../core/estimation/ranked-figures.ts';
import { rankSets } from '../../../core/estimation/rank-sets.ts';
import { sampleDesign, type SampleDesign } from '../../../core/estimation/sample-design.ts';
import { verdict } from '../../../core/estimation/verdict.ts';
import { estimateIndexTree } from '../../../core/indices/estimate-index-tree.ts';
import type { IndexTree } from '../../../core/indices/index-tree.ts';
import { seededRandom, type SeededRandom } from '../../../core/numeric/seeded-random.ts';
import { studentQuantile } from '../../../core/numeric/student-distribution.ts';
import { auxiliariesOf } from '../../../core/weighting/auxiliaries.ts';
import { calibratedInfluence } from '../../../core/weighting/calibrated-influence.ts';
import type { Margin } from '../../../core/weighting/margin.ts';
import { rakeWeights } from '../../../core/weighting/rake-weights.ts';
import type { Trial } from '../trial.ts';
import { population, type Population, type Sample, SATISFIED_FROM_CODE, serviceCount } from './population.ts';

const SCALE = { lowest: 1, highest: 10 };
const SCORES = Array.from({ length: 10 }, (_, code) => (100 * code) / 9);
const SATISFIED = Array.from({ length: 10 }, (_, code) => Number(code >= SATISFIED_FROM_CODE));
const LEVEL = 0.95;
/** For the critical value of ranks; more change little. */
const DRAWS = 1000;

const tree: IndexTree = {
  convention: { kind: 'linear' },
  root: {
    name: 'district',
    children: Array.from({ length: serviceCount }, (_, at) => ({
      name: `service ${at}`,
      item: `service ${at}`,
      weight: 'equal' as const,
    })),
  },
};

/** How often something happened, of how many times it could. */
class Tally {
  private readonly counts = new Map<string, { times: number; of: number }>();

  add(name: string, happened: boolean): void {
    const count = this.counts.get(name) ?? { times: 0, of: 0 };
    this.counts.set(name, { times: count.times + Number(happened), of: count.of + 1 });
  }

  of(name: string): { readonly share: number; readonly of: number } {
    const { times, of } = this.counts.get(name)!;
    return { share: times / of, of };
  }
}

export const coverage: Trial = {
  name: 'coverage',
  promise:
    'Intervals of 95 % hold the truth in 94 to 96 % of samples; where nothing changed or differs, at most 5 % of ' +
    'samples say that anything did.',
  async run({ choose }) {
    const samples = choose(10_000, 400);
    const tally = new Tally();
    const [ordinary, alike] = [population(2), population(0)];
    for (let number = 0; number < samples; number++) {
      const random = seededRandom(`coverage ${number}`);
      intervals(tally, ordinary, random);
      raking(tally, ordinary, random);
      nullFindings(tally, alike, random);
      // The storage, and whoever watches, gets a turn.
      if (number % 100 === 99) await new Promise(setImmediate);
    }
    return judged(tally, samples);
  },
};

/** Names of what must happen in 94 to 96 % of samples, and of what may in at most 5 % (a verdict: 2.5 % to each side). */
const COVERED = [
  'mean',
  'mean of a street',
  'mean of a service',
  'rate',
  'index',
  'index with drawn blocks',
  'raked mean',
];
const COVERED_AT_LEAST = ['rate of a street', 'ranks'];
const FALSE_FINDINGS = [
  'a change of a street',
  'a change of the headline',
  'a street above or below',
  'a rank where all are alike',
];
const FALSE_VERDICTS = ['met at the threshold', 'not met at the threshold'];

function judged(tally: Tally, samples: number) {
  const broken: string[] = [];
  const facts = [`${samples} samples`];
  const judge = (name: string, low: number, high: number) => {
    const { share, of } = tally.of(name);
    // Streets of one sample are no samples of their own.
    const slack = (limit: number) => 3 * Math.sqrt((limit * (1 - limit)) / Math.min(of, samples));
    facts.push(`${name} ${(100 * share).toFixed(2)} %`);
    if (share >= low - slack(low) && share <= high + slack(high)) return;
    broken.push(
      `${name}: ${(100 * share).toFixed(2)} %, not ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`,
    );
  };
  for (const name of COVERED) judge(name, 0.94, 0.96);
  for (const name of COVERED_AT_LEAST) judge(name, 0.94, 1);
  for (const name of FALSE_FINDINGS) judge(name, 0, 0.05);
  for (const name of FALSE_VERDICTS) judge(name, 0, 0.025);
  return { facts, broken };
}

function intervals(tally: Tally, { truth, sample }: Population, random: SeededRandom): void {
  const drawn = sample(random, false);
  const design = designOf(drawn, drawn.weights);
  const overall = { codes: drawn.overall, scores: SCORES };
  const covers = (name: string, found: Estimate, value: number) =>
    tally.add(name, found.interval[0] <= value && value <= found.interval[1]);
  const mean = known(estimate(design, known(linearMean(design, overall))));
  covers('mean', mean, truth.mean);
  const at = (threshold: number) =>
    verdict({ kind: 'atLeast', threshold }, { interval: mean.interval }).verdict;
  tally.add('met at the threshold', at(truth.mean) === 'met');
  tally.add('not met at the threshold', at(truth.mean) === 'notMet');
  covers(
    'mean of a service',
    known(estimate(design, known(linearMean(design, { codes: drawn.services.at(-1)!, scores: SCORES })))),
    truth.service,
  );
  const satisfied = { codes: drawn.overall, scores: SATISFIED };
  covers('rate', known(estimateRate(design, known(linearProportion(design, satisfied)))), truth.rate);

  const streets = streetsOf(design, drawn);
  for (const [street, { figure, domain }] of streets.entries()) {
    covers('mean of a street', known(estimate(design, figure)), truth.street[street]!);
    const rate = known(linearProportion(design, satisfied, { domain }));
    covers('rate of a street', known(estimateRate(design, rate)), truth.streetRate[street]!);
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

function raking(
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
  const design = designOf(drawn, rakeWeights(drawn.weights, margins).weights);
  const figure = known(linearMean(design, { codes: drawn.overall, scores: SCORES }));
  const auxiliaries = auxiliariesOf('coverage', drawn.weights, margins);
  const calibrated = calibratedInfluence(design, figure, { baseWeights: drawn.weights, auxiliaries });
  const reach =
    studentQuantile((1 + LEVEL) / 2, degreesOfFreedom(design, figure)) *
    Math.sqrt(variance(design, calibrated));
  tally.add('raked mean', Math.abs(figure.value - truth.mean) <= reach);
}

/** What is said of two waves, or of streets, that are alike. */
function nullFindings(tally: Tally, { sample }: Population, random: SeededRandom): void {
  const [before, after] = [sample(random, false), sample(random, false)].map((drawn) => {
    const design = designOf(drawn, drawn.weights);
    return { design, streets: streetsOf(design, drawn), index: indexOf(design, drawn.asked) };
  }) as [Wave, Wave];
  const says = (word: string) => word === 'rose' || word === 'fell';
  const headline = changeBetween(before.index, after.index);
  tally.add('a change of the headline', says(changeWord(headline, { adjustedPValue: headline.pValue }).word));
  const family = after.streets.map(({ figure }, street) =>
    changeBetween(
      known(estimate(before.design, before.streets[street]!.figure)),
      known(estimate(after.design, figure)),
    ),
  );
  const adjusted = holm(family.map(({ pValue }) => pValue));
  tally.add(
    'a change of a street',
    family.some((change, at) => says(changeWord(change, { adjustedPValue: adjusted[at]! }).word)),
  );
  const { design, streets } = after;
  const groups = againstTheOthers(
    design,
    streets.map(({ figure }) => figure),
  ).map(known);
  tally.add(
    'a street above or below',
    groups.some(({ group }) => group !== 'noDifference'),
  );
  const sets = ranksOf(design, streets, random);
  tally.add(
    'a rank where all are alike',
    sets.some(([best, worst]) => best > 1 || worst < streets.length),
  );
}

interface Wave {
  readonly design: SampleDesign;
  readonly streets: readonly Street[];
  readonly index: Estimate;
}

interface Street {
  readonly figure: LinearisedFigure;
  readonly domain: Uint8Array;
}

function streetsOf(design: SampleDesign, { street, overall }: Sample): readonly Street[] {
  return Array.from({ length: design.stratumCount }, (_, code) => {
    const domain = Uint8Array.from(street, (each) => Number(each === code));
    return { domain, figure: known(linearMean(design, { codes: overall, scores: SCORES }, { domain })) };
  });
}

function ranksOf(design: SampleDesign, streets: readonly Street[], random: SeededRandom) {
  const figures = rankedFigures(
    design,
    streets.map(({ figure }) => figure),
  );
  return rankSets(figures, { draws: DRAWS, random });
}

function indexOf(
  design: SampleDesign,
  columns: readonly { readonly codes: Int8Array; readonly askingProbabilities?: Float64Array }[],
): Estimate {
  const named = new Map(columns.map((column, at) => [`service ${at}`, { ...column, scale: SCALE }]));
  return known(estimate(design, known(estimateIndexTree(design, tree, named).figure)));
}

function designOf({ street, committee }: Sample, weights: Float64Array): SampleDesign {
  return sampleDesign({ weights, strata: street, clusters: committee });
}

function known<Value extends object>(value: Value | NotEstimable): Value {
  if (!isEstimable(value)) throw new Error(`not estimable: ${value.notEstimable}`);
  return value;
}
