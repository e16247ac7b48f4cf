import { combine } from '../../../core/estimation/figures/combine.ts';
import { ABSENT } from '../../../core/estimation/figures/coded-column.ts';
import { estimate } from '../../../core/estimation/errors/estimate.ts';
import { estimateRate } from '../../../core/estimation/errors/estimate-rate.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import { isEstimable } from '../../../core/estimation/figures/not-estimable.ts';
import { sampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { smallSample } from '../../../core/estimation/errors/small-sample.ts';
import type { SeededRandom } from '../../../core/numeric/seeded-random.ts';
import { SATISFIED, SCORES } from './figures-of-sample.ts';
import type { Tally } from './tally.ts';
import { expected, satisfied, score } from './truth.ts';

/**
 * A sample that is small somewhere: few units, units of unequal size, users in few of them, leaves with a handful of
 * answers, strata with one unit. Answers are round(level + unit + person + own), kept within 1-10, of mean 7.9 and
 * standard deviation 1.9; weights have a coefficient of variation of 0.35.
 */
export interface SmallSampleLine {
  readonly name: string;
  /** Units of each stratum. */
  readonly units: readonly number[];
  readonly inUnit: number;
  /** Coefficient of variation of the units' sizes. */
  readonly sizes?: number;
  /** One: an item. Several: an index of them. */
  readonly leaves: readonly Leaf[];
  readonly isRate?: boolean;
}

interface Leaf {
  readonly weight: number;
  /** The share of people who use it and so answer. */
  readonly used: number;
  /** Users live in some units more than in others. */
  readonly isClustered?: boolean;
}

const everyone = [{ weight: 1, used: 1 }];
const ten = { units: [10], inUnit: 25 };

/** Of means and indices without a thin leaf. */
export const evenLines: readonly SmallSampleLine[] = [
  { name: '9 units', units: [9], inUnit: 25, leaves: everyone },
  { name: '10 units of sizes cv 0.5', ...ten, sizes: 0.5, leaves: everyone },
  { name: '10 units of sizes cv 0.8', ...ten, sizes: 0.8, leaves: everyone },
  {
    name: 'used by 20 %, users clustered',
    units: [30],
    inUnit: 15,
    leaves: [{ weight: 1, used: 0.2, isClustered: true }],
  },
  {
    name: 'five well filled leaves',
    units: [12, 12],
    inUnit: 12,
    leaves: [0.9, 0.7, 0.6, 0.5, 0.4].map((used) => ({ weight: 0.2, used })),
  },
  {
    name: 'a leaf of weight .3 on some 20 answers, clustered',
    units: [20],
    inUnit: 20,
    leaves: [
      { weight: 0.7, used: 1 },
      { weight: 0.3, used: 0.05, isClustered: true },
    ],
  },
  {
    name: 'five leaves on some 14 answers each, clustered',
    units: [20],
    inUnit: 10,
    leaves: [1, 2, 3, 4, 5].map(() => ({ weight: 0.2, used: 0.07, isClustered: true })),
  },
];

/** Of rates, and of indices with thin leaves. */
export const carefulLines: readonly SmallSampleLine[] = [
  { name: 'rate, 10 units of sizes cv 0.8', ...ten, sizes: 0.8, leaves: everyone, isRate: true },
  {
    name: 'rate of an item used by 20 %, users clustered',
    units: [30],
    inUnit: 15,
    leaves: [{ weight: 1, used: 0.2, isClustered: true }],
    isRate: true,
  },
  {
    name: 'a leaf of weight .2 on some 3 answers',
    units: [20],
    inUnit: 10,
    leaves: [
      { weight: 0.8, used: 1 },
      { weight: 0.2, used: 0.015 },
    ],
  },
  {
    name: 'four leaves of weight .05 on some 3 answers',
    units: [20],
    inUnit: 10,
    leaves: [{ weight: 0.8, used: 1 }, ...[1, 2, 3, 4].map(() => ({ weight: 0.05, used: 0.015 }))],
  },
  {
    name: '8 strata of 4 units, a leaf of weight .2 on some 6 answers',
    units: [4, 4, 4, 4, 4, 4, 4, 4],
    inUnit: 5,
    leaves: [
      { weight: 0.8, used: 1 },
      { weight: 0.2, used: 0.04 },
    ],
  },
];

/** Of strata with one unit, taken about the mean of all. */
export const lonelyLines: readonly SmallSampleLine[] = [
  {
    name: '6 strata of 3 units and 3 of one, sizes cv 0.5',
    units: [3, 3, 3, 3, 3, 3, 1, 1, 1],
    inUnit: 12,
    sizes: 0.5,
    leaves: everyone,
  },
  { name: '10 strata of 2 units', units: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2], inUnit: 15, leaves: everyone },
];

const LEVEL = 8;
const [UNIT, PERSON, OWN] = [0.4, 1.2, 1.55];
const WEIGHTS = 0.34;

/** Whether the interval of one sample on each line holds what is true; samples that lack a leaf are not counted. */
export function smallSamples(tally: Tally, random: SeededRandom): void {
  for (const line of [...evenLines, ...carefulLines, ...lonelyLines]) {
    const found = intervalOf(line, random);
    if (found) tally.add(line.name, found[0] <= truthOf(line) && truthOf(line) <= found[1]);
  }
}

const truthOf = ({ isRate = false }: SmallSampleLine) => (isRate ? TRUE_RATE : TRUE_MEAN);
const SPREAD = Math.hypot(UNIT, PERSON, OWN);
const TRUE_MEAN = expected(LEVEL, SPREAD, score);
const TRUE_RATE = expected(LEVEL, SPREAD, satisfied);

function intervalOf(line: SmallSampleLine, random: SeededRandom): readonly [number, number] | undefined {
  const { design, codes } = draw(line, random);
  const scores = line.isRate ? SATISFIED : SCORES;
  const terms = line.leaves.flatMap(({ weight }, at) => {
    const figure = linearMean(design, { codes: codes[at]!, scores });
    return isEstimable(figure) ? [{ coefficient: weight, figure }] : [];
  });
  if (terms.length < line.leaves.length) return undefined;
  const figure = combine(design, terms);
  const setting = { smallSample: smallSample(design, figure) };
  const found = (line.isRate ? estimateRate : estimate)(design, figure, setting);
  return isEstimable(found) ? found.interval : undefined;
}

function draw({ units, inUnit, sizes = 0, leaves }: SmallSampleLine, random: SeededRandom) {
  const logarithmic = Math.sqrt(Math.log(1 + sizes ** 2));
  const strata: number[] = [];
  const clusters: number[] = [];
  const weights: number[] = [];
  const codes: number[][] = leaves.map(() => []);
  for (const [stratum, count] of units.entries()) {
    for (let unit = 0; unit < count; unit++) {
      const size = inUnit * Math.exp(logarithmic * random.normal() - logarithmic ** 2 / 2);
      const common = LEVEL + UNIT * random.normal();
      const use = leaves.map(({ used, isClustered }) => (isClustered ? used * 3 * random.next() ** 2 : used));
      for (let person = 0; person < Math.max(1, Math.round(size)); person++) {
        strata.push(stratum);
        clusters.push(unit);
        weights.push(Math.exp(WEIGHTS * random.normal()));
        const own = common + PERSON * random.normal();
        for (const [at, share] of use.entries()) {
          const point = Math.min(10, Math.max(1, Math.round(own + OWN * random.normal())));
          codes[at]!.push(random.next() < share ? point - 1 : ABSENT);
        }
      }
    }
  }
  return {
    design: sampleDesign({ weights, strata, clusters, singleClusterStrata: 'centre' }),
    codes: codes.map((each) => Int8Array.from(each)),
  };
}
