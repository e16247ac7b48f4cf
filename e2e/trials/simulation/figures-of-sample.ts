import { estimate, type Estimate } from '../../../core/estimation/errors/estimate.ts';
import { estimateRate } from '../../../core/estimation/errors/estimate-rate.ts';
import { linearMean } from '../../../core/estimation/figures/linear-mean.ts';
import type { LinearisedFigure } from '../../../core/estimation/figures/linearised-figure.ts';
import { known } from '../../../core/estimation/figures/not-estimable.ts';
import { rankedFigures } from '../../../core/estimation/comparisons/ranked-figures.ts';
import { rankSets } from '../../../core/estimation/comparisons/rank-sets.ts';
import { sampleDesign, type SampleDesign } from '../../../core/estimation/design/sample-design.ts';
import { smallSample } from '../../../core/estimation/errors/small-sample.ts';
import { estimateIndexTree } from '../../../core/indices/estimate-index-tree.ts';
import type { IndexTree } from '../../../core/indices/index-tree.ts';
import { type SeededRandom } from '../../../core/numeric/seeded-random.ts';
import { SATISFIED_FROM_CODE, SERVICES } from './district.ts';
import type { Sample } from './population.ts';

const SCALE = { lowest: 1, highest: 10 };
export const SCORES = Array.from({ length: 10 }, (_, code) => (100 * code) / 9);
export const SATISFIED = Array.from({ length: 10 }, (_, code) => Number(code >= SATISFIED_FROM_CODE));
/** For the critical value of ranks; more change little. */
const DRAWS = 1000;

const tree: IndexTree = {
  convention: { kind: 'linear' },
  root: {
    name: 'district',
    children: Array.from({ length: SERVICES.length }, (_, at) => ({
      name: `service ${at}`,
      item: `service ${at}`,
      weight: 'equal' as const,
    })),
  },
};

export interface Street {
  readonly figure: LinearisedFigure;
  readonly domain: Uint8Array;
}

export function streetsOf(design: SampleDesign, { street, overall }: Sample): readonly Street[] {
  return Array.from({ length: design.stratumCount }, (_, code) => {
    const domain = Uint8Array.from(street, (each) => Number(each === code));
    return { domain, figure: known(linearMean(design, { codes: overall, scores: SCORES }, { domain })) };
  });
}

export function ranksOf(design: SampleDesign, streets: readonly Street[], random: SeededRandom) {
  const figures = known(
    rankedFigures(
      design,
      streets.map(({ figure }) => figure),
      { allowsForSmallSamples: true },
    ),
  );
  return rankSets(figures, { draws: DRAWS, random });
}

export function indexOf(
  design: SampleDesign,
  columns: readonly { readonly codes: Int8Array; readonly askingProbabilities?: Float64Array }[],
): Estimate {
  const named = new Map(columns.map((column, at) => [`service ${at}`, { ...column, scale: SCALE }]));
  return judged(design, known(estimateIndexTree(design, tree, named).figure));
}

/** With the interval of releases, which allows for small samples. */
export function judged(design: SampleDesign, figure: LinearisedFigure): Estimate {
  return known(estimate(design, figure, { smallSample: smallSample(design, figure) }));
}

/** The same of a share. */
export function judgedRate(design: SampleDesign, figure: LinearisedFigure): Estimate {
  return known(estimateRate(design, figure, { smallSample: smallSample(design, figure) }));
}

export function designOf({ street, committee }: Sample, weights: Float64Array): SampleDesign {
  return sampleDesign({ weights, strata: street, clusters: committee });
}
