/** Ranges an axis may have, narrowest first: declared here, so that no chart is cut to flatter its data. */
const declaredRanges = [
  [60, 100],
  [40, 100],
  [0, 100],
  [-100, 100],
] as const satisfies readonly (readonly [number, number])[];

/**
 * The narrowest declared range that holds everything drawn.
 *
 * @example axisRange([71.2, 84.9, 80]) // [60, 100]
 */
export function axisRange(drawn: readonly number[]): readonly [number, number] {
  const holding = declaredRanges.find(([lowest, highest]) =>
    drawn.every((value) => value >= lowest && value <= highest),
  );
  return holding ?? [Math.min(...drawn), Math.max(...drawn)];
}
