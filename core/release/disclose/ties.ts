import { isEstimable, type NotEstimable } from '../../estimation/figures/not-estimable.ts';
import type { LinearisedFigure } from '../../estimation/figures/linearised-figure.ts';

/**
 * How a mean of one release of a wave stands to that of the next: `before = share * now + rest`, and where answers lie
 * between `low` and `high` the rest lies between `gained * low - lost * high` and `gained * high - lost * low`.
 */
export interface Tie {
  readonly share: number;
  readonly gained: number;
  readonly lost: number;
}

/** A figure with the rows it rests on. */
export interface TiedFigure {
  readonly key: string;
  readonly figure: Pick<LinearisedFigure, 'weightSum' | 'addRowInfluence'> | NotEstimable;
}

/** The figures of one release with the ids of its rows. */
export interface TiedRelease {
  readonly figures: readonly TiedFigure[];
  readonly ids: readonly string[];
}

/**
 * The ties between the same figures of two releases of a wave. Where answers were excluded the rest is theirs; where
 * weights were raked anew it is what they moved. The same answers with the same weights are one quantity: share 1 and no
 * rest.
 *
 * @returns by key; none for figures that one of the two has not
 */
export function tiesBetween(before: TiedRelease, now: TiedRelease): ReadonlyMap<string, Tie> {
  const places = new Map(before.ids.map((id, row) => [id, row]));
  const placeOf = Int32Array.from(now.ids, (id) => places.get(id) ?? -1);
  const others = new Map(before.figures.map(({ key, figure }) => [key, figure]));
  return new Map(
    now.figures.flatMap(({ key, figure }) => {
      const other = others.get(key);
      if (!other || !isEstimable(other) || !isEstimable(figure)) return [];
      return [[key, tieOf(sharesOf(other, before.ids), sharesOf(figure, now.ids), placeOf)] as const];
    }),
  );
}

/** Each row's share of the weight of a figure. */
function sharesOf(
  { weightSum, addRowInfluence }: Pick<LinearisedFigure, 'weightSum' | 'addRowInfluence'>,
  { length }: readonly string[],
): Float64Array {
  const rows = { influence: new Float64Array(length), weights: new Float64Array(length) };
  addRowInfluence(rows, 1);
  return rows.weights.map((weight) => weight / weightSum);
}

/** @param placeOf for each row of now its place before, or -1 */
function tieOf(before: Float64Array, now: Float64Array, placeOf: Int32Array): Tie {
  const left = before.slice();
  let share = 0;
  for (let row = 0; row < now.length; row++) {
    if (now[row]! > 0 && placeOf[row]! >= 0) share += before[placeOf[row]!]!;
  }
  // Sums of shares are 1 up to rounding.
  if (Math.abs(share - 1) < ROUNDING) share = 1;
  let [gained, lost] = [0, 0];
  const count = (rest: number) => {
    if (rest > ROUNDING) gained += rest;
    else if (rest < -ROUNDING) lost -= rest;
  };
  for (let row = 0; row < now.length; row++) {
    const place = placeOf[row]!;
    if (place < 0) count(-share * now[row]!);
    else left[place]! -= share * now[row]!;
  }
  for (const rest of left) count(rest);
  return { share, gained, lost };
}

/** Of shares that are alike. */
const ROUNDING = 1e-12;

/** Whether a figure is the same answers with the same weights in both. */
export function isSame({ share, gained, lost }: Tie): boolean {
  return share === 1 && gained === 0 && lost === 0;
}

/** Whether nobody's answer to the figure was left out since; weights may be others. */
export function isOfSameAnswers({ share }: Tie): boolean {
  return share === 1;
}
