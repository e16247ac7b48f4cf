/**
 * Design weights: the inverse of the probability of being drawn, which is the product over the stages of the
 * draw (D. G. Horvitz and D. J. Thompson 1952, J. Amer. Statist. Assoc. 47, 663-685). `meanOne` divides them by
 * their mean; shares and means stay as they are, totals lose their meaning.
 *
 * @param stages for each stage, the probability of each row
 * @throws RangeError for probabilities outside (0, 1], and stages of unlike length
 * @example
 * designWeights([[0.5, 0.5], [0.2, 0.1]]); // [10, 20]
 * designWeights([[0.1, 0.05]], { meanOne: true }); // [0.6667, 1.3333]
 */
export function designWeights(
  stages: readonly ArrayLike<number>[],
  { meanOne = false }: { readonly meanOne?: boolean } = {},
): Float64Array {
  const rowCount = stages[0]?.length ?? 0;
  if (rowCount === 0) throw new RangeError('designWeights requires at least one stage with at least one row');
  const weights = new Float64Array(rowCount).fill(1);
  for (const [stage, probabilities] of stages.entries()) {
    if (probabilities.length !== rowCount) {
      throw new RangeError(`designWeights requires a probability for each row (stage ${stage + 1} differs)`);
    }
    for (let row = 0; row < rowCount; row++) {
      const probability = probabilities[row]!;
      if (!(probability > 0 && probability <= 1)) {
        throw new RangeError(
          `designWeights requires probabilities in (0, 1] (stage ${stage + 1}, row ${row} has ${probability})`,
        );
      }
      weights[row]! /= probability;
    }
  }
  if (!meanOne) return weights;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / rowCount;
  return weights.map((weight) => weight / mean);
}
