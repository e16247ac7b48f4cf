/**
 * A confidence level lies between 0 and 1.
 *
 * @throws RangeError
 */
export function requireLevel(caller: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`${caller} requires a level between 0 and 1 (got ${level})`);
  }
}
