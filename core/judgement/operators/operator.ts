export type Verdict = 'met' | 'notMet' | 'undecided';
export type Interval = readonly [lowest: number, highest: number];

/** The size of a planned sample, in the unit of the figure. */
export interface PlannedErrors {
  readonly error: number;
  /** How many errors an interval reaches to either side. */
  readonly reach: number;
  /** How far from the threshold the truth is supposed to be. */
  readonly distance: number;
}

/**
 * The contract of an operator on a level. Everything that differs between operators is behind it; what the settings look
 * like in a file is told in `programme/target.ts`, which does not compile without one of them.
 *
 * Relations every operator keeps (the contract test holds each to them): an interval that lies wholly on the side of
 * the threshold decides, one that holds an end does not; scaling operator and interval alike changes no verdict.
 */
export interface LevelKind<Settings> {
  /** The values the verdict turns at. */
  ends(settings: Settings): readonly number[];
  verdict(settings: Settings, interval: Interval): Verdict;
  /** The same demand of a figure on another scale. */
  scaled(settings: Settings, factor: number): Settings;
  /** The least of the powers to say so where it is met, and where it is not. */
  power(settings: Settings, planned: PlannedErrors): number;
  /** What is wrong with it beside ends that the figure cannot reach. */
  faults?(settings: Settings): readonly string[];
}

/** An operator on changes: on the last one, or on each of its term. */
export interface TrendKind {
  readonly isRise: boolean;
  readonly isEachYear: boolean;
}

/**
 * Met, not met, or neither is established.
 *
 * @example
 * decide(false, true); // 'notMet'
 * decide(false, false); // 'undecided'
 */
export function decide(isMet: boolean, isNotMet: boolean): Verdict {
  if (isMet) return 'met';
  return isNotMet ? 'notMet' : 'undecided';
}
