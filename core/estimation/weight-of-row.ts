import type { Base } from './linearised-figure.ts';
import type { SampleDesign } from './sample-design.ts';

/** The weight with which a row's answer counts in a figure about `base`; 0 for rows outside it. */
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
