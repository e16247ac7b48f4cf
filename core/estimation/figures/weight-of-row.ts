import type { Base } from './linearised-figure.ts';
import type { SampleDesign } from '../design/sample-design.ts';

/**
 * The weight with which a row's answer counts in a figure about `base`; 0 for rows outside it.
 *
 * @throws RangeError for columns of another length; later, for a row whose asking probability is not in (0, 1]
 * @example
 * const design = sampleDesign({ weights: [10, 20] });
 * const weight = weightOfRow(design, { domain: Uint8Array.of(0, 1), askingProbabilities: Float64Array.of(1, 0.5) });
 * weight(0); // 0
 * weight(1); // 40
 */
export function weightOfRow(design: SampleDesign, base: Base): (row: number) => number {
  const { domain, askingProbabilities } = base;
  const { weights, rowCount } = design;
  for (const [name, column] of Object.entries({ domain, askingProbabilities })) {
    if (column !== undefined && column.length !== rowCount) {
      throw new RangeError(`${name} must have one entry for each row (${column.length}, not ${rowCount})`);
    }
  }
  if (askingProbabilities === undefined) {
    return domain === undefined ? (row) => weights[row]! : (row) => (domain[row] ? weights[row]! : 0);
  }
  return (row) => {
    if (domain !== undefined && !domain[row]) return 0;
    const probability = askingProbabilities[row]!;
    if (!(probability > 0 && probability <= 1)) {
      throw new RangeError(
        `asking probabilities must be above 0 and at most 1 (row ${row} has ${probability})`,
      );
    }
    return weights[row]! / probability;
  };
}
