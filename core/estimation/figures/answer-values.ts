/**
 * What is averaged, a number for each row, NaN where the row has no substantive answer. Either plainly or as
 * codes with the score of each code, which costs one byte an answer instead of eight.
 */
export type AnswerValues = Float64Array | readonly number[] | CodedValues;

/** Codes with the score of each; negative codes are no substantive answer. */
export interface CodedValues {
  readonly codes: Int16Array | Int8Array;
  readonly scores: ArrayLike<number>;
}

/** The value of a row; NaN for "no substantive answer" (a negative code, or a code without a score). */
export type ValueOfRow = (row: number) => number;

/**
 * @throws RangeError unless there is one answer for each of `rowCount` rows, and for a code beyond the scores
 * @example
 * const value = valueOfRow({ codes: Int8Array.of(2, -3), scores: [0, 50, 100] }, 2);
 * value(0); // 100
 * value(1); // NaN
 */
export function valueOfRow(values: AnswerValues, rowCount: number): ValueOfRow {
  const length = 'codes' in values ? values.codes.length : values.length;
  if (length !== rowCount) {
    throw new RangeError(
      `answers must have one value for each row of the design (${length}, not ${rowCount})`,
    );
  }
  if (!('codes' in values)) return (row) => values[row] ?? NaN;
  const { codes, scores } = values;
  for (let row = 0; row < rowCount; row++) {
    if (codes[row]! < scores.length) continue;
    throw new RangeError(`answers must have codes below ${scores.length} (row ${row} has ${codes[row]})`);
  }
  return (row) => scores[codes[row] ?? -1] ?? NaN;
}
