import { solveSymmetric } from '../numeric/solve-symmetric.ts';
import { chiSquareUpperTail, fUpperTail } from '../numeric/upper-tails.ts';
import { combine } from './combine.ts';
import { covarianceMatrix } from './covariance.ts';
import { linearMean } from './linear-mean.ts';
import { linearTotal } from './linear-total.ts';
import type { LinearisedFigure } from './linearised-figure.ts';
import { isEstimable, notEstimable, type NotEstimable } from './not-estimable.ts';
import type { SampleDesign } from './sample-design.ts';

/** A question or group as codes 0, 1, ...; negative codes are no substantive answer, and leave their row out. */
export interface CodedAnswers {
  readonly codes: ArrayLike<number>;
  readonly count: number;
}

/** Tests of two questions being independent in the population. */
export interface Association {
  /** Shares of the cells, rows x columns. */
  readonly shares: readonly (readonly number[])[];
  readonly n: number;
  /** J. N. K. Rao and A. J. Scott's second-order correction as an F test; the one to use. */
  readonly secondOrder: TestResult & { readonly degreesOfFreedom: readonly [number, number] };
  /** Their first-order correction: Pearson's statistic over the mean generalised design effect. */
  readonly firstOrder: TestResult & { readonly meanDesignEffect: number };
  /** A. Wald's test of the differences between totals and products of margins; unsteady with few clusters. */
  readonly wald: TestResult & { readonly degreesOfFreedom: readonly [number, number] };
  /** The same adjusted for few clusters; none where the table has more differences than the design degrees. */
  readonly adjustedWald?: TestResult & { readonly degreesOfFreedom: readonly [number, number] };
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
 * @param degreesOfFreedom of the design: clusters less strata
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
  if (rows.count < 2 || columns.count < 2) return notEstimable('noVariation');
  const size = rows.count * columns.count;
  const figures: LinearisedFigure[] = [];
  const totals: LinearisedFigure[] = [];
  for (let cell = 0; cell < size; cell++) {
    const [row, column] = [Math.floor(cell / columns.count), cell % columns.count];
    const isIn = Float64Array.from({ length: design.rowCount }, (_, at) => {
      const [a, b] = [rows.codes[at]!, columns.codes[at]!];
      return a < 0 || b < 0 ? NaN : Number(a === row && b === column);
    });
    const [figure, total] = [linearMean(design, isIn), linearTotal(design, isIn)];
    if (!isEstimable(figure)) return figure;
    if (!isEstimable(total)) return total;
    figures.push(figure);
    totals.push(total);
  }
  const shares = figures.map(({ value }) => value);
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
  const n = figures[0]!.n;
  const statistic =
    n * shares.reduce((sum, share, cell) => sum + (share - expected[cell]!) ** 2 / expected[cell]!, 0);

  const covariances = covarianceMatrix(design, figures);
  const effects = designEffects(covariances, shares, n, rows.count, columns.count);
  const d = (rows.count - 1) * (columns.count - 1);
  const firstDegrees = effects.trace ** 2 / effects.traceOfSquare;
  const f = statistic / effects.trace;
  const first = statistic / (effects.trace / d);
  const wald = waldTests(design, totals, rows.count, columns.count, degreesOfFreedom);
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
    ...wald,
  };
}

/** Traces of D and D^2. A cell without answers stays out of the contrasts. */
function designEffects(
  covariances: Float64Array,
  shares: readonly number[],
  n: number,
  rowCount: number,
  columnCount: number,
): { trace: number; traceOfSquare: number } {
  const size = shares.length;
  const indicator = (is: (row: number, column: number) => boolean) =>
    shares.map((_, cell) => Number(is(Math.floor(cell / columnCount), cell % columnCount)));
  const main = [indicator(() => true)];
  for (let row = 1; row < rowCount; row++) main.push(indicator((at) => at === row));
  for (let column = 1; column < columnCount; column++) main.push(indicator((_, at) => at === column));
  const contrasts: (readonly number[])[] = [];
  for (let row = 1; row < rowCount; row++) {
    for (let column = 1; column < columnCount; column++) {
      const rest = residual(
        indicator((a, b) => a === row && b === column),
        main,
      );
      contrasts.push(rest.map((value, cell) => (shares[cell] === 0 ? 0 : value / shares[cell]!)));
    }
  }
  const d = contrasts.length;
  const simple = new Float64Array(d * d);
  const actual = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      for (let i = 0; i < size; i++) {
        simple[a * d + b]! += (contrasts[a]![i]! * contrasts[b]![i]! * shares[i]!) / n;
        for (let j = 0; j < size; j++) {
          actual[a * d + b]! += contrasts[a]![i]! * covariances[i * size + j]! * contrasts[b]![j]!;
        }
      }
    }
  }
  const product = new Float64Array(d * d);
  for (let column = 0; column < d; column++) {
    const right = Float64Array.from({ length: d }, (_, row) => actual[row * d + column]!);
    for (const [row, value] of solveSymmetric(simple, right).entries()) product[row * d + column] = value;
  }
  let trace = 0;
  let traceOfSquare = 0;
  for (let a = 0; a < d; a++) {
    trace += product[a * d + a]!;
    for (let b = 0; b < d; b++) traceOfSquare += product[a * d + b]! * product[b * d + a]!;
  }
  return { trace, traceOfSquare };
}

/** What is left of a contrast after its projection on others. */
function residual(given: readonly number[], others: readonly (readonly number[])[]): readonly number[] {
  const inner = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  const squares = Float64Array.from(others.flatMap((a) => others.map((b) => inner(a, b))));
  const coefficients = solveSymmetric(
    squares,
    Float64Array.from(others, (other) => inner(other, given)),
  );
  return given.map((value, at) =>
    others.reduce((rest, other, place) => rest - coefficients[place]! * other[at]!, value),
  );
}

/**
 * The differences of totals N_rc - N_r N_c / N of all cells but those of the last row and column, as figures with their
 * influence, and W = y' V^-1 y over their number d, against F with that and the design's degrees of freedom nu; or
 * adjusted for few of these, W (nu - d + 1) / (d nu) against F with d and nu - d + 1 (B. I. Graubard and E. L. Korn 1993).
 */
function waldTests(
  design: SampleDesign,
  totals: readonly LinearisedFigure[],
  rowCount: number,
  columnCount: number,
  degreesOfFreedom: number,
): Pick<Association, 'wald' | 'adjustedWald'> {
  const at = (row: number, column: number) => totals[row * columnCount + column]!;
  const sumOf = (figures: readonly LinearisedFigure[]) =>
    combine(
      design,
      figures.map((figure) => ({ coefficient: 1, figure })),
    );
  const rows = Array.from({ length: rowCount }, (_, row) =>
    sumOf(totals.slice(row * columnCount, (row + 1) * columnCount)),
  );
  const columns = Array.from({ length: columnCount }, (_, column) =>
    sumOf(rows.map((_row, row) => at(row, column))),
  );
  const all = sumOf(totals);
  const differences: LinearisedFigure[] = [];
  const values: number[] = [];
  for (const [row, ofRow] of rows.slice(0, -1).entries()) {
    for (const [column, ofColumn] of columns.slice(0, -1).entries()) {
      const expected = (ofRow.value * ofColumn.value) / all.value;
      values.push(at(row, column).value - expected);
      // d(N_rc - a b / N) = dN_rc - b / N da - a / N db + a b / N^2 dN.
      differences.push(
        combine(design, [
          { coefficient: 1, figure: at(row, column) },
          { coefficient: -ofColumn.value / all.value, figure: ofRow },
          { coefficient: -ofRow.value / all.value, figure: ofColumn },
          { coefficient: expected / all.value, figure: all },
        ]),
      );
    }
  }
  const d = differences.length;
  const solved = solveSymmetric(covarianceMatrix(design, differences), Float64Array.from(values));
  const square = solved.reduce((sum, value, place) => sum + value * values[place]!, 0);
  const left = degreesOfFreedom - d + 1;
  const tested = (statistic: number, denominator: number) => ({
    statistic,
    degreesOfFreedom: [d, denominator] as const,
    pValue: fUpperTail(statistic, d, denominator),
  });
  return {
    wald: tested(square / d, degreesOfFreedom),
    ...(left > 0 ? { adjustedWald: tested((square * left) / (d * degreesOfFreedom), left) } : {}),
  };
}
