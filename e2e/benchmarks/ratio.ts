/** The middle of some ratios, with the interval that holds the true middle in 95 of 100 cases or a little more. */
export interface MedianRatio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Median and its interval by order statistics: without any assumption on how the ratios are spread. Below six
 * pairs no interval reaches 95 %, and it is the whole range.
 *
 * @example medianRatio([0.7, 0.8, 0.9]) // { median: 0.8, lower: 0.7, upper: 0.9 }
 */
export function medianRatio(ratios: readonly number[]): MedianRatio {
  const sorted = [...ratios].sort((a, b) => a - b);
  const n = sorted.length;
  const middle = Math.floor(n / 2);
  const median = n % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  // The rank up to which a fair coin's heads stay below in at most 2.5 of 100 cases.
  let rank = 0;
  let tail = 0;
  for (let heads = 0, choose = 1; heads < n; heads += 1) {
    tail += choose / 2 ** n;
    if (tail > 0.025) break;
    rank = heads + 1;
    choose = (choose * (n - heads)) / (heads + 1);
  }
  const place = Math.max(0, rank - 1);
  return { median, lower: sorted[place]!, upper: sorted[n - 1 - place]! };
}

export function shown({ median, lower, upper }: MedianRatio): string {
  return `${median.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`;
}
