import type * as v from 'valibot';
import type { LocalText } from '../../questionnaire/local-text.ts';

/** The points of a response scale: lowest, lowest + 1, ..., highest. */
export interface ScalePoints {
  readonly lowest: number;
  readonly highest: number;
}

/** The shape of a convention in an index file: `kind` with its name, and its settings. */
export type ConventionSchema = v.StrictObjectSchema<
  v.ObjectEntries & { readonly kind: v.LiteralSchema<string, undefined> },
  undefined
>;

/**
 * The contract of a scoring convention: how points of a response scale become scores. Everything that differs between
 * conventions is behind it; nothing else in the product asks of which kind one is, save where two of them make one
 * number (`release/alternative-indices.ts`).
 *
 * Relations every convention keeps on a scale without faults (the contract test holds each to them): a better answer is
 * never scored lower, and every score is inside `range`.
 */
export interface ConventionKind<Schema extends ConventionSchema> {
  readonly schema: Schema;
  /** The lowest and the highest score it may give. */
  readonly range: readonly [number, number];
  /** Why it gives no score, or not the intended one, to some point of the scale; `[]` where it fits. */
  faults(settings: v.InferOutput<Schema>, scale: ScalePoints): readonly string[];
  score(settings: v.InferOutput<Schema>, scale: ScalePoints, point: number): number;
  /** In words: printed with every figure it made. */
  text(settings: v.InferOutput<Schema>): LocalText;
  /** The same convention however it was written: what is hashed. Without it, as it was written. */
  inOrder?(settings: v.InferOutput<Schema>): v.InferOutput<Schema>;
}

/**
 * A scale as sentences name it.
 *
 * @example
 * shownScale({ lowest: 1, highest: 5 }); // 'scale 1-5'
 */
export const shownScale = ({ lowest, highest }: ScalePoints): string => `scale ${lowest}-${highest}`;
