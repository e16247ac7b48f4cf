/** Pairs of a first code, such as a cluster, and a group that occur together, numbered. */
export interface PairedCodes {
  readonly size: number;
  /** For each row, its pair. */
  readonly pairOfRow: Int32Array;
  /** For each pair, its first code. */
  readonly firstOfPair: Int32Array;
  readonly pairsOfGroup: readonly (readonly number[])[];
  readonly all: readonly number[];
}

/** The part of the population each row belongs to, 0 to `count` - 1, such as its area. */
export interface RowGroups {
  readonly codes: Int32Array;
  readonly count: number;
}

/**
 * @param first for each row a code from 0 to `firstCount` - 1; below 0 for rows without weight, which count nowhere
 * and stand with the code 0
 * @throws RangeError for a group out of range
 * @example
 * const pairs = pairCodes(Int32Array.of(0, 0, 1), 2, { codes: Int32Array.of(0, 1, 1), count: 2 });
 * pairs.pairOfRow; // [0, 1, 2]
 * pairs.pairsOfGroup; // [[0], [1, 2]]
 */
export function pairCodes(first: Int32Array, firstCount: number, groups: RowGroups): PairedCodes {
  const numbers = new Int32Array(firstCount * groups.count).fill(-1);
  const pairOfRow = new Int32Array(first.length);
  const firstOfPair: number[] = [];
  const pairsOfGroup: number[][] = Array.from({ length: groups.count }, () => []);
  for (let row = 0; row < first.length; row++) {
    const group = groups.codes[row]!;
    if (group < 0 || group >= groups.count) {
      throw new RangeError(`there must be groups from 0 to ${groups.count - 1} (row ${row} has ${group})`);
    }
    const code = Math.max(0, first[row]!);
    const key = code * groups.count + group;
    let number = numbers[key]!;
    if (number < 0) {
      number = firstOfPair.push(code) - 1;
      numbers[key] = number;
      pairsOfGroup[group]!.push(number);
    }
    pairOfRow[row] = number;
  }
  return {
    size: firstOfPair.length,
    pairOfRow,
    firstOfPair: Int32Array.from(firstOfPair),
    pairsOfGroup,
    all: firstOfPair.map((_, pair) => pair),
  };
}
