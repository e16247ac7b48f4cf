/** Answers in ascending order, each with the weight of all up to and with it. */
export interface SortedAnswers {
  readonly answers: ArrayLike<number>;
  readonly cumulative: ArrayLike<number>;
}

/** The number of a definition in R. J. Hyndman and Y. Fan (1996, American Statistician 50, 361-365). */
export type QuantileDefinition = keyof typeof definitions;

/**
 * The quantile at p of weighted answers. With c the weight up to and with an answer, w its own, n the last and W all:
 *
 * | definition | the answer stands at                  | between answers                                            |
 * |------------|---------------------------------------|------------------------------------------------------------|
 * | 1          | c / W                                 | the first that stands at p or above                        |
 * | 2          | c / W                                 | the same, and at p exactly the mean with the next           |
 * | 4          | c / W                                 | in proportion, as in all below                             |
 * | 5          | (c - w / 2) / W                       |                                                            |
 * | 6          | c / (W + w_n)                         |                                                            |
 * | 7          | (c - w) / (W - w_n)                   | what spreadsheets do                                       |
 * | 8          | (c - w / 3) / (W + w_n / 3)           |                                                            |
 * | 9          | (c - 3 w / 8) / (W + w_n / 4)         |                                                            |
 *
 * Beyond the first and the last answer the quantile is that answer. (R's survey package gives the second answer, or a
 * value below the first, by definitions 1 to 4 where p is less than the share of the first.)
 *
 * @example
 * const sorted = { answers: [1, 2, 3, 4], cumulative: [1, 2, 3, 4] };
 * weightedQuantile(sorted, 0.5, 1); // 2
 * weightedQuantile(sorted, 0.5, 2); // 2.5
 * weightedQuantile(sorted, 0.25, 7); // 1.75
 */
export function weightedQuantile(
  { answers, cumulative }: SortedAnswers,
  p: number,
  definition: QuantileDefinition,
): number {
  const last = answers.length - 1;
  const all = cumulative[last]!;
  const weight = (at: number) => (at === 0 ? cumulative[0]! : cumulative[at]! - cumulative[at - 1]!);
  const lastWeight = weight(last);
  const kind = definitions[definition];
  const standsAt = (at: number) => kind.standsAt(cumulative[at]!, weight(at), lastWeight, all);
  let above = 0;
  while (above < last && standsAt(above) < p * (1 - ROUNDING)) above += 1;
  if (kind.between === 'none') return answers[above]!;
  if (kind.between === 'mean') {
    const isThere = Math.abs(standsAt(above) - p) <= ROUNDING * p;
    return isThere && above < last ? (answers[above]! + answers[above + 1]!) / 2 : answers[above]!;
  }
  if (above === 0 || standsAt(above) <= p) return answers[above]!;
  const [low, high] = [standsAt(above - 1), standsAt(above)];
  return answers[above - 1]! + ((p - low) / (high - low)) * (answers[above]! - answers[above - 1]!);
}

/** Sums of weights miss their mark by some units in the last place. */
const ROUNDING = 1e-12;

interface Definition {
  readonly standsAt: (upTo: number, own: number, last: number, all: number) => number;
  readonly between: 'none' | 'mean' | 'proportion';
}

const inProportion = (standsAt: Definition['standsAt']): Definition => ({ standsAt, between: 'proportion' });

const definitions = {
  1: { standsAt: (c, _, __, all) => c / all, between: 'none' },
  2: { standsAt: (c, _, __, all) => c / all, between: 'mean' },
  4: inProportion((c, _, __, all) => c / all),
  5: inProportion((c, w, _, all) => (c - w / 2) / all),
  6: inProportion((c, _, last, all) => c / (all + last)),
  7: inProportion((c, w, last, all) => (c - w) / (all - last)),
  8: inProportion((c, w, last, all) => (c - w / 3) / (all + last / 3)),
  9: inProportion((c, w, last, all) => (c - (3 * w) / 8) / (all + last / 4)),
} as const satisfies Readonly<Record<number, Definition>>;
