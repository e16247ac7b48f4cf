/** A cumulative distribution function and its derivative at one point. */
export interface CumulativePoint {
  readonly cumulative: number;
  readonly density: number;
}

/**
 * The point at which a log-concave cumulative distribution function has the value `target`.
 *
 * Newton's method on g(u) = log F(u) - log target. Where the density is log-concave so is F (A. Prekopa, 1973),
 * and for a concave increasing g every tangent lies above the curve: a step ends left of the root, and from
 * there the iterates rise to it, without a bracket and from any start. Once they have risen only rounding can
 * send them back, and it says that nothing more can be gained. A step so far left that F underflows is halved.
 *
 * @throws RangeError where 200 steps do not reach it
 * @example
 * const exponential = (u: number) => ({ cumulative: 1 - Math.exp(-u), density: Math.exp(-u) });
 * logConcaveRoot(0.5, 1, exponential); // 0.6931 = log 2
 */
export function logConcaveRoot(
  target: number,
  start: number,
  at: (point: number) => CumulativePoint,
): number {
  let point = start;
  let here = at(point);
  let hasRisen = false;
  for (let iteration = 0; iteration < maximumSteps; iteration++) {
    const step = (Math.log(target / here.cumulative) * here.cumulative) / here.density;
    if (Math.abs(step) <= 2 * Number.EPSILON * Math.abs(point)) return point;
    if (hasRisen && step < 0) return point + step;
    hasRisen = step > 0;
    let next = point + step;
    let there = at(next);
    while (there.cumulative <= Number.MIN_VALUE / Number.EPSILON) {
      next = (next + point) / 2;
      there = at(next);
    }
    point = next;
    here = there;
  }
  throw new RangeError(`logConcaveRoot did not converge (target ${target}, start ${start})`);
}

const maximumSteps = 200;
