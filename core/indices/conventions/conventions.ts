import * as v from 'valibot';
import { banded } from './banded.ts';
import type { ConventionKind, ConventionSchema, ScalePoints } from './convention.ts';
import { linear } from './linear.ts';
import { netPromoter } from './net-promoter.ts';
import { timesTen } from './times-ten.ts';
import { topBox } from './top-box.ts';

/** Every kind of convention. A new one is a file, and a line here. */
export const conventions = { linear, timesTen, banded, topBox, netPromoter };

/**
 * How answers become scores, as a programme declares it before the first interview. It is printed with every figure; a
 * change of it breaks the trend line.
 */
export const conventionSchema = v.variant(
  'kind',
  Object.values(conventions).map(({ schema }) => schema),
);
export type Convention = v.InferOutput<typeof conventionSchema>;

/**
 * The kind of a convention, ready to be used with that convention.
 *
 * @example
 * const convention: Convention = { kind: 'topBox', from: 4 };
 * conventionKindOf(convention).text(convention).en; // 'share of answers from 4 up x 100'
 * conventionKindOf(convention).range; // [0, 100]
 */
export function conventionKindOf(convention: Convention): ConventionKind<ConventionSchema> {
  return conventions[convention.kind] as unknown as ConventionKind<ConventionSchema>;
}

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
  const kind = conventionKindOf(convention);
  const faults = kind.faults(convention, scale);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  return Float64Array.from({ length: highest - lowest + 1 }, (_, code) =>
    kind.score(convention, scale, lowest + code),
  );
}
