/** Rows thought to answer alike; classes with few respondents are joined by giving them one code. */
export interface WeightingClasses {
  readonly name: string;
  readonly categories: readonly string[];
  readonly codes: ArrayLike<number>;
}

/**
 * Within each class the respondents take over the weight of those who did not answer: their weights are multiplied
 * by the weight of all over the weight of the respondents, and the others' become 0 (R. J. A. Little 1986, Int.
 * Stat. Rev. 54, 139-157).
 *
 * @param responded 1 for each row that answered
 * @throws RangeError for a class in which nobody did; it is named
 * @example
 * const area = { name: 'area', categories: ['north', 'south'], codes: [0, 0, 1] };
 * nonresponseAdjustment([10, 10, 5], [1, 0, 1], area); // [20, 0, 5]
 */
export function nonresponseAdjustment(
  weights: ArrayLike<number>,
  responded: ArrayLike<number>,
  classes: WeightingClasses,
): Float64Array {
  if (responded.length !== weights.length || classes.codes.length !== weights.length) {
    throw new RangeError('nonresponseAdjustment requires a response and a class for each weight');
  }
  const all = new Float64Array(classes.categories.length);
  const answered = new Float64Array(classes.categories.length);
  for (let row = 0; row < weights.length; row++) {
    const code = classes.codes[row]!;
    const weight = weights[row]!;
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(
        `nonresponseAdjustment requires finite weights of at least 0 (row ${row} has ${weight})`,
      );
    }
    if (!Number.isInteger(code) || code < 0 || code >= all.length) {
      throw new RangeError(
        `nonresponseAdjustment requires a known ${classes.name} in every row (row ${row} has ${code})`,
      );
    }
    all[code]! += weight;
    if (responded[row] === 1) answered[code]! += weight;
  }
  for (let code = 0; code < all.length; code++) {
    if (all[code]! > 0 && answered[code] === 0) {
      throw new RangeError(
        `nonresponseAdjustment requires at least one respondent in every class (${classes.name} "${classes.categories[code]}" has none: join it to another)`,
      );
    }
  }
  return Float64Array.from(weights, (weight, row) => {
    const code = classes.codes[row]!;
    return responded[row] === 1 && weight > 0 ? (weight * all[code]!) / answered[code]! : 0;
  });
}
