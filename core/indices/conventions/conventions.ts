import { banded, type Banded } from './banded.ts';
import type { ConventionKind, ScalePoints } from './convention.ts';
import { linear, type Linear } from './linear.ts';
import { netPromoter, type NetPromoter } from './net-promoter.ts';
import { timesTen, type TimesTen } from './times-ten.ts';
import { topBox, type TopBox } from './top-box.ts';

/** A scoring convention as data, as a programme declares it before the first interview. */
export type Convention = Linear | TimesTen | Banded | TopBox | NetPromoter;

/** Every kind of convention. A new one is a file, and a line here. */
export const conventions: {
  readonly [Kind in Convention['kind']]: ConventionKind<Extract<Convention, { readonly kind: Kind }>>;
} = { linear, timesTen, banded, topBox, netPromoter };

/**
 * The score of each code of a scale: entry 0 for its lowest point.
 *
 * @example
 * scoreTable({ kind: 'linear' }, { lowest: 1, highest: 5 }); // [0, 25, 50, 75, 100]
 */
export function scoreTable(convention: Convention, scale: ScalePoints): Float64Array {
  const { lowest, highest } = scale;
  if (!(Number.isInteger(lowest) && Number.isInteger(highest) && lowest < highest)) {
    throw new RangeError(`a scale must have whole points and at least two (got ${lowest} to ${highest})`);
  }
  const kind = conventions[convention.kind] as ConventionKind<Convention>;
  const refusal = kind.refusal(convention, scale);
  if (refusal !== undefined) {
    throw new RangeError(`${convention.kind} cannot score a scale ${refusal}`);
  }
  return Float64Array.from({ length: highest - lowest + 1 }, (_, code) =>
    kind.score(convention, scale, lowest + code),
  );
}
