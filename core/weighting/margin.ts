/** How many there are of each category in the population: one total for each, and one code for each row. */
export interface Margin {
  readonly name: string;
  readonly categories: readonly string[];
  /** For each row, the place of its category in `categories`. */
  readonly codes: ArrayLike<number>;
  /** For each category, its population, at least 0. */
  readonly totals: ArrayLike<number>;
}

/**
 * What a category of the margin is called in an error.
 *
 * @example
 * const street = { name: 'street', categories: ['north', 'south'], codes: [0, 1], totals: [500, 700] };
 * categoryName(street, 0); // 'street "north"'
 */
export function categoryName(margin: Margin, code: number): string {
  return `${margin.name} "${margin.categories[code] ?? code}"`;
}

/**
 * The relative error at which an iteration ends.
 *
 * @throws RangeError unless it is above 0 and below 1
 */
export function requireTolerance(caller: string, tolerance: number): void {
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new RangeError(`${caller} requires a tolerance between 0 and 1 (got ${tolerance})`);
  }
}

/** Weights are numbers of at least 0, some above 0; a row of weight 0 is nobody's respondent. */
export function requireBaseWeights(caller: string, weights: ArrayLike<number>): void {
  let hasWeight = false;
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(`${caller} requires finite weights of at least 0 (row ${row} has ${weight})`);
    }
    hasWeight ||= weight > 0;
    sum += weight;
  }
  if (!Number.isFinite(sum))
    throw new RangeError(`${caller} requires weights whose sum is a number (got ${sum})`);
  if (!hasWeight) throw new RangeError(`${caller} requires at least one row with a weight above 0`);
}

/** Refuses margins that no weights, or no unambiguous ones, can meet; the error names margin and category. */
export function requireMargins(caller: string, weights: ArrayLike<number>, margins: readonly Margin[]): void {
  requireBaseWeights(caller, weights);
  for (const margin of margins) requireMargin(caller, weights, margin);
  const [first, ...others] = margins;
  if (first === undefined) return;
  const expected = totalOf(first);
  for (const other of others) {
    const total = totalOf(other);
    if (Math.abs(total - expected) > 1e-9 * expected) {
      throw new RangeError(
        `${caller} requires margins of one population (${first.name} sums to ${expected}, ${other.name} to ${total})`,
      );
    }
  }
}

function requireMargin(caller: string, weights: ArrayLike<number>, margin: Margin): void {
  const { categories, codes, totals } = margin;
  if (codes.length !== weights.length) {
    throw new RangeError(
      `${caller} requires a ${margin.name} for each of ${weights.length} rows (got ${codes.length})`,
    );
  }
  if (totals.length !== categories.length) {
    throw new RangeError(`${caller} requires one total for each category of ${margin.name}`);
  }
  const respondents = new Float64Array(categories.length);
  for (let row = 0; row < codes.length; row++) {
    if (weights[row] === 0) continue;
    const code = codes[row]!;
    if (!Number.isInteger(code) || code < 0 || code >= categories.length) {
      throw new RangeError(
        `${caller} requires every respondent in a category of the population (row ${row} has ${margin.name} ${code})`,
      );
    }
    respondents[code]! += 1;
  }
  for (let code = 0; code < categories.length; code++) {
    const total = totals[code]!;
    const name = categoryName(margin, code);
    if (!Number.isFinite(total) || total < 0) {
      throw new RangeError(`${caller} requires finite totals of at least 0 (${name} has ${total})`);
    }
    if (total > 0 && respondents[code] === 0) {
      throw new RangeError(
        `${caller} requires at least one respondent in every margin category (${name} has none)`,
      );
    }
    if (total === 0 && respondents[code]! > 0) {
      throw new RangeError(
        `${caller} requires a population in every category with respondents (${name} has ${respondents[code]} and a total of 0)`,
      );
    }
  }
}

function totalOf(margin: Margin): number {
  let sum = 0;
  for (let code = 0; code < margin.totals.length; code++) sum += margin.totals[code]!;
  return sum;
}
