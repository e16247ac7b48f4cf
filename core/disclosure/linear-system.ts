/** From the least to the most a number can be. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

export interface Term {
  /** Place among the unknowns. */
  readonly unknown: number;
  readonly coefficient: number;
}

/** A sum of multiples of unknowns that lies in a range. */
export interface Row extends Range {
  /** What it comes from, such as the key of a printed number. */
  readonly name: string;
  readonly terms: readonly Term[];
}

/** What a reader knows: each unknown lies in a range, and so do sums of them. */
export interface LinearSystem {
  readonly unknowns: readonly Range[];
  readonly rows: readonly Row[];
}

/**
 * What a row says of its open unknowns when all others are put in as the ranges they have; nothing where the ranges of
 * the open ones say as much. A system of such rows allows no less than the whole: a shown number may take one value in
 * one row and another in the next.
 *
 * @example
 * const unknowns = [{ lowest: 0, highest: 100 }, { lowest: 69.5, highest: 70.5 }];
 * const terms = [{ unknown: 0, coefficient: 0.2 }, { unknown: 1, coefficient: 0.8 }];
 * const row = { name: 'total', terms, lowest: 59, highest: 61 };
 * const { lowest, highest } = reducedRow(row, unknowns, (unknown) => unknown === 0)!;
 * [lowest, highest]; // [2.6, 5.4]
 */
export function reducedRow(
  row: Row,
  unknowns: readonly Range[],
  isOpen: (unknown: number) => boolean,
): Row | undefined {
  let { lowest, highest } = row;
  let least = 0;
  let most = 0;
  const terms: Term[] = [];
  for (const term of row.terms) {
    const { coefficient, unknown } = term;
    const range = unknowns[unknown]!;
    const low = coefficient * (coefficient > 0 ? range.lowest : range.highest);
    const high = coefficient * (coefficient > 0 ? range.highest : range.lowest);
    if (isOpen(unknown)) {
      least += low;
      most += high;
      terms.push(term);
    } else {
      lowest -= high;
      highest -= low;
    }
  }
  if (least >= lowest - NOTHING && most <= highest + NOTHING) return undefined;
  return { name: row.name, lowest, highest, terms };
}

/** Numbers run to some hundreds; differences below are rounding. */
const NOTHING = 1e-9;
