import { solveSymmetric } from '../../numeric/solve-symmetric.ts';

/** Traces of D and D^2, D being the generalised design effects of a cross-table. */
export interface DesignEffectTraces {
  readonly trace: number;
  readonly traceOfSquare: number;
}

/**
 * D = (C' P^-1 C / n)^-1 (C' P^-1 V P^-1 C), with the shares of the cells, P their diagonal, V their covariances in the
 * design and C the contrasts of interaction without what rows and columns say (Rao and Scott 1984). In a simple random
 * sample with replacement every design effect is 1. A cell without answers stays out of the contrasts.
 *
 * @param covariances of the shares, cells x cells, cells row by row
 * @example
 * const [p, n] = [0.25, 100];
 * const simple = Float64Array.from({ length: 16 }, (_, at) => (p * (Number(at % 5 === 0) - p)) / n);
 * generalisedDesignEffects(simple, [p, p, p, p], n, 2, 2); // { trace: 1, traceOfSquare: 1 }
 */
export function generalisedDesignEffects(
  covariances: Float64Array,
  shares: readonly number[],
  n: number,
  rowCount: number,
  columnCount: number,
): DesignEffectTraces {
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
