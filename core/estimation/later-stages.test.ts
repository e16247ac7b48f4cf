import { describe, expect, it } from 'vitest';
import { relativeDifference } from '../numeric/relative-difference.ts';
import { calibrateLinear } from '../weighting/calibrate.ts';
import { calibratedDesign } from '../weighting/calibrated-design.ts';
import { covariance, standardError } from './errors/covariance.ts';
import { linearMean } from './figures/linear-mean.ts';
import { linearRatio } from './figures/linear-ratio.ts';
import { linearTotal } from './figures/linear-total.ts';
import type { LinearisedFigure } from './figures/linearised-figure.ts';
import { known, type NotEstimable } from './figures/not-estimable.ts';
import { sampleDesign, type SampleDesign } from './design/sample-design.ts';
import type { SingleClusterRule } from './design/sampling-stage.ts';

/*
 * Reference numbers: R 4.2.2, survey 4.1-1, on the same rows.
 *   i <- 0:29
 *   s <- data.frame(h = c(1,1,2)[1 + i %/% 10], c = i %/% 5, y = (i*37) %% 11 + i %/% 5, x = 1 + (i*7) %% 4, u = i)
 *   s$s2 <- ifelse(i %% 5 < 3, 'a', 'b'); s$N1 <- c(6,6,4)[1 + i %/% 10]; s$N2 <- ifelse(s$s2 == 'a', 9 + s$c, 5)
 *   n1 <- ave(s$c, s$h, FUN = function(v) length(unique(v)))
 *   s$w <- s$N1/n1 * s$N2/ave(i, s$c, s$s2, FUN = length)
 *   d <- svydesign(ids = ~c+u, strata = ~h+s2, fpc = ~N1+N2, weights = ~w, data = s, nest = TRUE)
 *   s$p <- (i %% 5) %/% 2; s$N3 <- 7; s$N2c <- 8
 *   d3 <- svydesign(ids = ~c+p+u, strata = ~h, fpc = ~N1+N2c+N3, weights = ~w, data = s, nest = TRUE)
 *   cal <- calibrate(d, ~x, c(`(Intercept)` = 200, x = 520))
 */
const rows = Array.from({ length: 30 }, (_, i) => i);
const cluster = rows.map((i) => Math.floor(i / 5));
const stratum = rows.map((i) => (i < 20 ? 1 : 2));
const within = rows.map((i) => (i % 5 < 3 ? 'a' : 'b'));
const y = rows.map((i) => ((i * 37) % 11) + cluster[i]!);
const x = rows.map((i) => 1 + ((i * 7) % 4));
const populationClusters = stratum.map((h) => (h === 1 ? 6 : 4));
const populationRows = rows.map((i) => (within[i] === 'a' ? 9 + cluster[i]! : 5));
const weights = rows.map(
  (i) =>
    (populationClusters[i]! / (stratum[i] === 1 ? 4 : 2)) *
    (populationRows[i]! / (within[i] === 'a' ? 3 : 2)),
);
const first = { strata: stratum, clusters: cluster, populationClusters };
const design = sampleDesign({
  weights,
  ...first,
  laterStages: [{ strata: within, populationClusters: populationRows }],
});

const error = (figure: LinearisedFigure | NotEstimable, of: SampleDesign = design) =>
  standardError(of, known(figure));
const expectClose = (actual: number, expected: number) =>
  expect(relativeDifference(actual, expected)).toBeLessThan(1e-12);

describe('a design of two stages', () => {
  it('has the errors of R for a mean, a total, a ratio and a part of the population', () => {
    expectClose(known(linearMean(design, y)).value, 7.5938123752495015);
    expectClose(error(linearMean(design, y)), 0.63558344183190507);
    expectClose(error(linearTotal(design, y)), 119.85755434403514);
    expectClose(error(linearRatio(design, y, x)), 0.31175673820604688);
    const domain = Uint8Array.from(x, (value) => Number(value > 1));
    expectClose(error(linearMean(design, y, { domain })), 0.76087070065164719);
  });

  it('has the covariance of R, and its error of a calibrated mean', () => {
    const means = [y, x].map((values) => known(linearMean(design, values)));
    expectClose(covariance(design, means[0]!, means[1]!), 0.013422045822599246);
    const one = { name: 'all', categories: ['all'], codes: rows.map(() => 0), totals: [200] };
    const numbers = [{ name: 'x', values: x, total: 520 }];
    const calibration = calibrateLinear(weights, { margins: [one], numbers });
    const calibrated = calibratedDesign(
      sampleDesign({
        ...first,
        weights: calibration.weights,
        laterStages: [{ strata: within, populationClusters: populationRows }],
      }),
      calibration,
    );
    expectClose(error(linearMean(calibrated, y), calibrated), 0.62686329652364225);
  });

  it('lies between the design of its clusters taken whole and that without any correction', () => {
    const whole = sampleDesign({ weights, ...first });
    const uncorrected = sampleDesign({ weights, strata: stratum, clusters: cluster });
    expect(error(linearMean(whole, y), whole)).toBeLessThan(error(linearMean(design, y)));
    expect(error(linearMean(design, y))).toBeLessThan(error(linearMean(uncorrected, y), uncorrected));
  });

  it('needs nothing of later stages where the first is as good as with replacement', () => {
    const uncorrected = { weights, strata: stratum, clusters: cluster };
    const plain = sampleDesign(uncorrected);
    const staged = sampleDesign({
      ...uncorrected,
      laterStages: [{ strata: within, populationClusters: populationRows }],
    });
    expect(error(linearMean(staged, y), staged)).toBe(error(linearMean(plain, y), plain));
  });
});

describe('a third stage with a single unit in places', () => {
  const three = (singleClusterStrata: SingleClusterRule) =>
    sampleDesign({
      weights,
      ...first,
      singleClusterStrata,
      laterStages: [
        { clusters: rows.map((i) => Math.floor((i % 5) / 2)), populationClusters: rows.map(() => 8) },
        { populationClusters: rows.map(() => 7) },
      ],
    });

  it('follows the rule for single clusters, as in R', () => {
    expectClose(error(linearMean(three('centre'), y), three('centre')), 0.62137807910601661);
    expectClose(error(linearMean(three('certainty'), y), three('certainty')), 0.61162218306166183);
    expectClose(error(linearMean(three('remove'), y), three('remove')), 0.61162218306166183);
    expect(() => three('fail')).toThrow(/within the cluster of row 4 has one/);
    expect(() => three('average')).toThrow(/cannot average/);
  });
});

describe('a stratum of one cluster', () => {
  const input = { weights: [1, 1, 1, 1], strata: [1, 1, 1, 2] };

  it('is no fault where the population has no other', () => {
    const certain = sampleDesign({ ...input, populationClusters: [9, 9, 9, 1] });
    const other = sampleDesign({ ...input, populationClusters: [9, 9, 9, 1], singleClusterStrata: 'centre' });
    expect(error(linearMean(certain, [1, 2, 4, 8]), certain)).toBe(
      error(linearMean(other, [1, 2, 4, 8]), other),
    );
    expect(() => sampleDesign({ ...input, populationClusters: [9, 9, 9, 2] })).toThrow(/stratum "2" has one/);
  });

  it('has one population, not one for each row', () => {
    expect(() => sampleDesign({ ...input, populationClusters: [9, 8, 9, 1] })).toThrow(
      /row 0 has 9, row 1 of the same stratum 8/,
    );
  });
});
