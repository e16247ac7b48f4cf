/**
 * What a figure may be used for. `suppressed`: not shown. `insufficient`: the value, marked 样本不足.
 * `intervalOnly`: value and interval, no verdict and no rank. `full`: all.
 */
export type Standing = 'suppressed' | 'insufficient' | 'intervalOnly' | 'full';

export interface LadderInput {
  /** Substantive answers, exact and unweighted. */
  readonly n: number;
  readonly effectiveN: number;
  readonly degreesOfFreedom: number;
}

/**
 * | n           | and                                              | standing       |
 * |-------------|--------------------------------------------------|----------------|
 * | < minimum   |                                                  | `suppressed`   |
 * | < 30        |                                                  | `insufficient` |
 * | < 50        |                                                  | `intervalOnly` |
 * | 50 and more | effective n < 30, or fewer than 8 degrees of freedom | `intervalOnly` |
 * | 50 and more | otherwise                                        | `full`         |
 *
 * Decided on exact numbers, never on those shown. `minimum` is 10 unless the programme sets another.
 *
 * @example
 * ladder({ n: 420, effectiveN: 280, degreesOfFreedom: 6 }); // 'intervalOnly' (too few primary units)
 */
export function ladder({ n, effectiveN, degreesOfFreedom }: LadderInput, minimum = 10): Standing {
  // A number that is none must not pass for enough.
  if (!(n >= minimum)) return 'suppressed';
  if (n < 30) return 'insufficient';
  const isFull = n >= 50 && effectiveN >= 30 && degreesOfFreedom >= 8;
  return isFull ? 'full' : 'intervalOnly';
}

/**
 * The lowest of several standings: what a comparison of the figures may be used for.
 *
 * @throws RangeError for none
 * @example
 * lowestStanding(['full', 'insufficient', 'intervalOnly']); // 'insufficient'
 */
export function lowestStanding(standings: readonly Standing[]): Standing {
  const lowest = Math.min(...standings.map((standing) => ascending.indexOf(standing)));
  const standing = ascending[lowest];
  if (standing === undefined) throw new RangeError('lowestStanding requires at least one standing');
  return standing;
}

const ascending: readonly Standing[] = ['suppressed', 'insufficient', 'intervalOnly', 'full'];
