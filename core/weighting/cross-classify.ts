import type { Margin } from './margin.ts';

/** The combinations of categories that occur among the respondents. */
export interface CrossClassification {
  readonly cellCount: number;
  /** For each row, its cell; -1 for rows of weight 0. */
  readonly cellOfRow: Int32Array;
  /** For each margin, the code of each cell. */
  readonly codesOfCells: readonly Int32Array[];
  /** For each cell, the sum of its rows' weights. */
  readonly cellWeights: Float64Array;
}

/**
 * Rows alike in every margin keep the same weight factor, so factors are found for some thousand cells and not
 * for a million rows. Margin by margin, a pair (cell so far, code) becomes a new cell, which keeps the keys
 * small whatever the number of margins.
 *
 * @example
 * const sex = { name: 'sex', categories: ['f', 'm'], codes: [0, 0, 1, 0], totals: [60, 40] };
 * const age = { name: 'age', categories: ['young', 'old'], codes: [0, 1, 1, 0], totals: [50, 50] };
 * const cells = crossClassify([1, 2, 1, 3], [sex, age]);
 * cells.cellOfRow; // [0, 1, 2, 0]
 * cells.cellWeights; // [4, 2, 1]
 */
export function crossClassify(weights: ArrayLike<number>, margins: readonly Margin[]): CrossClassification {
  const cellOfRow = Int32Array.from(weights, (weight) => (weight > 0 ? 0 : -1));
  let codes: number[][] = [[]];
  for (const margin of margins) {
    const cells = new Map<number, number>();
    const next: number[][] = [];
    for (let row = 0; row < weights.length; row++) {
      const before = cellOfRow[row]!;
      if (before < 0) continue;
      const key = before * margin.categories.length + margin.codes[row]!;
      let cell = cells.get(key);
      if (cell === undefined) {
        cell = next.length;
        cells.set(key, cell);
        next.push([...codes[before]!, margin.codes[row]!]);
      }
      cellOfRow[row] = cell;
    }
    codes = next;
  }
  const cellWeights = new Float64Array(codes.length);
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOfRow[row]!;
    if (cell >= 0) cellWeights[cell]! += weights[row]!;
  }
  return {
    cellCount: codes.length,
    cellOfRow,
    codesOfCells: margins.map((_, place) => Int32Array.from(codes, (code) => code[place]!)),
    cellWeights,
  };
}
