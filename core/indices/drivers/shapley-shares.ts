/**
 * The mean gain in R2 by each driver over all orders in which the drivers can enter (R. H. Lindeman, P. F. Merenda and
 * R. Z. Gold 1980; U. Gromping 2006, J. Stat. Software 17(1)), which is L. S. Shapley's value of the game R2:
 *
 *     sum over sets S without j of |S|! (p - |S| - 1)! / p! (R2(S + j) - R2(S)).
 *
 * Exact, over all 2^p sets.
 *
 * @param among correlations of the drivers, p x p
 * @param withTarget of each driver with the target
 * @example
 * shapleyShares(Float64Array.of(1, 0, 0, 1), Float64Array.of(0.6, 0.3)); // [0.36, 0.09]
 */
export function shapleyShares(among: Float64Array, withTarget: Float64Array): number[] {
  const count = withTarget.length;
  const ofSet = rSquaredOfAllSets(among, withTarget);
  // |S|! (p - |S| - 1)! / p!, by the size of S: of every order of the drivers, the share in which S comes first.
  const shareOfOrders = Array.from({ length: count }, (_, size) => 1 / (count * binomial(count - 1, size)));
  const shares = new Array<number>(count).fill(0);
  for (let set = 0; set < ofSet.length; set++) {
    const share = shareOfOrders[bitsIn(set)]!;
    for (let driver = 0; driver < count; driver++) {
      const bit = 2 ** driver;
      if ((set & bit) !== 0) continue;
      shares[driver]! += share * (ofSet[set + bit]! - ofSet[set]!);
    }
  }
  return shares;
}

function binomial(from: number, taken: number): number {
  let ways = 1;
  for (let step = 1; step <= taken; step++) ways = (ways * (from - taken + step)) / step;
  return ways;
}

function bitsIn(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * R2 of every set of drivers, by its bits. A set is reached from the one without its last driver: the driver's row
 * of the Cholesky factor L follows from those before it, and with z = L^-1 r the gain in R2 is its z squared.
 */
function rSquaredOfAllSets(among: Float64Array, withTarget: Float64Array): Float64Array {
  const count = withTarget.length;
  const found = new Float64Array(2 ** count);
  const factor = new Float64Array(count * count);
  const z = new Float64Array(count);
  const members: number[] = [];

  function extend(set: number, from: number): void {
    const depth = members.length;
    for (let driver = from; driver < count; driver++) {
      const row = depth * count;
      let pivot = 1;
      let rest = withTarget[driver]!;
      for (let column = 0; column < depth; column++) {
        let element = among[driver * count + members[column]!]!;
        for (let at = 0; at < column; at++) element -= factor[row + at]! * factor[column * count + at]!;
        element /= factor[column * count + column]!;
        factor[row + column] = element;
        pivot -= element ** 2;
        rest -= element * z[column]!;
      }
      const root = Math.sqrt(pivot);
      factor[row + depth] = root;
      z[depth] = rest / root;
      const larger = set + 2 ** driver;
      found[larger] = found[set]! + z[depth]! ** 2;
      members.push(driver);
      extend(larger, driver + 1);
      members.pop();
    }
  }
  extend(0, 0);
  return found;
}
