import { chiSquareUpperTail, fUpperTail } from '../numeric/upper-tails.ts';
import { cellTotals, combinedInfluence, type CodedAnswers } from './cell-totals.ts';
import { covarianceMatrix } from './covariance.ts';
import { generalisedDesignEffects } from './generalised-design-effects.ts';
import { notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from './sample-design.ts';
import { type FTest, waldTests } from './wald-tests.ts';

/** Tests of two questions being independent in the population. */
export interface Association {
  /** Shares of the cells, rows x columns. */
  readonly shares: readonly (readonly number[])[];
  readonly n: number;
  /** J. N. K. Rao and A. J. Scott's second-order correction as an F test; the one to use. */
  readonly secondOrder: FTest;
  /** Their first-order correction: Pearson's statistic over the mean generalised design effect. */
  readonly firstOrder: TestResult & { readonly meanDesignEffect: number };
  /** A. Wald's test, unsteady with few clusters, and adjusted for these; none where there are too few. */
  readonly wald?: FTest;
  readonly adjustedWald?: FTest;
}
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Pearson's chi-square X2 = n sum (p - p')^2 / p', with p the weighted shares of the cells and p' the products of their
 * margins, is not distributed as chi-square in a complex sample but as sum delta_i Z_i^2, the delta being the eigenvalues
 * of the generalised design effects D = (C' P^-1 C / n)^-1 (C' P^-1 V P^-1 C), where V is the design covariance of the
 * shares, P their diagonal and C the contrasts of interaction without what rows and columns say (J. N. K. Rao and
 * A. J. Scott 1984, Annals of Statistics 12, 46-60). Only the traces of D and D^2 are needed:
 *
 *     first order    X2 / mean delta, chi-square with d = (r - 1)(c - 1) degrees,
 *     second order   F = X2 / trace D,  with trace(D)^2 / trace(D^2) and nu times as many degrees of freedom,
 *
 * nu being those of the design (D. R. Thomas and J. N. K. Rao 1987).
 *
 * A part of the population is tested by giving the others a negative code.
 *
 * @param degreesOfFreedom of the design: clusters less strata
 * @throws RangeError for a code beyond the categories
 * @example
 * const design = sampleDesign({ weights: [1, 1, 1, 1, 1, 1, 1, 1] });
 * const sex = { codes: [0, 0, 0, 0, 1, 1, 1, 1], count: 2 };
 * const hasComplained = { codes: [0, 0, 0, 1, 0, 1, 1, 1], count: 2 };
 * const test = association(design, sex, hasComplained, 7);
 * isEstimable(test) && test.shares; // [[0.375, 0.125], [0.125, 0.375]]
 * isEstimable(test) && test.firstOrder.meanDesignEffect; // 1.143 = 8 / 7 (a simple random sample)
 * isEstimable(test) && test.secondOrder; // { statistic: 1.75, degreesOfFreedom: [1, 7], pValue: 0.2275 }
 */
export function association(
  design: SampleDesign,
  rows: CodedAnswers,
  columns: CodedAnswers,
  degreesOfFreedom: number,
): Association | NotEstimable {
  if (!(degreesOfFreedom > 0)) return notEstimable('noDegreesOfFreedom');
  if (rows.count < 2 || columns.count < 2) return notEstimable('noVariation');
  const totals = cellTotals(design, rows, columns);
  const { values, influences, n } = totals;
  if (n === 0) return notEstimable('noAnswers');
  const all = {
    value: values.reduce((sum, value) => sum + value, 0),
    of: combinedInfluence(influences.map((of) => ({ coefficient: 1, of }))),
  };
  const shares = Array.from(values, (value) => value / all.value);
  const rowShares = new Float64Array(rows.count);
  const columnShares = new Float64Array(columns.count);
  for (const [cell, share] of shares.entries()) {
    rowShares[Math.floor(cell / columns.count)]! += share;
    columnShares[cell % columns.count]! += share;
  }
  if ([...rowShares, ...columnShares].some((share) => share === 0)) return notEstimable('noVariation');
  const expected = shares.map(
    (_, cell) => rowShares[Math.floor(cell / columns.count)]! * columnShares[cell % columns.count]!,
  );
  const statistic =
    n * shares.reduce((sum, share, cell) => sum + (share - expected[cell]!) ** 2 / expected[cell]!, 0);

  // d(N_rc / N) = (dN_rc - p dN) / N.
  const covariances = covarianceMatrix(
    design,
    influences.map((of, cell) =>
      combinedInfluence([
        { coefficient: 1 / all.value, of },
        { coefficient: -shares[cell]! / all.value, of: all.of },
      ]),
    ),
  );
  const effects = generalisedDesignEffects(covariances, shares, n, rows.count, columns.count);
  if (!(effects.trace > NOTHING)) return notEstimable('noVariation');
  const d = (rows.count - 1) * (columns.count - 1);
  const firstDegrees = effects.trace ** 2 / effects.traceOfSquare;
  const f = statistic / effects.trace;
  const first = statistic / (effects.trace / d);
  return {
    shares: Array.from({ length: rows.count }, (_, row) =>
      shares.slice(row * columns.count, (row + 1) * columns.count),
    ),
    n,
    secondOrder: {
      statistic: f,
      degreesOfFreedom: [firstDegrees, firstDegrees * degreesOfFreedom],
      pValue: fUpperTail(f, firstDegrees, firstDegrees * degreesOfFreedom),
    },
    firstOrder: {
      statistic: first,
      meanDesignEffect: effects.trace / d,
      pValue: chiSquareUpperTail(first, d),
    },
    ...waldTests(design, totals, rows.count, columns.count, degreesOfFreedom),
  };
}

/** Design effects are of the size of 1; below this they are rounding. */
const NOTHING = 1e-12;
