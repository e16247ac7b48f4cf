/** The points of a response scale: lowest, lowest + 1, ..., highest. */
export interface ScalePoints {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * How one kind of convention turns points of a response scale into scores. A convention never scores a better
 * answer lower, and stays inside `range`.
 */
export interface ConventionKind<Settings> {
  /** The lowest and the highest score it may give. */
  readonly range: readonly [number, number];
  /** Why it cannot score this scale, as the rest of the sentence "<kind> cannot score a scale ...". */
  refusal(settings: Settings, scale: ScalePoints): string | undefined;
  score(settings: Settings, scale: ScalePoints, point: number): number;
}
