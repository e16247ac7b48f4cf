/** A published count: how many answers stand behind one figure of a table. */
export interface CountedCell {
  readonly name: string;
  readonly n: number;
}

export interface SuppressionSettings {
  /** Fewer answers than this are not shown. */
  readonly minimum: number;
  /** Whether "nobody" is hidden as well. */
  readonly hidesZero?: boolean;
}

/** `few`: fewer than the minimum. `complement`: could be used to work out one that is. */
export type Suppression = 'few' | 'complement';

export interface SuppressedTable {
  /** What is hidden, and why; all other cells may be shown. */
  readonly hidden: ReadonlyMap<string, Suppression>;
  /** True where even the total would give away a hidden cell. */
  readonly isTotalHidden: boolean;
}

/**
 * Disclosure control of a row of cells with a published total (A. Hundepool and others 2012, Statistical
 * Disclosure Control, ch. 4). Pure function of exact counts.
 *
 * Cells below the minimum are hidden. The total minus the cells shown is what the hidden ones sum to, so others
 * are hidden with them, the smallest first, until
 *
 * - at least two cells are hidden and together hold at least the minimum, and
 * - no hidden cell follows from that sum and from what the reason for hiding gives away (`few` says below the
 *   minimum, `complement` at least the minimum and at most the smallest cell shown): each still has two
 *   possible values.
 *
 * If hiding all of them is not enough, the total is hidden too.
 *
 * @example
 * const cells = [{ name: 'a', n: 3 }, { name: 'b', n: 40 }, { name: 'c', n: 25 }];
 * [...suppressSmallCells(cells, { minimum: 10 }).hidden]; // [['a', 'few'], ['c', 'complement']]
 */
export function suppressSmallCells(
  cells: readonly CountedCell[],
  { minimum, hidesZero = false }: SuppressionSettings,
): SuppressedTable {
  const lowestFew = hidesZero ? 0 : 1;
  const hidden = new Map<CountedCell, Suppression>();
  for (const cell of cells) {
    if (!(Number.isInteger(cell.n) && cell.n >= 0)) {
      throw new RangeError(`suppressSmallCells requires counts (cell "${cell.name}" has ${cell.n})`);
    }
    if (cell.n < minimum && cell.n >= lowestFew) hidden.set(cell, 'few');
  }
  if (hidden.size === 0) return { hidden: new Map(), isTotalHidden: false };

  const candidates = cells.filter(({ n }) => n >= minimum).sort((a, b) => a.n - b.n);
  let isSafe = isProtected(hidden, candidates, minimum, lowestFew);
  while (!isSafe && candidates.length > 0) {
    hidden.set(candidates.shift()!, 'complement');
    isSafe = isProtected(hidden, candidates, minimum, lowestFew);
  }
  const byName = new Map([...hidden].map(([cell, reason]) => [cell.name, reason]));
  return { hidden: byName, isTotalHidden: !isSafe };
}

/** Whether the sum of the hidden cells is large enough and leaves each of them at least two possible values. */
function isProtected(
  hidden: ReadonlyMap<CountedCell, Suppression>,
  shown: readonly CountedCell[],
  minimum: number,
  lowestFew: number,
): boolean {
  const sum = [...hidden.keys()].reduce((total, { n }) => total + n, 0);
  if (hidden.size < 2 || sum < minimum) return false;
  const highestComplement = shown[0]?.n ?? sum;
  const ranges = [...hidden.values()].map((reason) =>
    reason === 'few'
      ? { lowest: lowestFew, highest: minimum - 1 }
      : { lowest: minimum, highest: highestComplement },
  );
  const lowestSum = ranges.reduce((total, { lowest }) => total + lowest, 0);
  const highestSum = ranges.reduce((total, { highest }) => total + highest, 0);
  return ranges.every(({ lowest, highest }) => {
    const smallest = Math.max(lowest, sum - (highestSum - highest));
    const largest = Math.min(highest, sum - (lowestSum - lowest));
    return largest > smallest;
  });
}
