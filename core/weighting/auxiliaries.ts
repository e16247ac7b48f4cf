import { requireMargins, type Margin } from './margin.ts';

/** A number known for each row and in total for the population, such as the persons of a household. */
export interface NumericAuxiliary {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly total: number;
}

/** The auxiliary vector x of each row and its population total. */
export interface Auxiliaries {
  readonly size: number;
  readonly names: readonly string[];
  readonly totals: Float64Array;
  /** x' coefficients of the row. */
  readonly times: (row: number, coefficients: Float64Array) => number;
  /** Adds `factor` times the row's x to `vector`. */
  readonly addTo: (vector: Float64Array, row: number, factor: number) => void;
  /** Adds `factor` times the row's x x' to `matrix`. */
  readonly addSquareTo: (matrix: Float64Array, row: number, factor: number) => void;
}

/**
 * One indicator for every category of every margin, then the numbers, each in units of its own total (of 1 where
 * that is 0). Indicators of several margins depend on one another; `solveSymmetric` leaves out what is redundant.
 *
 * @param caller whose name errors begin with
 * @throws RangeError without auxiliaries, for margins no weights can meet, and numbers or totals that are not finite
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1], totals: [60, 40] };
 * const persons = { name: 'persons', values: [2, 3, 1], total: 200 };
 * const auxiliaries = auxiliariesOf('calibrateLinear', [1, 1, 1], [sex], [persons]);
 * auxiliaries.names; // ['sex "f"', 'sex "m"', 'persons']
 * auxiliaries.totals; // [60, 40, 1]
 * auxiliaries.times(1, Float64Array.of(10, 20, 200)); // 13 = 10 + 3 / 200 * 200
 */
export function auxiliariesOf(
  caller: string,
  weights: ArrayLike<number>,
  margins: readonly Margin[],
  numbers: readonly NumericAuxiliary[] = [],
): Auxiliaries {
  if (margins.length + numbers.length === 0)
    throw new RangeError(`${caller} requires at least one auxiliary`);
  requireMargins(caller, weights, margins);
  for (const auxiliary of numbers) requireNumbers(caller, weights, auxiliary);

  const starts: number[] = [];
  const names: string[] = [];
  const targets: number[] = [];
  for (const margin of margins) {
    starts.push(names.length);
    for (const [code, category] of margin.categories.entries()) {
      names.push(`${margin.name} "${category}"`);
      targets.push(margin.totals[code]!);
    }
  }
  const firstNumber = names.length;
  const units = numbers.map(({ total }) => Math.abs(total) || 1);
  for (const [place, { name, total }] of numbers.entries()) {
    names.push(name);
    targets.push(total / units[place]!);
  }
  const size = names.length;
  const used = margins.length + numbers.length;
  const placeAt = (row: number, part: number): number =>
    part < margins.length ? starts[part]! + margins[part]!.codes[row]! : firstNumber + part - margins.length;
  const valueAt = (row: number, part: number): number =>
    part < margins.length ? 1 : numbers[part - margins.length]!.values[row]! / units[part - margins.length]!;

  return {
    size,
    names,
    totals: Float64Array.from(targets),
    times: (row, coefficients) => {
      let sum = 0;
      for (let part = 0; part < used; part++) sum += valueAt(row, part) * coefficients[placeAt(row, part)]!;
      return sum;
    },
    addTo: (vector, row, factor) => {
      for (let part = 0; part < used; part++) vector[placeAt(row, part)]! += factor * valueAt(row, part);
    },
    addSquareTo: (matrix, row, factor) => {
      for (let a = 0; a < used; a++) {
        const start = placeAt(row, a) * size;
        const scaled = factor * valueAt(row, a);
        for (let b = 0; b < used; b++) matrix[start + placeAt(row, b)]! += scaled * valueAt(row, b);
      }
    },
  };
}

function requireNumbers(caller: string, weights: ArrayLike<number>, auxiliary: NumericAuxiliary): void {
  const { name, values, total } = auxiliary;
  if (!Number.isFinite(total))
    throw new RangeError(`${caller} requires a finite total of ${name} (got ${total})`);
  if (values.length !== weights.length) {
    throw new RangeError(
      `${caller} requires a ${name} for each of ${weights.length} rows (got ${values.length})`,
    );
  }
  for (let row = 0; row < values.length; row++) {
    if (weights[row]! > 0 && !Number.isFinite(values[row])) {
      throw new RangeError(
        `${caller} requires a finite ${name} in every row (row ${row} has ${values[row]})`,
      );
    }
  }
}
