/**
 * A running total that keeps the digits ordinary addition drops, so that the order and the number of answers
 * do not change a published figure.
 *
 * Source: A. Neumaier (1974), ZAMM 54, 39-51, algorithm IV. Each addition `s + x` is rounded; what was lost is
 * known exactly: it is `(s - t) + x` when `s` is the larger of the two, `(x - t) + s` otherwise. The losses
 * are summed apart and given back once, at the end.
 *
 * @example
 * const sum = new CompensatedSum();
 * for (const value of [1, 1e100, 1, -1e100]) sum.add(value);
 * sum.total(); // 2 (plain addition gives 0)
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const next = this.#sum + value;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }

  total(): number {
    return this.#sum + this.#lost;
  }
}

/**
 * The sum of all values; 0 for none.
 *
 * @example
 * compensatedSum([1, 1e100, 1, -1e100]); // 2
 */
export function compensatedSum(values: Iterable<number>): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.total();
}
